"""What an accepted request makes of a record."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.document.record import Membership, Record, Source
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.members import is_unread
from courseapp.initiatives.rules import MembershipKind
from courseapp.joining.models import JoinRequest
from courseapp.joining.partners import Terms, line_of, present_lines, with_partner
from courseapp.joining.rules import JoinsAs, PartnerKind

TODAY = date(2027, 3, 1)
TERMS = Terms(JoinsAs.PARTNER, "2027-03", TODAY)
CHILE = Membership("cl", MembershipKind.PARTNER, "NEWS", "Chile", code="CL")
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=300).filter(
    lambda name: name == " ".join(name.split())
)


def record(*lines: Membership) -> Record:
    return Record("a6ip", "A6IP", "A6IP", sources=(Source("NEWS", "News"),), memberships=lines)


def country(code: str) -> JoinRequest:
    return JoinRequest(
        reference="7K3F-9QXM-2ATB",
        kind=PartnerKind.COUNTRY,
        country=code,
        organisation="",
        organisation_type="",
    )


def organisation(name: str) -> JoinRequest:
    return JoinRequest(
        reference="7K3F-9QXM-2ATB",
        kind=PartnerKind.OTHER,
        country="CA",
        organisation=name,
        organisation_type="ngo",
    )


def test_a_new_partner_has_its_source_and_date() -> None:
    made = with_partner(record(CHILE), country("KE"), TERMS)
    assert made.memberships[:-1] == (CHILE,)
    line = made.memberships[-1]
    assert (line.key, line.code, line.printed, line.since) == ("ke", "KE", "Kenya", "2027-03")
    assert made.source(line.source) == Source(
        "JOIN-7K3F-9QXM-2ATB", "Join request 7K3F-9QXM-2ATB", date="2027-03-01"
    )
    assert line_of(made, country("KE"), TERMS) == line


def test_a_present_partner_changes_nothing() -> None:
    held = record(CHILE)
    assert with_partner(held, country("CL"), TERMS) is held


def test_a_partner_can_become_a_member_besides() -> None:
    made = with_partner(record(CHILE), country("CL"), replace(TERMS, joins_as=JoinsAs.MEMBER))
    assert [(each.kind, each.key) for each in made.memberships] == [
        (MembershipKind.PARTNER, "cl"),
        (MembershipKind.MEMBER, "cl-2"),
    ]


@pytest.mark.parametrize(
    ("until", "is_present"),
    [
        ("", True),
        ("2026", False),
        ("2027", True),
        ("2027-02", False),
        ("2027-03", True),
        ("2027-02-28", False),
        ("2027-03-01", True),
        ("2031", True),
    ],
)
def test_a_line_is_present_until_its_end_is_over(until: str, is_present: bool) -> None:
    held = record(replace(CHILE, until=until))
    assert bool(present_lines(held, country("CL"), TODAY)) == is_present


def test_a_part_of_a_country_is_not_the_country() -> None:
    held = record(Membership("ca-qc", MembershipKind.PARTNER, "NEWS", "Québec", code="CA-QC"))
    assert present_lines(held, country("CA"), TODAY) == ()


def test_an_organisation_is_known_by_the_printed_name_and_by_ours() -> None:
    held = record(
        Membership("x", MembershipKind.PARTNER, "NEWS", "IGES (Hayama)", organisation="IGES")
    )
    for name in ("iges", "Iges (Hayama)"):
        assert len(present_lines(held, organisation(name), TODAY)) == 1
    assert present_lines(held, organisation("IGE"), TODAY) == ()


def test_a_name_without_letters_is_nobody_elses() -> None:
    held = record(Membership("x", MembershipKind.PARTNER, "NEWS", "IGES"))
    assert present_lines(held, organisation("★★★"), TODAY) == ()
    made = with_partner(held, organisation("★★★"), TERMS)
    assert len(present_lines(made, organisation("★★★"), TODAY)) == 1


def test_a_member_organisation_is_no_unknown_place() -> None:
    made = with_partner(record(), organisation("IGES"), replace(TERMS, joins_as=JoinsAs.MEMBER))
    assert not is_unread(made.memberships[-1])


def test_a_related_initiative_is_no_member() -> None:
    held = record(Membership("x", MembershipKind.RELATED, "NEWS", "GEF"))
    assert present_lines(held, organisation("GEF"), TODAY) == ()


@given(NAMES)
def test_an_organisation_of_any_name_is_written_and_read_again(name: str) -> None:
    made = with_partner(record(CHILE), organisation(name), TERMS)
    again = from_plain(to_plain(made))
    assert with_partner(again, organisation(name), TERMS) == again
    line = again.memberships[-1]
    assert (line.organisation_type, line.seat, line.since) == ("ngo", "CA", "2027-03")
