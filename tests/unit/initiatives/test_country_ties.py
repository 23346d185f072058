"""How a country belongs to initiatives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.belonging import has_ended
from courseapp.initiatives.country_ties import (
    SEATS,
    CountryTies,
    Held,
    Tied,
    country_ties,
    period,
)
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.rules import MembershipKind

TODAY = date(2027, 3, 1)
MEMBER, OBSERVER = MembershipKind.MEMBER, MembershipKind.OBSERVER


def held(slug: str, kind: MembershipKind | None = MEMBER, **more: str) -> Held:
    return Held(sum(map(ord, slug)), slug, slug.title(), slug.upper(), kind, **more)


def ties(*lines: Held) -> CountryTies:
    return country_ties(lines, TODAY)


def told(tied: Tied) -> list[str]:
    return [
        " ".join(filter(None, (tie.words, tie.when, ", ".join(each.name for each in tie.named))))
        for tie in tied.ties
    ]


def test_a_country_belongs_by_itself_and_through_its_parts() -> None:
    found = ties(
        held("icap", subdivision="CA-QC"),
        held("icap", since="2007"),
        held("icap", subdivision="CA-ON", since="2010"),
    )
    (icap,) = found.member_of
    assert told(icap) == ["Member since 2007", "Member through Ontario, Québec"]
    assert [each.when for each in icap.ties[1].named] == ["since 2010", ""]
    assert found.others == found.past == ()


def test_members_come_before_those_who_belong_in_other_ways() -> None:
    found = ties(
        held("watcher", OBSERVER),
        held("pays", MembershipKind.CO_FINANCER),
        held("icap"),
        held("icap", OBSERVER),
        held("house", MembershipKind.SECRETARIAT, organisation="OECD"),
        held("led", None),
    )
    assert [told(each) for each in found.member_of] == [["Member", "Observer"]]
    assert [(each.slug, *told(each)) for each in found.others] == [
        ("house", "Seat of the secretariat OECD"),
        ("led", "Country of the lead organisation"),
        ("pays", "Co-financer"),
        ("watcher", "Observer"),
    ]
    assert found.number == 5


def test_a_member_that_has_its_seat_there_does_not_make_the_country_a_member() -> None:
    found = ties(held("icap", organisation="A bank"))
    assert found.member_of == ()
    assert told(found.others[0]) == ["Seat of a member A bank"]
    assert found.belongs_to == ()


def test_what_has_ended_is_past_with_its_dates() -> None:
    found = ties(
        held("icap", since="2010", until="2020"), held("icap", OBSERVER, since="2020"), held("cmp")
    )
    assert [told(each) for each in found.past] == [["Member 2010 – 2020"]]
    assert [each.slug for each in found.member_of] == ["cmp"]
    assert [told(each) for each in found.others] == [["Observer since 2020"]]


def test_events_for_members_are_for_those_who_belong_not_for_those_who_watch_or_house() -> None:
    found = ties(
        held("a"),
        held("b", subdivision="CA-QC"),
        held("c", MembershipKind.TECHNICAL_PARTNER),
        held("d", OBSERVER),
        held("e", MembershipKind.PARTNER, organisation="A bank"),
        held("f", None),
        held("g", until="2020"),
    )
    names = {line.initiative_id for line in (held("a"), held("b"), held("c"))}
    assert set(found.belongs_to) == names


def test_every_kind_has_words_for_a_seat() -> None:
    assert set(SEATS) == set(MembershipKind)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2007", "", "since 2007"),
        ("", "2016-06", "until June 2016"),
        ("2007-10-29", "2016", "29 October 2007 – 2016"),
        ("", "", ""),
    ],
)
def test_a_period_says_only_what_is_stated(since: str, until: str, words: str) -> None:
    assert period(since, until) == words


@pytest.mark.parametrize(
    ("until", "is_over"),
    [
        ("", False),
        ("2026", True),
        ("2027", False),
        ("2027-02", True),
        ("2027-03", False),
        ("2027-02-28", True),
        ("2027-03-01", False),
        ("2028", False),
    ],
)
def test_what_ends_in_a_year_lasts_until_it_is_over(until: str, is_over: bool) -> None:
    assert has_ended(until, TODAY) is is_over


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from([4, 7, 10]))
def test_what_has_ended_once_stays_ended(day: date, length: int) -> None:
    until = day.isoformat()[:length]
    assert is_partial_date(until)
    assert not has_ended(until, day)
    assert has_ended(until, date(day.year + 1, 1, 1))
