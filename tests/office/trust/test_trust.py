"""The certificate pages: public, and only the certificate leaves the server."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.urls import reverse

from thidua.config.tls import authority_file, server_certificate

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_fingerprint_of_the_certificate_that_it_sends(client, settings, tmp_path):
    settings.HOME = tmp_path
    server_certificate(tmp_path / "tls", "192.168.1.5", at=datetime.now(UTC))
    kept = x509.load_pem_x509_certificate(authority_file(tmp_path / "tls").read_bytes())

    page = client.get(reverse("office:trust"))
    sent = client.get(reverse("office:authority_certificate"))

    assert page.context["fingerprint"] == kept.fingerprint(hashes.SHA256()).hex(":").upper()
    assert x509.load_pem_x509_certificate(sent.content) == kept
    assert b"PRIVATE" not in sent.content


def test_on_the_servers_own_machine_there_is_nothing_to_install(client, settings, tmp_path):
    settings.HOME = tmp_path

    page = client.get(reverse("office:trust"))
    sent = client.get(reverse("office:authority_certificate"))

    assert (page.status_code, "không cần chứng thư" in page.content.decode(), sent.status_code) == (200, True, 404)
