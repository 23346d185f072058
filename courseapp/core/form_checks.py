"""Checks of form fields whose errors say what was typed and what to do."""

from collections.abc import Callable

from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

LETTERS_PER_WORD = 10  # bounds texts in scripts that put no space between words

Check = Callable[[Form, Field], None]


def needed(message: str) -> Check:
    """Ask for an answer; the field's filters have taken white space around it away."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(message)

    return check


def at_most_letters(limit: int) -> Check:
    """Refuse more characters than the limit."""

    def check(_form: Form, field: Field) -> None:
        count = len(field.data or "")
        if count > limit:
            raise ValidationError(
                f"This has {count:,} characters. Shorten it to {limit:,} characters."
            )

    return check


def at_most_words(limit: int) -> Check:
    """Refuse more words than the limit, and more characters than so many words need."""
    letters = at_most_letters(limit * LETTERS_PER_WORD)

    def check(form: Form, field: Field) -> None:
        count = len((field.data or "").split())
        if count > limit:
            raise ValidationError(f"This has {count:,} words. Shorten it to {limit:,} words.")
        letters(form, field)

    return check
