"""A published course of ICAP, its organiser, and people who think of applying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.core.audit import history
from courseapp.eligibility.composed.conditions import CountryOn, Experience, Group, Test, Whose
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.composing.changing import change_rules
from courseapp.eligibility.composing.pieces import RulePlan, add_rule
from courseapp.eligibility.composing.putting_in_force import put_in_force
from courseapp.eligibility.facts import Facts
from courseapp.eligibility.judging.outcomes import Outcome
from courseapp.eligibility.models import EligibilityOutcome, EventRules, OwnList, RulesVersion
from courseapp.eligibility.people.recording import record_outcome
from courseapp.eligibility.queries import composed_rules
from courseapp.eligibility.rules import Joint, Severity
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock

TOGO = Facts(nationalities=("TG",), work_country="TG", experience_years=4)
GERMANY = Facts(nationalities=("DE",), work_country="DE", experience_years=1)
NEPAL = Facts(nationalities=("NP",), work_country="NP", experience_years=4)
SUBJECT = "application/7K3F-9QXM-2ATB"
WORKS_ON_ODA = CountryOn(Whose.WORK, "dac-oda")
WORKS_ON_LDC = CountryOn(Whose.WORK, "ldc")
THREE_YEARS = Experience(3)


@dataclass(frozen=True)
class Stage:
    """One event, and who acts."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event

    @property
    def page(self) -> str:
        return f"/manage/events/{self.event.slug}/eligibility"

    @property
    def organiser(self) -> Person:
        return self.cast.icap_organiser

    def composed(
        self,
        *tests: Test,
        severity: Severity = Severity.WARN,
        joint: Joint = Joint.ANY,
        question: str = "",
    ) -> None:
        """Let the organiser add a rule of these tests."""
        change = add_rule(RulePlan(severity, "", question), Group(joint, tests))
        about = (self.session, self.organiser, self.clock.now, self.event)
        change_rules(*about, None, change, "Added a rule.")
        self.session.commit()

    def in_force(self) -> int:
        """Let the organiser put the rules in force; return the number of the version."""
        number = put_in_force(self.session, self.organiser, self.clock.now, self.event, None)
        self.session.commit()
        return number

    def judged(self, facts: Facts, subject: str = SUBJECT) -> Outcome:
        """Let somebody apply."""
        about = (self.session, self.clock.now, self.event, subject, facts, None)
        outcome = record_outcome(*about)
        self.session.commit()
        return outcome

    def rules(self) -> RuleSet:
        """Return the rules as they are being composed."""
        self.session.expire_all()
        held = composed_rules(self.session, self.event)
        return held.composed if held else RuleSet()

    def held(self) -> EventRules:
        self.session.expire_all()
        held = composed_rules(self.session, self.event)
        assert held is not None
        return held

    def versions(self) -> list[RulesVersion]:
        self.session.expire_all()
        return list(self.session.scalars(select(RulesVersion).order_by(RulesVersion.id)))

    def outcomes(self) -> list[EligibilityOutcome]:
        """Return everything that was ever kept, in the order in which it was."""
        self.session.expire_all()
        return list(
            self.session.scalars(select(EligibilityOutcome).order_by(EligibilityOutcome.id))
        )

    def told(self) -> list[str]:
        """Return the history of the event, the latest first."""
        return [entry.summary for entry in history(self.session, [f"event/{self.event.id}"])]

    def own_list(self, name: str) -> OwnList:
        self.session.expire_all()
        return self.session.scalars(select(OwnList).where(OwnList.name == name)).one()


def csv_file(rows: Sequence[str], name: str = "cases.csv") -> FileStorage:
    """Return a table as a browser uploads it."""
    return upload("\r\n".join(rows).encode(), name)


def upload(content: bytes, name: str = "cases.csv") -> FileStorage:
    """Return a file as a browser uploads it."""
    return FileStorage(BytesIO(content), name, content_type="text/csv")


DEADLINE = date(2027, 3, 12)
