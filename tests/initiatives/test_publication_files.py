"""The file of a publication: added, replaced, taken away, brought back; who may download it."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.passwords import hash_password
from courseapp.files.current import current_folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import DOCUMENTS, MEGABYTE
from courseapp.files.storing import remove_orphans, store
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import change_record, newest_version, version_of
from courseapp.scenarios.cast import Cast
from tests.files.story import ARABIC, CONTENT, pdf
from tests.initiatives.publishing import initiative, publication, publish, row
from tests.support import uploads
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson
from tests.support.uploads import multipart, upload

EDIT = "/manage/icap/record/publications/cap/file"
LIST = "/initiatives/icap/publications"
OTHER = uploads.pdf("another")


@pytest.fixture
def icap(session: Session, cast: Cast, clock: FixedClock) -> Initiative:
    publish(session, clock.now, publication("Setting a cap", key="cap", year=2021))
    return initiative(session)


@pytest.fixture
def editor(icap: Initiative, cast: Cast, as_person: AsPerson) -> CheckingClient:
    return as_person(cast.icap_organiser)


def choose(
    editor: CheckingClient, content: bytes = CONTENT, name: str = ARABIC, status: int = 200
) -> Page:
    page = editor.visit(EDIT)
    file = {"File": upload(content, name)}
    return editor.submit(page, file, button="Save the file", status=status)


def download(client: CheckingClient, session: Session) -> bytes | None:
    """Return what is given out for the publication now; None where nothing is."""
    session.expire_all()
    with client.get(f"/publications/{row(session, 'Setting a cap').id}/file") as answer:
        assert answer.status_code in {200, 404}
        return answer.data if answer.status_code == 200 else None


def test_an_editor_adds_a_file_and_readers_download_it(
    editor: CheckingClient, client: CheckingClient, session: Session, icap: Initiative
) -> None:
    page = choose(editor)

    assert "The file is saved." in page.text
    assert ARABIC in page.text
    assert "PDF, 1 KB" in page.text
    assert newest_version(session, icap.id).note == f"Added a file to “Setting a cap”: {ARABIC}"
    listed = client.visit(LIST)
    path = listed.link("Download Setting a cap (PDF, 1 KB)")
    with client.get(path) as answer:
        assert answer.data == CONTENT
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Content-Type"] == "application/pdf"
    own = client.visit(path.removesuffix("/file"))
    assert own.link("Download (PDF, 1 KB)") == path


def test_an_editor_finds_the_way_from_the_public_list(editor: CheckingClient) -> None:
    page = editor.visit(LIST)
    assert page.link("Add a file : Setting a cap") == EDIT
    choose(editor)
    assert editor.visit(LIST).link("Change the file : Setting a cap") == EDIT


def test_a_file_that_was_replaced_is_given_out_to_nobody(
    editor: CheckingClient, client: CheckingClient, session: Session, icap: Initiative
) -> None:
    choose(editor)
    choose(editor, OTHER, "New.pdf")

    assert download(client, session) == OTHER
    assert newest_version(session, icap.id).note == "Replaced the file of “Setting a cap”: New.pdf"
    assert session.scalar(select(func.count(StoredFile.id))) == 2


def test_a_file_is_taken_away_and_comes_back_with_its_version(
    app: Flask,
    editor: CheckingClient,
    client: CheckingClient,
    session: Session,
    icap: Initiative,
    clock: FixedClock,
) -> None:
    choose(editor)
    with_file = newest_version(session, icap.id).number
    choose(editor, OTHER)
    page = editor.submit(editor.visit(EDIT), button="Take the file away")

    assert "Readers can no longer download it." in page.text
    assert "Take the file away" not in page.text
    assert download(client, session) is None
    assert "Download" not in client.visit(LIST).text
    with app.app_context():
        later = clock.now + timedelta(days=9999)  # files on the disk have today's date
        remove_orphans(session, current_folder(), later)
    old = from_plain(version_of(session, icap.id, with_file).document)
    change_record(session, None, clock.now, icap, lambda _held: old, "Restored.")
    assert download(client, session) == CONTENT


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty. Choose another one."),
        (b"MZ\x90", "The content of this file is not PDF. Choose a PDF of at most 20 MB."),
        (CONTENT + b"x" * 20 * MEGABYTE, "The file is larger than 20 MB. Choose a smaller one."),
    ],
    ids=["empty", "program", "large"],
)
def test_what_is_wrong_with_a_file_stands_beside_it_and_nothing_changes(
    editor: CheckingClient, session: Session, icap: Initiative, content: bytes, message: str
) -> None:
    before = newest_version(session, icap.id).number
    page = choose(editor, content, status=422)

    error = page.soup.find(id="document-error")
    assert error is not None
    assert error.text == f"Error: {message}"
    assert newest_version(session, icap.id).number == before
    assert session.scalar(select(func.count(StoredFile.id))) == 0


def test_without_a_file_the_form_asks_for_one(editor: CheckingClient) -> None:
    page = editor.submit(editor.visit(EDIT), button="Save the file", status=422)
    assert "Choose a file." in page.text


def test_of_two_editors_the_second_sees_what_the_first_did(
    editor: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = editor.visit(EDIT)
    choose(editor, name="First.pdf")

    late = {"File": upload(OTHER, "Second.pdf")}
    refused = editor.submit(page, late, button="Save the file", status=422)
    assert "Somebody else changed this file after you had opened the page." in refused.text
    assert "First.pdf" in refused.text
    assert download(client, session) == CONTENT
    editor.submit(refused, {"File": upload(OTHER)}, button="Save the file")
    assert download(client, session) == OTHER


def test_a_file_that_somebody_else_replaced_is_not_taken_away_unseen(
    editor: CheckingClient, client: CheckingClient, session: Session
) -> None:
    choose(editor)
    page = editor.visit(EDIT)
    choose(editor, OTHER)

    refused = editor.submit(page, button="Take the file away", status=422)
    assert "Nothing was taken away" in refused.text
    assert download(client, session) == OTHER


def test_a_change_of_its_title_meanwhile_is_kept(
    editor: CheckingClient, session: Session, clock: FixedClock
) -> None:
    page = editor.visit(EDIT)
    publish(session, clock.now, publication("Setting caps", key="cap", year=2021))

    editor.submit(page, {"File": upload(CONTENT)}, button="Save the file")
    assert row(session, "Setting caps").file


def test_after_a_lapsed_sign_in_the_page_asks_for_the_file_again(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    person = cast.icap_organiser
    person.password_hash = hash_password("four words are enough")
    page = editor.visit(EDIT)
    clock.advance(days=15)
    page = editor.submit(page, {"File": upload(CONTENT)}, button="Save the file")
    known = {"email": person.email, "password": "four words are enough"}

    page = editor.submit(page, known, form="/sign-in")
    assert page.path == EDIT
    assert "Please choose the file again" in page.text
    editor.submit(page, {"File": upload(CONTENT)}, button="Save the file")
    assert row(session, "Setting a cap").file
    assert "Please choose the file again" not in editor.visit(EDIT).text


def test_readers_of_a_draft_record_download_nothing(
    editor: CheckingClient,
    client: CheckingClient,
    session: Session,
    icap: Initiative,
    cast: Cast,
    as_person: AsPerson,
) -> None:
    choose(editor)
    icap.is_public = False
    session.commit()

    assert download(client, session) is None
    assert download(as_person(cast.a6ip_organiser), session) is None
    assert download(editor, session) == CONTENT


def test_what_left_the_record_is_downloaded_by_nobody(
    editor: CheckingClient, client: CheckingClient, session: Session, clock: FixedClock
) -> None:
    choose(editor)
    number = row(session, "Setting a cap").id
    publish(session, clock.now)

    for browser in (client, editor):
        browser.expect_404(f"/publications/{number}/file")
    editor.expect_404(EDIT)


def test_the_key_of_a_file_that_was_uploaded_for_something_else_opens_nothing(
    app: Flask,
    editor: CheckingClient,
    client: CheckingClient,
    session: Session,
    icap: Initiative,
    cast: Cast,
    clock: FixedClock,
) -> None:
    choose(editor)
    own = row(session, "Setting a cap").file
    with app.app_context():
        private = store(session, clock.now, current_folder(), pdf(content=OTHER), DOCUMENTS).key
    publish(session, clock.now, publication("Setting a cap", key="cap", file=private))
    assert download(client, session) is None
    assert "Download" not in client.visit(LIST).text
    stolen = publication("Stolen", file=own)
    publish(session, clock.now, stolen, slug="a6ip")
    client.expect_404(f"/publications/{row(session, 'Stolen').id}/file")


def test_a_neighbour_finds_nothing(
    editor: CheckingClient, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    choose(editor)
    neighbour = as_person(cast.a6ip_organiser)
    token = neighbour.visit("/account").value("csrf_token")

    neighbour.expect_404(EDIT)
    for address in (EDIT, f"{EDIT}/remove"):
        body = multipart({"csrf_token": token, "document": upload(OTHER), "seen": ""})
        assert neighbour.post(address, **body).status_code == 404
    editor.expect_404("/manage/icap/record/publications/nothing/file")
    editor.expect_404("/manage/a6ip/record/publications/cap/file")
    assert "Change the file" not in neighbour.visit(LIST).text
    assert row(session, "Setting a cap").file
