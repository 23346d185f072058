"""Whom an event is for, said beside its button, and the page where a reader sees it for herself."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from courseapp.countries.lists.dated import CountryList, Family
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.composed.words import rule_in_words
from courseapp.eligibility.country_lists.gathering import gather
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.queries import reference_date, rules_in_force
from courseapp.events.models import Event
from courseapp.events.rules import Access


@dataclass(frozen=True)
class ForYou:
    """Rules in force in plain words; `on` is the day as of which people are judged."""

    rules: RuleSet
    words: tuple[str, ...]
    known: Known
    on: date
    version: int

    @property
    def lists(self) -> tuple[CountryList, ...]:
        """The lists that rules look into, and that are there."""
        return tuple(self.known.lists[key] for key in self.rules.lists if key in self.known.lists)

    @property
    def own_lists(self) -> tuple[CountryList, ...]:
        """Those of them that have no public page of their own."""
        return tuple(each for each in self.lists if each.family is Family.OWN)


def for_you(session: Session, event: Event, now: datetime) -> ForYou | None:
    """Return whom the event is for; None where everybody may apply. Six statements at most.

    To an event by invitation nobody applies, so nothing is said of it.
    """
    held = None if event.access is Access.INVITATION else rules_in_force(session, event)
    if held is None or not held.rules.rules:
        return None
    known = gather(session, held.rules, event.initiative_id)
    words = tuple(rule_in_words(rule, known.names) for rule in held.rules.rules)
    on = reference_date(event, held.reference_on, now)
    return ForYou(held.rules, words, known, on, held.version)
