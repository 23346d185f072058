"""Runs the numbered migrations against the application's own database."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from courseapp.core.database import Base

engine = current_app.extensions["migrate"].db.engine


def run() -> None:
    """Apply the migrations in one transaction, so that a failing one leaves nothing half done."""
    with engine.connect() as connection:
        watch_references(connection, on=False)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_broken_references(connection)
        connection.commit()
        watch_references(connection, on=True)


def watch_references(connection: Connection, *, on: bool) -> None:
    """Let SQLite rebuild a table that others refer to, as its documentation of ALTER TABLE asks.

    The pragma means nothing inside a transaction, so it goes to the driver before one begins.
    """
    if connection.dialect.name == "sqlite" and not connection.in_transaction():
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
        cursor.close()


def refuse_broken_references(connection: Connection) -> None:
    """Raise RuntimeError, so that nothing is changed, where a rebuilt table lost a row."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration breaks references: {broken[:5]}")


run()
