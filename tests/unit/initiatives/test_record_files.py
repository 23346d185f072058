"""The files in which the records come with the product."""

import pytest
import yaml

from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import Unreadable, from_plain
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.rules import CountKind, MembershipKind

MINIMUM = """
slug: test
name: Test Initiative
short_name: TI
summary: One sentence.
sources: [{key: PAGE, title: A page, dated: undated}]
"""


def record_of(slug: str) -> Record:
    return next(record for record in shipped_records() if record.slug == slug)


def test_there_are_three_records_and_no_address_is_invented() -> None:
    assert {record.slug for record in shipped_records()} == {"a6ip", "cmp", "icap"}
    assert all(record.value("website") is None for record in shipped_records())


def test_counts_that_disagree_are_all_kept_with_their_source() -> None:
    countries = [
        (count.value, count.as_of, count.source)
        for count in record_of("a6ip").counts
        if count.kind is CountKind.COUNTRIES and not count.part
    ]
    assert countries == [(46, "", "NEWS"), (40, "2022-11-16", "A6IP"), (66, "2023-04-27", "IGES")]


def test_the_parts_of_the_world_add_up_to_the_printed_count() -> None:
    assert sum(count.value for count in record_of("a6ip").counts if count.part) == 46


def test_an_approximate_number_is_marked_so() -> None:
    (attendance,) = record_of("cmp").counts
    assert (attendance.value, attendance.approximate) == (15, True)


def test_a_role_that_changed_over_time_keeps_its_history() -> None:
    roles = [
        (line.kind, line.source) for line in record_of("cmp").memberships if "OECD" in line.printed
    ]
    assert roles == [
        (MembershipKind.TECHNICAL_PARTNER, "CMP-PAGE"),
        (MembershipKind.SECRETARIAT, "GCPC"),
    ]


def test_icap_is_a_technical_partner_with_a_record_of_its_own() -> None:
    partners = [line for line in record_of("cmp").memberships if line.initiative]
    assert [(line.printed, line.initiative) for line in partners] == [
        ("International Carbon Action Partnership (ICAP)", "icap")
    ]


def test_icap_has_22_themes_of_which_one_is_yes() -> None:
    icap = record_of("icap")
    answers = {field.key: icap.value(field.key) for field in THEME_FIELDS}
    assert len(answers) == 22
    assert [key for key, answer in answers.items() if answer] == ["theme-supply-chain"]
    assert None not in answers.values()


def test_what_a_source_leaves_empty_is_unknown_and_not_no() -> None:
    icap = record_of("icap")
    assert icap.current("end-year") is not None
    assert icap.value("end-year") is None
    assert icap.value("lpaa") is False


def test_no_zone_is_invented_for_the_last_update() -> None:
    assert record_of("icap").value("last-update") == "2022-04-12T12:00:16"


@pytest.mark.parametrize(
    ("addition", "fault"),
    [
        ("counts: [{kind: members, value: 3, source: NOWHERE}]", "NOWHERE"),
        ("counts: [{kind: friends, value: 3, source: PAGE}]", "friends"),
        ("counts: [{kind: members, value: many, source: PAGE}]", "many"),
        ("counts: [{kind: members, value: 3, source: PAGE, as_of: '2022-02-30'}]", "2022-02-30"),
        ("statements: [{field: nonsense, source: PAGE}]", "nonsense"),
        ("nickname: Testy", "nickname"),
        ("sources: {a: b}", "sources"),
        ("passages: [{kind: objective, source: PAGE}]", "title"),
    ],
)
def test_a_file_with_an_unknown_word_is_refused(addition: str, fault: str) -> None:
    with pytest.raises(Unreadable, match=fault):
        from_plain(yaml.safe_load(MINIMUM + addition))


def test_a_name_that_is_no_place_is_kept_as_printed_with_what_may_be_meant() -> None:
    text = MINIMUM + "memberships: [{kind: member, source: PAGE, items: [Ontario (USA)]}]"
    (line,) = from_plain(yaml.safe_load(text)).memberships
    assert (line.printed, line.code) == ("Ontario (USA)", "")
    assert "CA-ON" in line.note
