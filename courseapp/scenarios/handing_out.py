"""Gives the example events what their participants read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from courseapp.events.models import Event, EventSession
from courseapp.materials.attaching import attach
from courseapp.materials.plans import MaterialPlan
from courseapp.materials.rules import Audience, MaterialKind
from courseapp.scenarios.written import written_in

ADDED_BY = "Example secretariat"


def hand_out(session: Session, now: datetime, event: Event) -> None:
    """Attach the materials that are written for the event."""
    for line in written_in("materials.yaml"):
        if line["event"] == event.slug:
            attach(session, None, now, event, _plan(event, line))


def _plan(event: Event, line: Mapping[str, str]) -> MaterialPlan:
    return MaterialPlan(
        title=line["title"],
        kind=MaterialKind(line["kind"]),
        link=line["link"],
        language=line["language"],
        visible_to=Audience(line["visible_to"]),
        added_by=ADDED_BY,
        **_after(event, line.get("session", "")),
    )


def _after(event: Event, title: str) -> dict[str, Any]:
    """Let participants have it when its session is over."""
    if not title:
        return {}
    sitting = session_called(event, title)
    return {
        "session_id": sitting.id,
        "visible_from_local": sitting.ends_local,
        "visible_from_zone": sitting.zone,
    }


def session_called(event: Event, title: str) -> EventSession:
    """Return the session of an example event with this title."""
    return next(each for each in event.sessions if each.title == title)
