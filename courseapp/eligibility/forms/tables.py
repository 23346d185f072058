"""The file with which organisers test their rules."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from courseapp.core.form_checks import needed, tidy_line
from courseapp.eligibility.tables.reading import MOST_BYTES, MOST_ROWS

# The whole request: the file, and room to refuse a larger one politely.
MOST_REQUEST_BYTES = MOST_BYTES + 1_000_000


class TableForm(FlaskForm):
    """A decision table."""

    file = FileField(
        "Table",
        [needed("Choose a file.")],
        description=f"CSV in UTF-8, at most {MOST_ROWS:,} rows. It replaces an earlier one.",
        render_kw={"accept": ".csv,.tsv,.txt,text/*"},
    )

    def content(self) -> tuple[bytes, str]:
        """Return the bytes and the name of what was chosen."""
        return self.file.data.read(MOST_BYTES + 1), tidy_line(self.file.data.filename)
