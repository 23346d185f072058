"""What limits looked at is forgotten in proposals too, when the answers are deleted."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.cohorts.features import Feature
from courseapp.cohorts.models import CohortProposal
from courseapp.events.models import Event
from courseapp.forms.document import known

# Which traits come from an answer.
_TRAITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        known.GENDER: frozenset({Feature.GENDER}),
        known.NATIONALITY: frozenset({Feature.NATIONALITY}),
        known.WORK_COUNTRY: frozenset(
            {Feature.COUNTRY, Feature.REGION, Feature.LIST, Feature.ORGANISATION}
        ),
        known.ORGANISATION: frozenset({Feature.ORGANISATION}),
        known.ORGANISATION_TYPE: frozenset({Feature.ORGANISATION_TYPE, Feature.SUBNATIONAL}),
    }
)


def forget_in_proposals(
    sender: Event,
    *,
    session: Session,
    now: datetime,  # noqa: ARG001
    applications: Sequence[int],
    questions: Collection[str],
    **_news: Any,
) -> None:
    """Take the traits out of the event's proposals; what remains can no longer be reproduced.

    Who was chosen, the limits and what they cost stay.
    """
    features = frozenset[str]().union(*(_TRAITS.get(each, frozenset()) for each in questions))
    if not features:
        return
    whose = set(
        session.scalars(select(Application.reference).where(Application.id.in_(applications)))
    )
    for row in session.scalars(select(CohortProposal).where(CohortProposal.event_id == sender.id)):
        _strip(row, features, whose)
    session.flush()


def _strip(row: CohortProposal, features: frozenset[str], whose: Collection[str]) -> None:
    task = json.loads(row.task)
    touched = False
    for each in task["candidates"]:
        due = features & each["traits"].keys() if each["reference"] in whose else ()
        for feature in due:
            del each["traits"][feature]
            touched = True
    if touched:
        row.task = json.dumps(task, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        row.is_stripped = True
