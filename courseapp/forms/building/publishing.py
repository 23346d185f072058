"""A form becomes a version that people fill in, and drafts of an earlier one come along or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.facts.changing import log
from courseapp.events.models import Event
from courseapp.forms.building.settling import settled
from courseapp.forms.document.changes import Change, changes
from courseapp.forms.document.faults import blocking
from courseapp.forms.document.record import FormDocument
from courseapp.forms.document.wording import STAGES
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.use import Answered, FormUse


class Drafts(StrEnum):
    """What becomes of drafts when the form changes."""

    MOVE = "move"
    STAY = "stay"


@dataclass(frozen=True)
class Decision:
    """What an organiser decides on publishing.

    `revision` is that of the form as she looked it over, `note` is for the list of versions.
    """

    revision: int
    drafts: Drafts = Drafts.MOVE
    note: str = ""


@dataclass(frozen=True)
class Used:
    """A version with how many people answer it, and what it changed of the one before."""

    version: FormVersion
    answered: Answered
    changes: tuple[Change, ...] = ()

    @property
    def is_first(self) -> bool:
        return self.version.number == 1


def used_versions(session: Session, form: Form, use: FormUse) -> Sequence[Used]:
    """Return the versions of a form, the newest first. A fixed number of statements."""
    counted = use.counted(session, form)
    shown = [each.shown for each in form.versions]
    found = [
        Used(
            each,
            counted.get(each.id, Answered()),
            changes(shown[place - 1], shown[place]) if place else (),
        )
        for place, each in enumerate(form.versions)
    ]
    return found[::-1]


def version_of(form: Form, number: int) -> FormVersion:
    """Return a version by its number. Raises NotFound."""
    for each in form.versions:
        if each.number == number:
            return each
    raise NotFound


def unpublished(form: Form) -> tuple[Change, ...]:
    """Return what people do not see yet, against the version that they fill in now."""
    return changes(form.newest.shown, form.composed) if form.newest else ()


def has_news(form: Form) -> bool:
    """Return whether publishing the form would show people anything new."""
    return form.newest is None or form.newest.document != form.document


def publish_form(
    session: Session,
    actor: Person,
    now: datetime,
    form: Form,
    use: FormUse,
    decision: Decision,
) -> FormVersion:
    """Return the new version. Raises Problem where the form cannot be shown to people.

    Two at once make one version: the second finds nothing new.
    """
    event = form.event
    if event is None:
        raise NotFound  # a template is copied, never answered
    lock(session, Form, form.id)
    session.refresh(form, ["versions"])
    _refuse(form, decision.revision)
    document = _settled(form, now)
    version = FormVersion(
        form=form,
        number=form.newest.number + 1 if form.newest else 1,
        document=to_plain(document),
        note=decision.note,
        author=actor.display_name,
        published_at=now,
    )
    session.add(version)
    form.document = version.document
    session.flush()
    moved = _move(session, now, form, version, use) if decision.drafts is Drafts.MOVE else 0
    _log(session, actor, now, event, version, moved)
    return version


def _refuse(form: Form, revision: int) -> None:
    if form.revision != revision:
        raise Problem(
            "The form was changed since you opened this page. Look at the changes below, then "
            "publish."
        )
    if not has_news(form):
        raise Problem("Nothing has changed since the version that people fill in.")
    if found := blocking(form.composed, form.stage):
        raise Problem(f"People could not answer this form: {found[0].text}")


def _settled(form: Form, now: datetime) -> FormDocument:
    earlier = [each.shown for each in form.versions]
    return settled(form.composed, earlier, now.date())


def _move(session: Session, now: datetime, form: Form, version: FormVersion, use: FormUse) -> int:
    earlier = [each for each in form.versions if each is not version]
    return sum(use.move_drafts(session, now, each, version) for each in earlier)


def _log(
    session: Session, actor: Person, now: datetime, event: Event, version: FormVersion, moved: int
) -> None:
    stage = STAGES[version.form.stage][0].lower()
    told = f"Published version {version.number} of the form “{stage}”."
    if moved:
        told += f" {moved} draft{' was' if moved == 1 else 's were'} moved to it."
    log(session, event, actor, now, "publish form", told)
