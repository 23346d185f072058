"""A row of a file beside what we hold: replaced by source, added, kept; never deleted."""

import json
from dataclasses import replace

import pytest

from courseapp.exchange.dry_run import compared
from courseapp.exchange.merging.bringing_in import bring_in, older_than_held, verdict_on
from courseapp.exchange.merging.outcomes import BroughtIn, Effect
from courseapp.exchange.parsed import ParsedRow
from courseapp.exchange.rules import Verdict
from courseapp.exchange.writing.record_files import to_json
from courseapp.exchange.writing.tables import to_csv
from courseapp.initiatives.document.merging import Place, differences
from courseapp.initiatives.document.record import Count, Membership, Record, Source, Statement
from courseapp.initiatives.rules import CountKind, MembershipKind
from tests.unit.exchange.samples import rows_of, table

NAME = "Name of initiative"
UPDATED = "Last update"
CIP = Source("CIP", "Entry for A in the Climate Initiatives Platform", date="2022-04-12")
LETTER = Source("LETTER", "A letter", date="2020-01-01")


def held(*statements: Statement, **parts: object) -> Record:
    return Record("a", "A", "", sources=(CIP, LETTER), statements=statements, **parts)  # type: ignore[arg-type]


def row(updated: str = "12 April 2022 12:00:16", **cells: str) -> ParsedRow:
    """Return a row of the platform; cells by header, with _ for a blank."""
    headers = [NAME, UPDATED, *(header.replace("_", " ") for header in cells)]
    return rows_of(table(headers, ["A", updated, *cells.values()]))[0]


def effect(brought: BroughtIn, key: str, part: str = "statements") -> Effect | None:
    outcome = brought.outcome(Place(part, key))
    return outcome.effect if outcome else None


def years(record: Record) -> list[tuple[object, str]]:
    return [(each.value, each.source) for each in record.by_field["starting-year"]]


def year(value: int, source: str) -> Statement:
    return Statement("starting-year", source, value, str(value))


def test_what_the_same_source_stated_is_replaced_in_place() -> None:
    brought = bring_in(held(year(2006, "LETTER"), year(2007, "CIP")), row(Starting_year="2008"))
    assert years(brought.record) == [(2006, "LETTER"), (2008, "CIP")]
    assert effect(brought, "starting-year") is Effect.CHANGED


def test_a_newer_source_becomes_current_and_an_older_one_stands_behind() -> None:
    brought = bring_in(held(year(2006, "LETTER")), row(Starting_year="2008"))
    assert years(brought.record) == [(2008, "CIP"), (2006, "LETTER")]
    brought = bring_in(held(year(2006, "LETTER")), row("1 May 2019", Starting_year="2008"))
    assert years(brought.record) == [(2008, "CIP"), (2006, "LETTER")]  # the source itself is newer
    young = replace(LETTER, date="2023-01-01")
    record = replace(held(year(2006, "LETTER")), sources=(CIP, young))
    brought = bring_in(record, row(Starting_year="2008"))
    assert years(brought.record) == [(2006, "LETTER"), (2008, "CIP")]
    assert effect(brought, "starting-year") is Effect.BEHIND


def test_what_was_unknown_becomes_known_whatever_the_dates() -> None:
    unknown = Statement("starting-year", "LETTER")
    record = replace(held(unknown), sources=(CIP, replace(LETTER, date="2030")))
    brought = bring_in(record, row(Starting_year="2008"))
    assert years(brought.record) == [(2008, "CIP"), (None, "LETTER")]


def test_blank_never_takes_the_place_of_what_is_known() -> None:
    brought = bring_in(held(year(2007, "CIP")), row(Starting_year=""))
    assert years(brought.record) == [(2007, "CIP")]
    outcome = brought.outcome(Place("statements", "starting-year"))
    assert outcome is not None
    assert (outcome.effect, outcome.note) == (
        Effect.KEPT,
        "Blank in the file: what we hold is kept.",
    )


def test_blank_is_noted_where_nobody_says_anything() -> None:
    brought = bring_in(held(), row(Starting_year=""))
    assert years(brought.record) == [(None, "CIP")]
    assert verdict_on(brought.record, row(Starting_year="")) is Verdict.SAME


def test_an_editors_reading_and_note_stay_while_the_print_is_the_same() -> None:
    mine = Statement(
        "secretariat", "CIP", "Berlin", "Office in Berlin. E-mail:", "Lost in the copy."
    )
    brought = bring_in(held(mine), row(Secretariat=" Office in  Berlin. E-mail: "))
    assert brought.record.by_field["secretariat"] == (mine,)
    assert effect(brought, "secretariat") is Effect.SAME


def test_our_own_words_for_a_text_stay_when_its_print_changes() -> None:
    mine = Statement("description", "CIP", "In our words.", "Old print.", "Told in our own words.")
    brought = bring_in(held(mine), row(Description="New print."))
    assert brought.record.by_field["description"] == (replace(mine, printed="New print."),)
    assert effect(brought, "description") is Effect.CHANGED
    copied = Statement("description", "CIP", "Old print.", "Old print.")
    brought = bring_in(held(copied), row(Description="New print."))
    assert brought.record.text("description") == "New print."


def test_a_title_finds_the_source_that_has_another_key() -> None:
    source = Source("PLATFORM", "Entry in the climate initiatives platform.", date="2021")
    record = replace(held(year(2007, "PLATFORM")), sources=(source,))
    brought = bring_in(record, row(Starting_year="2008"))
    assert years(brought.record) == [(2008, "PLATFORM")]
    assert [each.key for each in brought.record.sources] == ["PLATFORM"]
    assert brought.record.sources[0].date == "2022-04-12"


def test_a_number_of_the_same_date_is_replaced_and_of_another_date_added() -> None:
    count = Count("members-1", CountKind.MEMBERS, 50, "CIP", "2022-04-12", note="Hm.")
    brought = bring_in(held(counts=(count,)), row(Members="53"))
    assert [(each.key, each.value) for each in brought.record.counts] == [("members-1", 53)]
    brought = bring_in(held(counts=(count,)), row("1 May 2023", Members="55"))
    assert [(each.value, each.as_of) for each in brought.record.counts] == [
        (50, "2022-04-12"),
        (55, "2023-05-01"),
    ]
    assert effect(brought, "members", "counts") is Effect.CHANGED
    brought = bring_in(held(counts=(count,)), row(Members="50"))
    assert brought.record.counts == (count,)


def member(name: str, key: str, **more: str) -> Membership:
    category = CountKind.NATIONAL_STATES
    return Membership(key, MembershipKind.MEMBER, "CIP", name, category=category, **more)


def test_members_are_matched_by_name_and_whoever_is_gone_is_kept_and_told() -> None:
    lines = (member("Brasil", "br", code="BR", since="2010"), member("Chile", "cl", code="CL"))
    cells = {"National states: names": "Peru, BRASIL, Peru"}
    brought = bring_in(held(memberships=lines), row(**cells))
    assert [(m.printed, m.code, m.since) for m in brought.record.memberships] == [
        ("BRASIL", "BR", "2010"),
        ("Chile", "CL", ""),
        ("Peru", "PE", ""),
        ("Peru", "PE", ""),
    ]
    assert len({m.key for m in brought.record.memberships}) == 4
    outcome = brought.outcome(Place("memberships", "national_states"))
    assert outcome is not None
    assert outcome.note == "Added: Peru, Peru. No longer listed, and kept: Chile."
    assert (outcome.held, outcome.meant) == ("2 names", "3 names, 2 different")


def test_a_membership_that_has_ended_is_not_begun_again_by_an_old_list() -> None:
    lines = (member("Chile", "cl", code="CL", until="2021"),)
    brought = bring_in(held(memberships=lines), row(**{"National states: names": "Chile"}))
    assert brought.record.memberships == lines


def test_an_older_state_of_the_same_source_is_told_to_be_older() -> None:
    updated = Statement("last-update", "CIP", "2022-04-12T12:00:16", "12 April 2022 12:00:16")
    record = held(updated, year(2007, "CIP"))
    assert verdict_on(record, row("12 April 2022 09:00:00", Starting_year="2008")) is Verdict.OLDER
    assert verdict_on(record, row("1 May 2022", Starting_year="2008")) is Verdict.CHANGED
    assert older_than_held(record, row("2021-01-01", Starting_year="2008")) == "2022-04-12T12:00:16"
    notes = compared(record, row("2021-01-01", Starting_year="2008")).notes
    assert "newer" in notes[0]


def test_a_row_without_a_date_is_not_older() -> None:
    (undated,) = rows_of(table([NAME, "Starting year"], ["A", "2008"]))
    assert verdict_on(held(year(2007, "CIP")), undated) is Verdict.CHANGED


def test_a_cell_of_our_own_table_that_was_changed_is_all_that_changes() -> None:
    record = held(year(2006, "LETTER"), Statement("goals", "CIP", "Two.", "Two."))
    text = to_csv(record)
    assert bring_in(record, rows_of(text)[0]).record == record
    (edited,) = rows_of(text.replace("2006", "2005"))
    brought = bring_in(record, edited)
    (change,) = [c for c in differences(record, brought.record) if c.place.part == "statements"]
    assert change.place.key == "starting-year"
    assert years(brought.record) == [(2006, "LETTER"), (2005, "TABLE")]


def test_a_table_that_names_a_newer_source_makes_its_changes_current() -> None:
    record = held(year(2006, "LETTER"), Statement("goals", "CIP", "Two.", "Two."))
    headers = [NAME, "Starting year", "Goals", "Source", "Source date"]
    (edited,) = rows_of(table(headers, ["A", "2005", "Two.", "New letter", "2027-01-01"]))
    brought = bring_in(record, edited)
    assert years(brought.record) == [(2005, "NEW-LETTER"), (2006, "LETTER")]
    assert brought.record.by_field["goals"] == record.by_field["goals"]


def test_a_blank_cell_of_our_own_table_deletes_nothing() -> None:
    record = held(year(2006, "LETTER"), Statement("goals", "CIP", "Two.", "Two."))
    (edited,) = rows_of(to_csv(record).replace("2006", ""))
    brought = bring_in(record, edited)
    assert brought.record == record
    assert effect(brought, "starting-year") is Effect.KEPT


def incoming(**parts: object) -> ParsedRow:
    plain = {"slug": "a", "name": "A", "sources": [{"key": "CIP", "title": "X"}]} | parts
    return rows_of(json.dumps(plain))[0]


def test_a_record_fills_in_pieces_by_key_and_statements_by_source() -> None:
    lines = (member("Chile", "cl", code="CL", since="2010"),)
    record = held(year(2006, "LETTER"), year(2007, "CIP"), memberships=lines)
    brought = bring_in(
        record,
        incoming(
            summary="New.",
            statements=[{"field": "starting-year", "source": "CIP", "printed": "2008"}],
            memberships=[
                {
                    "key": "cl",
                    "kind": "member",
                    "source": "CIP",
                    "printed": "Chile",
                    "code": "CL",
                    "category": "national_states",
                    "note": "Again.",
                },
                {"kind": "member", "source": "CIP", "printed": "Peru"},
            ],
        ),
    ).record
    assert (brought.summary, brought.name) == ("New.", "A")
    assert years(brought) == [(2006, "LETTER"), (2008, "CIP")]
    assert [(m.key, m.since, m.note) for m in brought.memberships] == [
        ("cl", "2010", "Again."),
        ("pe", "", ""),
    ]
    assert brought.sources[0].title == "X"
    assert brought.sources[0].date == "2022-04-12"


def test_a_record_that_leaves_things_out_takes_nothing_away() -> None:
    record = held(year(2007, "CIP"), memberships=(member("Chile", "cl", code="CL"),))
    brought = bring_in(record, incoming(sources=[]))
    assert brought.record == record
    assert verdict_on(record, incoming(sources=[])) is Verdict.SAME


def test_a_blank_statement_of_a_record_takes_nothing_away() -> None:
    record = held(year(2007, "CIP"))
    blank = [{"field": "starting-year", "source": "CIP"}]
    assert years(bring_in(record, incoming(statements=blank)).record) == [(2007, "CIP")]


def test_a_note_that_the_file_does_not_have_stays() -> None:
    mine = replace(year(2007, "CIP"), note="Looked at twice.")
    same = [{"field": "starting-year", "source": "CIP", "printed": "2007"}]
    assert bring_in(held(mine), incoming(statements=same)).record.by_field["starting-year"] == (
        mine,
    )


def test_the_dry_run_of_a_new_record_tells_each_field() -> None:
    cells = {"Starting year": "2007", "Transport": "Yes", "Waste": "No", "Goals": ""}
    facts = compared(None, row(**cells)).facts
    told = {fact.label: fact for fact in facts}
    assert told["Starting year"].effect is Effect.NEW
    assert told["Themes"].understood == "Yes: Transport; No: 1"
    assert compared(None, row(**cells)).blank == ("Goals",)


def test_the_dry_run_tells_raw_understood_and_what_is_held() -> None:
    coverage = "Geographical coverage"
    one = Statement("coverage", "CIP", ("global",), "Global")
    cells = {coverage: "Global, Atlantis"}
    (fact,) = [f for f in compared(held(one), row(**cells)).facts if f.label == coverage]
    assert (fact.raw, fact.held) == ("Global, Atlantis", "Global")
    assert fact.notes == ("“Atlantis” is in no list of the platform: kept as it is.",)
    assert fact.where == "line 2, column 3"


def test_the_dry_run_of_a_whole_record_tells_what_differs() -> None:
    record = held(year(2007, "CIP"))
    changed = replace(record, statements=(year(2008, "CIP"),), summary="New.")
    facts = compared(record, rows_of(to_json(changed))[0]).facts
    assert [(fact.label, fact.effect) for fact in facts] == [
        ("Summary", Effect.NEW),
        ("Starting year", Effect.CHANGED),
    ]


@pytest.mark.parametrize("write", [to_csv, to_json])
def test_the_dry_run_of_our_own_file_has_nothing_to_tell(write: object) -> None:
    assert callable(write)
    record = held(year(2007, "CIP"), memberships=(member("Chile", "cl", code="CL"),))
    assert compared(record, rows_of(write(record))[0]).facts == ()
