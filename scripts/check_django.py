"""What Django itself can check: settings for deployment, models against migrations. Used by ``make check``."""

from __future__ import annotations

import os
import sys
import tempfile

import django
from django.core.management import call_command


def main() -> int:
    """Run the checks on the settings that an office gets by default."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "thidua.config.settings", "THIDUA_HOME": home}
        os.environ.pop("THIDUA_PLAIN_HTTP", None)
        django.setup()
        call_command("check", deploy=True, fail_level="WARNING")
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
