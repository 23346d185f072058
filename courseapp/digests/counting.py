"""How many people get a digest: numbers only, and none so small that it points at somebody."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.countries.names import country, is_country
from courseapp.digests.models import DigestSubscription
from courseapp.digests.rules import Rhythm
from courseapp.selection.rules import Language

FEWEST = 5  # people who are counted together; of fewer only that there are some
ANYWHERE = "No region"


@dataclass(frozen=True)
class Line:
    """How many people; `told` is the number in words, or that they are few."""

    name: str
    number: int

    @property
    def told(self) -> str:
        return str(self.number) if self.number >= FEWEST else f"fewer than {FEWEST}"


@dataclass(frozen=True)
class Counts:
    """Everybody who has confirmed, by region, rhythm and language, the most first."""

    total: Line
    by_region: Sequence[Line]
    by_rhythm: Sequence[Line]
    by_language: Sequence[Line]


def counts(session: Session) -> Counts:
    """Return how many people get a digest. One statement."""
    row = DigestSubscription
    wanted = (
        select(row.country, row.region, row.rhythm, row.language, func.count())
        .where(row.confirmed_at.is_not(None))
        .group_by(row.country, row.region, row.rhythm, row.language)
    )
    rows = session.execute(wanted).all()
    return Counts(
        Line("Everybody", sum(each[4] for each in rows)),
        _lines((_region(each[0], each[1]), each[4]) for each in rows),
        _lines((_rhythm(each[2]), each[4]) for each in rows),
        _lines((_language(each[3]), each[4]) for each in rows),
    )


def _lines(pairs: Iterable[tuple[str, int]]) -> list[Line]:
    counted: Counter[str] = Counter()
    for name, number in pairs:
        counted[name] += number
    return [Line(name, number) for name, number in counted.most_common()]


def _region(code: str | None, region: str) -> str:
    if region:
        return region
    return country(code).region or ANYWHERE if code and is_country(code) else ANYWHERE


def _rhythm(rhythm: Rhythm) -> str:
    return rhythm.value.capitalize()


def _language(language: Language) -> str:
    return language.name.capitalize()
