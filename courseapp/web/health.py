"""Whether web, database and worker are ready."""

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from courseapp.core.heartbeat import alive
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session

WORKER = "worker"

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@allow(everyone)
def healthz() -> tuple[str, int, dict[str, str]]:
    """Answer 200 when web, database and worker are ready, else 503 with what is not."""
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    try:
        session().execute(text("SELECT 1"))
        ready = alive(session(), WORKER, now())
    except SQLAlchemyError:
        return "The database does not answer.\n", 503, plain
    if not ready:
        return "The worker gave no sign of life in the last minute.\n", 503, plain
    return "Web, database and worker are ready.\n", 200, plain
