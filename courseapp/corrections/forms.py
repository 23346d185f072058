"""What a reader types to report a mistake, and an editor to decline a report."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import AnyOf, Email, Length, Optional, ValidationError
from wtforms.widgets import URLInput

from courseapp.accounts.honest_forms import HonestForm, needs_a_look
from courseapp.core.errors import Problem
from courseapp.core.form_checks import at_most, tidy_line, tidy_text
from courseapp.corrections import right_fields
from courseapp.corrections.places import Subject
from courseapp.corrections.proposals import ENDS_TOO_EARLY, same_value, value_of
from courseapp.corrections.reporting import Typed
from courseapp.corrections.right_fields import UnboundField
from courseapp.corrections.rules import (
    LONGEST_ADDRESS,
    LONGEST_COMMENT,
    LONGEST_LINE,
    LONGEST_TEXT,
    Reason,
    Wish,
    partial_date,
    web_address,
)
from courseapp.corrections.words import HINTS, REASONS
from courseapp.initiatives.document.dates import ends_before_it_starts, told
from courseapp.initiatives.document.record import Value

LIKE_DATES = "a year, a month or a day, such as 2024, June 2024 or 30 June 2024"
NO_DATE = f"Enter {LIKE_DATES}."
NO_ADDRESS = "This is not a web address. It looks like https://www.example.org/report."
NO_EMAIL = "This is not an e-mail address. It looks like name@ministry.example."
SAYS_SO = "The record says this already. Enter what is right instead, or tell it in your remarks."
NOTHING = "Enter what is right, or tell in your remarks what is wrong."
EITHER = "Either enter what is right, or tick that nothing should stand here: not both."
WHAT = {
    "wrong": "Something about it is wrong",
    "ended": "It has ended",
    "remove": "It should not be in the record",
}

# A form is listed in the order in which its fields were made: what is asked first stands here.
_EMPTY = BooleanField("Nothing should stand here: it is not known, or does not apply")
_WHAT = RadioField("What is wrong?", choices=[], validate_choice=False, default="wrong")
_TOLD = TextAreaField(
    "What is right?",
    [at_most(LONGEST_TEXT)],
    filters=[tidy_text],
    description="If something about it is wrong.",
)
_UNTIL = StringField(
    "When did it end?",
    filters=[tidy_line],
    description=f"If it has ended: {LIKE_DATES}.",
)
_ALL = TextAreaField("What is wrong or missing?", [at_most(LONGEST_TEXT)], filters=[tidy_text])


class ReportForm(HonestForm):
    """What every report says besides what is right: where that is stated, whom to answer."""

    subject: Subject
    present: Value | None

    at = HiddenField()
    seen = HiddenField()
    source_title = StringField(
        "Title of the document or page", [at_most(LONGEST_LINE)], filters=[tidy_line]
    )
    source_address = StringField(
        "Its address",
        [at_most(LONGEST_ADDRESS)],
        filters=[tidy_line],
        widget=URLInput(),
        description="A link, if there is one.",
    )
    source_date = StringField(
        "Its date",
        filters=[tidy_line],
        description=f"If you know it: {LIKE_DATES}.",
    )
    comment = TextAreaField("Your remarks", [at_most(LONGEST_COMMENT)], filters=[tidy_text])
    email = EmailField(
        "Your e-mail address",
        [Optional(), Email(NO_EMAIL), Length(max=320, message="Use at most 320 characters.")],
        filters=[tidy_line],
    )

    def validate_source_address(self, field: StringField) -> None:
        if field.data and web_address(field.data) is None:
            raise ValidationError(NO_ADDRESS)

    def validate_source_date(self, field: StringField) -> None:
        if partial_date(field.data or "") is None:
            raise ValidationError(NO_DATE)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check the fields, then what they say together."""
        fine = super().validate(extra_validators=extra_validators)
        try:
            self.wanted()
        except Problem as problem:
            field = self[problem.field or "right"]
            field.errors = field.errors or [problem.message]
            return False
        return fine

    def wanted(self) -> tuple[Wish, str, str]:
        """Return the wish, what was proposed, and until when. Raises Problem with its field."""
        raise NotImplementedError

    @property
    def typed(self) -> Typed:
        """What was typed, once it is valid."""
        wish, proposed, until = self.wanted()
        address, comment = self.source_address.data or "", self.comment.data or ""
        return Typed(
            wish=wish,
            proposed=proposed,
            until=until,
            source_title=self.source_title.data or "",
            source_address=(web_address(address) or "") if address else "",
            source_date=partial_date(self.source_date.data or "") or "",
            comment=comment,
            email=self.email.data or "",
            is_suspect=needs_a_look(proposed, comment, self.source_title.data),
        )


class FieldForm(ReportForm):
    """A field says something wrong; `right` is what fits its kind."""

    right: Any
    empty: Any = None  # only where something stands

    def wanted(self) -> tuple[Wish, str, str]:
        """Return what the field should say; a text that was not changed proposes nothing."""
        proposed, is_other = self._proposed()
        if self.empty is not None and self.empty.data:
            if is_other:
                raise Problem(EITHER, "empty")
            return Wish.EMPTY, "", ""
        if is_other:
            return Wish.SAY, proposed, ""
        if not self.comment.data:
            raise Problem(SAYS_SO if proposed else NOTHING, "right")
        return Wish.WORDS, "", ""

    def _proposed(self) -> tuple[str, bool]:
        """Return what was typed, and whether it is something and differs from the record."""
        field = self.subject.field
        if field is None:
            return "", False
        text = right_fields.typed_in(field, self.right, self.present)
        try:
            value = value_of(field, text)
        except Problem as problem:
            raise Problem(problem.message, "right") from problem
        return text, value is not None and not same_value(value, self.present)


class ThingForm(ReportForm):
    """A thing of a list is wrong, has ended, or should not be there."""

    right: Any
    what: Any
    until: Any

    def wanted(self) -> tuple[Wish, str, str]:
        """Return what should become of the thing; what is wrong in it is told in words."""
        words = self.right.data or ""
        if self.what.data == "remove" and self.subject.can_go:
            return Wish.REMOVE, words, ""
        if self.what.data == "ended" and self.subject.can_end:
            return Wish.END, words, self._ended()
        if not words and not self.comment.data:
            raise Problem(NOTHING, "right")
        return Wish.WORDS, words, ""

    def offer_what_can_be(self) -> None:
        """Ask only for what the thing can be: a membership ends, a number does not."""
        offered = dict(WHAT)
        if not self.subject.can_end:
            del offered["ended"], self.until
        self.what.choices = [SelectChoice(key, label) for key, label in offered.items()]

    def _ended(self) -> str:
        until, since = partial_date(self.until.data or ""), self.subject.thing.since
        if not until:
            raise Problem(NO_DATE, "until")
        if ends_before_it_starts(since, until):
            raise Problem(ENDS_TOO_EARLY.format(since=told(since)), "until")
        if until == self.subject.thing.until:
            raise Problem(SAYS_SO, "until")
        return until


class WordsForm(ReportForm):
    """Something that can only be told in words."""

    right: Any

    def wanted(self) -> tuple[Wish, str, str]:
        """Return the words."""
        if not self.right.data:
            raise Problem("Say what is wrong or missing.", "right")
        return Wish.WORDS, self.right.data, ""


def form_for(subject: Subject, present: Value | None) -> ReportForm:
    """Return the form that fits what is reported; `present` is the value that a field has now."""
    kind, questions = _asked(subject, present)
    field = subject.field
    given = {"right": right_fields.prefilled(field, present)} if field else {}
    form: ReportForm = type(kind.__name__, (kind,), questions)(data=given)
    form.subject, form.present = subject, present
    if isinstance(form, ThingForm):
        form.offer_what_can_be()
    return form


def _asked(
    subject: Subject, present: Value | None
) -> tuple[type[ReportForm], dict[str, UnboundField]]:
    if subject.field is not None:
        right = {"right": right_fields.right_field(subject.field, present)}
        return FieldForm, right if present is None else {**right, "empty": _EMPTY}
    if subject.can_go:
        return ThingForm, {"what": _WHAT, "until": _UNTIL, "right": _TOLD}
    return WordsForm, {"right": _ALL}


class DeclineForm(FlaskForm):
    """Why a report is declined."""

    reason = RadioField(
        "Why?",
        [AnyOf([each.value for each in Reason], message="Choose why.")],
        choices=[
            SelectChoice(reason.value, words, render_kw={"hint": HINTS.get(reason, "")})
            for reason, words in REASONS.items()
        ],
        validate_choice=False,
    )
    words = TextAreaField("In your own words", [at_most(LONGEST_COMMENT)], filters=[tidy_text])
