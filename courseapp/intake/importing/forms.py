"""The file of applications that an organiser brings."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField

from courseapp.core.form_checks import at_most, needed, tidy_line
from courseapp.intake.importing.opening import MOST_BYTES, MOST_ROWS
from courseapp.intake.rules import LONGEST_SOURCE

# The whole request: the file, and room to refuse a larger one politely.
MOST_REQUEST_BYTES = MOST_BYTES + 1_000_000


class ImportForm(FlaskForm):
    """A table, and where its answers come from."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    file = FileField(
        "Table",
        [needed("Choose a file.")],
        description=f"CSV in UTF-8, at most {MOST_ROWS:,} rows.",
        render_kw={"accept": ".csv,.tsv,.txt,text/*"},
    )
    source = StringField(
        "Where the answers come from",
        [needed("Say where you have the answers from."), at_most(LONGEST_SOURCE)],
        filters=[tidy_line],
    )

    def content(self) -> tuple[str, str, bytes]:
        """Return the name of the file, the source and the bytes; only when it was found valid."""
        name = tidy_line(self.file.data.filename)
        return name, self.source.data or "", self.file.data.read(MOST_BYTES + 1)
