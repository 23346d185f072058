"""Beginning with what somebody wrote before: one form for several editions and similar events."""

from collections.abc import Mapping, Sequence
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.models import Application
from courseapp.applications.queries import own_application
from courseapp.events.models import Event
from courseapp.forms.document.known import KNOWN, MODULES
from courseapp.forms.document.reading import complaint
from courseapp.forms.document.record import FormDocument, Kind, Question, Visibility
from courseapp.forms.filling.keeping import texts_of

MOST_OFFERED = 3
LOOKED_THROUGH = 10
# A file, an agreement and the modules of an event belong to the application they were given with.
NEVER_TAKEN = frozenset({Kind.FILE, Kind.STATEMENT, Kind.NOTE})


def earlier_applications(
    session: Session, person: Person, event: Event, form: FormDocument
) -> Sequence[Application]:
    """Return her applications for other events of which something fits, the latest first.

    One statement, and one for each of their events with its modules.
    """
    wanted = (
        select(Application)
        .where(
            Application.person_id == person.id,
            Application.event_id != event.id,
            Application.form_version_id.is_not(None),
        )
        .options(joinedload(Application.event), joinedload(Application.form_version))
        .order_by(Application.saved_at.desc(), Application.id.desc())
        .limit(LOOKED_THROUGH)
    )
    found = (each for each in session.scalars(wanted) if len(carried_over(each, form)) > 1)
    return tuple(islice(found, MOST_OFFERED))


def named_earlier(session: Session, person: Person, reference: str) -> Application | None:
    """Return the application with whose answers she wants to begin; None for no reference.

    Raises NotFound for anybody else's.
    """
    return own_application(session, person, reference) if reference else None


def carried_over(earlier: Application, form: FormDocument) -> Mapping[str, str]:
    """Return the answers that stand as well in another form, by its questions.

    What was sensitive is taken only to where nobody more may read it.
    """
    source, texts = form_asked(earlier), texts_of(earlier)
    return {
        question.key: texts[question.key]
        for question in form.questions
        if texts.get(question.key)
        and _asks_the_same(question, form, source)
        and complaint(question, texts[question.key]) is None
    }


def _asks_the_same(question: Question, form: FormDocument, source: FormDocument) -> bool:
    """Own questions of two forms may have one key by chance; then their words differ."""
    before = source.by_key.get(question.key)
    if before is None or before.kind is not question.kind or question.key == MODULES:
        return False
    if question.kind in NEVER_TAKEN or _is_wider(question, before):
        return False
    said = (form.said(question.label, "en"), source.said(before.label, "en"))
    return question.key in KNOWN or said[0] == said[1]


def _is_wider(question: Question, before: Question) -> bool:
    narrow = before.visibility is Visibility.SENSITIVE
    return narrow and question.visibility is not Visibility.SENSITIVE
