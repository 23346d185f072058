"""What SQLite and PostgreSQL have in common here: names, instants, transactions, locks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import zip_longest
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Executable,
    MetaData,
    event,
    select,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm import registry as new_registry
from sqlalchemy.types import TypeDecorator

# True while a request that may not write is served: SQLite then opens a shared transaction.
reading: ContextVar[bool] = ContextVar("reading", default=False)

SQLITE_WAIT_MILLISECONDS = 20_000


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out, whatever the database makes of it.

    Raises ValueError for a naive value: an instant without a zone is not an instant.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


LocalTime = DateTime(timezone=False)  # wall clock of the zone beside it, not an instant


class Base(DeclarativeBase):
    """The base of every table; `datetime` means an instant in UTC."""

    registry = new_registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcDateTime},
    )


Row = TypeVar("Row", bound=Base)


def one_of(kinds: type[StrEnum], name: str = "") -> Enum:
    """Return the column type for a closed set of words, with a CHECK in the database.

    `name` is that of the CHECK where a table has two columns of the same words.
    """
    return Enum(
        kinds,
        native_enum=False,
        create_constraint=True,
        length=30,
        name=name or f"{kinds.__name__.lower()}_known",
        values_callable=lambda members: [member.value for member in members],
    )


def as_changed(context: DefaultExecutionContext) -> datetime:
    """Return the default of a stamp beside `changed_at`: for a new row they are the same."""
    written = context.get_current_parameters()  # type: ignore[no-untyped-call]  # it has no types
    return cast(datetime, written["changed_at"])


def lock(session: Session, model: type[Row], row_id: int) -> Row:
    """Return the row with its present values, held until the transaction ends.

    PostgreSQL locks the row (SELECT … FOR UPDATE). On SQLite the whole write transaction
    is exclusive already (BEGIN IMMEDIATE), so only the re-reading matters.
    """
    statement = (
        select(model)
        .where(model.__table__.c.id == row_id)
        .with_for_update(of=model)  # not the rows that it is joined with
        .execution_options(populate_existing=True)
    )
    return session.scalars(statement).one()


@contextmanager
def reading_session(bind: Engine | Connection) -> Iterator[Session]:
    """Give a session of its own that only reads, and end it.

    For answers that are still being written when their request has ended: the request's own
    session would begin anew then, on SQLite as a writer, and keep everybody else from writing.
    """
    # A test's bind may be in a transaction already; on an engine the mode changes nothing.
    with Session(bind, join_transaction_mode="create_savepoint") as session:
        token = reading.set(True)
        session.connection()
        reading.reset(token)
        yield session


@contextmanager
def writing_session(bind: Engine | Connection) -> Iterator[Session]:
    """Give a session of its own that writes, and commit it at the end; an exception undoes it.

    For what a request that only reads has to note, however the request itself ends.
    """
    with Session(bind, join_transaction_mode="create_savepoint") as session:
        token = reading.set(False)
        session.connection()
        reading.reset(token)
        yield session
        session.commit()


def rows_changed(session: Session, statement: Executable) -> int:
    """Run an UPDATE or DELETE and return how many rows it touched: 0 means somebody was faster."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions by itself
    connection.create_function("translate", 3, _translate, deterministic=True)
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # an acknowledged application survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_WAIT_MILLISECONDS}")
    cursor.close()


def _translate(text: str | None, letters: str, others: str) -> str | None:
    """Put the others in place of the letters, as PostgreSQL does; those without one go."""
    return None if text is None else text.translate(_table(letters, others))


@lru_cache(maxsize=16)
def _table(letters: str, others: str) -> dict[int, str | None]:
    pairs = zip_longest(letters, others[: len(letters)], fillvalue=None)
    return {ord(letter): other for letter, other in pairs if letter}


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")


def prepare_engine(engine: Engine) -> None:
    """Make an SQLite engine durable, strict and honest about transactions. Others stay as are."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
