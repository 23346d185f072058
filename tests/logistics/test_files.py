"""Files of travel details: added and taken away by their writer, opened one by one, and noted."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.documents.models import ApplicationDocument
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.files.models import StoredFile
from courseapp.forms.document.record import Stage
from courseapp.logistics.models import Logistics
from courseapp.logistics.tasks import forget
from courseapp.scenarios.cast import Cast
from tests.applications.story import Written
from tests.logistics.test_travel_details import SEND, fill_in
from tests.support.clock import FixedClock
from tests.support.people import AsPerson
from tests.support.uploads import multipart, pdf, upload

COPY = "Copy of the page with your photo"
PLACE = "travel/documents/passport_copy"


def add(seat: Written, mark: str, name: str = "pass.pdf", *, button: str = "Add this file") -> None:
    page = seat.open(PLACE)
    chosen = {"document": upload(pdf(mark), name)}
    assert f"“{name}” is kept." in seat.browser.submit(page, chosen, button=button).text


def marks_kept(session: Session) -> list[str]:
    """Return the names of the files that are still there."""
    session.expire_all()
    return list(session.scalars(select(StoredFile.name).order_by(StoredFile.id)))


def test_a_copy_of_the_passport_is_added_sent_replaced_and_read_by_organisers_one_at_a_time(
    seat: Written, session: Session, cast: Cast, course: Event, as_person: AsPerson
) -> None:
    page = seat.open("travel/steps/passport")
    page = seat.browser.submit(page, {"passport_number": "X1"}, button=f"Add a file {COPY}")
    assert page.path == f"{seat.address}/{PLACE}"
    add(seat, "first")
    found = session.scalars(select(ApplicationDocument)).one()
    assert (found.stage, found.question) == (Stage.LOGISTICS, "passport_copy")
    address = f"/manage/events/{course.slug}/travel/{seat.application.reference}"
    organiser = as_person(cast.icap_organiser)
    token = organiser.visit("/account").value("csrf_token")
    opening = f"{address}/documents/{found.id}/open"
    assert organiser.post(opening, data={"csrf_token": token}).status_code == 404  # not sent yet
    fill_in(seat)
    seat.browser.submit(seat.open("travel"), button=SEND)
    page = organiser.visit(address)
    assert "pass.pdf" not in page.text
    assert organiser.get(f"{address}/documents/{found.id}").status_code == 404
    answer = organiser.send(page, button=f"Open file 1 {COPY}")
    assert answer.data == pdf("first")
    answer.close()
    entry = session.scalars(select(AuditEntry).filter_by(verb="open document")).one()
    assert (entry.actor, "pass.pdf" in entry.summary) == (cast.icap_organiser.display_name, False)
    add(seat, "second", "new.pdf", button="Replace the file")
    assert marks_kept(session) == ["pass.pdf", "new.pdf"]  # what was sent stands until she sends
    assert "Your changes are not sent yet" in seat.open(PLACE).text
    seat.browser.submit(seat.open("travel"), button="Send my changes")
    assert marks_kept(session) == ["new.pdf"]


def test_nobody_else_finds_a_file_of_travel_nor_under_the_addresses_of_the_application(
    seat: Written, session: Session, cast: Cast, course: Event, as_person: AsPerson
) -> None:
    add(seat, "mine")
    fill_in(seat)
    seat.browser.submit(seat.open("travel"), button=SEND)
    number = session.scalars(select(ApplicationDocument.id)).one()
    manage = f"/manage/events/{course.slug}/travel/{seat.application.reference}/documents/{number}"
    hers = f"{seat.address}/{PLACE}"
    for person in (cast.a6ip_organiser, cast.reviewer, cast.waiting):
        browser = as_person(person)
        token = browser.visit("/account").value("csrf_token")
        for path in (hers, f"{hers}/{number}", manage):
            assert browser.get(path).status_code == 404, path
        for path in (hers, f"{hers}/{number}/remove", f"{manage}/open"):
            body = multipart({"csrf_token": token, "document": upload(pdf("other"))})
            assert browser.post(path, **body).status_code == 404, path
    other = f"{seat.address}/documents/passport_copy/{number}"
    assert seat.browser.get(other).status_code == 404
    answer = seat.browser.get(f"{hers}/{number}", buffered=True)
    assert answer.data == pdf("mine")
    organiser = as_person(cast.icap_organiser)
    documents = f"/manage/events/{course.slug}/applications/{seat.application.reference}/documents"
    assert organiser.get(f"{documents}/{number}").status_code == 404


def test_files_go_with_the_travel_details_and_are_taken_away_until_the_event_is_over(
    app: Flask, seat: Written, session: Session, course: Event, clock: FixedClock
) -> None:
    add(seat, "mine")
    page = seat.browser.submit(seat.open(PLACE), button="Remove pass.pdf")
    assert "The file is removed." in page.text
    assert marks_kept(session) == []
    add(seat, "again")
    assert course.ends_on is not None
    clock.advance(days=(course.ends_on - clock.now.date()).days + 31)
    with app.app_context():
        forget()
    assert marks_kept(session) == []
    found = session.scalars(select(Logistics)).one()
    assert "passport_copy" not in {**(found.typed or {}), **found.answers}
