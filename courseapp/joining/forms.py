"""What is typed into a page about a request, by the team and by the requester; and the settings."""

import unicodedata

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.validators import ValidationError

from courseapp.core.form_checks import at_most_words, needed
from courseapp.core.typed_text import one_line, paragraphs
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.joining.deciding import WRITE_A_DATE, Acceptance
from courseapp.joining.opening import Settings
from courseapp.joining.rules import TEXT_WORDS, JoinsAs, PartnerKind
from courseapp.joining.words import MANY


def _text(text: str | None) -> str:
    return paragraphs(text or "")


def _date(text: str | None) -> str:
    """Digits of other scripts mean the same: ٢٠٢٧ is 2027."""
    return "".join(str(unicodedata.decimal(c, c)) for c in one_line(text or ""))


class _TextForm(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view, or the secret link


class AnswerForm(_TextForm):
    """The answer to a question of the team."""

    answer = TextAreaField(
        "Your answer",
        [needed("Write your answer."), at_most_words(TEXT_WORDS)],
        filters=[_text],
    )


class DecisionForm(_TextForm):
    """What stands in a letter of the team; `step` is ``preview`` or ``send``."""

    step = HiddenField()
    text = TextAreaField(filters=[_text])


class QuestionForm(DecisionForm):
    """A question to the requester."""

    text = TextAreaField(
        "Your question",
        [needed("Write the question."), at_most_words(TEXT_WORDS)],
        filters=[_text],
    )


class DeclineForm(DecisionForm):
    """Why a request is declined."""

    text = TextAreaField(
        "The reason",
        [
            needed("Write the reason. The requester reads it in the letter."),
            at_most_words(TEXT_WORDS),
        ],
        filters=[_text],
    )


class AcceptForm(DecisionForm):
    """As what and from when somebody joins."""

    joins_as = RadioField(
        "Joins as",
        choices=[SelectChoice("partner", "Partner"), SelectChoice("member", "Member")],
        default=JoinsAs.PARTNER.value,
        validate_choice=False,
    )
    since = StringField("From", filters=[_date])
    text = TextAreaField("Your note in the letter", [at_most_words(TEXT_WORDS)], filters=[_text])

    def validate_joins_as(self, field: RadioField) -> None:
        if field.data not in set(JoinsAs):
            raise ValidationError("Choose partner or member.")

    def validate_since(self, field: StringField) -> None:
        if not field.data or not is_partial_date(field.data):
            raise ValidationError(WRITE_A_DATE)

    @property
    def acceptance(self) -> Acceptance:
        """What was chosen, once it is valid."""
        return Acceptance(JoinsAs(self.joins_as.data), self.since.data or "", self.text.data or "")


class SettingsForm(_TextForm):
    """Whether the form to join is open, for whom, and what it says."""

    is_open = BooleanField("The form is open")
    kinds = SelectMultipleField(
        "Who may ask to join?",
        choices=[SelectChoice(kind.value, MANY[kind].capitalize()) for kind in PartnerKind],
        validate_choice=False,
    )
    introduction = TextAreaField("Introduction", [at_most_words(TEXT_WORDS)], filters=[_text])
    commitment = TextAreaField(
        "What a partner commits to", [at_most_words(TEXT_WORDS)], filters=[_text]
    )

    @property
    def wanted(self) -> Settings:
        """What was chosen; unknown kinds are none."""
        chosen = set(self.kinds.data or ())
        return Settings(
            is_open=bool(self.is_open.data),
            kinds=[kind for kind in PartnerKind if kind.value in chosen],
            introduction=self.introduction.data or "",
            commitment=self.commitment.data or "",
        )
