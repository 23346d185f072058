"""What organisers enter when they write to somebody whom they ask."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField

from courseapp.core.form_checks import at_most, tidy_text
from courseapp.events.facts.fields import SeenField

NOTE_CHARACTERS = 2000


class LetterForm(FlaskForm):
    """What organisers add to a letter; `changed_at` is how whom it goes to stood when shown."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST that is not exempt before its view

    note = TextAreaField("Your note in the letter", [at_most(NOTE_CHARACTERS)], filters=[tidy_text])
    changed_at = SeenField()
