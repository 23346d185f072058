"""What an organiser can ask an applicant for, and what is asked at present, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from courseapp.applications.asked import NOT_SENSITIVE, Answered, answered, form_asked
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.applications.writing import open_request
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import moment
from courseapp.events.rules import EventStatus
from courseapp.intake.scope import zone_of

END_OF_DAY = time(23, 59)


@dataclass(frozen=True)
class AskedSection:
    """A page of the form with the questions that can open again, and what was answered.

    What is sensitive is named without its answer.
    """

    title: str
    questions: Sequence[Answered]


@dataclass(frozen=True)
class OpenRequest:
    """What an applicant is asked for at present; `labels` are those of the questions."""

    message: str
    labels: Sequence[str]
    asked_by: str
    asked_at: datetime
    reply_by: datetime | None
    is_overdue: bool


def can_ask(application: Application) -> bool:
    """Return whether questions can open again: it was sent and nothing is decided."""
    is_live = application.event.status is not EventStatus.CANCELLED
    has_form = application.form_version_id is not None
    return has_form and is_live and application.status is Status.SUBMITTED


def sections_to_ask(application: Application) -> Sequence[AskedSection]:
    """Return what the application was asked, page by page."""
    document = form_asked(application)
    told = answered(document, application.answers, may_see=NOT_SENSITIVE)
    pages = ((each, [one for one in told if one.step == each.key]) for each in document.sections)
    return [AskedSection(document.said(page.title, ""), found) for page, found in pages if found]


def asked_at_present(application: Application, now: datetime) -> OpenRequest | None:
    """Return what she is asked for, or None."""
    request = open_request(application)
    if request is None:
        return None
    document = form_asked(application)
    asked = document.by_key
    return OpenRequest(
        request.message,
        [document.said(asked[key].label, "") for key in request.questions if key in asked],
        request.asked_by,
        request.asked_at,
        request.reply_by,
        request.reply_by is not None and request.reply_by < now,
    )


def end_of(day: date | None, application: Application) -> datetime | None:
    """Return the last minute of the day where the event is. Raises Problem beside the day."""
    if day is None:
        return None
    try:
        return moment(datetime.combine(day, END_OF_DAY), zone_of(application.event)).at
    except Problem as problem:
        raise Problem(problem.message, "reply_by") from None
