"""Documents as an archive: those that were sent, none that is sensitive, no path that leads out."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.queries import rows_of
from courseapp.applications.models import Application
from courseapp.core.audit import history
from courseapp.events.models import Event
from courseapp.files.current import current_folder
from courseapp.files.folder import Folder
from courseapp.intake.exporting.documents import MISSING, Packed, archive, safe_part
from courseapp.scenarios.cast import Cast
from tests.applications.documents.story import CV, PASSPORT, PROOFS, add, give_form
from tests.applications.story import SLUG, new_course, new_draft
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.support.uploads import pdf

LIST = f"/manage/events/{SLUG}/applications"


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    course = new_course(session, clock.now)
    give_form(session, clock.now, course)
    return course


@pytest.fixture
def papers(
    app: Flask, session: Session, cast: Cast, course: Event, clock: FixedClock
) -> Application:
    """Sent with a CV, a proof, and a sensitive copy; another CV came and was taken away."""
    application = new_draft(session, cast.newcomer, course, clock.now)
    for number, key in enumerate((CV, PROOFS, PASSPORT)):
        add(app, session, cast.newcomer, clock.now, application, key, pdf(pages=number + 1))
    return application


def as_sent(application: Application, clock: FixedClock) -> None:
    """Let what is typed count as sent, under a name that would climb out of a folder."""
    application.answers = dict(application.typed or {})
    application.typed = None
    application.full_name = "../../Núñez\\..: <x>"
    application.status = type(application.status)("submitted")
    application.submitted_at = application.status_since = clock.now


def test_the_archive_holds_what_was_sent_and_nothing_sensitive(
    app: Flask,
    session: Session,
    cast: Cast,
    course: Event,
    papers: Application,
    as_person: AsPerson,
    clock: FixedClock,
) -> None:
    as_sent(papers, clock)
    session.commit()
    organiser = as_person(cast.icap_organiser)
    names, archived = _download(organiser)
    folders = {name.split("/")[0] for name in names}
    assert folders == {f"{papers.reference} .._.._Núñez_.._ _x_"}
    assert [name.split("/")[1].split(" ")[0] for name in names] == [CV, PROOFS]
    assert all(archived.read(name).startswith(b"%PDF") for name in names)
    (newest, *_) = history(session, [f"event/{course.id}"])
    assert newest.summary == "Exported 2 documents of applications"
    with app.app_context():
        (cv, *_) = rows_of(session, papers).values()
        current_folder().remove(cv.file.key)
    names, archived = _download(organiser)
    assert len(names) == 2
    assert CV in archived.read(MISSING).decode()


def test_drafts_and_documents_taken_away_are_in_no_archive(
    session: Session, cast: Cast, papers: Application, as_person: AsPerson, clock: FixedClock
) -> None:
    organiser = as_person(cast.icap_organiser)
    assert _archive(organiser).namelist() == []
    as_sent(papers, clock)
    papers.answers = {key: text for key, text in papers.answers.items() if key != CV}
    session.commit()
    names, _ = _download(organiser)
    assert [name.split("/")[1].split(" ")[0] for name in names] == [PROOFS]
    assert session.query(ApplicationDocument).count() == 3


@given(st.text(max_size=120))
def test_no_part_of_a_path_leads_elsewhere(text: str) -> None:
    part = safe_part(text)
    assert part
    assert part not in {".", ".."}
    assert not set(part) & set('/\\:*?"<>|\x00')
    assert not part.startswith(".")


def test_a_large_archive_comes_piece_by_piece(tmp_path: object, clock: FixedClock) -> None:
    folder = Folder(tmp_path)  # type: ignore[arg-type]
    folder.path_of("key").write_bytes(b"x" * 300_000)
    files = [Packed(f"a/{number}.pdf", "key", 300_000, clock.now) for number in range(20)]
    pieces = list(archive(folder, files))
    assert max(map(len, pieces)) < 100_000
    with ZipFile(BytesIO(b"".join(pieces))) as read:
        assert read.testzip() is None
        assert len(read.namelist()) == 20


def _archive(organiser: CheckingClient) -> ZipFile:
    token = organiser.visit("/account").value("csrf_token")
    data = {"csrf_token": token, "given_as": "zip", "columns": "mine", "back": ""}
    answer = organiser.post(f"{LIST}/export", data=data, buffered=True)
    assert answer.status_code == 200
    return ZipFile(BytesIO(answer.data))


def _download(organiser: CheckingClient) -> tuple[list[str], ZipFile]:
    assert "Documents (ZIP)" in organiser.visit(f"{LIST}/export").text
    archived = _archive(organiser)
    return archived.namelist(), archived
