"""Long lists, a page at a time, in two statements whatever their length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

Item = TypeVar("Item")

PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list; `number` counts from 1."""

    items: Sequence[Item]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        return min(self.total, self.number * self.size)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages


def paginate(
    session: Session, statement: Select[*tuple[Any, ...]], number: int, size: int = PAGE_SIZE
) -> Page[Any]:
    """Return page `number` of the statement's rows; a number out of range gives the nearest page.

    A statement of one entity gives entities, one of several columns gives rows.
    """
    counted = statement.order_by(None).subquery()
    total = session.scalar(select(func.count()).select_from(counted)) or 0
    nearest = min(max(number, 1), max(1, -(-total // size)))
    rows = session.execute(statement.limit(size).offset((nearest - 1) * size)).all()
    items = [row[0] if len(row) == 1 else row for row in rows]
    return Page(items=items, number=nearest, size=size, total=total)


def page_of(items: Sequence[Item], number: int, size: int = PAGE_SIZE) -> Page[Item]:
    """Return page `number` of what is at hand; a number out of range gives the nearest page."""
    nearest = min(max(number, 1), max(1, -(-len(items) // size)))
    start = (nearest - 1) * size
    return Page(items[start : start + size], nearest, size, len(items))
