"""What somebody sends to add a document."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired

from courseapp.core.translations import lazy_gettext
from courseapp.files.forms import UploadField
from courseapp.files.rules import PAPERS


class DocumentForm(FlaskForm):
    """One file: a PDF, or a photo or scan of paper."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    document = UploadField(
        lazy_gettext("File"), [FileRequired(lazy_gettext("Choose a file."))], allowed=PAPERS
    )
