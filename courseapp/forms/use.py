"""What forms ask of the room that keeps the answers: how many there are, and moving drafts on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.orm import Session

from courseapp.core.database import rows_changed
from courseapp.forms.models import FilledForm, Form, FormVersion

_KEY = "form_use"


@dataclass(frozen=True)
class Answered:
    """How many people answer a version: in drafts, and sent."""

    drafts: int = 0
    sent: int = 0

    def __add__(self, other: "Answered") -> "Answered":
        return Answered(self.drafts + other.drafts, self.sent + other.sent)


class FormUse(Protocol):
    """A room that keeps answers to forms. `app.py` connects each."""

    def counted(self, session: Session, form: Form) -> Mapping[int, Answered]:
        """Return by the id of a version how many answer it. A fixed number of statements."""

    def move_drafts(
        self, session: Session, now: datetime, old: FormVersion, new: FormVersion
    ) -> int:
        """Let the drafts of one version be of another; answers stay under their questions' keys.

        Return how many were moved.
        """


@dataclass(frozen=True)
class FilledForms:
    """Answers that are kept in one table, of which some are not sent yet. A FormUse."""

    model: type[FilledForm]
    is_draft: ColumnElement[bool]

    def counted(self, session: Session, form: Form) -> Mapping[int, Answered]:
        """Return by the id of a version how many answer it. One statement."""
        answers, drafts = self.model.form_version_id, func.sum(case((self.is_draft, 1), else_=0))
        rows = session.execute(
            select(answers, drafts, func.count())
            .join(FormVersion, FormVersion.id == answers)
            .where(FormVersion.form_id == form.id)
            .group_by(answers)
        )
        return {version_id: Answered(begun, total - begun) for version_id, begun, total in rows}

    def move_drafts(
        self, session: Session, _now: datetime, old: FormVersion, new: FormVersion
    ) -> int:
        """Let the drafts of one version be of another; what was typed stays as it is.

        What the new version does not ask is dropped when the writer saves next.
        """
        of_old = self.model.form_version_id == old.id
        moved = update(self.model).where(of_old, self.is_draft).values(form_version_id=new.id)
        return rows_changed(session, moved)


@dataclass(frozen=True)
class Together:
    """All who keep answers, as one."""

    uses: tuple[FormUse, ...] = ()

    def counted(self, session: Session, form: Form) -> Mapping[int, Answered]:
        """Return the sums of what each counts."""
        found: dict[int, Answered] = {}
        for use in self.uses:
            for version_id, each in use.counted(session, form).items():
                found[version_id] = found.get(version_id, Answered()) + each
        return found

    def move_drafts(
        self, session: Session, now: datetime, old: FormVersion, new: FormVersion
    ) -> int:
        """Let each move its drafts; return how many were moved."""
        return sum(use.move_drafts(session, now, old, new) for use in self.uses)


def connect(app: Flask, use: FormUse) -> None:
    """Let these answers be counted and moved too."""
    app.extensions.setdefault(_KEY, []).append(use)


def form_use() -> FormUse:
    """Return whoever keeps answers to forms; nobody at first."""
    return Together(tuple(current_app.extensions.get(_KEY, ())))
