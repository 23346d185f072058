"""What forms ask of the room that keeps the answers: how many there are, and moving drafts on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.forms.models import Form, FormVersion

_KEY = "form_use"


@dataclass(frozen=True)
class Answered:
    """How many people answer a version: in drafts, and sent."""

    drafts: int = 0
    sent: int = 0

    @property
    def total(self) -> int:
        return self.drafts + self.sent


class FormUse(Protocol):
    """Who keeps the answers to forms. `app.py` connects it."""

    def counted(self, session: Session, form: Form) -> Mapping[int, Answered]:
        """Return by the id of a version how many answer it. A fixed number of statements."""

    def move_drafts(
        self, session: Session, now: datetime, old: FormVersion, new: FormVersion
    ) -> int:
        """Let the drafts of one version be of another; answers stay under their questions' keys.

        Return how many were moved.
        """


class NobodyAnswers:
    """While nothing is connected, forms are composed and never answered."""

    def counted(self, _session: Session, _form: Form) -> Mapping[int, Answered]:
        return {}

    def move_drafts(
        self, _session: Session, _now: datetime, _old: FormVersion, _new: FormVersion
    ) -> int:
        return 0


def connect(app: Flask, use: FormUse) -> None:
    """Let this room be asked for who answers forms."""
    app.extensions[_KEY] = use


def form_use() -> FormUse:
    """Return who keeps the answers."""
    return cast(FormUse, current_app.extensions.get(_KEY) or NobodyAnswers())
