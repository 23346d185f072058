"""What the letter of one person says: from the event, her application and her travel details."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.core.errors import Problem
from courseapp.countries.names import country_name
from courseapp.events.clock.local_time import local_date
from courseapp.events.contacts import contact_for
from courseapp.events.models import Event
from courseapp.events.rules import OrganisationRole
from courseapp.events.words import KINDS
from courseapp.forms.document.asking import shown
from courseapp.forms.document.known import BIRTH_DATE
from courseapp.logistics.models import Logistics
from courseapp.logistics.queries import logistics_of
from courseapp.visa_letters.costs import Payers, merged, read_costs, said
from courseapp.visa_letters.facts import Host, LetterFacts, Participant, Passport, Sender
from courseapp.visa_letters.models import LetterDetails, LetterSettings
from courseapp.visa_letters.rules import LetterKind, Place, passport_number, why_not

NO_SIGNATORY = "Say first who signs the letters of this event."
NO_NAME = "Enter the name as it stands in the passport."
# Questions of the travel form that we ship, by their keys.
NAME, NUMBER, COUNTRY = "passport_name", "passport_number", "passport_country"
NEEDED, CONSULATE, WANTED = "visa_needed", "consulate_city", "visa_letter"
NOTE = "visa_letter_note"
WHO_ORGANISES = (OrganisationRole.ORGANISER, OrganisationRole.IMPLEMENTER)


class Stamp(NamedTuple):
    """What makes a letter that of one day: its number, and how it is checked."""

    number: str = ""
    check_address: str = ""
    check_page: str = ""
    code: str = ""


@dataclass(frozen=True)
class Told:
    """What somebody sent about her travel, by the keys of the questions; empty before."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: str) -> str:
        return self.texts.get(key, "").strip()


def told_by(logistics: Logistics | None) -> Told:
    """Return what was sent, of what was asked; what is only typed is hers alone."""
    if logistics is None or logistics.sent_at is None or logistics.form_version is None:
        return Told()
    asked = shown(logistics.form_version.shown, logistics.answers).by_key
    return Told({key: text for key, text in logistics.answers.items() if key in asked})


def place_now(event: Event) -> Place:
    """Return when and where an event is by now; what a letter printed is compared with it."""
    return Place(event.starts_on, event.ends_on or event.starts_on, place_said(event))


def place_said(event: Event) -> str:
    """Return venue, address, city and country in one line."""
    address = " ".join(event.address.split())
    parts = (event.venue, address, event.city, country_name(event.country))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def settings_of(session: Session, event: Event) -> LetterSettings | None:
    """Return what was settled for the letters of an event, or None."""
    return session.get(LetterSettings, event.id)


def details_of(session: Session, application: Application) -> LetterDetails | None:
    """Return where the letters of one person differ, or None."""
    return session.get(LetterDetails, application.id)


def missing_of(event: Event, settings: LetterSettings | None, today: date) -> str:
    """Return why no letter of the event can be issued yet, with what to do; "" where one can."""
    last = event.ends_on or event.starts_on
    reason = why_not(event.status, event.mode, event.starts_on, last, today)
    if not reason and (settings is None or not settings.signatory):
        return NO_SIGNATORY
    return reason


def letter_facts(
    session: Session, application: Application, kind: LetterKind, now: datetime, stamp: Stamp
) -> LetterFacts:
    """Return all that a letter says. Only one for a visa holds what is known of a passport.

    Raises Problem where something is missing without which it is worth nothing.
    """
    event = application.event
    settings = settings_of(session, event)
    today = local_date(now, event.zone or "UTC")
    if reason := missing_of(event, settings, today):
        raise Problem(reason)
    if settings is None or event.starts_on is None:
        raise AssertionError("missing_of has refused both")
    told = told_by(logistics_of(session, application))
    details = details_of(session, application) or LetterDetails(costs={})
    participant = _participant(application, details, told, kind)
    return LetterFacts(
        kind=kind,
        number=stamp.number,
        issued_on=today,
        sender=_sender(session, event, settings),
        participant=participant,
        event_kind=KINDS[event.kind].lower(),
        event=event.title,
        starts_on=event.starts_on,
        ends_on=event.ends_on or event.starts_on,
        venue=place_said(event),
        country=country_name(event.country),
        host=_host(event, settings),
        consulate=details.consulate or told.of(CONSULATE),
        costs=_costs(event, settings, details, participant),
        amounts=details.amounts or settings.amounts,
        extra=details.extra or settings.extra,
        check_address=stamp.check_address,
        check_page=stamp.check_page,
        code=stamp.code,
        is_example=event.is_example,
    )


def name_of(application: Application, details: LetterDetails | None, told: Told) -> str:
    """Return the name to print: as an organiser corrected it, as in the passport, as applied."""
    own = details.name if details else ""
    return own or told.of(NAME) or application.full_name


def _participant(
    application: Application, details: LetterDetails, told: Told, kind: LetterKind
) -> Participant:
    name = name_of(application, details, told)
    if not name:
        raise Problem(NO_NAME)
    return Participant(
        name=name,
        organisation=details.organisation or application.organisation,
        position=details.position or application.position,
        passport=_passport(application, told) if kind is LetterKind.VISA else Passport(),
    )


def _passport(application: Application, told: Told) -> Passport:
    """What the travel details hold; without them nothing of a passport is known."""
    born = told.of(BIRTH_DATE)
    nationality = application.nationality if told.texts else None
    return Passport(
        number=passport_number(told.of(NUMBER)),
        nationality=country_name(told.of(COUNTRY) or nationality),
        born_on=date.fromisoformat(born) if born else None,
    )


def _sender(session: Session, event: Event, settings: LetterSettings) -> Sender:
    contact = contact_for(session, event)
    parts = (contact.email, event.initiative.website)
    return Sender(
        name=event.initiative.name,
        organisers=_organised_by(event),
        contact=" · ".join(part for part in parts if part),
        signatory=settings.signatory,
        position=settings.signatory_position,
    )


def _organised_by(event: Event) -> tuple[str, ...]:
    names = (
        each.name or country_name(each.country)
        for each in event.organisations
        if each.role in WHO_ORGANISES
    )
    return tuple(name for name in dict.fromkeys(names) if name != event.initiative.name)


def _host(event: Event, settings: LetterSettings) -> Host:
    return Host(host_name(event, settings), settings.host_address, settings.host_contact)


def host_name(event: Event, settings: LetterSettings | None) -> str:
    """Return who receives people: as settled for the letters, else as the event's page says."""
    if settings is not None and settings.host_name:
        return settings.host_name
    hosts = (each.name for each in event.organisations if each.role is OrganisationRole.HOST)
    return next((name for name in hosts if name), "")


def _costs(
    event: Event, settings: LetterSettings, details: LetterDetails, participant: Participant
) -> tuple[tuple[str, str], ...]:
    organisers = _organised_by(event)
    payers = Payers(
        organiser=organisers[0] if organisers else event.initiative.name,
        host=host_name(event, settings),
        employer=participant.organisation,
    )
    return said(merged(read_costs(settings.costs), read_costs(details.costs)), payers)
