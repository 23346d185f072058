"""What an editor sends to give a publication its file."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired
from wtforms import HiddenField

from courseapp.files.forms import UploadField
from courseapp.files.rules import DOCUMENTS


class FileForm(FlaskForm):
    """A file; `seen` is the key of the one that stood on the page, so that nobody's is lost."""

    document = UploadField("File", [FileRequired("Choose a file.")], allowed=DOCUMENTS)
    seen = HiddenField()
