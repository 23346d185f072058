"""Sessions that are held again for another part of the world: which run suits whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.countries.names import all_countries
from courseapp.countries.zones import usual_zone
from courseapp.events.clock.local_hours import best_run
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import Event, RepeatGroup
from courseapp.events.rules import RepeatRule, SessionStatus
from courseapp.events.sessions.programme import Row

RULES = {RepeatRule.ANY: "as many runs as she likes", RepeatRule.ONLY_ONE: "one run only"}


@dataclass(frozen=True)
class Repeated:
    """The runs of one session, in order of time. They are found by the name of their group."""

    name: str
    rule: RepeatRule
    runs: tuple[Row, ...]

    def suits(self, zone: str) -> Row:
        """Return the run with the fewest minutes before 08:00 or after 20:00 in an IANA zone."""
        return self.runs[best_run([(each.starts_at, each.ends_at) for each in self.runs], zone)]


def rules_of(session: Session, event: Event) -> dict[str, RepeatRule]:
    """Return the rule of each group for which one was chosen. One statement."""
    chosen = select(RepeatGroup.name, RepeatGroup.rule).where(RepeatGroup.event_id == event.id)
    return dict(session.execute(chosen).all())


def repeated(rows: Sequence[Row], rules: dict[str, RepeatRule]) -> tuple[Repeated, ...]:
    """Return what is held more than once, in order of time; a cancelled run does not count."""
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda each: (each.starts_at, each.id)):
        if row.repeat_group and row.status is SessionStatus.SCHEDULED:
            groups.setdefault(row.repeat_group, []).append(row)
    return tuple(
        Repeated(name, rules.get(name, RepeatRule.ANY), tuple(runs))
        for name, runs in groups.items()
        if len(runs) > 1
    )


def suggested(group: Repeated) -> tuple[tuple[str, Row], ...]:
    """Return for each inhabited country, by name, the run that suits its capital best."""
    return tuple(
        (each.name, group.suits(usual_zone(each.code)))
        for each in all_countries()
        if usual_zone(each.code)
    )


def choose_rule(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    name: str,
    rule: RepeatRule,
) -> bool:
    """Say how many runs of a group one person attends, and return whether that is new.

    Raises Problem for a group to which no session belongs.
    """
    hold(session, event)
    require_alive(event)
    if name not in {each.repeat_group for each in event.sessions if each.repeat_group}:
        raise Problem("No session is in this group any more.")
    row = session.get(RepeatGroup, (event.id, name))
    if (row.rule if row else RepeatRule.ANY) is rule:
        return False
    if row is None:
        session.add(RepeatGroup(event_id=event.id, name=name, rule=rule))
    else:
        row.rule = rule
    summary = f"Of “{name}” one person attends {RULES[rule]}."
    log(session, event, actor, now, "choose repeats", summary)
    session.flush()
    return True
