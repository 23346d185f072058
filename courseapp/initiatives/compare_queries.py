"""Reading the public records that are to stand side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.initiatives.queries import initiatives_matching

MOST_NAMES = 10  # that are read from one address, and that are offered
FEWEST, MOST = 2, 3  # records side by side


@dataclass(frozen=True)
class Chosen:
    """What an address asks to compare: records that are there, and names that are none.

    A draft is none, like what never was: nobody learns which.
    """

    initiatives: tuple[Initiative, ...]
    unknown: tuple[str, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(each.slug for each in self.initiatives)

    @property
    def can_be_shown(self) -> bool:
        return FEWEST <= len(self.initiatives) <= MOST

    @property
    def too_many(self) -> int:
        return max(0, len(self.initiatives) - MOST)

    @property
    def room(self) -> int:
        """How many more may be added."""
        return max(0, MOST - len(self.initiatives))

    def without(self, slug: str) -> list[str]:
        """Return the slugs without one."""
        return [each for each in self.slugs if each != slug]


def chosen_initiatives(session: Session, asked: Sequence[str]) -> Chosen:
    """Return what is asked for, in its order and each once. One statement."""
    slugs = list(dict.fromkeys(slug for slug in asked if slug and slug.isprintable()))[:MOST_NAMES]
    wanted = select(Initiative).where(Initiative.slug.in_(slugs), Initiative.is_public)
    rows = session.scalars(wanted.options(defer(Initiative.search_text)))
    found = {each.slug: each for each in rows}
    return Chosen(
        tuple(found[slug] for slug in slugs if slug in found),
        tuple(slug for slug in slugs if slug not in found),
    )


def newest_records(session: Session, ids: Sequence[int]) -> Mapping[int, Record]:
    """Return the newest version of each record, by the initiative's id. One statement."""
    newest = (
        select(RecordVersion.initiative_id, func.max(RecordVersion.number).label("number"))
        .where(RecordVersion.initiative_id.in_(ids))
        .group_by(RecordVersion.initiative_id)
        .subquery()
    )
    wanted = select(RecordVersion.initiative_id, RecordVersion.document).join(
        newest,
        (RecordVersion.initiative_id == newest.c.initiative_id)
        & (RecordVersion.number == newest.c.number),
    )
    return {row[0]: from_plain(row[1]) for row in session.execute(wanted)}


def initiatives_to_add(session: Session, text: str, chosen: Chosen) -> Sequence[Initiative]:
    """Return public initiatives that have each word and are not chosen yet. One statement."""
    fitting = initiatives_matching(text).where(Initiative.slug.not_in(chosen.slugs))
    return session.scalars(fitting.options(defer(Initiative.search_text)).limit(MOST_NAMES)).all()
