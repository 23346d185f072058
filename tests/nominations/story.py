"""A course that one applies for, the quota of Tonga, its focal point, and what she types."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.mail.models import Message
from courseapp.nominations.inviting import ask
from courseapp.nominations.listing import add_quota
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.nominations.nominating import invite_again, nominate
from courseapp.nominations.plans import NomineePlan, PointPlan, QuotaPlan
from courseapp.nominations.points import add_point
from courseapp.nominations.withdrawing import withdraw_nominee
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock
from tests.support.pages import Value

NAME = "Nominate"
PLAN = QuotaPlan("Tonga", until_on=date(2027, 3, 31), size=2, country="TO", note="By post.")
POINT = PointPlan("focal@mfa.example.org", "Sela Fonua")


@dataclass(frozen=True)
class Stage:
    """One course, and who acts."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event

    @property
    def page(self) -> str:
        return f"/manage/events/{self.event.slug}/nominations"

    def quota(self, **changes: Any) -> Quota:
        """Let the organiser put a jurisdiction on the list; `changes` are fields of its plan."""
        plan, actor = replace(PLAN, **changes), self.cast.icap_organiser
        quota = add_quota(self.session, actor, self.clock.now, self.event, plan)
        self.session.commit()
        return quota

    def point(self, quota: Quota, plan: PointPlan = POINT) -> FocalPoint:
        """Let the organiser add a focal point."""
        actor = self.cast.icap_organiser
        point = add_point(self.session, actor, self.clock.now, quota, plan)
        self.session.commit()
        return point

    def asked(self, quota: Quota | None = None, plan: PointPlan = POINT, note: str = "") -> str:
        """Let the organiser write to a new focal point; return the path of the link she gets."""
        point = self.point(quota or self.quota(), plan)
        self.write_to(point, note)
        return link_in(self.letters()[-1])

    def write_to(self, point: FocalPoint, note: str = "") -> None:
        """Let the organiser write to the focal point."""
        with self.app.test_request_context():
            ask(self.session, self.cast.icap_organiser, self.clock.now, point, note)
            self.session.commit()

    def nominated(self, quota: Quota, email: str, name: str = "Kalisi") -> Nomination:
        """Let the focal point of the jurisdiction nominate somebody."""
        with self.app.test_request_context():
            by = quota.points[0] if quota.points else self.cast.icap_organiser
            plan = NomineePlan(name, email)
            named = nominate(self.session, self.clock.now, quota, by, plan)
            self.session.commit()
        return named

    def again(self, nomination: Nomination) -> None:
        """Let the organiser send the invitation again."""
        with self.app.test_request_context():
            actor = self.cast.icap_organiser
            invite_again(self.session, self.clock.now, nomination, actor)
            self.session.commit()

    def withdrawn(self, nomination: Nomination) -> None:
        """Let the organiser withdraw the nomination."""
        with self.app.test_request_context():
            actor = self.cast.icap_organiser
            withdraw_nominee(self.session, self.clock.now, nomination, actor)
            self.session.commit()

    def event_applications(self) -> list[Application]:
        """Return what was begun or sent for the course."""
        self.session.expire_all()
        found = select(Application).where(Application.event_id == self.event.id)
        return list(self.session.scalars(found.order_by(Application.id)))

    def letters(self, kind: str = "nomination_") -> list[Message]:
        """Return the letters about nominations, the oldest first."""
        found = select(Message).where(Message.kind.startswith(kind))
        return list(self.session.scalars(found.order_by(Message.id)))

    def people(self) -> dict[str, Nomination]:
        """Return everybody who was ever nominated, by name."""
        self.session.expire_all()
        found = self.session.scalars(select(Nomination).order_by(Nomination.id))
        return {each.full_name: each for each in found}

    def ranks(self) -> list[str]:
        """Return the names of those who count, by rank."""
        counts = [each for each in self.people().values() if each.rank is not None]
        ordered = sorted(counts, key=lambda each: (each.quota_id, each.rank or 0))
        return [each.full_name for each in ordered]

    def quotas(self) -> list[Quota]:
        self.session.expire_all()
        return list(self.session.scalars(select(Quota).order_by(Quota.id)))


def link_in(letter: Message) -> str:
    """Return the path of the secret link in a letter."""
    found = (word for word in letter.text.split() if "/nominate/" in word or "/nominated/" in word)
    return next(found).removeprefix("http://courseapp.test")


def typed(name: str, email: str, **others: Value) -> Mapping[str, Value]:
    """Return what a focal point types to nominate somebody."""
    return {"full_name": name, "email": email, **others}
