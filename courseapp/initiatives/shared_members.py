"""Which members several records have in common, and which only one of them has."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from courseapp.countries.names import country, folded, is_country, subdivision
from courseapp.initiatives.belonging import has_ended
from courseapp.initiatives.document.record import Membership, Record
from courseapp.initiatives.members import is_unread
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.side_by_side import (
    Cell,
    Line,
    Row,
    counted,
    likeness,
    listed,
    plain_cell,
)

Members = Mapping[str, str]  # names by what tells members apart: a code, or a folded name


def member_rows(records: Sequence[Record], today: date) -> Iterator[Row]:
    """Yield the rows about members. Who lists none is unknown, and shares none."""
    own = [present_members(record, today) for record in records]
    if any(own):
        alike = likeness([frozenset(members) or None for members in own])
        yield Row("Listed at present", tuple(_numbers(members) for members in own), alike)
    if sum(bool(members) for members in own) > 1:
        yield from _shared(records, own)
        yield Row("Only here", tuple(_only(members, own) for members in own))


def present_members(record: Record, today: date) -> Members:
    """Return who is a member at present, each once; names that nobody could read are none."""
    present = (
        each
        for each in record.memberships
        if each.kind is MembershipKind.MEMBER
        and not has_ended(each.until, today)
        and not is_unread(each)
    )
    return {_key(each): _name(each) for each in present}


def _shared(records: Sequence[Record], own: Sequence[Members]) -> Iterator[Row]:
    """Yield those common to all, then those whom two of three have and the third has not."""
    common = set(own[0]).intersection(*own[1:])
    if all(own):
        cell = _names(own[0], common) if common else plain_cell("No member is common to all")
        yield Row("Common to all", (cell,))
    sides = list(zip(records, own, strict=True))
    for (left, ours), (right, theirs) in combinations(sides, 2):
        both = set(ours) & set(theirs) - common
        if both:
            title = f"In {left.short_name or left.name} and {right.short_name or right.name}"
            yield Row(title, (_names(ours, both),))


def _only(members: Members, everybody: Sequence[Members]) -> Cell:
    others = {key for each in everybody if each is not members for key in each}
    alone = set(members) - others
    return _names(members, alone) if alone or not members else plain_cell("Nobody")


def _numbers(members: Members) -> Cell:
    countries = sum(is_country(key) for key in members)
    parts = sum("-" in key and is_country(key[:2]) for key in members)
    numbers = (
        (countries, "country", "countries"),
        (parts, "state, province or region", "states, provinces and regions"),
        (len(members) - countries - parts, "other", "others"),
    )
    return Cell(tuple(Line(counted(*each)) for each in numbers if each[0]))


def _names(members: Members, keys: set[str]) -> Cell:
    names = sorted((members[key] for key in keys), key=folded)
    return listed((Line(name) for name in names), "name", "names")


def _key(member: Membership) -> str:
    return member.code or member.initiative or folded(member.organisation or member.printed)


def _name(member: Membership) -> str:
    if member.is_part:
        return f"{subdivision(member.code).name} ({country(member.country).name})"
    return country(member.code).name if member.code else member.organisation or member.printed
