"""Lets members of the initiative nominate for the example course, through their focal points."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.models import Event
from courseapp.nominations.admission import choose_need
from courseapp.nominations.inviting import ask
from courseapp.nominations.listing import add_quota
from courseapp.nominations.nominating import nominate
from courseapp.nominations.plans import NomineePlan, PointPlan, QuotaPlan
from courseapp.nominations.points import add_point
from courseapp.nominations.rules import Need
from courseapp.nominations.timing import usual_last_day
from courseapp.scenarios.stages import Timeline
from courseapp.scenarios.written import written_in

SINCE_OPENING = timedelta(hours=2)
THINKING = timedelta(hours=6)


def call_for_nominations(session: Session, actor: Person, times: Timeline, event: Event) -> None:
    """Write to the focal points on the first day; each nominates some, and keeps a place free.

    Everybody may apply; whoever is nominated carries a mark.
    """
    at = times.opened_at + SINCE_OPENING
    choose_need(session, actor, at, event, Need.MARKED)
    for number, line in enumerate(written_in("nominations.yaml"), 1):
        _nominate(session, actor, at + timedelta(minutes=number), event, line)


def _nominate(
    session: Session, actor: Person, at: datetime, event: Event, line: Mapping[str, Any]
) -> None:
    last_day = usual_last_day(event, at) or at.date()
    plan = QuotaPlan(line["name"], last_day, size=line["size"], country=line["country"])
    quota = add_quota(session, actor, at, event, plan)
    point = add_point(session, actor, at, quota, PointPlan(**line["point"]))
    ask(session, actor, at, point)
    for number, each in enumerate(line["nominees"], 1):
        chosen = NomineePlan(each["name"], each["email"], each["position"], reason=each["reason"])
        nominate(session, at + number * THINKING, quota, point, chosen)
