"""Contacts are other people's data: internal unless marked public, and deleted in time."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.initiatives.contacts import (
    ContactPlan,
    add_contact,
    delete_outdated_contacts,
    public_contacts,
)
from courseapp.initiatives.models import Contact, InternalNote
from courseapp.initiatives.tasks import forget_contacts
from courseapp.scenarios.cast import Cast
from tests.initiatives.edit_story import RECORD, initiative, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value
from tests.support.people import AsPerson

CONTACTS = f"{RECORD}/contacts"
NOTES = f"{RECORD}/notes"
ANN: dict[str, Value] = {
    "name": "Ann Otherperson",
    "role": "Head of training",
    "email": "ann@example.org",
    "phone": "+49 30 555 0100",
    "address": "Köthener Straße 2\nBerlin",
    "source": "Her e-mail",
}
PERSONAL = ("Otherperson", "ann@example.org", "555 0100", "Köthener Straße 2\nBerlin")


@pytest.fixture(autouse=True)
def nobody_yet(cast: Cast, session: Session) -> None:
    """Without the contact that comes with the record of ICAP."""
    session.execute(delete(Contact))


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


def add(editor: CheckingClient, values: dict[str, Value], status: int = 200) -> Page:
    page = editor.visit(f"{CONTACTS}/add")
    return editor.submit(page, values, button="Save", status=status)


def only(session: Session) -> Contact:
    session.expire_all()
    return session.scalars(select(Contact)).one()


def log(session: Session) -> str:
    entries = session.scalars(select(AuditEntry)).all()
    return "\n".join(f"{e.summary} {e.before} {e.after} {e.actor} {e.verb}" for e in entries)


def test_a_contact_is_internal_and_kept_for_two_years(
    editor: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = editor.follow(editor.visit(CONTACTS), "Add a contact")
    assert page.value("keep_until") == "2029-02-28"
    page = editor.submit(page, ANN, button="Save")
    assert "The contact is saved. Only editors see it." in page.text
    assert "Ann Otherperson Head of training ann@example.org" in page.text
    contact = only(session)
    assert (contact.is_public, contact.keep_until) == (False, date(2029, 2, 28))
    assert public_contacts(session, contact.initiative_id) == []
    assert "Otherperson" not in client.visit("/initiatives/icap").html


def test_a_contact_is_shown_to_everybody_only_on_purpose(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.visit(f"{CONTACTS}/add")
    assert "search engines find them. Ask the person first." in page.text
    page = editor.submit(page, {**ANN, "is_public": True}, button="Save")
    assert "Everybody can see it." in page.text
    found = public_contacts(session, initiative(session).id)
    assert [each.email for each in found] == ["ann@example.org"]
    assert public_contacts(session, initiative(session, "cmp").id) == []
    page = editor.follow(page, "Change Ann Otherperson")
    editor.submit(page, {"is_public": False}, button="Save")
    assert public_contacts(session, initiative(session).id) == []
    assert "Added a contact that everybody can see." in log(session)
    assert "Changed a contact and hid it from the public." in log(session)


def test_a_contact_is_changed_and_deleted_for_good(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.follow(add(editor, ANN), "Change Ann Otherperson")
    assert page.value("address") == ANN["address"]
    page = editor.submit(page, {"role": "Director"}, button="Save")
    assert only(session).role == "Director"
    page = editor.follow(page, "Delete Ann Otherperson")
    assert "It cannot be restored." in page.text
    page = editor.submit(page, button="Delete it")
    assert "No contact yet" in page.text
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_no_version_and_no_log_holds_what_is_in_a_contact(
    editor: CheckingClient, session: Session
) -> None:
    page = editor.follow(add(editor, ANN), "Change Ann Otherperson")
    page = editor.submit(page, {"role": "Director"}, button="Save")
    editor.submit(editor.follow(page, "Delete Ann Otherperson"), button="Delete it")
    told = log(session)
    assert "Deleted a contact." in told
    for text in (*PERSONAL, "Head of training", "Director"):
        assert text not in told
    assert newest(session).number == 1
    assert "Otherperson" not in editor.visit("/manage/icap/team").html


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "", "role": "", "email": ""}, "Enter a name, a role or an e-mail address."),
        ({"email": "nobody"}, "This is not an e-mail address."),
        ({"keep_until": "2027-02-28"}, "This day is over. Enter a day to come."),
        ({"keep_until": ""}, "Enter until when it is kept"),
        ({"keep_until": "2027-02-30"}, "Enter a day that exists"),
        ({"phone": "1" * 61}, "Use at most 60 characters."),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    editor: CheckingClient, session: Session, values: dict[str, Value], told: str
) -> None:
    page = add(editor, {**ANN, **values}, 422)
    assert told in page.text
    assert page.value("source") == "Her e-mail"
    assert session.scalars(select(Contact)).all() == []


def test_the_last_day_may_be_today(editor: CheckingClient, session: Session) -> None:
    add(editor, {"role": "Press", "keep_until": "2027-03-01"})
    assert only(session).keep_until == date(2027, 3, 1)


def test_a_contact_changed_by_two_is_not_overwritten_unseen(
    editor: CheckingClient, as_person: AsPerson, cast: Cast, session: Session
) -> None:
    ingrid = as_person(cast.administrator)
    mine = editor.follow(add(editor, ANN), "Change Ann Otherperson")
    ingrid.submit(ingrid.visit(mine.path), {"phone": "+49 30 555 0199"}, button="Save")
    page = editor.submit(mine, {"role": "Director"}, button="Save", status=409)
    assert "Somebody else changed this contact" in page.text
    assert "Telephone +49 30 555 0199" in page.text
    assert page.value("role") == "Director"
    assert only(session).phone == "+49 30 555 0199"
    editor.submit(page, {"phone": "+49 30 555 0199"}, button="Save")
    assert (only(session).role, only(session).phone) == ("Director", "+49 30 555 0199")


def test_a_contact_of_another_initiative_is_not_found(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    plan = ContactPlan(name="Secret", keep_until=date(2028, 1, 1))
    contact = add_contact(session, cast.administrator, clock.now, initiative(session, "cmp"), plan)
    session.commit()
    for path in ("", "/delete"):
        editor.expect_404(f"{CONTACTS}/{contact.id}{path}")
    token = editor.visit(CONTACTS).links and editor.visit("/account").value("csrf_token")
    for path in ("", "/delete"):
        answer = editor.post(f"{CONTACTS}/{contact.id}{path}", data={"csrf_token": token})
        assert answer.status_code == 404
    assert only(session).name == "Secret"


def test_contacts_whose_time_is_over_are_deleted_each_night(
    app: Flask, session: Session, cast: Cast, clock: FixedClock
) -> None:
    today = clock.now.date()
    for slug, name, days in (
        ("icap", "Yesterday One", 0),
        ("icap", "Yesterday Two", 0),
        ("cmp", "Yesterday Three", 0),
        ("icap", "Today", 1),
    ):
        plan = ContactPlan(name=name, keep_until=today + timedelta(days=days))
        add_contact(session, cast.administrator, clock.now, initiative(session, slug), plan)
    session.commit()
    clock.advance(days=1)
    with app.app_context():
        assert forget_contacts() == 3
        assert forget_contacts() == 0
    assert only(session).name == "Today"
    told = log(session)
    assert "Deleted 2 contacts: the time to keep them is over." in told
    assert "Deleted 1 contact: the time to keep them is over." in told
    assert "Yesterday" not in told


def test_a_contact_without_a_last_day_stays(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    session.add(Contact(initiative_id=initiative(session).id, name="Imported", added_at=clock.now))
    session.flush()
    assert delete_outdated_contacts(session, clock.now + timedelta(days=9999)) == 0


def test_the_worker_knows_the_job(app: Flask) -> None:
    assert any("delete_contacts" in name for name in app.extensions["jobs"]._registry._registry)


def test_editors_leave_each_other_notes_and_delete_their_own(
    editor: CheckingClient, as_person: AsPerson, cast: Cast, session: Session
) -> None:
    page = editor.submit(editor.visit(NOTES), {"text": " "}, button="Save the note", status=422)
    assert "Write the note first." in page.text
    page = editor.submit(page, {"text": "Ask Berlin.\nSoon."}, button="Save the note")
    assert "Ask Berlin. Soon. Mariana Costa Mon 1 Mar 2027" in page.text
    ingrid = as_person(cast.administrator)
    assert "Ask Berlin." in ingrid.visit(NOTES).text
    assert "Delete" not in ingrid.visit(NOTES).text
    note = session.scalars(select(InternalNote)).one()
    token = ingrid.visit(NOTES).value("csrf_token")
    answer = ingrid.post(f"{NOTES}/{note.id}/delete", data={"csrf_token": token})
    assert answer.status_code == 404
    button = "Delete your note of Mon 1 Mar 2027, 10:00 CET"
    page = editor.submit(editor.visit(NOTES), button=button)
    assert "Your note is deleted." in page.text
    assert session.scalars(select(InternalNote)).all() == []
    assert "Ask Berlin" not in log(session)


def test_many_notes_come_in_pages(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    session.add_all(
        InternalNote(
            initiative_id=initiative(session).id,
            author="gone@example.org",
            text=f"Note {number:02}",
            at=clock.now + timedelta(minutes=number),
        )
        for number in range(30)
    )
    page = editor.visit(NOTES)
    assert "Note 29 gone@example.org" in page.text
    assert "Note 00" in editor.follow(page, "Next").text
