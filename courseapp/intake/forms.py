"""The forms of the list: names of tags and filters, notes, columns, exports."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.widgets import CheckboxInput, ListWidget

from courseapp.intake.columns import Column, Fixed
from courseapp.intake.exporting.giving_out import GivenAs
from courseapp.intake.filters import Filters
from courseapp.intake.models import ApplicationNote
from courseapp.intake.tagging.reading import CountedTag

MINE, EVERYTHING, IMPERSONAL = "mine", "everything", "impersonal"
DOCUMENTS = "zip"
HAS_COLUMNS = frozenset({GivenAs.XLSX.value, GivenAs.CSV.value})
ALL_OR_NOTHING = (
    "This file holds all answers, personal ones too. Choose a spreadsheet or a table to read, or "
    "other columns."
)


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view


class _OfAList(_Form):
    """A form that comes from the list and goes back to it; `back` is the list's query."""

    back = HiddenField()

    @property
    def filters(self) -> Filters:
        return Filters.of_query(self.back.data or "")


class SaveFilterForm(_OfAList):
    """The name of a filter, and whether the team has it too."""

    name = StringField("Name")
    is_shared = BooleanField("Show it to everybody who organises this event")


class TagForm(_Form):
    """The name of a tag."""

    name = StringField("Name")


class MergeForm(_Form):
    """Into which other tag."""

    into = SelectField("Merge into", coerce=str)

    def offer(self, tags: Sequence[CountedTag], but: int) -> None:
        """Let choose every tag but the one that is merged."""
        self.into.choices = [
            SelectChoice(str(each.id), each.name) for each in tags if each.id != but
        ]

    @property
    def into_id(self) -> int:
        text = self.into.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class NoteForm(_Form):
    """A note; `seen` is its revision when it was opened."""

    text = TextAreaField("Note")
    seen = HiddenField(default="0")

    @classmethod
    def of(cls, note: ApplicationNote) -> "NoteForm":
        """Return the form with what the note says, or with what was sent."""
        return cls(data={"text": note.text, "seen": str(note.revision)})

    @property
    def seen_revision(self) -> int:
        text = self.seen.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else -1


class ColumnsForm(_OfAList):
    """Which columns are shown."""

    columns = SelectMultipleField(
        "Columns", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )

    def offer(self, offered: Sequence[Column], chosen: Sequence[str]) -> None:
        """Offer what is shown now first, in its order, then the others; never the applicant."""
        by_key = {each.key: each for each in offered if each.key != Fixed.NAME}
        order = [*(key for key in chosen if key in by_key), *by_key]
        self.columns.choices = [
            SelectChoice(key, by_key[key].label) for key in dict.fromkeys(order)
        ]


class ExportForm(_OfAList):
    """Which file, with which columns."""

    given_as = RadioField(
        "Kind of file",
        choices=[
            SelectChoice(
                GivenAs.XLSX.value,
                "Spreadsheet (XLSX)",
                render_kw={"hint": "Answers in words, to read."},
            ),
            SelectChoice(
                GivenAs.CSV.value, "Table (CSV)", render_kw={"hint": "Answers in words, to read."}
            ),
            SelectChoice(
                GivenAs.KEPT_CSV.value,
                "Table that can be read back (CSV)",
                render_kw={"hint": "All questions, with keys and codes as they are kept."},
            ),
            SelectChoice(
                GivenAs.JSON.value,
                "For other programs (JSON)",
                render_kw={"hint": "All questions, with every version of the form."},
            ),
        ],
        default=GivenAs.XLSX.value,
    )
    columns = RadioField(
        "Columns of a spreadsheet or table to read",
        choices=[
            SelectChoice(MINE, "Those of your list"),
            SelectChoice(EVERYTHING, "All of them"),
            SelectChoice(
                IMPERSONAL,
                "All without personal data",
                render_kw={
                    "hint": "No names, addresses or numbers, and nothing that the form marks as "
                    "personal. Longer texts can still tell who wrote them."
                },
            ),
        ],
        default=MINE,
    )

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether the fields are sound, also beside each other."""
        sound = bool(super().validate(extra_validators))
        if self.columns.data == IMPERSONAL and self.given_as.data not in HAS_COLUMNS:
            self.columns.errors = [ALL_OR_NOTHING]
            return False
        return sound

    def offer_documents(self) -> None:
        """Offer the documents too, where the form asks for some."""
        documents = SelectChoice(
            DOCUMENTS,
            "Documents (ZIP)",
            render_kw={"hint": "A folder for each application. Sensitive ones are not in it."},
        )
        self.given_as.choices = [*(self.given_as.choices or ()), documents]
