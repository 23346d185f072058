"""What organisers choose to import a programme."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3

from courseapp.programmes.rules import MEGABYTE, MOST_BYTES

# The whole request: the file, the text beside it, and room to refuse a larger file politely.
MOST_REQUEST_BYTES = MOST_BYTES + 2 * MEGABYTE
LEAVE, WHOLE = "leave", "whole"
CHOOSE = "Choose a file, or paste the text."
ONE_ONLY = "Choose a file or paste a text, not both."


class ProgrammeFileForm(FlaskForm):
    """A file, or a text in its place."""

    file = FileField(
        "File",
        description="A calendar (.ics), a table (.csv, .xlsx) or a schedule (.json), at most 1 MB. "
        "We look at its content, not at its name.",
        render_kw={
            "accept": ".ics,.csv,.tsv,.txt,.xlsx,.json,text/*,application/json,"
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        },
    )
    text = TextAreaField(
        "Or paste the text",
        description="For example the rows of a spreadsheet, with the row of headers.",
    )
    whole_days = RadioField(
        "Calendar entries for whole days",
        choices=[
            SelectChoice(LEAVE, "Leave them out", render_kw={"hint": "Such as “Day 1”."}),
            SelectChoice(WHOLE, "Bring them as sessions from 00:00 to 24:00"),
        ],
        default=LEAVE,
        validate_choice=False,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """One of both is needed."""
        fine = bool(super().validate(extra_validators=extra_validators))
        has_text = bool((self.text.data or "").strip())
        if not self.file.data and not has_text:
            self.file.errors = [CHOOSE]
        elif self.file.data and has_text:
            self.text.errors = [ONE_ONLY]
        return fine and not self.file.errors and not self.text.errors

    def content(self) -> tuple[bytes, str]:
        """Return the bytes and the name of what was chosen; a pasted text has no name."""
        if self.file.data:
            return self.file.data.read(), self.file.data.filename or ""
        return (self.text.data or "").encode("utf-8", "replace"), ""

    def wants_whole_days(self) -> bool:
        """Return whether an entry for a whole day is a session."""
        return bool(self.whole_days.data == WHOLE)
