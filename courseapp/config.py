"""Typed settings from the environment, read once; production refuses default secrets."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

LONGEST_MAILBOX = 24  # before the @: a part of each person's own is added (RFC 5321 §4.5.3.1.1)
DEVELOPMENT_SECRET = "development only: not a secret"  # noqa: S105 - refused in production


class BadSetting(Exception):  # noqa: N818 - told to the operator as a sentence
    """A setting is missing or cannot be used; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations. The README's table explains each."""

    production: bool
    secret_key: str
    base_url: str  # without a slash at the end; links in mails are built from it
    instance: Path  # folder of all state: database, jobs, mail
    database_url: str
    smtp_url: str | None  # None: messages become files in the instance folder
    mail_from: str
    replies_to: str | None  # a mailbox for answers to invitations; None: nobody reads them
    imap_url: str | None  # where that mailbox is read; None: by a pipe, or not at all
    port: int
    site_name: str
    trusted_proxies: int  # how many reverse proxies stand in front and tell the client's address
    clamd: tuple[str, int] | Path | None  # host and port, or socket, of a scanner for viruses

    @property
    def jobs_file(self) -> Path:
        return self.instance / "jobs.sqlite"

    @property
    def mail_folder(self) -> Path:
        return self.instance / "mail"

    @property
    def files_folder(self) -> Path:
        return self.instance / "files"

    @property
    def typeset_folder(self) -> Path:
        """Fonts for PDFs, and the PDFs of what was published."""
        return self.instance / "typeset"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the environment's settings. Raises BadSetting with a sentence for the operator."""
    production = environment.get("COURSEAPP_ENV", "development") == "production"
    instance = Path(environment.get("COURSEAPP_INSTANCE", "instance")).resolve()
    port = _port(environment.get("COURSEAPP_PORT", "8000"))
    return Settings(
        production=production,
        secret_key=_secret_key(environment, production, instance),
        base_url=_base_url(environment, production, port),
        instance=instance,
        database_url=_database_url(environment, instance),
        smtp_url=environment.get("COURSEAPP_SMTP_URL") or None,
        mail_from=environment.get("COURSEAPP_MAIL_FROM", "courseapp <noreply@localhost>"),
        replies_to=_mailbox(environment.get("COURSEAPP_REPLIES_TO", "")),
        imap_url=_imap(environment.get("COURSEAPP_IMAP_URL", "")),
        port=port,
        site_name=environment.get("COURSEAPP_SITE_NAME", "courseapp"),
        trusted_proxies=_proxies(environment.get("COURSEAPP_TRUSTED_PROXIES", "0")),
        clamd=_clamd(environment.get("COURSEAPP_CLAMD", "")),
    )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting(f"COURSEAPP_PORT is {text!r}. Give a number from 1 to 65535.")
    return int(text)


def _mailbox(text: str) -> str | None:
    local, _, host = text.rpartition("@")
    if text and not (local and host and text.isascii() and len(local) <= LONGEST_MAILBOX):
        raise BadSetting(
            f"COURSEAPP_REPLIES_TO is {text!r}. Give an address such as replies@example.org."
        )
    return text or None


def _imap(text: str) -> str | None:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"imap", "imaps"} or not parts.hostname):
        raise BadSetting(
            "COURSEAPP_IMAP_URL cannot be used. Give imaps://user:password@host/INBOX."
        )
    return text or None


def _proxies(text: str) -> int:
    if not text.isdigit():
        raise BadSetting(f"COURSEAPP_TRUSTED_PROXIES is {text!r}. Give a number, such as 1.")
    return int(text)


def _clamd(text: str) -> tuple[str, int] | Path | None:
    if text.startswith("unix:/"):
        return Path(text.removeprefix("unix:"))
    host, _, port = text.removeprefix("tcp://").rpartition(":")
    if text.startswith("tcp://") and host and port.isdigit():
        return host.strip("[]"), int(port)
    if text:
        raise BadSetting(f"COURSEAPP_CLAMD is {text!r}. Give tcp://host:3310 or unix:/path.")
    return None


def _secret_key(environment: Mapping[str, str], production: bool, instance: Path) -> str:
    given = environment.get("COURSEAPP_SECRET_KEY", "")
    if production and (len(given) < 32 or given == DEVELOPMENT_SECRET):
        raise BadSetting(
            "COURSEAPP_SECRET_KEY must be a secret of at least 32 characters in production. "
            f"For example: {secrets.token_hex(32)}"
        )
    return given or _own_secret(instance)


def _own_secret(instance: Path) -> str:
    """Outside production each instance folder makes its own secret, kept over restarts."""
    file = instance / "secret"
    if file.exists():
        return file.read_text().strip()
    if not instance.exists():
        return DEVELOPMENT_SECRET
    file.touch(mode=0o600)
    file.write_text(secrets.token_hex(32))
    return file.read_text().strip()


def _base_url(environment: Mapping[str, str], production: bool, port: int) -> str:
    url = environment.get("COURSEAPP_BASE_URL", "").rstrip("/")
    if not url and production:
        raise BadSetting(
            "COURSEAPP_BASE_URL is not set. Give the public address, such as https://…"
        )
    parts = urlsplit(url or f"http://127.0.0.1:{port}")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise BadSetting(f"COURSEAPP_BASE_URL is {url!r}. Give an address such as https://….")
    if production and parts.scheme != "https":
        raise BadSetting("COURSEAPP_BASE_URL must begin with https:// in production.")
    return parts.geturl()


def _database_url(environment: Mapping[str, str], instance: Path) -> str:
    url = environment.get("COURSEAPP_DATABASE_URL") or f"sqlite:///{instance / 'courseapp.sqlite'}"
    # The driver is ours to choose: psycopg 3.
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
