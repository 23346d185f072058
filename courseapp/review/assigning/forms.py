"""What organisers enter when they assign reviewers."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet

from courseapp.core.form_checks import needed
from courseapp.core.form_fields import WholeNumberField
from courseapp.review.assigning.planning import MOST_EACH, MOST_MOST, Wish
from courseapp.review.assigning.table import MOST_BYTES, MOST_ROWS

MOST_REQUEST_BYTES = MOST_BYTES + 1_000_000


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view


class WishForm(_Form):
    """What a proposal is asked for; it stands in the address of the dry run."""

    each = WholeNumberField(
        "Reviews of each application", 1, MOST_EACH, validators=[needed("Enter how many reviews.")]
    )
    most = WholeNumberField(
        "Applications for each reviewer, at most",
        1,
        MOST_MOST,
        validators=[needed("Enter how many applications.")],
    )
    tag = SelectField("Which applications", choices=[], coerce=int, validate_choice=False)

    @classmethod
    def of(cls, usual: Wish, tags: Mapping[int, str], everybody: str, typed: Any) -> "WishForm":
        """Return the form as it was sent along, or with what one usually asks for."""
        known = {"each": usual.each, "most": usual.most, "tag": usual.tag_id}
        form = cls(typed if typed and "each" in typed else None, data=known)
        named = (SelectChoice(key, f"those with the tag “{name}”") for key, name in tags.items())
        form.tag.choices = [SelectChoice(0, everybody), *named]
        if form.tag.data not in tags:
            form.tag.data = 0
        return form

    def wish(self) -> Wish:
        """Return what was entered; only after the form was found valid."""
        return Wish(self.each.data or 1, self.most.data or 1, self.tag.data or 0)


class TableForm(_Form):
    """A table of assignments."""

    file = FileField(
        "Table",
        [needed("Choose a file.")],
        description=f"CSV in UTF-8, at most {MOST_ROWS:,} rows.",
        render_kw={"accept": ".csv,.tsv,.txt,text/*"},
    )
