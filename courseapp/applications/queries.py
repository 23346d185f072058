"""Reading applications as their applicant may."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Action
from courseapp.core.audit import AuditEntry, history
from courseapp.core.errors import NotFound
from courseapp.events.models import Event

BEGIN = "begin"
STEPS_OF_HERS_AND_OURS = frozenset({BEGIN, *(action.value for action in Action)})


def own_application(session: Session, person: Person, reference: str) -> Application:
    """Return the person's application with the reference. Raises NotFound for anybody else's."""
    found = session.scalars(
        _with_initiative().where(
            Application.reference == reference, Application.person_id == person.id
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def application_for(session: Session, person: Person, event: Event) -> Application | None:
    """Return what the person has sent, or begun to write, for the event."""
    return session.scalars(
        select(Application).where(
            Application.event_id == event.id, Application.person_id == person.id
        )
    ).one_or_none()


def is_sent(session: Session, reference: str) -> bool:
    """Return whether the application with the reference was sent. One statement."""
    wanted = select(Application.id).where(
        Application.reference == reference, Application.submitted_at.is_not(None)
    )
    return session.scalar(wanted) is not None


def applications_of(person: Person) -> Select[Application]:
    """Return the statement for the person's applications, the latest change first."""
    return (
        _with_initiative()
        .where(Application.person_id == person.id)
        .order_by(Application.status_since.desc(), Application.id.desc())
    )


def public_history(session: Session, application: Application) -> Sequence[AuditEntry]:
    """Return what happened to the application, oldest first, without private entries."""
    entries = history(session, [f"application/{application.id}"])
    return [entry for entry in reversed(entries) if entry.verb in STEPS_OF_HERS_AND_OURS]


def _with_initiative() -> Select[Application]:
    return select(Application).options(joinedload(Application.event).joinedload(Event.initiative))
