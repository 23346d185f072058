"""A field to upload a file, for the forms of every feature."""

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, Form, ValidationError

from courseapp.core.errors import Problem
from courseapp.core.translations import told_later
from courseapp.files.rules import FileType, hint
from courseapp.files.storing import check_upload


class Acceptable:
    """A validator: the file, where one was chosen, is of an allowed type and size."""

    def __init__(self, allowed: Sequence[FileType]) -> None:
        self.allowed = allowed

    def __call__(self, _form: Form, field: Field) -> None:
        """Put what is wrong beside the field."""
        if isinstance(field.data, FileStorage):
            try:
                check_upload(field.data, self.allowed)
            except Problem as problem:
                raise ValidationError(str(problem.message)) from None


class UploadField(FileField):
    """A file of one of the allowed types; its hint says which, and how large.

    `data` is a FileStorage for `store`, or None. Add flask_wtf's FileRequired where it must be
    chosen. The form needs ``form_start(multipart=True)``, and its view ``@accepts_upload``.
    """

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        allowed: Sequence[FileType],
        **options: Any,
    ) -> None:
        options.setdefault("description", told_later(lambda: f"{hint(allowed)}."))
        options.setdefault("render_kw", {"accept": _accepted(allowed)})
        super().__init__(label, [*validators, Acceptable(allowed)], **options)


def _accepted(allowed: Sequence[FileType]) -> str:
    """Return what the browser's window offers first: media types and extensions."""
    return ",".join(word for each in allowed for word in (each.media_type, *each.extensions))
