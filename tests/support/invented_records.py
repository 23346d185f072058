"""Invented records, as many as a test or a benchmark needs: the same ones each time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from courseapp.countries.names import all_countries, all_subdivisions
from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.document.record import Membership, Record, Source, Statement
from courseapp.initiatives.document.vocabularies import (
    ACTIVITIES,
    COVERAGE,
    FUNCTIONS,
    LEAD_TYPES,
    Vocabulary,
)
from courseapp.initiatives.rules import MembershipKind
from courseapp.initiatives.saving import add_initiative

NAMES = ("Alliance", "Partnership", "Platform", "Coalition", "Forum", "Compact", "Network")
SUBJECTS = (
    "Clean Cooking",
    "Carbon Pricing",
    "Mangroves",
    "Green Freight",
    "Cool Roofs",
    "Énergie",
)
TEXT = (
    "Members exchange what they know about measuring emissions, train officials and lend each "
    "other experts. The secretariat publishes a yearly account of what was promised and done. "
)
_WORDS: tuple[tuple[str, Vocabulary], ...] = (
    ("function", FUNCTIONS),
    ("activity", ACTIVITIES),
    ("coverage", COVERAGE),
    ("lead-type", LEAD_TYPES),
)


def add_invented(session: Session, now: datetime, numbers: Iterable[int]) -> None:
    """Add the public records with these numbers; each was changed a minute before the next."""
    for number in numbers:
        changed_at = now - timedelta(minutes=10_000 - number)
        add_initiative(session, None, changed_at, invented_record(number), "Invented.")


def invented_record(number: int) -> Record:
    """Return a record with themes, words, texts and members; one in ten has an unmapped word."""
    chance = Random(number)
    short_name = f"I{number:04}"
    return Record(
        slug=short_name.lower(),
        name=f"{chance.choice(SUBJECTS)} {chance.choice(NAMES)} {number}",
        short_name=short_name,
        summary="An invented initiative, one of many in a long list.",
        sources=(Source("S", "An invented source"),),
        statements=tuple(_statements(chance, number)),
        memberships=tuple(_members(chance)),
    )


def _statements(chance: Random, number: int) -> Iterator[Statement]:
    yield Statement("starting-year", "S", 1990 + number % 35)
    for field, vocabulary in _WORDS:
        known = [term.key for term in chance.sample(vocabulary.terms, chance.randint(1, 3))]
        strange = [f"Strange word {number % 60}"] if number % 10 == 0 else []
        yield Statement(field, "S", tuple(known + strange))
    yield Statement("description", "S", TEXT * chance.randint(2, 12))
    for theme in chance.sample(THEME_FIELDS, chance.randint(1, 6)):
        yield Statement(theme.key, "S", value=True)


def _members(chance: Random) -> Iterator[Membership]:
    countries = chance.sample(all_countries(), chance.randint(3, 40))
    for each in countries:
        yield Membership(each.code, MembershipKind.MEMBER, "S", each.name, each.code)
    for part in chance.sample(all_subdivisions(), chance.randint(0, 3)):
        yield Membership(part.code, MembershipKind.MEMBER, "S", part.name, part.code)
