"""What is typed into forms, made tidy and checked; each refusal says what to do."""

from collections.abc import Callable

from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from courseapp.core.translations import gettext
from courseapp.core.typed_text import one_line, paragraphs, words

LETTERS_PER_WORD = 10  # bounds texts in scripts that put no space between words

Check = Callable[[Form, Field], None]


def tidy_line(text: str | None) -> str:
    """Return what was typed into one line, without what nobody can see."""
    return one_line(text or "")


def tidy_text(text: str | None) -> str:
    """Return what was typed into several lines, without what nobody can see."""
    return paragraphs(text or "")


def needed(message: str) -> Check:
    """Return a check that refuses an empty field with the message."""

    def check(_form: Form, field: Field) -> None:
        if _is_empty(field):
            raise StopValidation(message)

    return check


def if_given(_form: Form, field: Field) -> None:
    """Skip the checks that follow for an empty field."""
    if _is_empty(field):
        raise StopValidation


def at_most(letters: int) -> Check:
    """Return a check that refuses a text that cannot be kept whole."""

    def check(_form: Form, field: Field) -> None:
        length = len(field.data or "")
        if length > letters:
            raise ValidationError(
                gettext(
                    "Use at most {most:,} characters. There are {count:,}: shorten the text."
                ).format(most=letters, count=length)
            )

    return check


def at_most_words(limit: int) -> Check:
    """Refuse more words than the limit, and more characters than so many words need."""
    letters = at_most(limit * LETTERS_PER_WORD)

    def check(form: Form, field: Field) -> None:
        count = words(field.data or "")
        if count > limit:
            raise ValidationError(
                gettext("This has {count:,} words. Shorten it to {limit:,} words.").format(
                    count=count, limit=limit
                )
            )
        letters(form, field)

    return check


def _is_empty(field: Field) -> bool:
    """Whether nothing was typed; what could not be read is not nothing, and has its own error."""
    return field.data in (None, "", []) and not field.errors
