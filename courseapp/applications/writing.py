"""Which answers an applicant may write at present, and what lists keep of the ones she sent."""

from collections.abc import Mapping
from datetime import datetime

from courseapp.applications.deadlines import can_send
from courseapp.applications.models import Application, InformationRequest
from courseapp.applications.rules import OrganisationType, Status
from courseapp.countries.names import country_name, folded, is_country
from courseapp.forms.document import known
from courseapp.forms.document.reading import as_number, in_words, values_of
from courseapp.forms.document.record import FormDocument, Kind, Visibility

LONGEST_LINE = 300


def open_request(application: Application) -> InformationRequest | None:
    """Return what she is asked for at present, or None."""
    if application.status is not Status.NEEDS_INFORMATION:
        return None
    return next((each for each in application.requests if each.closed_at is None), None)


def open_questions(
    application: Application, document: FormDocument, now: datetime
) -> frozenset[str]:
    """Return the keys of the questions whose answers she may change now."""
    every = frozenset(each.key for each in document.questions)
    if application.status is Status.DRAFT:
        return every
    if request := open_request(application):
        return every & frozenset(request.questions)
    is_open = application.status is Status.SUBMITTED and may_change(application, now)
    return every if is_open else frozenset()


def may_change(application: Application, now: datetime) -> bool:
    """Return whether what was sent may still be changed: until her deadline, if the event lets."""
    lets = bool(application.form_version_id) and application.event.may_change_sent
    return lets and can_send(application, now)


def keep_for_lists(
    application: Application, document: FormDocument, answers: Mapping[str, str]
) -> None:
    """Write what lists, filters and searches need of the answers; nothing of it is sensitive."""
    told = {
        each.key: answers.get(each.key, "")
        for each in document.questions
        if each.visibility is not Visibility.SENSITIVE
    }
    application.full_name = _line(told, known.FULL_NAME)
    application.certificate_name = _line(told, known.CERTIFICATE_NAME) or application.full_name
    application.nationality = _country(told, known.NATIONALITY)
    application.work_country = _country(told, known.WORK_COUNTRY)
    application.organisation = _line(told, known.ORGANISATION)
    application.organisation_type = _type(told)
    application.position = _line(told, known.POSITION)
    application.experience_years = _years(told)
    application.search_text = _searched(application, document, told)


def _line(told: Mapping[str, str], key: str) -> str:
    return told.get(key, "")[:LONGEST_LINE]


def _country(told: Mapping[str, str], key: str) -> str | None:
    return next((code for code in values_of(told.get(key, "")) if is_country(code)), None)


def _type(told: Mapping[str, str]) -> OrganisationType | None:
    text = told.get(known.ORGANISATION_TYPE, "")
    return OrganisationType(text) if text in set(OrganisationType) else None


def _years(told: Mapping[str, str]) -> int | None:
    years = as_number(told.get(known.EXPERIENCE_YEARS, ""))
    return years if years is not None and years <= 70 else None


def _searched(application: Application, document: FormDocument, told: Mapping[str, str]) -> str:
    words = (
        in_words(each, told[each.key], *document.languages)
        for each in document.questions
        if told.get(each.key) and each.kind not in {Kind.STATEMENT, Kind.FILE}
    )
    countries = map(country_name, filter(None, (application.nationality, application.work_country)))
    texts = (application.reference, application.person.email, *countries, *words)
    return folded("\n".join(texts))
