"""Making many applications at once: the same as one by one, in few statements.

Each is new and holds no seat, so there is nothing that `applications.lifecycle` would have to
hold, count or pass on: they come into the database as sent.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.judging import judge, told_in_words
from courseapp.applications.models import Application, ModuleWish, Sending
from courseapp.applications.rules import Action, Status
from courseapp.applications.texts import WHAT_HAPPENED
from courseapp.applications.writing import keep_for_lists
from courseapp.core.audit import record
from courseapp.core.ids import reference_number
from courseapp.eligibility.queries import rules_in_force
from courseapp.events.clock.deadlines import closing_of
from courseapp.events.models import Event
from courseapp.forms.document.known import CONSENT, MODULES
from courseapp.forms.document.reading import values_of
from courseapp.forms.document.record import FormDocument
from courseapp.intake.coming_in import ApplicationSource
from courseapp.intake.entering.bringing_in import Brought


def bring_in_many(
    session: Session, actor: Person, now: datetime, event: Event, brought: Sequence[Brought]
) -> list[Application]:
    """Return the new applications, sent, for an event that is held; mails nothing.

    The answers were checked by the caller, and all are on the same version of the form. Where
    rules of who may apply are in force, each is judged by itself, which takes some statements.
    """
    if not brought:
        return []
    made = [_application(actor, now, event, each) for each in brought]
    document = form_asked(made[0])
    for application in made:
        _keep(application, document)
    session.add_all(made)
    session.flush()
    for application, each in zip(made, brought, strict=True):
        _note(session, actor, now, application, each)
    session.flush()
    if rules_in_force(session, event) is not None:
        for application in made:
            told = told_in_words(judge(session, actor, now, application))
            application.sendings[0].told = told
    return made


def _application(actor: Person, now: datetime, event: Event, brought: Brought) -> Application:
    closing = closing_of(event)
    return Application(
        reference=reference_number(),
        event=event,
        person=brought.person,
        form_version=brought.version,
        language=brought.language,
        answers=dict(brought.answers),
        typed=None,
        status=Status.SUBMITTED,
        status_since=now,
        created_at=now,
        saved_at=now,
        submitted_at=brought.sent_at or now,
        due_at=max(closing.at, now) if closing else now,
        consented_at=now if brought.answers.get(CONSENT) else None,
        sendings=[_sending(actor, now, brought)],
        wishes=[ModuleWish(rank=rank, module_id=each) for rank, each in _modules(brought)],
    )


def _sending(actor: Person, now: datetime, brought: Brought) -> Sending:
    return Sending(
        number=1,
        form_version=brought.version,
        cause=brought.cause,
        author=actor.display_name,
        sent_at=now,
        answers=dict(brought.answers),
    )


def _modules(brought: Brought) -> Sequence[tuple[int, int]]:
    chosen = [each for each in values_of(brought.answers.get(MODULES, "")) if each.isdecimal()]
    return list(enumerate(map(int, chosen), start=1))


def _keep(application: Application, document: FormDocument) -> None:
    application.version = 1
    keep_for_lists(application, document, application.answers)


def _note(
    session: Session, actor: Person, now: datetime, application: Application, brought: Brought
) -> None:
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb=Action.ENTER.value,
        subject=f"application/{application.id}",
        summary=WHAT_HAPPENED[Action.ENTER],
        before={"status": Status.DRAFT.value},
        after={"status": Status.SUBMITTED.value},
    )
    session.add(
        ApplicationSource(
            application_id=application.id,
            source=brought.source,
            reachable=brought.reachable,
            reason=brought.reason,
            author=actor.display_name,
            at=now,
        )
    )
