"""The letters that ask: what each of them says of the event, how it is shown and sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy.orm import Session

from courseapp.asking.links import ends_of_link
from courseapp.core import formats
from courseapp.events.contacts import Contact
from courseapp.events.lists.rows import place_of
from courseapp.events.models import Event
from courseapp.events.rules import Mode
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, queue, render


@dataclass(frozen=True, kw_only=True)
class AskingFacts:
    """What a letter that asks can say. `until` is the day after which its link ends."""

    name: str
    title: str
    initiative: str
    dates: str
    place: str
    contact: Contact
    path: str
    until: str
    note: str = ""

    @classmethod
    def about(
        cls, event: Event, now: datetime, contact: Contact, *, note: str = "", **own: Any
    ) -> Self:
        """Gather what a letter that is written `now` says; `own` are the other fields."""
        return cls(
            title=event.title,
            initiative=event.initiative.name,
            dates=dates_of(event),
            place="Online" if event.mode is Mode.ONLINE else place_of(event),
            contact=contact,
            until=formats.day(ends_of_link(event, now).date()),
            note=note.strip(),
            **own,
        )


def preview(kind: str, facts: AskingFacts) -> Letter:
    """Return the letter as its reader will get it; nothing is stored or sent."""
    return render(kind, {"letter": facts})


def send(
    session: Session, now: datetime, kind: str, to: str, event: Event, facts: AskingFacts
) -> None:
    """Put the letter into the outbox; its text is wiped once it is sent, for it holds a secret."""
    queue(
        session,
        now,
        kind=kind,
        to=to,
        about=f"event/{event.id}",
        context={"letter": facts},
        holds_secret=True,
    )
