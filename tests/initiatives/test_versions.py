"""Versions of a record: listed, compared, restored; and the history that everybody may read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.initiatives.document.merging import differences, with_statements
from courseapp.initiatives.document.record import Membership, Record, Statement
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.editing.statements import mark_of
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.versions import changes_between, entered_by, last_known
from courseapp.scenarios.cast import Cast
from tests.initiatives.conftest import CostOf
from tests.initiatives.edit_story import RECORD, edited, held, initiative, newest
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

VERSIONS = f"{RECORD}/versions"
HISTORY = "/initiatives/icap/history"

Renamed = Callable[[Record], Record]


@pytest.fixture
def editor(as_person: AsPerson, cast: Cast) -> CheckingClient:
    return as_person(cast.icap_organiser)


def summary(text: str) -> Renamed:
    return lambda record: replace(record, summary=text)


def stating(statement: Statement) -> Renamed:
    """Let this be all that is stated for its field."""
    return lambda record: with_statements(record, statement.field, (statement,))


def with_members(number: int) -> Renamed:
    def edit(record: Record) -> Record:
        made = [
            Membership(f"m{each}", MembershipKind.MEMBER, "CIP", f"Firm {each}", organisation="F")
            for each in range(number)
        ]
        return replace(record, memberships=(*record.memberships, *made))

    return edit


@pytest.fixture
def three_versions(session: Session, cast: Cast, clock: FixedClock) -> datetime:
    """The shipped record; then a new summary by Ingrid; then 120 members by Mariana."""
    clock.advance(days=1)
    edited(session, cast.administrator, clock.now, summary("A forum of <b>governments</b>."))
    clock.advance(days=1)
    edited(session, cast.icap_organiser, clock.now, with_members(120))
    return clock.now


def test_the_list_tells_who_saved_what_when_and_why(
    editor: CheckingClient, three_versions: datetime
) -> None:
    page = editor.follow(editor.visit(RECORD), "Versions")
    rows = [
        "Version 3 Wed 3 Mar 2027, 10:00 CET Mariana Costa In a test. 120 Version 2",
        "Version 2 Tue 2 Mar 2027, 10:00 CET Ingrid Halvorsen In a test. 1 Restore",
        "Version 1 Mon 1 Mar 2027, 10:00 CET the product The record that comes with the product. "
        "the first Restore",
    ]
    for row in rows:
        assert row in page.text, row


def test_a_long_list_comes_in_pages(
    editor: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    for number in range(30):
        edited(session, cast.administrator, clock.now, summary(f"Number {number}"))
    page = editor.visit(VERSIONS)
    assert "1–25 of 31" in page.text
    assert "Version 1 " in editor.follow(page, "Next").text
    history = editor.visit(HISTORY)
    assert "1–10 of 31" in history.text


def test_a_version_shows_what_changed_word_by_word(
    editor: CheckingClient, three_versions: datetime
) -> None:
    page = editor.visit(f"{VERSIONS}/2")
    assert "1 thing is different from version 1." in page.text
    assert "Name and summary: Summary ~ Changed" in page.text
    put_in = " ".join(tag.get_text() for tag in page.soup("ins"))
    assert "<b>governments</b>." in put_in
    assert "international" in " ".join(tag.get_text() for tag in page.soup("del"))
    assert "<b>governments" not in page.html


def test_many_changes_come_in_pages(editor: CheckingClient, three_versions: datetime) -> None:
    page = editor.visit(f"{VERSIONS}/3")
    assert "120 things are different from version 2." in page.text
    assert "1–100 of 120" in page.text
    assert "Members and partners: F" in editor.follow(page, "Next").text


def test_any_two_versions_are_compared(editor: CheckingClient, three_versions: datetime) -> None:
    page = editor.visit(f"{VERSIONS}/3?against=1")
    assert "121 things are different from version 1." in page.text
    page = editor.submit(page, {"against": "3"}, button="Compare")
    assert "Nothing is different from version 3." in page.text
    first = editor.visit(f"{VERSIONS}/1")
    assert "The record began with this version." in first.text
    for address in ("/9", "/3?against=9", "/0"):
        editor.expect_404(VERSIONS + address)


def test_an_old_version_is_restored_after_its_consequences_were_read(
    editor: CheckingClient, client: CheckingClient, session: Session, three_versions: datetime
) -> None:
    page = editor.follow(editor.visit(VERSIONS), "Restore version 2")
    assert "120 things change" in page.text
    assert "Members and partners: F − Removed" in page.text
    page = editor.submit(page, button="Restore version 2")
    assert "Version 2 is restored. It is version 4." in page.text
    version = newest(session)
    assert (version.number, version.note, version.author) == (
        4,
        "Restored from version 2.",
        "Mariana Costa",
    )
    assert held(session).summary == "A forum of <b>governments</b>."
    assert initiative(session).summary == "A forum of <b>governments</b>."
    assert len(held(session).memberships) == 54
    again = editor.visit(f"{VERSIONS}/2/restore")
    assert "says just what version 2 says" in again.text


def test_a_version_saved_in_between_is_shown_before_restoring(
    editor: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
    three_versions: datetime,
) -> None:
    page = editor.visit(f"{VERSIONS}/2/restore")
    edited(session, cast.administrator, clock.now, summary("Newer."))
    page = editor.submit(page, button="Restore version 2", status=409)
    assert "Version 4 was saved by Ingrid Halvorsen" in page.text
    assert "121 things change" in page.text
    assert newest(session).number == 4
    editor.submit(page, button="Restore version 2")
    assert newest(session).number == 5
    assert held(session).summary == "A forum of <b>governments</b>."


def test_restoring_without_saying_what_was_seen_is_refused(
    editor: CheckingClient, session: Session, three_versions: datetime
) -> None:
    token = editor.visit(VERSIONS).value("csrf_token")
    answer = editor.post(f"{VERSIONS}/1/restore", data={"csrf_token": token})
    assert answer.status_code == 409
    assert newest(session).number == 3


def test_everybody_reads_the_history_without_names_and_notes(
    client: CheckingClient, three_versions: datetime
) -> None:
    page = client.visit(HISTORY)
    assert page.heading == "History of the record of ICAP"
    assert "Version 3 Saved by the editors on Wed 3 Mar 2027, 09:00 UTC" in page.text
    assert "and 100 more changes at the same time" in page.text
    assert "Name and summary: Summary ~ Changed" in page.text
    assert "Version 1 Saved by the product" in page.text
    for private in ("Ingrid", "Mariana", "In a test", "The record that comes with"):
        assert private not in page.html


def test_the_history_of_a_draft_is_its_editors_alone(
    editor: CheckingClient,
    client: CheckingClient,
    as_person: AsPerson,
    cast: Cast,
    session: Session,
) -> None:
    initiative(session).is_public = False
    editor.visit(HISTORY)
    for browser in (client, as_person(cast.a6ip_organiser), as_person(cast.reviewer)):
        browser.expect_404(HISTORY)


def test_the_history_costs_a_fixed_number_of_statements(
    cost_of: CostOf, session: Session, cast: Cast, clock: FixedClock
) -> None:
    edited(session, cast.administrator, clock.now, summary("Once"))
    first = cost_of(HISTORY)
    for number in range(12):
        edited(session, cast.administrator, clock.now, summary(f"Number {number}"))
    assert cost_of(HISTORY) == first


def test_changes_of_stored_documents_are_those_of_the_records() -> None:
    for record in shipped_records():
        turned = record.statements[::-1]
        fewer = replace(
            record, memberships=record.memberships[1:], statements=turned, summary="New"
        )
        old, new = to_plain(record), to_plain(fewer)
        assert changes_between(old, new) == differences(from_plain(old), from_plain(new))
        assert changes_between(old, old) == ()


def test_a_record_of_thousands_of_members_is_compared_at_once(app: Flask) -> None:
    record = next(each for each in shipped_records() if each.slug == "icap")
    many = to_plain(with_members(5000)(record))
    more = {**many, "summary": "Another."}
    assert [change.place.key for change in changes_between(many, more)] == ["summary"]


def test_a_statement_was_entered_by_who_first_stated_it(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    old = Statement("end-year", "FNZ", 2030)
    clock.advance(days=1)
    for number in range(45):  # more than are read at once
        edited(session, cast.administrator, clock.now, summary(f"Number {number}"))
    edited(session, cast.icap_organiser, clock.now, stating(old))
    edited(session, cast.administrator, clock.now, stating(replace(old, note="Sure?")))
    edited(session, cast.administrator, clock.now, stating(old))
    found = entered_by(session, initiative(session).id, [old, replace(old, note="Never")])
    assert {mark: (each.author, each.number) for mark, each in found.items()} == {
        mark_of(old): ("Mariana Costa", 47)
    }
    assert entered_by(session, initiative(session).id, []) == {}


def test_a_thing_is_known_as_it_stood_last(session: Session, cast: Cast, clock: FixedClock) -> None:
    def without(record: Record) -> Record:
        return replace(record, memberships=())

    for edit in (with_members(2), summary("Between"), without):
        edited(session, cast.administrator, clock.now, edit)
    known = last_known(session, initiative(session).id, "memberships", "m1")
    assert isinstance(known, Membership)
    assert (known.printed, known.organisation) == ("Firm 1", "F")
    assert last_known(session, initiative(session).id, "memberships", "nobody") is None
    assert last_known(session, initiative(session, "cmp").id, "memberships", "m1") is None
