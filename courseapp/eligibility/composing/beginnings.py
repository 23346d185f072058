"""Rules to begin with: the usual ones for officials, or those of another event."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import organised_initiative_ids
from courseapp.core.errors import Problem
from courseapp.eligibility.composed.conditions import CountryOn, Group, Whose
from courseapp.eligibility.composed.rule_sets import Rule, RuleSet
from courseapp.eligibility.composing.changing import change_rules
from courseapp.eligibility.country_lists.documents import own_key
from courseapp.eligibility.models import EventRules, OwnList
from courseapp.eligibility.rules import Joint, Severity
from courseapp.events.models import Event
from courseapp.events.queries import latest_first

DEVELOPING = "Developing countries and emerging economies"
MOST_OFFERED = 100
USUAL_LISTS = ("dac-oda", "unfccc-non-annex-1")


def usual_rules(own: Sequence[str]) -> RuleSet:
    """Return what courses for officials usually ask for; `own` are keys of the organisers' lists.

    No official list names developing countries and emerging economies. So whoever works in a
    country of one of several lists fits, and of everybody else the organisers decide.
    """
    lists = (*USUAL_LISTS, *own)
    tests = tuple(CountryOn(Whose.WORK, key) for key in lists)
    return RuleSet((Rule("r1", Severity.WARN, Group(Joint.ANY, tests), DEVELOPING),))


def begin_with_usual(
    session: Session, actor: Person | None, now: datetime, event: Event, seen: int
) -> EventRules:
    """Begin with the usual rules and the initiative's own lists. Raises Problem over others."""
    own = [own_key(each.id) for each in offered_lists(session, event.initiative_id)]
    told = "Began the rules with those that are usual for officials."
    return _begin(session, actor, now, event, seen, usual_rules(own), told)


def begin_with_those_of(
    session: Session, actor: Person, now: datetime, event: Event, seen: int, source_id: int | None
) -> EventRules:
    """Begin with the rules of another event that the organiser may see. Raises Problem."""
    found = {other.id: (other, rules) for other, rules in sources(session, actor, event)}
    if source_id not in found:
        raise Problem("Choose an event of the list.", "source")
    other, rules = found[source_id]
    told = f"Began with the rules of “{other.title}” ({other.slug})."
    return _begin(session, actor, now, event, seen, rules.composed, told)


def sources(session: Session, actor: Person, event: Event) -> Sequence[tuple[Event, EventRules]]:
    """Return other events of the organiser's that have rules, the latest first. One statement."""
    own = organised_initiative_ids(actor)
    wanted = select(Event, EventRules).join(EventRules, EventRules.event_id == Event.id)
    wanted = wanted.where(Event.id != event.id)
    if own is not None:
        wanted = wanted.where(Event.initiative_id.in_(own))
    rows = session.execute(wanted.order_by(*latest_first()).limit(MOST_OFFERED))
    return [(other, rules) for other, rules in rows if rules.composed.rules]


def offered_lists(session: Session, initiative_id: int) -> Sequence[OwnList]:
    """Return the initiative's own lists that are offered, by name. One statement."""
    wanted = select(OwnList).where(
        OwnList.initiative_id == initiative_id, OwnList.is_retired.is_(False)
    )
    return session.scalars(wanted.order_by(OwnList.folded_name)).all()


def _begin(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    seen: int,
    rules: RuleSet,
    told: str,
) -> EventRules:
    def change(present: RuleSet) -> RuleSet:
        if present.rules:
            raise Problem("There are rules already. Remove them first, then begin anew.")
        return rules

    return change_rules(session, actor, now, event, seen, change, told)
