"""A real mail server on this machine, with TLS, that refuses what such servers refuse."""

from __future__ import annotations

import datetime
import email
import ssl
from email import policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "cabinet", "mot de passe/1"
NAME = "localhost"


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine that signs itself, and return the paths of it and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.timezone.utc)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate_file, key_file


class MailServer:
    """Takes mails and keeps them in `mails`; `refuse` is what a recipient is answered instead.

    Args:
        folder: where its certificate is written.
        port: where it listens, on this machine.
        security: "starttls", "implicit" (TLS from the first byte) or "none".
    """

    def __init__(self, folder: Path, port: int, security: str = "starttls") -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse: str | None = None
        self.certificate, key = certificate(folder)
        self.port = port
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, key)
        ways = {
            "starttls": {"tls_context": context, "require_starttls": True, "auth_required": True},
            "implicit": {"ssl_context": context, "auth_required": True, "auth_require_tls": False},
            "none": {},
        }
        self._ways = ways[security]
        self.start()

    @property
    def url(self) -> str:
        """SMTP_URL that reaches it."""
        return f"smtp://{USER}:mot%20de%20passe%2F1@{NAME}:{self.port}"

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()

    def start(self) -> None:
        """Listen, or listen again."""
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, authenticator=self._authenticate, **self._ways
        )
        self._controller.start()

    def _authenticate(self, _server, _session, _envelope, _mechanism, data) -> AuthResult:
        good = LoginPassword(USER.encode(), PASSWORD.encode())
        # "handled" tells the server that it still has to answer 535; without it the client waits for ever.
        return AuthResult(success=data == good, handled=False)

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.recipients += envelope.rcpt_tos
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"
