"""Sends one mail, over TLS with a verified certificate, once: nothing is queued, nothing is kept."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.message import EmailMessage

from serving.handover.contact import Mailer

TIMEOUT_SECONDS = 5


class MailRefusedError(Exception):
    """The server answered and refused; `cause` is technical and names nobody."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class MailDownError(MailRefusedError):
    """The server did not answer, or not safely."""


def send(mail: EmailMessage, mailer: Mailer) -> None:
    """Send a mail.

    Raises:
        MailRefusedError: the server refused the password, the recipient or the mail: nothing left.
        MailDownError: it could not be reached, or offered no verified TLS: nothing left.
    """
    context = ssl.create_default_context()
    try:
        server = _connect(mailer, context)
    except OSError as error:  # every error of smtplib is one
        raise MailDownError(_cause(error)) from None
    try:
        if mailer.user:
            server.login(mailer.user, mailer.password or "")
        server.send_message(mail)
    except smtplib.SMTPServerDisconnected as error:
        raise MailDownError(_cause(error)) from None
    except smtplib.SMTPException as error:
        raise MailRefusedError(_cause(error)) from None
    except OSError as error:
        raise MailDownError(_cause(error)) from None
    finally:
        with contextlib.suppress(OSError):
            server.quit()


def _connect(mailer: Mailer, context: ssl.SSLContext) -> smtplib.SMTP:
    if mailer.implicit_tls:
        return smtplib.SMTP_SSL(mailer.host, mailer.port, timeout=TIMEOUT_SECONDS, context=context)
    server = smtplib.SMTP(mailer.host, mailer.port, timeout=TIMEOUT_SECONDS)
    try:
        server.starttls(context=context)
    except Exception:
        server.close()
        raise
    return server


def _cause(error: Exception) -> str:
    """The kind of error and its code: the words of a server may quote an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"SMTPRecipientsRefused {next(iter(error.recipients.values()))[0]}"
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
