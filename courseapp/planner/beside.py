"""What stands beside a session in the planner: the warnings about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from courseapp.events.models import Event

Beside = Mapping[int, Sequence[Any]]


def warnings_beside(_session: Session, _event: Event, _now: datetime) -> Beside:
    """Return the warnings by session id."""
    return {}
