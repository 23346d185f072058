"""How people, values, modules and lists are called in words about a choice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.wishes import module_titles
from courseapp.cohorts.features import Feature, value_names
from courseapp.cohorts.model.record import Task
from courseapp.cohorts.model.wording.names import Names
from courseapp.cohorts.traits import organisation_value
from courseapp.countries.names import country_name
from courseapp.eligibility.country_lists.documents import own_key
from courseapp.eligibility.models import OwnList
from courseapp.events.models import Event
from courseapp.intake.queries import is_sent


@dataclass(frozen=True)
class Called:
    """A person as organisers read her in lists of a choice."""

    reference: str
    name: str
    organisation: str
    country: str  # of work, its name
    code: str

    @property
    def detail(self) -> str:
        return ", ".join(filter(None, [self.organisation, self.country]))


@dataclass(frozen=True)
class Calling:
    """Names for words of the model, everybody by reference, and titles of own lists by key."""

    names: Names
    people: Mapping[str, Called]
    lists: Mapping[str, str]

    def person(self, reference: str) -> Called:
        """Return the person; one who is no longer there by her reference."""
        return self.people.get(reference) or Called(reference, reference, "", "", "")


def calling(session: Session, event: Event, task: Task | None = None) -> Calling:
    """Return how all is called, for the values in the task. Two statements, and the modules."""
    people = {each.reference: each for each in _people(session, event)}
    lists = own_titles(session, event)
    values = dict(value_names(_values(task) if task else (), lists))
    values |= _organisations(people.values())
    names = Names(
        values=values,
        people={reference: each.name for reference, each in people.items()},
        modules=module_titles(event),
    )
    return Calling(names, people, lists)


def with_values(found: Calling, pairs: Iterable[tuple[str, str]]) -> Calling:
    """Return the same with names for more values."""
    more = value_names(pairs, found.lists)
    return replace(found, names=replace(found.names, values={**more, **found.names.values}))


def own_titles(session: Session, event: Event) -> Mapping[str, str]:
    """Return the names of the lists that the initiative keeps, by key. One statement."""
    wanted = select(OwnList.id, OwnList.name).where(OwnList.initiative_id == event.initiative_id)
    return {own_key(key): name for key, name in session.execute(wanted)}


def _people(session: Session, event: Event) -> Iterable[Called]:
    rows = session.execute(
        select(
            Application.reference,
            Application.full_name,
            Application.organisation,
            Application.work_country,
        ).where(is_sent(event.id))
    )
    for reference, name, organisation, code in rows:
        yield Called(reference, name or reference, organisation, country_name(code), code or "")


def _values(task: Task) -> Iterable[tuple[str, str]]:
    for limit in task.limits:
        yield from ((limit.feature, value) for value in (*limit.values, *limit.except_for))
    for each in task.candidates:
        for feature, values in each.traits.items():
            if feature != Feature.ORGANISATION:
                yield from ((feature, value) for value in values)


def _organisations(people: Iterable[Called]) -> Mapping[tuple[str, str], str]:
    return {
        (
            Feature.ORGANISATION,
            organisation_value(each.organisation, each.code or None),
        ): each.detail
        for each in people
        if each.organisation
    }
