"""A small certificate authority of the installation's own, for serving a local network.

Secure cookies need TLS, and an office without internet has no public certificate. The authority's certificate is
installed once on each PC (the page ``/tin-cay/`` explains how); the server's own is renewed from it.
"""

from __future__ import annotations

import ipaddress
import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_YEARS = 10
SERVER_DAYS = 397
"""Browsers refuse server certificates that are valid for longer."""


def server_certificate(folder: Path, host: str, *, at: datetime) -> tuple[Path, Path]:
    """Return certificate and key files for ``host``, made anew when missing, for another host or near their end."""
    folder.mkdir(parents=True, exist_ok=True)
    certificate_file, key_file = folder / "server.crt", folder / "server.key"
    if certificate_file.exists() and key_file.exists() and _still_good(certificate_file, host, at):
        return certificate_file, key_file
    authority, authority_key = _authority(folder, at)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(host, authority.subject, key, at, timedelta(days=SERVER_DAYS))
        .add_extension(
            x509.SubjectAlternativeName([_general_name(name) for name in {host, "localhost", "127.0.0.1"}]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(key_file, key)
    certificate_file.write_bytes(_pem(certificate) + _pem(authority))
    return certificate_file, key_file


def authority_file(folder: Path) -> Path:
    """Return where the authority's certificate is (or will be) kept."""
    return folder / "authority.crt"


def _authority(folder: Path, at: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    certificate_file, key_file = authority_file(folder), folder / "authority.key"
    if certificate_file.exists() and key_file.exists():
        kept = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        if not isinstance(kept, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{key_file} is not an elliptic-curve key")
        return x509.load_pem_x509_certificate(certificate_file.read_bytes()), kept
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("thidua, chứng thư của cơ quan")
    certificate = (
        _builder("thidua, chứng thư của cơ quan", name, key, at, timedelta(days=365 * AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(key_file, key)
    certificate_file.write_bytes(_pem(certificate))
    return certificate, key


def _builder(
    subject: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, at: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + life)
    )


def _still_good(certificate_file: Path, host: str, at: datetime) -> bool:
    certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return _general_name(host) in list(names) and certificate.not_valid_after_utc > at + timedelta(days=30)


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
