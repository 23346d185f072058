"""What a limit can be about, for an event: groups of countries, regions, genders, and people."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.cohorts.features import (
    GENDERS,
    LABELS,
    TYPES,
    YES,
    Feature,
    feature_of_list,
    short_words,
)
from courseapp.cohorts.gathering import CAN_BE_CHOSEN
from courseapp.cohorts.names_read import own_titles
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.countries.names import country_name, folded
from courseapp.events.models import Event
from courseapp.forms.document import known
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.review.seeing import in_conflict

PEOPLE = "People"
_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        each: LABELS[each]
        for each in (Feature.ORGANISATION_TYPE, Feature.LIST, Feature.REGION, Feature.COUNTRY)
    }
)


def split_value(text: str) -> tuple[str, str]:
    """Return feature and value of a choice such as ``list:ldc``."""
    feature, _, value = text.partition(":")
    return feature, value


def groups_offered(session: Session, event: Event) -> Mapping[str, list[tuple[str, str]]]:
    """Return (``feature:value``, words) of each group that a limit can name, by heading.

    What is a sensitive answer in the event's form is not offered. Three statements.
    """
    hidden = questionnaire_of(session, event).hidden
    lists = own_titles(session, event)
    found = [*_of_people(hidden), *_of_lists(lists)]
    if known.WORK_COUNTRY not in hidden:
        found += [(Feature.COUNTRY, code) for code in _countries(session, event)]
    offered: dict[str, list[tuple[str, str]]] = {}
    for feature, value in found:
        heading = _HEADINGS.get(feature, PEOPLE)
        words = short_words(feature, value, lists)
        offered.setdefault(heading, []).append((f"{feature}:{value}", words))
    return offered


def people_offered(session: Session, event: Event, reader: Person) -> Sequence[tuple[str, str]]:
    """Return (id, words) of all who can be chosen, by name. One statement.

    Not of those with whom the reader is in conflict: about them somebody else decides.
    """
    rows = session.execute(
        select(
            Application.id,
            Application.full_name,
            Application.organisation,
            Application.work_country,
        )
        .where(Application.event_id == event.id, Application.status.in_(CAN_BE_CHOSEN))
        .where(~in_conflict(Application.id, reader.id))
    )
    named = [
        (str(key), ", ".join(filter(None, [name, organisation, country_name(code)])))
        for key, name, organisation, code in rows
    ]
    return sorted(named, key=lambda each: folded(each[1]))


def _of_people(hidden: frozenset[str]) -> Iterator[tuple[str, str]]:
    if known.GENDER not in hidden:
        yield from ((Feature.GENDER, each) for each in GENDERS)
    if known.ORGANISATION_TYPE not in hidden:
        yield Feature.SUBNATIONAL, YES
    yield Feature.FIRST_TIME, YES
    yield Feature.NOMINATED, YES
    if known.ORGANISATION_TYPE not in hidden:
        yield from ((Feature.ORGANISATION_TYPE, each) for each in TYPES)


def _of_lists(own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, listed in shipped_lists().items():
        yield feature_of_list(listed), key
    yield from ((Feature.LIST, key) for key in own)


def _countries(session: Session, event: Event) -> Sequence[str]:
    codes = session.scalars(
        select(Application.work_country)
        .where(Application.event_id == event.id, Application.status.in_(CAN_BE_CHOSEN))
        .distinct()
    )
    return sorted(filter(None, codes), key=lambda code: folded(country_name(code)))
