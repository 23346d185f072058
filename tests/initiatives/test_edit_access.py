"""Who may not touch a record: strangers, neighbours, reviewers, and who organises it no more."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.accounts.models import Role
from courseapp.accounts.rules import RoleKind
from courseapp.initiatives.contacts import ContactPlan, add_contact
from courseapp.initiatives.editing.kinds import LISTS
from courseapp.initiatives.editing.statements import mark_of
from courseapp.initiatives.internal_notes import add_note
from courseapp.initiatives.models import Contact, InternalNote
from courseapp.scenarios.cast import Cast, Part
from tests.initiatives.edit_story import held, initiative, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

BASE = "/manage/cmp/record"
LIST_PAGES = [f"{page}{part}" for part in LISTS for page in ("", "add/")]
PAGES = [
    "",
    "name",
    "themes",
    "publish",
    "unpublish",
    "fields/website",
    "fields/website/add",
    "fields/website/{mark}",
    "fields/website/{mark}/remove",
    *LIST_PAGES,
    "passages/strategic-dialogue",
    "passages/strategic-dialogue/remove",
    "memberships/{member}/end",
    "paste/memberships",
    "versions",
    "versions/1",
    "versions/1/restore",
    "contacts",
    "contacts/add",
    "contacts/{contact}",
    "contacts/{contact}/delete",
    "notes",
]
PRESSES = [
    "name",
    "themes",
    "publish",
    "unpublish",
    "fields/website/add",
    "fields/website/{mark}",
    "fields/website/{mark}/remove",
    "fields/website/{mark}/current",
    *(f"add/{part}" for part in LISTS),
    "passages/strategic-dialogue",
    "passages/strategic-dialogue/remove",
    "memberships/{member}/end",
    "memberships/{member}/place",
    "paste/memberships",
    "versions/1/restore",
    "contacts/add",
    "contacts/{contact}",
    "contacts/{contact}/delete",
    "notes",
    "notes/{note}/delete",
]
# What any of these forms would need to be taken.
SENT = {
    "base_number": "1",
    "value": "https://example.org",
    "source": "CMP-PAGE",
    "title": "Forged",
    "kind": "member",
    "text": "Forged",
    "until": "2024",
    "code": "CA-ON",
    "name": "Forged",
    "short_name": "F",
    "keep_until": "2030-01-01",
}


@pytest.fixture
def words(session: Session, cast: Cast, clock: FixedClock) -> dict[str, object]:
    """What the addresses name: a statement, a member, a contact and a note of the CMP."""
    cmp, actor = initiative(session, "cmp"), cast.administrator
    plan = ContactPlan(name="Secret contact", keep_until=clock.now.date())
    contact = add_contact(session, actor, clock.now, cmp, plan)
    note = add_note(session, actor, clock.now, cmp, "Secret note")
    session.commit()
    record = held(session, "cmp")
    return {
        "mark": mark_of(record.by_field["website"][0]),
        "member": record.memberships[0].key,
        "contact": contact.id,
        "note": note.id,
    }


def addresses(paths: list[str], words: dict[str, object]) -> Iterator[str]:
    for path in paths:
        yield f"{BASE}/{path}".rstrip("/").format(**words)


def nothing_changed(session: Session) -> bool:
    version, cmp = newest(session, "cmp"), initiative(session, "cmp")
    counted = [
        session.query(table).filter_by(initiative_id=cmp.id).count()
        for table in (Contact, InternalNote)
    ]
    return (version.number, counted, cmp.is_public) == (1, [1, 1], True)


@pytest.mark.parametrize(
    "part", [Part.ICAP_ORGANISER, Part.A6IP_ORGANISER, Part.REVIEWER, Part.NEWCOMER]
)
def test_the_editor_of_another_record_may_not_touch_this_one(
    as_person: AsPerson, cast: Cast, session: Session, words: dict[str, object], part: Part
) -> None:
    browser = as_person(cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    opened = [each for each in addresses(PAGES, words) if browser.get(each).status_code != 404]
    assert opened == []
    pressed = [
        each
        for each in addresses(PRESSES, words)
        if browser.post(each, data={"csrf_token": token, **SENT}).status_code != 404
    ]
    assert pressed == []
    assert nothing_changed(session)


def test_a_stranger_finds_none_of_it(
    client: CheckingClient, session: Session, words: dict[str, object]
) -> None:
    token = client.visit("/sign-in").form("/sign-in").fill({}, None).fields[0][1]
    for each in addresses(PAGES, words):
        assert client.get(each).status_code == 404, each
    for each in addresses(PRESSES, words):
        sent = {"csrf_token": str(token), **SENT}
        assert client.post(each, data=sent).status_code == 404, each
    assert nothing_changed(session)


def test_who_organises_it_no_more_and_who_lapsed_are_kept_out(
    as_person: AsPerson, cast: Cast, session: Session, clock: FixedClock, words: dict[str, object]
) -> None:
    role = Role(
        person_id=cast.newcomer.id,
        initiative_id=initiative(session, "cmp").id,
        kind=RoleKind.ORGANISER,
    )
    session.add(role)
    session.commit()
    session.expire_all()
    browser, other = as_person(cast.newcomer), as_person(cast.newcomer)
    token = browser.visit("/account").value("csrf_token")
    for each in addresses(PAGES, words):
        assert browser.get(each).status_code in {200, 303}, each
    clock.advance(days=15)
    for each in addresses(PAGES, words):
        answer = other.get(each)
        assert (answer.status_code, answer.location[:13]) == (303, "/sign-in?next"), each
    clock.advance(days=-15)
    session.delete(session.get_one(Role, role.id))
    session.commit()
    session.expire_all()
    for each in addresses(PRESSES, words):
        sent = {"csrf_token": token, **SENT}
        assert browser.post(each, data=sent).status_code == 404, each
    assert nothing_changed(session)


def test_an_administrator_edits_every_record(
    as_person: AsPerson, cast: Cast, words: dict[str, object]
) -> None:
    browser = as_person(cast.administrator)
    for each in addresses(PAGES, words):
        assert browser.visit(each).status == 200, each


def test_the_addresses_above_are_all_there_are(app: Flask, words: dict[str, object]) -> None:
    others = {"edit_file", "save_file", "take_file_away"}
    matcher = app.url_map.bind("courseapp.test")
    tried = {
        str(matcher.match(each, method=method)[0]).partition(".")[2]
        for method, paths in (("GET", PAGES), ("POST", PRESSES))
        for each in addresses(paths, words)
    }
    known = {
        rule.endpoint.partition(".")[2]
        for rule in app.url_map.iter_rules()
        if str(rule).startswith("/manage/<initiative>/record")
        and rule.endpoint.startswith("initiatives.")
    }
    assert known - tried == others
