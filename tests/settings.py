"""Settings of the tests: the product's own, on a database named by THIDUA_TEST_DATABASE_URL."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("THIDUA_PLAIN_HTTP", "1")
os.environ.setdefault("THIDUA_HOME", tempfile.mkdtemp(prefix="thidua-test-"))
os.environ.setdefault("THIDUA_SECRET_KEY", "only-for-tests-" + "x" * 50)

from thidua.config.databases import database
from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import HOME

DATABASES = {"default": database(os.environ.get("THIDUA_TEST_DATABASE_URL"), HOME)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an office: SQLite in memory locks otherwise.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(HOME) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
else:
    # Two runs at once do not share a database.
    DATABASES["default"]["TEST"] = {"NAME": f"test_thidua_{os.getpid()}"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
MEDIA_ROOT = Path(HOME) / "files"
SNAPSHOT_MINUTES = None
