"""What somebody types who registers: her name and address, and which run she attends."""

import unicodedata
from collections.abc import Mapping, Sequence

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, Form, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # new in 3.3
from wtforms.validators import ValidationError

from courseapp.accounts.forms import EMAIL_CHECKS
from courseapp.accounts.honest_forms import LEAST_TIME_FOR_ONE_FIELD, HonestForm, links_in
from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.core.translations import gettext, lazy_gettext
from courseapp.registrations.runs import NOT_CHOSEN, RunQuestion

LONGEST_NAME = 300
LONGEST_NOTE = 2000
NAME_YOURSELF = lazy_gettext("Enter your name.")
IS_SEEN = frozenset("LNPS")  # letters, numbers, punctuation and signs: Unicode's categories


def can_be_seen(_form: Form, field: Field) -> None:
    """Refuse a name of nothing but characters that nobody sees."""
    if not any(unicodedata.category(each)[0] in IS_SEEN for each in field.data):
        raise ValidationError(NAME_YOURSELF)


def without_links(_form: Form, field: Field) -> None:
    """Refuse a web address: what stands here is printed in a letter to whatever address follows."""
    if links_in(field.data):
        raise ValidationError(gettext("Enter a name without a web address."))


class RemoveForm(FlaskForm):
    """What an organiser writes to whom she takes off the list."""

    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view

    note = TextAreaField("Your note in the letter", [at_most(LONGEST_NOTE)], filters=[tidy_text])


class RunsForm(FlaskForm):
    """The runs alone, on her own page."""

    class Meta:
        csrf = False  # whoever knows her secret address could press the button, too

    def runs(self, questions: Sequence[RunQuestion]) -> Mapping[str, int]:
        """Return the chosen sessions by the name of their group, as far as they can be read."""
        return _read(self, questions)


class RegisterForm(HonestForm):
    """Two fields, and one more for each session of which one run is chosen."""

    least_time = LEAST_TIME_FOR_ONE_FIELD  # browsers fill in both by themselves

    full_name = StringField(
        lazy_gettext("Your name"),
        [needed(NAME_YOURSELF), at_most(LONGEST_NAME), can_be_seen, without_links],
        filters=[tidy_line],
    )
    email = EmailField(lazy_gettext("Your e-mail address"), EMAIL_CHECKS, filters=[tidy_line])

    def runs(self, questions: Sequence[RunQuestion]) -> Mapping[str, int]:
        """Return the chosen sessions by the name of their group, as far as they can be read."""
        return _read(self, questions)


def register_form(questions: Sequence[RunQuestion]) -> type[RegisterForm]:
    """Return the form of an event that asks these questions."""
    return type("RegisterForm", (RegisterForm,), _fields(questions, {}))


def runs_form(questions: Sequence[RunQuestion], chosen: Mapping[str, int]) -> type[RunsForm]:
    """Return the form on her own page; `chosen` are sessions by the name of their group."""
    return type("RunsForm", (RunsForm,), _fields(questions, chosen))


def _fields(questions: Sequence[RunQuestion], chosen: Mapping[str, int]) -> dict[str, RadioField]:
    single = len(questions) == 1
    return {
        each.field: RadioField(
            gettext("Which time suits you?")
            if single
            else gettext("Which time of “%(title)s” suits you?", title=each.title),
            [needed(NOT_CHOSEN)],
            choices=[SelectChoice(str(run.session_id), run.times[0]) for run in each.options],
            default=_as_typed(chosen.get(each.group) or each.suggested),
            validate_choice=False,  # the service knows the runs as they are behind the lock
        )
        for each in questions
    }


def _as_typed(session_id: int) -> str | None:
    return str(session_id) if session_id else None


def _read(form: FlaskForm, questions: Sequence[RunQuestion]) -> dict[str, int]:
    typed = {each.group: form[each.field].data or "" for each in questions}
    return {
        group: int(text)
        for group, text in typed.items()
        if text.isascii() and text.isdecimal() and len(text) < 10
    }
