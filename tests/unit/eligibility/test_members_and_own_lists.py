"""Lists beside the shipped ones: members as a record has them, lists kept by hand, and cautions."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.applications.rules import OrganisationType
from courseapp.countries.lists.dated import Entry, Membership, Period
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.eligibility.composed.conditions import CountryOn, Group, Whose
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.composed.words import Names
from courseapp.eligibility.composing.cautions import cautions
from courseapp.eligibility.composing.preview import preview
from courseapp.eligibility.country_lists.documents import (
    ListDocument,
    from_plain,
    id_of_key,
    own_key,
    to_plain,
)
from courseapp.eligibility.country_lists.members import (
    NOT_NOTED,
    MemberLine,
    list_of,
    organisations_of,
)
from courseapp.eligibility.facts import Cefr, Earlier, Facts
from courseapp.eligibility.facts_records import facts_from_plain, facts_to_plain
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.rules import Severity, Verdict
from courseapp.eligibility.vocabulary import ORGANISATION_TYPES
from courseapp.events.rules import Level
from tests.unit.eligibility.samples import facts

IN, OUT, UNKNOWN = Membership.IN, Membership.OUT, Membership.UNKNOWN
SAVED = date(2026, 11, 26)


def stands(code: str, on: str, *lines: MemberLine) -> Membership:
    listed = list_of("members:icap", "ICAP", 3, SAVED, lines)
    assert list(listed.faults()) == []
    return listed.standing(code, date.fromisoformat(on)).membership


@pytest.mark.parametrize(
    ("line", "on", "expected"),
    [
        (MemberLine("JP"), "1900-01-01", IN),
        (MemberLine("JP", since="2009"), "2008-12-31", OUT),
        (MemberLine("JP", since="2009"), "2009-01-01", UNKNOWN),
        (MemberLine("JP", since="2009"), "2009-12-30", UNKNOWN),
        (MemberLine("JP", since="2009"), "2009-12-31", IN),
        (MemberLine("JP", since="2009-02"), "2009-02-28", IN),
        (MemberLine("JP", since="2009-02-14"), "2009-02-13", OUT),
        (MemberLine("JP", since="2009-02-14"), "2009-02-14", IN),
        (MemberLine("JP", until="2016-06"), "2016-06-30", IN),
        (MemberLine("JP", until="2016-06"), "2016-07-01", OUT),
        (MemberLine("JP", subdivision="JP-13"), "2026-01-01", UNKNOWN),
        (MemberLine("JP", subdivision="JP-13", until="2020"), "2021-01-01", OUT),
    ],
)
def test_partial_dates_of_a_record_leave_open_what_they_do_not_say(
    line: MemberLine, on: str, expected: Membership
) -> None:
    assert stands("JP", on, line) is expected
    assert stands("FR", on, line) is OUT


def test_a_country_that_belongs_itself_is_in_whatever_its_parts_do() -> None:
    lines = (
        MemberLine("CA", subdivision="CA-QC", since="2009"),
        MemberLine("CA", since="2015", until="2020"),
        MemberLine("CA", since="2018"),
    )
    found = [stands("CA", f"{year}-06-30", *lines) for year in (2008, 2010, 2016, 2019, 2022)]
    assert found == [OUT, UNKNOWN, IN, IN, IN]


def test_a_record_without_countries_tells_nothing_of_any() -> None:
    line = MemberLine(organisation="World Bank", since="2010")
    assert stands("FR", "2026-01-01", line) is UNKNOWN
    found = list_of("members:x", "X", 1, SAVED, [line]).standing("FR", SAVED)
    assert found.note == NOT_NOTED
    (bank,) = organisations_of([line])
    assert (bank.folded_name, bank.period) == ("world bank", Period(date(2010, 12, 31), None))


days = st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1))
entries = st.builds(
    Entry,
    st.sampled_from(["TG", "XK", "LA"]),
    st.builds(Period, days, days),
    st.sampled_from([IN, UNKNOWN]),
    st.text(max_size=20),
)


@given(st.builds(ListDocument, st.text(), st.text(), st.text(), st.lists(entries).map(tuple)))
def test_a_list_kept_by_hand_survives_as_json(document: ListDocument) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(document)))) == document
    assert sorted(document.in_order, key=repr) == sorted(document.entries, key=repr)


@pytest.mark.parametrize("key", ["ldc", "own:", "own:x", "own:１", "own:99999999999", "members:3"])
def test_only_the_key_of_a_kept_list_has_a_number(key: str) -> None:
    assert id_of_key(key) is None
    assert id_of_key(own_key(12)) == 12


@given(facts)
def test_facts_survive_as_json(her: Facts) -> None:
    assert facts_from_plain(json.loads(json.dumps(facts_to_plain(her)))) == her


def test_nothing_known_of_earlier_events_differs_from_no_earlier_event() -> None:
    for earlier in (None, (), (Earlier("x", "", "icap", Level.ALL, None, None),)):
        her = Facts(earlier=earlier, languages={} if earlier is None else {"fr": Cefr.C1})
        assert facts_from_plain(facts_to_plain(her)) == her


def test_organisations_are_of_the_types_that_applications_know() -> None:
    assert set(ORGANISATION_TYPES) == {each.value for each in OrganisationType}


def looked_into(*keys: str) -> tuple[RuleSet, Known]:
    tests = tuple(CountryOn(Whose.WORK, key) for key in keys)
    rules = RuleSet((Rule("r1", Severity.BLOCK, Group(members=tests)),))
    lists = {key: shipped_lists()[key] for key in keys if key in shipped_lists()}
    return rules, Known(Names(lists))


@pytest.mark.parametrize(
    ("key", "on", "told"),
    [
        (
            "ldc",
            "2026-11-23",
            "That comes after the day as of which you judge, so it does not count.",
        ),
        (
            "ldc",
            "2026-11-24",
            "Lao People's Democratic Republic leaves, and of Bangladesh and Nepal it is not known "
            "any more. That counts already",
        ),
        ("ldc", "2027-05-27", ""),
        ("sids", "2027-01-01", ""),
        ("wb-low", "2027-07-01", "nothing is known for 1 July 2027"),
        ("wb-low", "2026-06-30", "on 1 July 2026 Togo leaves"),
        ("wb-lower-middle", "2026-06-30", "Togo joins, and Jordan, Micronesia"),
        ("dac-oda", "2027-01-01", "a new list is due on 1 January 2027"),
        ("own:3", "2027-01-01", "no longer there"),
    ],
)
def test_cautions_name_what_changes_near_the_day(key: str, on: str, told: str) -> None:
    found = " ".join(cautions(*looked_into(key), date.fromisoformat(on)))
    assert (told in found) if told else (found == "")


def test_a_preview_sorts_every_country_once() -> None:
    found = preview(*looked_into("ldc"), date(2026, 11, 24))
    assert found is not None
    assert len(found.codes[Verdict.FITS]) == 41
    assert found.codes[Verdict.UNDECIDED] == ("BD", "NP")
    assert sum(len(codes) for codes in found.codes.values()) == 250
    assert found.map is not None
    assert preview(RuleSet(), Known(), SAVED) is None
