"""What must be true before the web server may answer: tables, real records, the demo's world."""

import sys
from collections.abc import Sequence

import flask_migrate
from alembic.util import CommandError
from sqlalchemy.exc import OperationalError

from courseapp.app import create_app
from courseapp.cli import prepare_records
from courseapp.config import BadSetting, read_settings
from courseapp.core.errors import Problem
from courseapp.serve.logs import write_to_terminal
from courseapp.serve.refusals import TOLD, Refusal, tell


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
    app = create_app(read_settings())
    with app.app_context():
        try:
            flask_migrate.upgrade()
        except CommandError as error:
            raise Refusal(
                f"The database was made by another version of courseapp ({error}). "
                "Install that version, or choose another folder with INSTANCE=…"
            ) from error
    try:
        prepare_records(app, stage)
    except Problem as problem:
        raise Refusal(f"{problem.message} Choose another folder with INSTANCE=…") from problem


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
