"""What a supervisor enters behind her link, in her language."""

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.endorsements.answering import Reply
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import NOTE_CHARACTERS, EndorsementAction, EndorsementStatus
from courseapp.endorsements.words import Words
from courseapp.files.forms import UploadField
from courseapp.files.rules import PAPERS

LONGEST_LINE = 300
_ANSWERS = {
    EndorsementStatus.ENDORSED: EndorsementAction.ENDORSE,
    EndorsementStatus.DECLINED: EndorsementAction.DECLINE,
}


class AnswerForm(FlaskForm):
    """Her answer; the words of the labels come from `in_words`."""

    class Meta:
        csrf = False  # the secret in the address is the proof; see the views

    answer = RadioField("", validate_choice=False, choices=[])
    signed_name = StringField("", [at_most(LONGEST_LINE)], filters=[tidy_line])
    signed_position = StringField("", [at_most(LONGEST_LINE)], filters=[tidy_line])
    note = TextAreaField("", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])
    letter = UploadField("", allowed=PAPERS)

    def in_words(self, say: Words) -> "AnswerForm":
        """Label the fields and word their errors in the language of the words; return the form."""
        self.answer.choices = [
            SelectChoice("endorse", say["support"], render_kw={"hint": say["support_hint"]}),
            SelectChoice("decline", say["no_support"]),
        ]
        for field, key, message in (
            (self.answer, "your_answer", "needed_answer"),
            (self.signed_name, "your_name", "needed_name"),
            (self.signed_position, "your_position", "needed_position"),
        ):
            field.label.text = say[key]
            field.validators = (needed(say[message]), *field.validators)
        self.note.label.text = f"{say['note']} {say['optional']}"
        self.note.description = say["note_hint"]
        self.letter.label.text = f"{say['letter']} {say['optional']}"
        self.letter.description = say["letter_hint"]
        return self

    def show(self, asked: Endorsement) -> "AnswerForm":
        """Fill in what she answered before, and her name as the applicant wrote it."""
        self.answer.data = str(_ANSWERS.get(asked.status, ""))
        self.signed_name.data = asked.signed_name or asked.name
        self.signed_position.data = asked.signed_position
        self.note.data = asked.note
        return self

    def reply(self) -> Reply:
        """Return the answer, once it is valid."""
        return Reply(
            EndorsementAction(self.answer.data),
            self.signed_name.data or "",
            self.signed_position.data or "",
            self.note.data or "",
            self.letter.data,
        )
