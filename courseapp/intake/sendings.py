"""An application as it was sent, time after time: what changed, and all answers as they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType

from sqlalchemy.orm import Session

from courseapp.applications.asked import Answered, answered, form_of_sending
from courseapp.applications.models import Application, Sending
from courseapp.applications.rules import Cause
from courseapp.intake.agreements import without_consent
from courseapp.intake.questionnaire import questionnaire_of

CAUSES = MappingProxyType(
    {
        Cause.SENT: "Sent",
        Cause.CHANGED: "Changed and sent again",
        Cause.INFORMATION: "Sent what was asked for",
        Cause.ON_BEHALF: "Entered by an organiser",
        Cause.IMPORTED: "Imported from a table",
    }
)


@dataclass(frozen=True)
class Difference:
    """A question whose answer is another one since; "" is no answer."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class SentOnce:
    """One sending: `version` is the number of the form's version on which it was given.

    `told` is what the rules of who may apply said of it then.
    """

    number: int
    cause: str
    author: str
    sent_at: datetime
    version: int | None
    told: str
    answers: tuple[Answered, ...]
    differences: tuple[Difference, ...]


def sendings_of(session: Session, application: Application) -> tuple[SentOnce, ...]:
    """Return each sending, the newest first, in the words of its own version of the form.

    What is sensitive in any version of the form is left out: even that it changed would tell
    something. Two statements, and one for each version that was answered.
    """
    hidden = questionnaire_of(session, application.event).hidden
    told = [(each, _answers(each, hidden)) for each in application.sendings]
    first = [_once(sending, answers, ()) for sending, answers in told[:1]]
    later = [
        _once(sending, answers, tuple(_differences(before, answers)))
        for (_, before), (sending, answers) in pairwise(told)
    ]
    return tuple(reversed(first + later))


def _answers(sending: Sending, hidden: frozenset[str]) -> tuple[Answered, ...]:
    told = answered(form_of_sending(sending), sending.answers)
    shown = without_consent(told, sending.answers)
    return tuple(each for each in shown if each.name not in hidden)


def _differences(before: tuple[Answered, ...], after: tuple[Answered, ...]) -> Iterator[Difference]:
    """Yield what differs, in the order of the newer form, then what is not asked any more."""
    old, new = _by_name(before), _by_name(after)
    for name in (*new, *(each for each in old if each not in new)):
        told = new[name] if name in new else old[name]
        texts = (_text(old.get(name)), _text(new.get(name)))
        if texts[0] != texts[1]:
            yield Difference(told.label, *texts)


def _text(answer: Answered | None) -> str:
    return answer.text if answer else ""


def _by_name(answers: tuple[Answered, ...]) -> Mapping[str, Answered]:
    return {each.name: each for each in answers}


def _once(
    sending: Sending, answers: tuple[Answered, ...], differences: tuple[Difference, ...]
) -> SentOnce:
    return SentOnce(
        number=sending.number,
        cause=CAUSES[sending.cause],
        author=sending.author,
        sent_at=sending.sent_at,
        version=sending.form_version.number if sending.form_version else None,
        told=sending.told,
        answers=answers,
        differences=differences,
    )
