"""An editor takes a report into the record with one press: the right statement, the source, all."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from courseapp.core.audit import history
from courseapp.corrections.models import Report
from courseapp.corrections.rules import ReportState
from courseapp.initiatives.document.merging import with_statements
from courseapp.initiatives.document.record import Record, Source, Statement, Value
from courseapp.initiatives.saving import Edit, change_record, newest_version
from courseapp.scenarios.cast import Cast
from tests.corrections.story import (
    ACCEPT,
    LIST,
    ONTARIO,
    READER,
    SOURCE,
    YEAR,
    Reader,
    initiative,
    letters,
    newest,
    record,
    reports,
)
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page
from tests.support.pages import Value as Typed

# One of each kind of field: what a reader types, and the value that the record then has.
KINDS: Sequence[tuple[str, Typed, Value]] = (
    ("lead-name", "Ministry of the Environment", "Ministry of the Environment"),
    ("goals", "First goal.\r\n\r\nالهدف الثاني 🌍", "First goal.\n\nالهدف الثاني 🌍"),
    ("website", "icapcarbonaction.example", "https://icapcarbonaction.example"),
    ("starting-year", "2008", 2008),
    ("launched-on", "2007-10-29", "2007-10-29"),
    ("last-update", "2023-01-31", "2023-01-31"),
    ("lpaa", "Yes", True),
    ("theme-supply-chain", "No", False),
    ("function", ["funding", "technical-dialogue"], ("technical-dialogue", "funding")),
    ("lead-country", "CI", "CI"),
    ("related", "parent: Carbon Market Platform", ("parent: Carbon Market Platform",)),
    ("members-by-year", "2019: 31\n2020: 33", ("2019: 31", "2020: 33")),
    ("indicators", "Funds raised, 2020, MUS$ 2.4", ("Funds raised, 2020, MUS$ 2.4",)),
)  # fmt: skip


def accept(editor: CheckingClient, report: Report, status: int = 200) -> Page:
    page = editor.visit(f"{LIST}/{report.number}")
    return editor.submit(page, button=ACCEPT, form="accept", status=status)


def change(session: Session, edit: Edit) -> None:
    """Somebody else changes the record of ICAP."""
    own = initiative(session)
    change_record(session, None, newest_version(session, own.id).saved_at, own, edit)
    session.commit()


def says(field: str, value: Value) -> Edit:
    def edit(held: Record) -> Record:
        return with_statements(held, field, (Statement(field, "CIP", value),))

    return edit


@pytest.mark.parametrize(("field", "typed", "value"), KINDS, ids=[each[0] for each in KINDS])
def test_each_kind_of_field_gets_exactly_the_right_statement(
    reader: Reader,
    editor: CheckingClient,
    session: Session,
    field: str,
    typed: Typed,
    value: Value,
) -> None:
    before = record(session)
    report = reader.report(f"statements/{field}", right=typed, **SOURCE)
    page = accept(editor, report)
    assert "The record is changed: version 2." in page.text
    after = record(session)
    assert after.by_field[field] == (
        Statement(field, "REPORT-1", value),
        *before.by_field.get(field, ()),
    )
    assert after.sources == (
        *before.sources,
        Source(
            "REPORT-1",
            "Annual report 2008",
            "https://example.org/report.pdf",
            "2009-03",
            dated="named in report 1 of Mon 1 Mar 2027",
        ),
    )
    without = {key: stated for key, stated in after.by_field.items() if key != field}
    assert without == {key: each for key, each in before.by_field.items() if key != field}


def test_the_public_record_says_it_at_once_with_its_source(
    reader: Reader, editor: CheckingClient
) -> None:
    accept(editor, reader.report(YEAR, right="2008", **SOURCE))
    page = reader.client.visit("/initiatives/icap")
    assert "Annual report 2008" in page.text
    assert "REPORT-1" in page.text


def test_the_version_says_which_report_it_comes_from_and_who_accepted_it(
    reader: Reader, editor: CheckingClient, session: Session, cast: Cast
) -> None:
    report = reader.report(YEAR, right="2008")
    accept(editor, report)
    version = newest_version(session, initiative(session).id)
    assert (version.number, version.note) == (2, "Report 1 accepted")
    assert version.author_id == cast.icap_organiser.id
    decided = newest(session)
    assert (decided.state, decided.saved_number) == (ReportState.ACCEPTED, 2)
    assert (decided.decided_by, decided.decider_id) == ("Mariana Costa", cast.icap_organiser.id)
    assert decided.decided_at == reader.clock.now
    about = [each.summary for each in history(session, [decided.subject])]
    assert about == [
        "Report 1 on ICAP (Since) was accepted into the record.",
        "Report 1 on ICAP came in: Since.",
    ]
    saved = history(session, [f"initiative/{initiative(session).id}"], limit=1)[0]
    assert "Version 2 of the record of ICAP was saved. Report 1 accepted" in saved.summary


def test_it_can_be_undone_where_the_versions_are(reader: Reader, editor: CheckingClient) -> None:
    page = accept(editor, reader.report(YEAR, right="2008"))
    assert "Report 1 accepted" in editor.follow(page, "See the versions, or undo it there").text
    assert "Mariana Costa accepted this report on Mon 1 Mar 2027, 10:00 CET." in page.text


def test_a_field_that_should_be_empty_becomes_unknown(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    accept(editor, reader.report(YEAR, empty=True))
    assert record(session).value("starting-year") is None
    assert len(record(session).by_field["starting-year"]) == 3


def test_a_member_that_left_keeps_its_line_with_the_date(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    report = reader.report(ONTARIO, what="ended", until="July 2018", **SOURCE)
    accept(editor, report)
    line = next(each for each in record(session).memberships if each.key == "ca-on")
    assert (line.until, line.source) == ("2018-07", "CIP")
    assert line.note.endswith("Until: REPORT-1.")
    assert record(session).source("REPORT-1") is not None


def test_what_should_not_be_there_is_removed(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    before = record(session)
    accept(editor, reader.report(ONTARIO, what="remove"))
    kept = tuple(each for each in before.memberships if each.key != "ca-on")
    assert record(session) == replace(before, memberships=kept)


def test_what_is_told_in_words_is_done_in_the_editor(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    before = record(session)
    report = reader.report(ONTARIO, right="It is the province of Ontario.")
    page = editor.visit(f"{LIST}/1")
    assert ACCEPT not in page.text
    assert "This is told in words" in page.text
    assert page.links["Open in the editor"] == "/manage/icap/record/memberships/ca-on"
    page = editor.submit(page, button="Mark as done")
    assert "Report 1 is marked as done." in page.text
    assert record(session) == before
    done = reports(session)[0]
    assert (done.state, done.saved_number) == (ReportState.ACCEPTED, None)
    assert "Report 1 on ICAP (Member: Ontario, Canada) was marked as done." in page.text
    token = page.value("csrf_token")
    answer = editor.post(f"{LIST}/{report.number}/accept", data={"csrf_token": token, "shown": "1"})
    assert answer.status_code == 422


@pytest.mark.parametrize("at", [YEAR, ONTARIO, "record/missing", "memberships", "head/summary"])
def test_the_editor_of_the_place_is_one_press_away(
    reader: Reader, editor: CheckingClient, at: str
) -> None:
    reader.report(at, right="2008")
    page = editor.follow(editor.visit(f"{LIST}/1"), "Open in the editor")
    assert page.path.startswith("/manage/icap/record")


def test_words_are_never_accepted_by_machine(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report("record/missing", right="The meeting of 2019")
    token = editor.visit(f"{LIST}/1").value("csrf_token")
    answer = editor.post(f"{LIST}/1/accept", data={"csrf_token": token, "shown": "1"})
    assert "This report is told in words." in answer.get_data(as_text=True)
    assert newest(session).state is ReportState.OPEN


def test_the_report_stands_beside_the_record_with_what_differs_marked(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    text = record(session).text("description")
    assert "three pillars" in text
    proposed = text.replace("three pillars", "four pillars")
    reader.report("statements/description", right=proposed, comment="Count them", email=READER)
    page = editor.visit(f"{LIST}/1")
    assert [each.get_text() for each in page.soup.select(".beside del")] == ["three"]
    assert [each.get_text() for each in page.soup.select(".beside ins")] == ["four"]
    for told in ("Count them", READER, "gets a message when you decide", "The record says now"):
        assert told in page.text


def test_what_has_changed_since_the_report_is_shown_before_it_is_accepted(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    report = reader.report(YEAR, right="2008")
    change(session, says("starting-year", 2006))
    page = editor.visit(f"{LIST}/{report.number}")
    assert "The record has changed here since this report was written" in page.text
    assert "the record said: 2007" in page.text
    assert "The record says now 2006" in page.text
    editor.submit(page, button=ACCEPT, form="accept")
    assert record(session).value("starting-year") == 2008


def test_a_change_elsewhere_is_no_matter(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    report = reader.report(YEAR, right="2008")
    page = editor.visit(f"{LIST}/{report.number}")
    change(session, says("goals", "New goals"))
    assert "has changed here" not in editor.visit(f"{LIST}/{report.number}").text
    editor.submit(page, button=ACCEPT, form="accept")
    now = record(session)
    assert (now.value("starting-year"), now.value("goals")) == (2008, "New goals")


def test_a_change_while_the_editor_reads_is_never_overwritten(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    report = reader.report(YEAR, right="2008", email=READER)
    page = editor.visit(f"{LIST}/{report.number}")
    change(session, says("starting-year", 2006))
    page = editor.submit(page, button=ACCEPT, form="accept", status=422)
    assert "Somebody changed the record here while you were reading." in page.text
    assert "The record says now 2006" in page.text
    assert newest(session).state is ReportState.OPEN
    assert record(session).value("starting-year") == 2006
    assert record(session).source("REPORT-1") is None
    assert len(letters(session)) == 1
    page = editor.submit(page, button=ACCEPT, form="accept")
    assert "The record is changed" in page.text
    assert record(session).value("starting-year") == 2008


def test_a_thing_that_left_the_record_has_nothing_to_accept(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(ONTARIO, what="remove")
    page = editor.visit(f"{LIST}/1")
    change(session, lambda held: replace(held, memberships=()))
    shown = editor.visit(f"{LIST}/1")
    assert "This is no longer in the record." in shown.text
    assert ACCEPT not in shown.text
    assert shown.links["Open in the editor"] == "/manage/icap/record/memberships"
    page = editor.submit(page, button=ACCEPT, form="accept")
    assert "The record says this already. The report is accepted." in page.text


def test_an_end_before_the_beginning_is_told_and_nothing_changes(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    reader.report(ONTARIO, what="ended", until="2010")

    def began_later(held: Record) -> Record:
        lines = tuple(
            replace(each, since="2016") if each.key == "ca-on" else each
            for each in held.memberships
        )
        return replace(held, memberships=lines)

    change(session, began_later)
    page = accept(editor, newest(session), status=422)
    assert "It cannot end before it began: 2016." in page.text
    assert newest(session).state is ReportState.OPEN


def test_reports_that_want_the_same_are_shown_and_accepted_together(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    first = reader.report(YEAR, right="2008", **SOURCE)
    reader.report(YEAR, right="2008", source_title="Handbook", email=READER)
    reader.report(YEAR, right="2006")
    page = editor.visit(f"{LIST}/{first.number}")
    assert "1 other report wants the same. Accept together: Report 2" in page.text
    assert page.links["Report 3"] == f"{LIST}/3"
    page = editor.submit(page, button=ACCEPT, form="accept")
    assert "A message to its writer is on its way." in page.text
    states = [each.state for each in reports(session)]
    assert states == [ReportState.ACCEPTED, ReportState.ACCEPTED, ReportState.OPEN]
    stated = [(each.source, each.value) for each in record(session).by_field["starting-year"]]
    assert stated[:2] == [("REPORT-1", 2008), ("REPORT-2", 2008)]
    version = newest_version(session, initiative(session).id)
    assert version.note == "Reports 1 and 2 accepted"
    assert [each.kind for each in letters(session)] == ["report_received", "report_accepted"]


def test_only_what_was_ticked_and_agrees_is_accepted_together(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    first = reader.report(YEAR, right="2008")
    reader.report(YEAR, right="2008", comment="Me too")
    reader.report(YEAR, right="2006")
    page = editor.visit(f"{LIST}/{first.number}")
    sent = {
        "csrf_token": page.value("csrf_token"),
        "shown": "1",
        "together": ["3", "1", "99", "9" * 30, "x"],
    }
    assert editor.post(f"{LIST}/1/accept", data=sent).status_code == 303
    states = [each.state for each in reports(session)]
    assert states == [ReportState.ACCEPTED, ReportState.OPEN, ReportState.OPEN]


@pytest.mark.parametrize("shown", ["", "0", "2", "-1", "x", "9" * 20])
def test_a_version_that_nobody_was_shown_is_not_found(
    reader: Reader, editor: CheckingClient, session: Session, shown: str
) -> None:
    reader.report(YEAR, right="2008")
    token = editor.visit(f"{LIST}/1").value("csrf_token")
    answer = editor.post(f"{LIST}/1/accept", data={"csrf_token": token, "shown": shown})
    assert answer.status_code == 404
    assert newest(session).state is ReportState.OPEN


def test_accepting_twice_changes_the_record_once_and_says_who_was_first(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    report = reader.report(YEAR, right="2008", email=READER)
    page = editor.visit(f"{LIST}/{report.number}")
    editor.submit(page, button=ACCEPT, form="accept")
    page = editor.submit(page, button=ACCEPT, form="accept", status=422)
    assert "Nothing was changed" in page.text
    assert "Mariana Costa accepted this report on Mon 1 Mar 2027" in page.text
    assert newest_version(session, initiative(session).id).number == 2
    assert len(letters(session)) == 2
