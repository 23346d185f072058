"""Who organises what."""

from collections.abc import Mapping
from typing import Any

from courseapp.accounts.models import Person
from courseapp.accounts.rules import RoleKind
from courseapp.core.permissions import Rule


def organised_initiative_ids(person: Person | None) -> frozenset[int] | None:
    """Return the initiatives that the person organises; None means all of them."""
    if person is None:
        return frozenset()
    if person.is_administrator:
        return None
    return frozenset(r.initiative_id for r in person.roles if r.kind is RoleKind.ORGANISER)


def is_organiser(person: Person | None, initiative_id: int) -> bool:
    """Return whether the person may organise the initiative's events."""
    organised = organised_initiative_ids(person)
    return organised is None or initiative_id in organised


def is_reviewer(person: Person | None) -> bool:
    """Return whether the person reviews for some initiative."""
    return person is not None and any(r.kind is RoleKind.REVIEWER for r in person.roles)


def _organises_something(person: Person | None, _arguments: Mapping[str, Any]) -> bool:
    return organised_initiative_ids(person) != frozenset()


def _administers(person: Person | None, _arguments: Mapping[str, Any]) -> bool:
    return person is not None and person.is_administrator


organiser_somewhere = Rule("organiser of some initiative", _organises_something)
administrator = Rule("administrator", _administers)
