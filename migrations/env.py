"""Runs the numbered migrations against the application's own database."""

from alembic import context
from flask import current_app

from courseapp.core.database import Base

engine = current_app.extensions["migrate"].db.engine


def run() -> None:
    """Apply the migrations in one transaction, so that a failing one leaves nothing half done."""
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
