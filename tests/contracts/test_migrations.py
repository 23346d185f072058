"""The migrations: numbered, one line of them, both ways with data, and equal to the models."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from flask import Flask
from sqlalchemy import CheckConstraint, Connection, Engine, inspect, text

from courseapp.app import create_app
from courseapp.core.clock import utc_now
from courseapp.core.database import Base
from courseapp.extensions import db
from courseapp.scenarios import world
from courseapp.scenarios.stages import Stage
from tests.support.databases import MIGRATIONS, drop_database, empty_database, settings_for_tests

# Which columns a database has, asked in one statement: a walk is asked hundreds of times.
COLUMNS = {
    "sqlite": """
    SELECT tables.name, columns.name FROM sqlite_schema AS tables
    JOIN pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    ORDER BY tables.name, columns.name
    """,
    "postgresql": """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' ORDER BY table_name, column_name
    """,
}
CROWD = 60  # more than the course has seats for
# At least one table of each migration that people fill; the others hold what expires.
WITH_DATA = {
    "applications",
    "audit_entries",
    "decisions",
    "events",
    "initiatives",
    "join_forms",
    "messages",
    "offers",
    "people",
    "record_memberships",
    "record_versions",
    "roles",
    "sessions",
    "speakers",
}


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    """Read the migrations once: alembic would do so for each of some hundred steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptDirectory, "from_config", lambda _config: directory())
        yield


@cache
def directory() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


@pytest.fixture
def empty_app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The product on a database without any table, inside its application context."""
    url = empty_database(database, tmp_path)
    app = create_app(settings_for_tests(tmp_path / "instance", url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    drop_database(url)


def scripts() -> list[Script]:
    """Return the migrations, the first one first."""
    return list(reversed(list(directory().walk_revisions())))


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [f"{number:04}" for number in range(1, len(scripts()) + 1)]
    assert [script.revision for script in scripts()] == numbers
    assert [Path(script.path).name[:5] for script in scripts()] == [f"{each}_" for each in numbers]
    assert [script.down_revision for script in scripts()] == [None, *numbers[:-1]]


@pytest.mark.both_databases
def test_migrations_make_the_tables_of_the_models(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert check_names_in(connection) == check_names_of_models()


@pytest.mark.both_databases
def test_migrations_go_down_and_up_again_with_data(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    world.build(empty_app, Stage.CONFIRMED, utc_now(), CROWD)
    before, rows = tables_in(db.engine), rows_in(db.engine)
    assert {table for table in WITH_DATA if rows[table] == 0} == set()
    for script in reversed(scripts()):
        kept = rows_in(db.engine)
        flask_migrate.downgrade(revision="-1")
        left = {table: rows for table, rows in rows_in(db.engine).items() if table in kept}
        assert left == {table: kept[table] for table in left}, f"rows lost below {script.revision}"
    assert tables_in(db.engine) == {"alembic_version": ["version_num"]}
    flask_migrate.upgrade()
    assert tables_in(db.engine) == before


@pytest.mark.both_databases
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_each_migration_undoes_exactly_what_it_did(empty_app: Flask) -> None:
    before: dict[str, list[str]] = {}
    for script in scripts():
        flask_migrate.upgrade(revision=script.revision)
        after = tables_in(db.engine)
        flask_migrate.downgrade(revision=str(script.down_revision or "base"))
        assert tables_in(db.engine) in (before, {"alembic_version": ["version_num"]})
        flask_migrate.upgrade(revision=script.revision)
        before = tables_in(db.engine)
        assert before == after


def tables_in(engine: Engine) -> dict[str, list[str]]:
    """Return the columns of each table."""
    found: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for table, column in connection.execute(text(COLUMNS[engine.dialect.name])):
            found.setdefault(table, []).append(column)
    return found


def rows_in(engine: Engine) -> dict[str, int]:
    """Return the number of rows of each table of ours."""
    with engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in inspect(engine).get_table_names()
            if table != "alembic_version"
        }


def check_names_in(connection: Connection) -> set[str]:
    """Return the names of all CHECK constraints of the database (alembic compares none)."""
    inspector = inspect(connection)
    return {
        str(check["name"])
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }


def check_names_of_models() -> set[str]:
    return {
        str(constraint.name)
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
