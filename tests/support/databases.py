"""The product on real databases, SQLite and PostgreSQL, made by the real migrations.

`app`, `session` and `client` work on both in turn. Each test runs in one transaction that is
rolled back at its end; what the product "commits" meanwhile is a savepoint in it.
`committed_app` has an own, fresh database where commits are real: for races and crashes.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import cast
from uuid import uuid4
from zlib import crc32

import flask_migrate
import pytest
import sqlalchemy
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session, sessionmaker

from courseapp.app import create_app
from courseapp.config import Settings, read_settings
from courseapp.extensions import db
from tests.support import postgres
from tests.support.clock import START, FixedClock
from tests.support.worlds import ADDED, World, world_of

BACKENDS = ("sqlite", "postgresql")
MIGRATIONS = Path(__file__).parents[2] / "migrations"

Apps = Callable[[str, World], Flask]

# Where the product's session finds a transaction already begun, as in `app`, its commits and
# rollbacks are those of a savepoint. On a database of its own this changes nothing.
cast("sessionmaker[Session]", db.session.session_factory).configure(
    join_transaction_mode="create_savepoint"
)


def settings_for_tests(instance: Path, database_url: str) -> Settings:
    """Return development settings with state in `instance`, deaf to the environment."""
    instance.mkdir(parents=True, exist_ok=True)
    return replace(
        read_settings({"COURSEAPP_INSTANCE": str(instance)}),
        base_url="http://courseapp.test",
        database_url=database_url,
    )


def new_database(backend: str, instance: Path, world: World = World.EMPTY) -> str:
    """Return the address of a new database with all tables, and the rows of the world."""
    if backend == "sqlite":
        instance.mkdir(parents=True, exist_ok=True)
        file = instance / "courseapp.sqlite"
        shutil.copy(_sqlite_template(world), file)
        return f"sqlite:///{file}"
    name = f"test_{uuid4().hex}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {_postgresql_template(world)}")
    return postgres.server_url(name)


def empty_database(backend: str, instance: Path) -> str:
    """Return the address of a new database without any table."""
    if backend == "sqlite":
        return f"sqlite:///{instance / 'empty.sqlite'}"
    name = f"test_{uuid4().hex}"
    _administer(f"CREATE DATABASE {name}")
    return postgres.server_url(name)


def drop_database(url: str) -> None:
    """Remove a database of PostgreSQL; a file of SQLite goes with its folder."""
    if url.startswith("postgresql"):
        name = sqlalchemy.make_url(url).database
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _administer(statement: str) -> None:
    engine = sqlalchemy.create_engine(
        postgres.server_url("postgres"), isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _sqlite_template(world: World) -> Path:
    """Return the file of which databases are copies, made by whoever needs it first."""
    file = postgres.run_folder() / f"{world}.sqlite"
    with postgres.one_at_a_time(f"sqlite-{world}"):
        if not file.exists():
            building = file.with_suffix(".new")
            if world is not World.EMPTY:
                shutil.copy(_sqlite_template(world.before), building)
            _fill(f"sqlite:///{building}", world)
            building.rename(file)
    return file


def _postgresql_template(world: World) -> str:
    """Likewise the name of a database."""
    name = f"courseapp_{world}"
    made = postgres.run_folder() / f"postgresql-{world}-made"
    with postgres.one_at_a_time(f"postgresql-{world}"):
        if not made.exists():
            _administer(f"DROP DATABASE IF EXISTS {name}")  # half made by one that failed
            before = "template1" if world is World.EMPTY else _postgresql_template(world.before)
            _administer(f"CREATE DATABASE {name} TEMPLATE {before}")
            _fill(postgres.server_url(name), world)
            made.touch()
    return name


def _fill(url: str, world: World) -> None:
    """Bring the world to what the one before it is."""
    app = create_app(settings_for_tests(postgres.run_folder() / "template-instance", url))
    with app.app_context():
        if world is World.EMPTY:
            flask_migrate.upgrade(directory=str(MIGRATIONS))
        else:
            ADDED[world](db.session(), START)
            db.session.commit()
            db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apps]:
    """One app for each database and world, built when first asked for and kept for the run.

    Making the cast, or loading the catalogue, again for each test would take longer than the
    tests themselves.
    """
    built: dict[tuple[str, World], Flask] = {}

    def app_on(backend: str, world: World) -> Flask:
        if (backend, world) not in built:
            folder = tmp_path_factory.mktemp(backend)
            built[backend, world] = _new_app(backend, folder, world)
        return built[backend, world]

    yield app_on
    for app in built.values():
        _dispose(app)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run each test on one of the two databases, by its name, so that every room meets both.

    What is marked ``both_databases`` runs on each: migrations, races, random walks, and whatever
    leans on how a database locks, compares or counts. With COURSEAPP_TESTS_EVERYWHERE=1 all does.
    """
    if os.environ.get("COURSEAPP_TESTS_EVERYWHERE"):
        return
    left = [each for each in items if _stays(each)]
    config.hook.pytest_deselected(items=[each for each in items if not _stays(each)])
    items[:] = left


def _stays(item: pytest.Item) -> bool:
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    if "database" not in parameters or item.get_closest_marker("both_databases") is not None:
        return True
    name = item.nodeid.partition("[")[0]
    return parameters["database"] == BACKENDS[crc32(name.encode()) % len(BACKENDS)]


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest) -> str:
    """A test that uses this, directly or through `app`, runs on one database or on both."""
    return str(request.param)


@pytest.fixture
def app(
    request: pytest.FixtureRequest, database: str, apps: Apps, clock: FixedClock
) -> Iterator[Flask]:
    """The product in the world of the test; all that it makes it write is rolled back."""
    app = apps(database, world_of(request.fixturenames))
    with _rolled_back(app), _as_connected(app):
        app.extensions["clock"] = clock
        yield app


@contextmanager
def _as_connected(app: Flask) -> Iterator[None]:
    """Let what a test connects to the ports of the product leave with the test."""
    before = {
        name: copy(each) if isinstance(each, list | dict) else each
        for name, each in app.extensions.items()
    }
    yield
    app.extensions.clear()
    app.extensions.update(before)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A database session for arranging and looking; it sees what requests have committed.

    The test client commits it before each request, and its objects are read afresh after.
    """
    with app.app_context():
        connection = db.engine
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        yield session


@pytest.fixture
def committed_app(database: str, tmp_path: Path, clock: FixedClock) -> Iterator[Flask]:
    """The product on an own database with real commits; slower, so only where it matters."""
    app = _new_app(database, tmp_path / "instance")
    app.extensions["clock"] = clock
    yield app
    _dispose(app)


def _new_app(backend: str, instance: Path, world: World = World.EMPTY) -> Flask:
    app = create_app(settings_for_tests(instance, new_database(backend, instance, world)))
    # Compiled once for all apps of all workers, and not for each of them again.
    templates = postgres.run_folder() / "templates"
    templates.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(templates))
    return app


def _dispose(app: Flask) -> None:
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
        db.engine.dispose()
    drop_database(url)


@contextmanager
def _rolled_back(app: Flask) -> Iterator[None]:
    with app.app_context():
        engines = cast("dict[str | None, Engine | Connection]", db.engines)
    engine = cast(Engine, engines[None])
    with engine.connect() as connection:
        transaction = connection.begin()
        engines[None] = connection
        try:
            yield
        finally:
            engines[None] = engine
            transaction.rollback()
