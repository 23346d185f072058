"""What must be true before the web server may answer: tables, real records, the demo's world."""

import sys
from collections.abc import Sequence
from pathlib import Path

import flask_migrate
from alembic.util import CommandError
from sqlalchemy import inspect
from sqlalchemy.exc import OperationalError

from courseapp.app import create_app
from courseapp.cli import prepare_records
from courseapp.config import BadSetting, read_settings
from courseapp.core.errors import Problem
from courseapp.extensions import db
from courseapp.serve.logs import write_to_terminal
from courseapp.serve.refusals import TOLD, Refusal, tell

STAGE_FILE = "demo-stage.txt"


def main(stages: Sequence[str]) -> int:
    """Prepare the installation, with an example world if a stage is named; return the exit code."""
    write_to_terminal()
    try:
        prepare(stages[0] if stages else None)
    except (Refusal, BadSetting, Problem) as refusal:
        tell(str(refusal))
        return TOLD
    except OperationalError as error:
        tell(f"The database does not answer: {error.orig}")
        return TOLD
    return 0


def prepare(stage: str | None) -> None:
    """Bring tables and records up to date. Raises Refusal with a sentence."""
    settings = read_settings()
    app = create_app(settings)
    with app.app_context():
        if stage is not None:
            refuse_other_world(settings.instance, stage, inspect(db.engine).get_table_names())
        try:
            flask_migrate.upgrade()
        except CommandError as error:
            raise Refusal(
                f"The database was made by another version of courseapp ({error}). "
                "Install that version, or choose another folder with INSTANCE=…"
            ) from error
    prepare_records(app, stage)
    if stage is not None:
        (settings.instance / STAGE_FILE).write_text(stage)


def refuse_other_world(instance: Path, stage: str, tables: Sequence[str]) -> None:
    """Refuse to mix an example world with what a folder holds already."""
    file = instance / STAGE_FILE
    held = file.read_text() if file.exists() else None
    if tables and held != stage:
        holds = f"the demo at the stage {held}" if held else "other records"
        raise Refusal(
            f"The folder {instance} holds {holds}. "
            f"Give the stage {stage} a folder of its own with INSTANCE=…"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
