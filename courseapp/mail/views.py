"""The developer's view of what was sent: the .eml files of the instance folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, render_template, request, send_file

from courseapp.config import Settings
from courseapp.core.permissions import Rule, allow

NEWEST = 100

blueprint = Blueprint("mail", __name__)


@dataclass(frozen=True)
class SentFile:
    """A message in the folder, newest files have the highest numbers."""

    name: str
    to: str
    subject: str
    at: datetime
    text: str
    attached: tuple[str, ...] = ()  # names of files


def _in_development(_person: object, _arguments: Mapping[str, Any]) -> bool:
    return not cast(Settings, current_app.extensions["settings"]).production


developer = Rule("developer's machine", _in_development)


@blueprint.get("/outbox")
@allow(developer)
def outbox() -> str:
    searched = request.args.get("q", "").strip().lower()
    files = sorted(_folder().glob("*.eml"), reverse=True)
    read = map(_read, files[: NEWEST * 10])
    found = (each for each in read if searched in f"{each.to} {each.subject}".lower())
    shown = list(islice(found, NEWEST))  # each file takes its time: none is read in vain
    return render_template("mail/outbox.html", messages=shown, searched=searched)


@blueprint.get("/outbox/<name>")
@allow(developer)
def message(name: str) -> str:
    return render_template("mail/message.html", message=_read(_file(name)))


@blueprint.get("/outbox/<name>/<int:number>")
@allow(developer)
def attached_file(name: str, number: int) -> Response:
    attached = list(_opened(_file(name)).iter_attachments())
    if not 0 < number <= len(attached):
        abort(404)
    part = attached[number - 1]
    return send_file(
        BytesIO(part.get_content()),
        mimetype=part.get_content_type(),
        as_attachment=True,
        download_name=part.get_filename(),
        max_age=0,
    )


def _file(name: str) -> Path:
    file = _folder() / name
    if file.parent != _folder() or file.suffix != ".eml" or not file.is_file():
        abort(404)
    return file


def _folder() -> Path:
    return cast(Settings, current_app.extensions["settings"]).mail_folder


def _opened(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)


def _read(file: Path) -> SentFile:
    email = _opened(file)
    body = email.get_body(("plain",))
    return SentFile(
        name=file.name,
        to=str(email["To"]),
        subject=str(email["Subject"]),
        at=email["Date"].datetime,
        text=body.get_content() if body else "",
        attached=tuple(part.get_filename("file") for part in email.iter_attachments()),
    )
