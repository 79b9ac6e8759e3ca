"""What granian serves."""

from __future__ import annotations

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

from thidua.config.collector import collect_less

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
application = get_wsgi_application()
import_module("thidua.config.urls")  # every page is loaded before the first one is asked for
collect_less()
