"""Opening and closing the form with which one asks to join, by the organisers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import audit
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import THE_PRODUCT
from courseapp.joining.models import JoinForm
from courseapp.joining.queries import form_of
from courseapp.joining.rules import PartnerKind
from courseapp.joining.words import listed


@dataclass(frozen=True)
class Settings:
    """What organisers choose. An open form is for somebody: `kinds` is not empty then."""

    is_open: bool
    kinds: Sequence[PartnerKind]
    introduction: str = ""
    commitment: str = ""


class JoinForms:
    """Tells the initiatives' pages whether to show "Join us"; see `initiatives.invitations`."""

    def is_open(self, session: Session, initiative_id: int) -> bool:
        """Return whether the initiative takes requests now. One statement."""
        form = form_of(session, initiative_id)
        return form is not None and form.is_open


def change_settings(
    session: Session, actor: Person | None, now: datetime, initiative: Initiative, wanted: Settings
) -> JoinForm:
    """Open, close or change the form; actor None: the product itself.

    Raises Problem for an open form that is for nobody.
    """
    lock(session, Initiative, initiative.id)  # two who open it for the first time at once
    if wanted.is_open and not wanted.kinds:
        raise Problem("Choose at least one kind: an open form is for somebody.", "kinds")
    form = form_of(session, initiative.id)
    before = _told(form)
    if form is None:
        form = JoinForm(initiative_id=initiative.id)
        session.add(form)
    form.is_open = wanted.is_open
    form.kinds = [kind.value for kind in PartnerKind if kind in wanted.kinds]
    form.introduction, form.commitment = wanted.introduction, wanted.commitment
    form.changed_by = actor.display_name if actor else THE_PRODUCT
    form.changed_at = now
    session.flush()
    _note(session, now, form, before, initiative)
    return form


def _note(
    session: Session, now: datetime, form: JoinForm, before: dict[str, str], initiative: Initiative
) -> None:
    after = _told(form)
    if before == after:
        return
    state = "is open" if form.is_open else "is closed"
    audit.record(
        session,
        at=now,
        actor=form.changed_by,
        verb="change joining",
        subject=f"initiative/{initiative.id}",
        summary=f"The form to join {initiative.called} {state}.",
        before=before,
        after=after,
    )


def _told(form: JoinForm | None) -> dict[str, str]:
    if form is None:
        return {}
    return {
        "open": "yes" if form.is_open else "no",
        "for": listed(form.open_to),
        "introduction": form.introduction,
        "commitment": form.commitment,
    }
