"""A view that takes files takes more than texts; every other one takes no more than before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Blueprint, request
from werkzeug.test import TestResponse

from courseapp.app import LARGEST_REQUEST_BYTES, create_app
from courseapp.core.permissions import allow, everyone
from courseapp.core.uploads import accepts_upload
from courseapp.extensions import db
from tests.support.checking_client import CheckingClient, checking_client, page_of
from tests.support.databases import new_database, settings_for_tests
from tests.support.uploads import multipart, upload

MOST_BYTES = 3 * LARGEST_REQUEST_BYTES
PLAIN = {"Content-Type": "text/plain"}
Answer = tuple[str, dict[str, str]]
blueprint = Blueprint("uploads", __name__)


@blueprint.post("/texts")
@allow(everyone)
def texts() -> Answer:
    return "taken", PLAIN


@blueprint.post("/files")
@allow(everyone)
@accepts_upload(MOST_BYTES)
def files() -> Answer:
    return f"{len(request.files['file'].read())} bytes, note {request.form['note']}", PLAIN


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[CheckingClient]:
    """Somebody at a product with the two views above."""
    app = create_app(settings_for_tests(tmp_path, new_database("sqlite", tmp_path)))
    app.register_blueprint(blueprint)
    yield checking_client(app)
    with app.app_context():
        db.engine.dispose()


def send(visitor: CheckingClient, path: str, size: int, note: str = "kept") -> TestResponse:
    token = visitor.visit("/sign-in").value("csrf_token")
    form = {"csrf_token": token, "note": note, "file": upload(b"x" * size)}
    return visitor.post(path, **multipart(form))


def check_too_large(answer: TestResponse) -> None:
    assert (answer.status_code, page_of(answer).heading) == (413, "This is too large")


def test_a_view_that_declares_it_takes_a_large_file_and_the_texts_beside_it(
    visitor: CheckingClient,
) -> None:
    answer = send(visitor, "/files", 2 * LARGEST_REQUEST_BYTES)
    assert answer.text == f"{2 * LARGEST_REQUEST_BYTES} bytes, note kept"


def test_it_takes_no_more_than_it_declares(visitor: CheckingClient) -> None:
    check_too_large(send(visitor, "/files", MOST_BYTES + 1))


def test_every_other_view_refuses_what_is_larger_than_texts(visitor: CheckingClient) -> None:
    assert send(visitor, "/texts", LARGEST_REQUEST_BYTES - 5000).text == "taken"
    check_too_large(send(visitor, "/texts", LARGEST_REQUEST_BYTES + 1))
    check_too_large(send(visitor, "/sign-in", LARGEST_REQUEST_BYTES + 1))


def test_a_text_is_no_longer_than_elsewhere(visitor: CheckingClient) -> None:
    check_too_large(send(visitor, "/files", 1, note="x" * (LARGEST_REQUEST_BYTES + 1)))


def test_a_large_request_needs_its_token_too(visitor: CheckingClient) -> None:
    large = multipart({"file": upload(b"x" * 2 * LARGEST_REQUEST_BYTES)})
    assert visitor.post("/files", **large).status_code == 400
