"""Whom extra time concerns: who has begun an application is known above, and connected here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.clock.deadlines import Window, window
from courseapp.events.models import Event
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.extra_time.queries import in_force

_KEY = "begun_applications"


@dataclass(frozen=True)
class Begun:
    """An application for an event, be it a draft or sent.

    `email` is canonical; `country` is that of work as answered so far, "" where it is not;
    `path` is where she reads on.
    """

    email: str
    name: str
    country: str
    path: str
    is_draft: bool


class BegunApplications(Protocol):
    """What a feature tells of applications."""

    def begun(
        self, session: Session, event: Event, emails: Collection[str], country: str | None
    ) -> Sequence[Begun]:
        """Return those of these addresses, and all of whoever works in the country, by name.

        One statement. What was withdrawn is left out.
        """

    def asks_country(self, session: Session, event: Event) -> bool:
        """Return whether applicants say where they work, as a country's extra time needs."""


@dataclass(frozen=True)
class Concerned:
    """One person who gets extra time: what she has begun, and what extra time she has already."""

    email: str
    begun: Begun | None
    earlier: DeadlineExtension | None
    can_begin: bool  # in the extra time, or because the deadline of everybody is still to come

    @property
    def has_sent(self) -> bool:
        return self.begun is not None and not self.begun.is_draft

    @property
    def can_use_it(self) -> bool:
        """Whether she has a draft to send, or can begin one."""
        return self.begun.is_draft if self.begun else self.can_begin


@dataclass(frozen=True)
class Reach:
    """Whom a plan concerns. For a country these are the people who have begun to apply."""

    people: Sequence[Concerned]
    earlier: DeadlineExtension | None  # what the country has already

    @property
    def written_to(self) -> Sequence[Concerned]:
        """Who gets a letter: whoever can use more time, and has not sent already."""
        return [each for each in self.people if each.can_use_it]

    @property
    def drafts(self) -> int:
        return sum(each.begun is not None and each.begun.is_draft for each in self.people)

    @property
    def sent(self) -> int:
        return sum(each.has_sent for each in self.people)


def connect(app: Flask, source: BegunApplications) -> None:
    """Ask the source who has begun to apply."""
    app.extensions[_KEY] = source


def reach_of(session: Session, event: Event, now: datetime, plan: ExtraTimePlan) -> Reach:
    """Return whom the plan concerns. Two statements."""
    can_begin = plan.may_begin or window(event, now) in {Window.OPEN, Window.NOT_YET}
    begun = begun_by(session, event, plan.emails, plan.country)
    countries = [plan.country] if plan.country else []
    earlier = in_force(session, event, plan.emails, countries)
    if plan.country is not None:
        people = [Concerned(each.email, each, None, can_begin) for each in begun]
        return Reach(people, next(iter(earlier), None))
    hers = {each.email: each for each in begun}
    before = {each.email: each for each in earlier}
    chosen = [Concerned(each, hers.get(each), before.get(each), can_begin) for each in plan.emails]
    return Reach(chosen, None)


def begun_by(
    session: Session, event: Event, emails: Collection[str], country: str | None
) -> Sequence[Begun]:
    """Return who of them has begun to apply; nobody where no feature knows of applications."""
    source = _source()
    return source.begun(session, event, emails, country) if source else ()


def asks_country(session: Session, event: Event) -> bool:
    """Return whether applicants of the event say where they work."""
    source = _source()
    return source is not None and source.asks_country(session, event)


def _source() -> BegunApplications | None:
    return cast(BegunApplications | None, current_app.extensions.get(_KEY))
