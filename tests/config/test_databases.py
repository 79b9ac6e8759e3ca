"""DATABASE_URL, secret keys and the installation's own certificates."""

import stat
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from django.db import connection

from thidua.config.databases import database, take_statistics
from thidua.config.home import keep_secret_key, secret_key
from thidua.config.server import is_this_machine
from thidua.config.tls import authority_file, server_certificate

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_without_a_url_the_database_is_sqlite_in_the_home(tmp_path):
    setting = database(None, tmp_path)

    assert (setting["ENGINE"], setting["NAME"], setting["OPTIONS"]["transaction_mode"]) == (
        "thidua.config.sqlite",
        str(tmp_path / "thidua.sqlite3"),
        "IMMEDIATE",
    )


def test_a_postgres_url_gives_every_part(tmp_path):
    setting = database("postgres://ha:m%40t@db.local:5433/thi_dua?sslmode=require", tmp_path)

    short_questions = "-c jit=off -c max_parallel_workers_per_gather=0"
    options = {"sslmode": "require", "options": short_questions, "prepare_threshold": 1}
    wanted = ("ha", "m@t", "db.local", "5433", "thi_dua", options)
    assert tuple(setting[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")) == wanted


def test_another_kind_of_database_is_refused_with_what_to_write(tmp_path):
    with pytest.raises(ValueError, match="postgres://"):
        database("mysql://root@localhost/x", tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("THIDUA_SECRET_KEY", raising=False)
    kept = keep_secret_key(tmp_path)
    first = secret_key(tmp_path)

    keep_secret_key(tmp_path)

    assert (secret_key(tmp_path), stat.S_IMODE(kept.stat().st_mode)) == (first, 0o600)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("may-chu", False),
    ],
)
def test_only_loopback_addresses_are_this_machine(host, own):
    assert is_this_machine(host) is own


def test_a_server_certificate_names_its_host_and_is_signed_by_the_offices_authority(tmp_path):
    certificate_file, _key = server_certificate(tmp_path, "192.168.1.5", at=NOW)

    certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    authority = x509.load_pem_x509_certificate(authority_file(tmp_path).read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    certificate.verify_directly_issued_by(authority)
    assert "192.168.1.5" in [str(name) for name in names.get_values_for_type(x509.IPAddress)]


def test_a_certificate_is_kept_until_near_its_end_and_the_authority_stays(tmp_path):
    first, _key = server_certificate(tmp_path, "may-chu", at=NOW)
    kept, authority = first.read_bytes(), authority_file(tmp_path).read_bytes()

    server_certificate(tmp_path, "may-chu", at=NOW + timedelta(days=100))
    after_100_days = first.read_bytes()
    server_certificate(tmp_path, "may-chu", at=NOW + timedelta(days=380))

    assert (after_100_days == kept, first.read_bytes() == kept, authority_file(tmp_path).read_bytes() == authority) == (
        True,
        False,
        True,
    )


@pytest.mark.django_db
def test_sqlite_is_told_how_its_rows_spread_and_postgresql_is_let_alone(django_assert_num_queries):
    asked = 2 if connection.vendor == "sqlite" else 0

    with django_assert_num_queries(asked):
        take_statistics(connection)

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            counted = cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'django_migrations'").fetchone()
        assert counted == (1,)
