"""How messages leave: as files in a folder, or through an SMTP server."""

import smtplib
import ssl
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from courseapp.config import Settings
from courseapp.mail.outgoing import Outgoing, as_email

TIMEOUT_SECONDS = 30
PERMANENT = 500  # RFC 5321 §4.2.1: 5yz means "do not try again"
SMTP_PORT = 25
SMTPS_PORT = 465


class NeverDeliverable(Exception):  # noqa: N818 - the server's verdict on one message
    """The server refused this message for good, in its own words."""


class Transport(Protocol):
    """A way out. `send` raises NeverDeliverable, or OSError where trying again may help."""

    def send(self, message: Outgoing) -> None: ...


def transport_for(settings: Settings) -> Transport:
    """Return the way out that the settings ask for."""
    if settings.smtp_url:
        return SmtpServer(settings.smtp_url, settings.mail_from)
    return Folder(settings.mail_folder, settings.mail_from)


class Folder:
    """Each message becomes an .eml file named by its row, so that writing twice writes one."""

    def __init__(self, folder: Path, mail_from: str) -> None:
        self.folder = folder
        self.mail_from = mail_from

    def send(self, message: Outgoing) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{message.row:08}-{message.kind}.eml"
        unfinished = file.with_suffix(".part")
        unfinished.write_bytes(as_email(message, self.mail_from).as_bytes())
        unfinished.replace(file)


class SmtpServer:
    """``smtp://`` (with STARTTLS where offered) or ``smtps://``, with or without a login."""

    def __init__(self, url: str, mail_from: str) -> None:
        self.url = urlsplit(url)
        self.mail_from = mail_from

    def send(self, message: Outgoing) -> None:
        email = as_email(message, self.mail_from)
        try:
            with self._connect() as server:
                server.send_message(email, to_addrs=[message.to_address])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _verdict(code, words) from error
        except smtplib.SMTPNotSupportedError as error:
            raise NeverDeliverable(f"The mail server cannot take this address: {error}") from error
        except smtplib.SMTPResponseException as error:
            raise _verdict(error.smtp_code, error.smtp_error) from error

    def _connect(self) -> smtplib.SMTP:
        host, secure = self.url.hostname or "localhost", ssl.create_default_context()
        if self.url.scheme == "smtps":
            port = self.url.port or SMTPS_PORT
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=TIMEOUT_SECONDS, context=secure
            )
        else:
            server = smtplib.SMTP(host, self.url.port or SMTP_PORT, timeout=TIMEOUT_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=secure)
        if self.url.username:
            server.login(unquote(self.url.username), unquote(self.url.password or ""))
        return server


def _verdict(code: int, words: bytes | str) -> Exception:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    told = f"The mail server answered {code}: {text}"
    return NeverDeliverable(told) if code >= PERMANENT else OSError(told)
