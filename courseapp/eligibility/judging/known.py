"""What rules are judged by besides the facts: lists, names, and the organisations of members."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from courseapp.countries.lists.dated import (
    ALWAYS,
    CountryList,
    Membership,
    Period,
    Standing,
)
from courseapp.countries.names import folded
from courseapp.eligibility.composed.words import Names
from courseapp.eligibility.rules import Truth

TRUTHS = {
    Membership.IN: Truth.YES,
    Membership.OUT: Truth.NO,
    Membership.UNKNOWN: Truth.UNKNOWN,
}
NOT_THERE = "This list is no longer there."


@dataclass(frozen=True)
class MemberOrganisation:
    """An organisation that belongs to an initiative, by its name without case and accents."""

    folded_name: str
    period: Period = ALWAYS


@dataclass(frozen=True)
class Known:
    """Lists by key with what things are called, and organisations by initiative's slug."""

    names: Names = field(default_factory=Names)
    organisations: Mapping[str, tuple[MemberOrganisation, ...]] = field(default_factory=dict)

    @property
    def lists(self) -> Mapping[str, CountryList]:
        return self.names.lists

    def standing(self, key: str, code: str, on: date) -> Standing:
        """Return what the list says; of a list that is gone nothing is known."""
        found = self.lists.get(key)
        if found is None:
            return Standing(Membership.UNKNOWN, note=NOT_THERE)
        return found.standing(code, on)

    def caution(self, key: str, on: date) -> str:
        """Return that a newer list was due by the day, in a sentence; "" where none was."""
        found = self.lists.get(key)
        if found is None or found.revised_on is None or not found.is_carried_on(on):
            return ""
        day = f"{found.revised_on.day} {found.revised_on:%B %Y}"
        return f"{found.title}: a newer list is due from {day} on; this is the last that we know."

    def belongs(self, initiative: str, organisation: str, on: date) -> bool:
        """Return whether an organisation of this name is among the members on the day."""
        name = folded(organisation)
        return any(
            each.folded_name == name and each.period.holds(on)
            for each in self.organisations.get(initiative, ())
        )
