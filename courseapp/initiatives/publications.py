"""Finding publications of records: searched, filtered, sorted, each with its stored file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnExpressionArgument,
    Select,
    SQLColumnExpression,
    and_,
    exists,
    false,
    func,
    select,
)
from sqlalchemy.orm import Session, contains_eager
from sqlalchemy.orm.attributes import InstrumentedAttribute

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.countries.languages import language_name
from courseapp.countries.names import folded
from courseapp.files.models import StoredFile
from courseapp.files.rules import type_and_size
from courseapp.initiatives.models import Initiative, RecordFile, RecordPublication
from courseapp.initiatives.queries import seen_by, words_of
from courseapp.initiatives.web_addresses import host_of

MOST_CHOICES = 200
LONGEST_SEARCH = 100
LATEST_YEAR = 9999

Condition = ColumnExpressionArgument[bool]


class Sort(StrEnum):
    """In which order publications are listed."""

    NEWEST = ""  # by the year in which they appeared
    TITLE = "title"


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for. What no publication has finds nothing, and is no error."""

    text: str = ""
    year: int | None = None
    language: str = ""
    topic: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def is_filtered(self) -> bool:
        return replace(self, sort=Sort.NEWEST) != Wanted()

    @property
    def arguments(self) -> dict[str, str]:
        """The address's query, without what is not asked for."""
        asked = {
            "q": self.text,
            "year": str(self.year or ""),
            "language": self.language,
            "topic": self.topic,
            "sort": self.sort.value,
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Choice:
    """One thing to filter by, and how many publications it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Choices:
    """What a list can be filtered by; each counts within the other filters."""

    years: Sequence[Choice]
    languages: Sequence[Choice]
    topics: Sequence[Choice]


@dataclass(frozen=True)
class Listed:
    """A publication, with its file where it has one that belongs to its own record."""

    publication: RecordPublication
    file: StoredFile | None

    @property
    def path(self) -> str:
        """The address of its own page."""
        return f"/publications/{self.publication.id}"

    @property
    def file_path(self) -> str:
        """Where its file is given out; empty without one."""
        return f"{self.path}/file" if self.file else ""

    @property
    def file_words(self) -> str:
        """What its file is, before anybody downloads it: ``PDF, 1.2 MB``."""
        return type_and_size(self.file.media_type, self.file.size) if self.file else ""

    @property
    def site(self) -> str:
        """The host that its link leads to; empty where no link can be followed."""
        return host_of(self.publication.link)

    @property
    def language(self) -> str:
        """The name of its language."""
        return language_name(self.publication.language)

    @property
    def printed_otherwise(self) -> str:
        """How its source prints the title, where that is not how it should be."""
        printed = self.publication.printed
        return printed if printed != self.publication.title else ""


def with_files(*conditions: Condition) -> Select[RecordPublication, StoredFile]:
    """Return the select of publications with their files; each brings its initiative along.

    The key of a file that was uploaded for something else is as good as none.
    """
    was_uploaded_for_it = exists().where(
        RecordFile.file_id == StoredFile.id,
        RecordFile.initiative_id == RecordPublication.initiative_id,
    )
    return (
        select(RecordPublication, StoredFile)
        .join(RecordPublication.initiative)
        .outerjoin(StoredFile, and_(StoredFile.key == RecordPublication.file, was_uploaded_for_it))
        .options(contains_eager(RecordPublication.initiative))
        .where(*conditions)
    )


def listed_publications(
    session: Session, initiative: Initiative | None, wanted: Wanted, number: int
) -> Page[Listed]:
    """Return one page of an initiative's publications, or of all public records (None).

    Each brings its initiative along. Two statements.
    """
    chosen = with_files(*_in_scope(initiative), *_conditions(wanted))
    page = paginate(session, chosen.order_by(*_ORDERS[wanted.sort]), number)
    return replace(page, items=[Listed(*row) for row in page.items])


def choices(session: Session, initiative: Initiative | None, wanted: Wanted) -> Choices:
    """Return what the list can be filtered by. Three statements."""

    def counted(column: InstrumentedAttribute[Any], others: Wanted) -> Mapping[Any, int]:
        conditions = (*_in_scope(initiative), *_conditions(others))
        return _counted(session, column, conditions)

    years = counted(RecordPublication.year, replace(wanted, year=None))
    languages = counted(RecordPublication.language, replace(wanted, language=""))
    topics = counted(RecordPublication.topic, replace(wanted, topic=""))
    named = {tag: language_name(tag) for tag in _with_chosen(languages, wanted.language)}
    return Choices(
        years=[
            Choice(str(year), str(year), years.get(year, 0))
            for year in sorted(_with_chosen(years, wanted.year), reverse=True)
        ],
        languages=[
            Choice(tag, named[tag], languages.get(tag, 0))
            for tag in sorted(named, key=lambda tag: folded(named[tag]))
        ],
        topics=[
            Choice(topic, topic, topics.get(topic, 0))
            for topic in sorted(_with_chosen(topics, wanted.topic), key=folded)
        ],
    )


def seen_publication(session: Session, publication_id: int, person: Person | None) -> Listed:
    """Return a listed publication of a record that the person may see. Raises NotFound.

    One statement.
    """
    own = with_files(RecordPublication.is_listed, seen_by(person))
    row = session.execute(own.where(RecordPublication.id == publication_id)).one_or_none()
    if row is None:
        raise NotFound
    return Listed(*row)


def seen_initiative(session: Session, slug: str, person: Person | None) -> Initiative:
    """Return an initiative whose record the person may see. Raises NotFound. One statement."""
    if not slug.isprintable():  # PostgreSQL refuses to compare with NUL; no slug of ours has one
        raise NotFound
    wanted = select(Initiative).where(Initiative.slug == slug, seen_by(person))
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def newest_publications(
    session: Session, initiative: Initiative | None, limit: int
) -> Sequence[Listed]:
    """Return what came into the record, or into all public ones, last. One statement."""
    chosen = with_files(*_in_scope(initiative))
    latest = (RecordPublication.added_at.desc(), *_ORDERS[Sort.NEWEST])
    return [Listed(*row) for row in session.execute(chosen.order_by(*latest).limit(limit))]


def _in_scope(initiative: Initiative | None) -> tuple[Condition, ...]:
    """Whoever asks for one initiative may see it; of all, only public records are told of."""
    own = Initiative.is_public if initiative is None else Initiative.id == initiative.id
    return (RecordPublication.is_listed, own)


def _conditions(wanted: Wanted) -> Sequence[Condition]:
    words = words_of(wanted.text[:LONGEST_SEARCH])
    found = [RecordPublication.search_text.contains(word, autoescape=True) for word in words]
    if wanted.text and not words:
        return [false()]  # nothing but punctuation is in no title
    asked = {
        RecordPublication.year: wanted.year,
        RecordPublication.language: wanted.language,
        RecordPublication.topic: wanted.topic,
    }
    return found + [column == value for column, value in asked.items() if value]


def _counted(
    session: Session, column: InstrumentedAttribute[Any], conditions: Sequence[Condition]
) -> Mapping[Any, int]:
    number = func.count()
    counted = (
        select(column, number)
        .join(RecordPublication.initiative)
        .where(*conditions, column.is_not(None))
        .group_by(column)
        .order_by(number.desc(), column)
        .limit(MOST_CHOICES)
    )
    return {value: count for value, count in session.execute(counted) if value}


def _with_chosen(counted: Mapping[Any, int], chosen: Any) -> set[Any]:
    """What is chosen stays to be seen and taken away, even where it leaves nothing."""
    return {*counted, *([chosen] if chosen else [])}


_ORDERS: Mapping[Sort, tuple[SQLColumnExpression[Any], ...]] = {
    Sort.NEWEST: (
        RecordPublication.year.is_(None),
        RecordPublication.year.desc(),
        RecordPublication.search_text,
        RecordPublication.id,
    ),
    # It begins with the title, folded: accents, case and a "The" in front make no difference.
    Sort.TITLE: (RecordPublication.search_text, RecordPublication.id),
}
