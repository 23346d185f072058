"""What people choose to import a file."""

from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.validators import AnyOf

from courseapp.exchange.rules import MOST_BYTES

DRAFT, PUBLIC = "draft", "public"
# The whole request: the file, the text beside it, and room to refuse a larger file politely.
MOST_REQUEST_BYTES = MOST_BYTES + 8 * 1024 * 1024
CHOOSE = "Choose a file, or paste the text."
ONE_ONLY = "Choose a file or paste a text, not both."


class FileForm(FlaskForm):
    """A file, or a text in its place."""

    file = FileField(
        "File",
        description="CSV, JSON, YAML or text, at most 30 MB. We look at its content, not at its "
        "name.",
        render_kw={"accept": ".csv,.tsv,.txt,.json,.yaml,.yml,text/*,application/json"},
    )
    text = TextAreaField(
        "Or paste the text",
        description="For example everything on a page of the Climate Initiatives Platform.",
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
        return (self.text.data or "").encode(), ""


class TakeForm(FlaskForm):
    """How what was read is imported."""

    visibility = RadioField(
        "New records",
        [AnyOf([DRAFT, PUBLIC], message="Choose drafts or public.")],
        choices=[
            SelectChoice(
                DRAFT,
                "stay drafts",
                render_kw={"hint": "Only administrators and their organisers see them."},
            ),
            SelectChoice(PUBLIC, "are public at once", render_kw={"hint": "Everybody finds them."}),
        ],
        default=DRAFT,
        validate_choice=False,
    )
    with_older = BooleanField("Import also what is older than what we hold")
