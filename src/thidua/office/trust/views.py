"""The page that explains how to trust the office's certificate, and the certificate itself."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.web.downloads import as_download
from thidua.web.permissions import EVERYONE, allow
from thidua.web.requests import ActingRequest


@allow(EVERYONE)
@require_GET
def trust(request: ActingRequest) -> HttpResponse:
    """Explain, step by step, and show the fingerprint to compare with the one on the server's screen."""
    kept = _authority_file()
    fingerprint = _fingerprint(kept.read_bytes()) if kept.is_file() else ""
    return render(request, "office/trust/trust.html", {"fingerprint": fingerprint})


@allow(EVERYONE)
@require_GET
def authority_certificate(_request: ActingRequest) -> HttpResponse:
    """Send the authority's certificate (public by nature; its key never leaves the server)."""
    kept = _authority_file()
    if not kept.is_file():
        raise Http404
    certificate = HttpResponse(kept.read_bytes(), content_type="application/x-x509-ca-cert")
    return as_download(certificate, "thidua-chung-thu.crt")


def _authority_file() -> Path:
    return Path(settings.HOME) / "tls" / "authority.crt"


def _fingerprint(pem: bytes) -> str:
    digest = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()
