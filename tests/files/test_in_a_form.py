"""A feature's form takes a file, says beside the field what is wrong with it, and gives it out."""

import tracemalloc
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, RawIOBase
from typing import Any

import pytest
from flask import Blueprint, Flask, Response, render_template_string, request
from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse, encode_multipart
from wtforms import StringField
from wtforms.validators import InputRequired

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.extensions import db
from courseapp.files.current import current_folder
from courseapp.files.forms import UploadField
from courseapp.files.models import StoredFile
from courseapp.files.rules import DOCUMENTS, MEGABYTE, request_bytes
from courseapp.files.serving import attachment
from courseapp.files.storing import store
from tests.files.story import ARABIC, CONTENT
from tests.support import uploads
from tests.support.checking_client import CheckingClient, checking_client
from tests.support.pages import Page
from tests.support.uploads import upload

TEMPLATE = """
{% extends "layout.html" %}
{% from "_macros/forms.html" import form_start, form_end, field, error_summary, button %}
{% block title %}Add a document{% endblock %}
{% block content %}
{{ error_summary(form) }}
<h1>Add a document</h1>
{{ form_start(multipart=True) }}{{ field(form.title) }}{{ field(form.document) }}
{{ button("Save") }}{{ form_end() }}
{% endblock %}
"""
blueprint = Blueprint("documents", __name__)


class DocumentForm(FlaskForm):
    title = StringField("Title", [InputRequired("Enter the title.")])
    document = UploadField("Document", [FileRequired("Choose a file.")], allowed=DOCUMENTS)


@blueprint.route("/documents", methods=["GET", "POST"])
@allow(everyone)
@accepts_upload(request_bytes(DOCUMENTS))
def add_document() -> str | tuple[str, int, dict[str, str]]:
    form = DocumentForm()
    if form.validate_on_submit():
        with answering(form) as answer:
            stored = store(session(), now(), current_folder(), form.document.data, DOCUMENTS)
        if answer.problem is None:
            return str(stored.id), 200, {"Content-Type": "text/plain"}
    return render_template_string(TEMPLATE, form=form)


@blueprint.get("/documents/<int:number>")
@allow(everyone)
def document(number: int) -> Response:
    file = session().get_one(StoredFile, number)
    return attachment(file, current_folder(), is_confidential="confidential" in request.args)


@dataclass(frozen=True)
class Desk:
    """Somebody at a product with the form above."""

    app: Flask
    client: CheckingClient

    def choose(self, content: bytes | None, name: str = ARABIC, title: str = "T") -> TestResponse:
        page = self.client.visit("/documents")
        file = {} if content is None else {"Document": upload(content, name)}
        return self.client.send(page, {"Title": title, **file}, button="Save")

    def refusal(self, content: bytes | None) -> Page:
        """Return the page that refuses the file; no row is left, and the title is still there."""
        answer = self.choose(content)
        page = Page("/documents", answer.status_code, answer.text)
        assert page.value("title") == "T"
        with self.app.app_context():
            assert db.session.scalar(select(func.count(StoredFile.id))) == 0
        return page

    def fetch(self, path: str, **headers: str) -> TestResponse:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(path, headers=names)


@pytest.fixture
def desk(committed_app: Flask) -> Desk:
    committed_app.register_blueprint(blueprint)
    return Desk(committed_app, checking_client(committed_app))


@pytest.fixture
def path(desk: Desk) -> str:
    """The address of a document that was uploaded."""
    return f"/documents/{desk.choose(CONTENT).text}"


def test_the_form_says_which_files_it_takes(desk: Desk) -> None:
    page = desk.client.visit("/documents")
    (field,) = [tag for tag in page.soup.find_all("input") if tag["type"] == "file"]
    assert field["accept"] == "application/pdf,.pdf"
    hint = page.soup.find(id=field["aria-describedby"])
    assert hint is not None
    assert hint.text == "PDF of at most 20 MB."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Choose a file."),
        (b"", "The file is empty. Choose another one."),
        (b"MZ\x90\x00", "The content of this file is not PDF. Choose a PDF of at most 20 MB."),
        (
            CONTENT + b"x" * 20 * MEGABYTE,
            "The file is larger than 20 MB. Choose a smaller one.",
        ),
    ],
    ids=["none", "empty", "program", "large"],
)
def test_what_is_wrong_with_a_file_stands_beside_its_field(
    desk: Desk, content: bytes | None, message: str
) -> None:
    error = desk.refusal(content).soup.find(id="document-error")
    assert error is not None
    assert error.text == f"Error: {message}"


def test_everything_wrong_is_told_at_once(desk: Desk) -> None:
    answer = desk.choose(b"GIF89a", title="")
    assert "Enter the title." in answer.text
    assert "is not PDF" in answer.text


def test_a_disk_that_takes_nothing_is_told_beside_the_field(desk: Desk) -> None:
    with desk.app.app_context():
        current_folder().path.write_text("no folder")
    error = desk.refusal(CONTENT).soup.find(id="document-error")
    assert error is not None
    assert "could not be saved just now" in error.text


def test_a_file_of_nineteen_megabytes_goes_in_and_comes_out(desk: Desk) -> None:
    large = uploads.pdf("0123456789abcdef" * 65536 * 19)
    number = desk.choose(large).text
    with desk.fetch(f"/documents/{number}") as answer:
        assert answer.data == large


def test_a_file_is_given_out_as_a_download_under_its_name(desk: Desk, path: str) -> None:
    with desk.fetch(path, Accept_Encoding="br, gzip") as answer:
        assert answer.data == CONTENT
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(CONTENT))
    assert headers["Content-Disposition"].startswith("attachment; ")
    encoded = "%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.pdf"
    assert f"filename*=UTF-8''{encoded}" in headers["Content-Disposition"]


def test_no_browser_runs_it_and_no_shared_cache_keeps_it(desk: Desk, path: str) -> None:
    with desk.fetch(path) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.cache_control.private is True
    assert answer.cache_control.public is False
    assert answer.cache_control.no_cache is True
    assert "Expires" not in headers
    assert "no-store" not in headers["Cache-Control"]
    with desk.fetch(f"{path}?confidential=1") as answer:
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Content-Encoding" not in headers


def test_who_has_it_already_gets_it_only_once(desk: Desk, path: str) -> None:
    with desk.fetch(path) as first:
        tag = first.headers["ETag"]
    assert tag == f'"{sha256(CONTENT).hexdigest()}"'
    with desk.fetch(path, If_None_Match=tag) as again:
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with desk.fetch(path, If_None_Match='"other"') as other:
        assert other.status_code == 200


def test_a_download_that_broke_off_goes_on(desk: Desk, path: str) -> None:
    with desk.fetch(path) as first:
        tag = first.headers["ETag"]
    with desk.fetch(path, Range="bytes=5-8", If_Range=tag) as part:
        assert (part.status_code, part.data) == (206, CONTENT[5:9])
        assert part.headers["Content-Range"] == f"bytes 5-8/{len(CONTENT)}"
    with desk.fetch(path, Range="bytes=5-8", If_Range='"other"') as whole:
        assert (whole.status_code, whole.data) == (200, CONTENT)
    assert desk.fetch(path, Range=f"bytes={len(CONTENT)}-").status_code == 416


def test_a_file_whose_bytes_are_missing_is_not_found(desk: Desk, path: str) -> None:
    with desk.app.app_context():
        current_folder().remove(db.session.scalars(select(StoredFile.key)).one())
    desk.client.expect_404(path)


class Pieces(RawIOBase):
    """A body that is longer than memory: what stands before the file, its bytes, what follows."""

    def __init__(self, before: bytes, count: int, after: bytes) -> None:
        self.parts = [BytesIO(before), BytesIO(after)]
        self.left = count
        self.length = len(before) + count + len(after)
        self.at = 0

    def tell(self) -> int:
        return self.at

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = self.length if whence else offset  # it is only measured
        return self.at

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        found = self.parts[0].read(len(target))
        if not found and self.left:
            found = b"x" * min(self.left, len(target))
            self.left -= len(found)
        found = found or self.parts[1].read(len(target))
        target[: len(found)] = found
        return len(found)


def test_a_hundred_megabytes_are_refused_beside_the_field_and_never_held_in_memory(
    desk: Desk,
) -> None:
    page = desk.client.visit("/documents")
    fields = {"csrf_token": page.value("csrf_token"), "title": "T", "document": upload(CONTENT)}
    _, body = encode_multipart(MultiDict(fields), boundary="edge")
    before, after = body[: -len("\r\n--edge--\r\n")], body[-len("\r\n--edge--\r\n") :]
    count = 100 * MEGABYTE
    tracemalloc.start()
    answer = desk.client.post(
        "/documents",
        input_stream=Pieces(before, count, after),
        content_type="multipart/form-data; boundary=edge",
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "The file is larger than 20 MB. Choose a smaller one." in answer.text
    assert Page("/documents", answer.status_code, answer.text).value("title") == "T"
    assert peak < 12 * MEGABYTE
