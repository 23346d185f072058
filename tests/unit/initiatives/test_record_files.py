"""The files in which the records come with the product."""

import pytest

from courseapp.initiatives.record_files import InitiativeRecord, initiative_records, read_record
from courseapp.initiatives.rules import CountKind

MINIMUM = """
slug: test
name: Test Initiative
short_name: TI
summary: One sentence.
description: Some more.
sources: [{key: PAGE, title: A page, dated: undated}]
"""


def record_of(slug: str) -> InitiativeRecord:
    return next(record for record in initiative_records() if record.facts.slug == slug)


def test_there_are_three_records_and_unknown_facts_are_empty() -> None:
    assert {record.facts.slug for record in initiative_records()} == {"a6ip", "cmp", "icap"}
    assert all(record.facts.website == "" for record in initiative_records())


def test_counts_that_disagree_are_all_kept_with_their_source() -> None:
    countries = [
        (count.value, count.as_of, count.source)
        for count in record_of("a6ip").counts
        if count.kind is CountKind.COUNTRIES and not count.part
    ]
    assert countries == [
        (46, "", "NEWS"),
        (40, "16 November 2022", "A6IP"),
        (66, "27 April 2023", "IGES"),
    ]


def test_the_parts_of_the_world_add_up_to_the_printed_count() -> None:
    assert sum(count.value for count in record_of("a6ip").counts if count.part) == 46


def test_an_approximate_number_is_marked_so() -> None:
    (attendance,) = record_of("cmp").counts
    assert (attendance.value, attendance.about) == (15, True)


def test_icap_is_a_technical_partner_with_a_record_of_its_own() -> None:
    partners = [line for line in record_of("cmp").memberships if line.initiative]
    assert [(line.printed, line.initiative) for line in partners] == [
        ("International Carbon Action Partnership (ICAP)", "icap")
    ]


@pytest.mark.parametrize(
    ("addition", "fault"),
    [
        ("counts: [{kind: members, value: 3, source: NOWHERE}]", "NOWHERE"),
        ("counts: [{kind: friends, value: 3, source: PAGE}]", "friends"),
        ("memberships: [{kind: member, source: PAGE, items: [Atlantis]}]", "Atlantis"),
        ("memberships: [{kind: member, source: PAGE, items: [Ontario (USA)]}]", "Ontario"),
    ],
)
def test_a_file_with_an_unknown_word_is_refused(addition: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_record(MINIMUM + addition)


def test_a_file_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(TypeError, match="nickname"):
        read_record(MINIMUM + "nickname: Testy")
