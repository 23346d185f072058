"""Forms and their versions. Applicants see a version, and a version never changes."""

from datetime import datetime
from functools import cached_property
from typing import Any, TypedDict

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from courseapp.core.database import Base, one_of
from courseapp.events.models import Event
from courseapp.forms.document.record import FormDocument, Stage
from courseapp.forms.document.writing import from_plain


class Form(Base):
    """A form of an event for one stage, or a template of a series or an initiative.

    `document` is what organisers are composing; see `forms.document.writing`. It becomes public
    as a version. `source` says in words what it was copied from. `revision` rises with each
    change, so that a second editor is noticed.
    """

    __tablename__ = "forms"
    __table_args__ = (
        UniqueConstraint("event_id", "stage"),
        CheckConstraint("event_id IS NULL OR series_id IS NULL", name="event_or_series"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    stage: Mapped[Stage] = mapped_column(one_of(Stage))
    name: Mapped[str] = mapped_column(String(300), default="")  # of a template
    source: Mapped[str] = mapped_column(Text, default="")
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    event: Mapped[Event | None] = relationship()
    versions: Mapped[list["FormVersion"]] = relationship(
        back_populates="form", order_by="FormVersion.number"
    )

    @property
    def composed(self) -> FormDocument:
        """The form as it is being composed."""
        return from_plain(self.document)

    @property
    def newest(self) -> "FormVersion | None":
        """The version that people fill in, if there is one."""
        return self.versions[-1] if self.versions else None


class FormVersion(Base):
    """A form as it was shown to people, from then on."""

    __tablename__ = "form_versions"
    __table_args__ = (
        UniqueConstraint("form_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text, default="")
    author: Mapped[str] = mapped_column(String(300), default="")
    published_at: Mapped[datetime]

    form: Mapped[Form] = relationship(back_populates="versions")

    @cached_property
    def shown(self) -> FormDocument:
        """The form as people see it; read once, for a version never changes."""
        return from_plain(self.document)


class FormStep(Base):
    """A step of composing a form that can still be undone: the form as it was before.

    `source` is where it came from then; `revision` is that of the form after the step. Only the
    latest steps are kept, and the newest is always the one that made the form what it is.
    """

    __tablename__ = "form_steps"
    __table_args__ = (UniqueConstraint("form_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("forms.id"))
    revision: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]


class Replaced(TypedDict):
    """An answer that gave way to a newer one; `at` is an instant (ISO 8601)."""

    question: str
    text: str
    at: str


class FilledForm:
    """A form that somebody fills in, and what she has typed so far.

    `version` rises with each saved change, so that a page that is read is known to be the newest.
    Each answer is one text, under the key of its question in the form's version. `typed` holds
    what she is writing, just as she typed it, so that nothing is lost because it is not right
    yet; None while she changes nothing. `answers` holds what was sent last. `typed_at` tells when
    each answer was typed, `replaced` which ones gave way to newer ones.
    """

    version: Mapped[int] = mapped_column(default=0)
    form_version_id: Mapped[int | None] = mapped_column(ForeignKey("form_versions.id"), index=True)
    language: Mapped[str] = mapped_column(String(35), default="")  # in which she reads the form
    typed: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    typed_at: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # ISO 8601, by question
    replaced: Mapped[list[Replaced]] = mapped_column(JSON, default=list)
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    saved_at: Mapped[datetime]

    @declared_attr
    def form_version(cls) -> Mapped[FormVersion | None]:  # noqa: N805 - SQLAlchemy's own way
        """The form as she fills it in; none where no form is asked for."""
        return relationship(FormVersion)
