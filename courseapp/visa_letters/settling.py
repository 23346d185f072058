"""What the letters of an event say, and where those of one person differ."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.events.models import Event
from courseapp.visa_letters.costs import COSTS, PAYERS, Cost, Costs, Payer, read_costs
from courseapp.visa_letters.models import LetterDetails, LetterSettings

LABELS: Mapping[str, str] = {
    "signatory": "Who signs",
    "signatory_position": "Position of who signs",
    "host_name": "Host",
    "host_address": "Address of the host",
    "host_contact": "Contact of the host",
    "amounts": "Amounts and details",
    "extra": "Another paragraph",
}


@dataclass(frozen=True)
class SettingsPlan:
    """What an organiser entered for all letters of an event."""

    signatory: str = ""
    signatory_position: str = ""
    host_name: str = ""
    host_address: str = ""
    host_contact: str = ""
    amounts: str = ""
    extra: str = ""
    costs: Costs = field(default_factory=dict)


@dataclass(frozen=True)
class DetailsPlan:
    """What an organiser entered for one person."""

    name: str = ""
    position: str = ""
    organisation: str = ""
    consulate: str = ""
    amounts: str = ""
    extra: str = ""
    costs: Costs = field(default_factory=dict)


def settle(
    session: Session, actor: Person, now: datetime, event: Event, plan: SettingsPlan
) -> None:
    """Keep what the next letters of the event say; those that are out stay as they are."""
    lock(session, Event, event.id)
    found = session.get(LetterSettings, event.id)
    before = _told(found)
    if found is None:
        found = LetterSettings(event_id=event.id)
        session.add(found)
    _keep(found, asdict(plan), plan.costs, now)
    after = _told(found)
    changed = [key for key in after if before.get(key, "") != after[key]]
    if changed:
        record(
            session,
            at=now,
            actor=actor.display_name,
            verb="change letters",
            subject=f"event/{event.id}",
            summary="What the letters say was changed",
            before={key: before.get(key, "") for key in changed},
            after={key: after[key] for key in changed},
        )
    session.flush()


def settle_for_one(
    session: Session, actor: Person, now: datetime, application: Application, plan: DetailsPlan
) -> None:
    """Keep where the next letters of one person differ. The log does not repeat her name."""
    lock(session, Application, application.id)
    found = session.get(LetterDetails, application.id)
    if found is None:
        found = LetterDetails(application_id=application.id)
        session.add(found)
    _keep(found, asdict(plan), plan.costs, now)
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="change letters",
        subject=f"application/{application.id}",
        summary="What the letters of this person say was changed",
    )
    session.flush()


def _keep(
    found: LetterSettings | LetterDetails, texts: Mapping[str, object], costs: Costs, now: datetime
) -> None:
    for key, text in texts.items():
        if key != "costs":
            setattr(found, key, text)
    found.costs = {cost.value: payer.value for cost, payer in costs.items()}
    found.changed_at = now


def _told(found: LetterSettings | None) -> dict[str, str]:
    """In words, as the history of the event tells it."""
    if found is None:
        return {}
    texts = {label: str(getattr(found, key) or "") for key, label in LABELS.items()}
    known = read_costs(found.costs or {})
    payers = {COSTS[cost]: PAYERS[known.get(cost, Payer.LEFT_OUT)] for cost in Cost}
    return {**texts, **payers}
