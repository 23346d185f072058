"""What one source says of all themes at once: two and twenty pages would be too many."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from wtforms import Field, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.validators import AnyOf

from courseapp.initiatives.document.fields import THEME_FIELDS
from courseapp.initiatives.document.record import Record, Statement
from courseapp.initiatives.edit_forms import SourceForm
from courseapp.initiatives.editing.statements import mark_of, with_statement
from courseapp.initiatives.words import UNKNOWN, value_words

AS_IT_IS = ""
ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Left open", AS_IT_IS: "As it is"}
VALUES = {"yes": True, "no": False, "unknown": None}


@dataclass(frozen=True)
class ThemeLine:
    """One theme in the form, with what the record says of it now."""

    label: str
    now: str
    field: Field


class ThemesForm(SourceForm):
    """An answer for each theme; what is left as it is stays so."""

    def lines(self, record: Record) -> Iterator[ThemeLine]:
        """Yield the themes in their order."""
        for theme in THEME_FIELDS:
            stated = record.current(theme.key)
            words = value_words(theme.key, stated.value) if stated else UNKNOWN
            now = f"{words}, {stated.source}" if stated else words
            yield ThemeLine(theme.label, now, self[theme.key])

    def applied_to(self, record: Record) -> Record:
        """Return the record with the answers of the source. Raises Problem."""
        settled, source = self.with_source(record)
        for theme in THEME_FIELDS:
            answer = self[theme.key].data
            if answer in VALUES:
                settled = _answered(settled, theme.key, source, VALUES[answer])
        return settled


@lru_cache
def themes_form() -> type[ThemesForm]:
    """Return the form, with a field for each theme."""
    choices = [SelectChoice(value, words) for value, words in ANSWERS.items()]
    own: dict[str, Any] = {
        theme.key: RadioField(
            theme.label,
            [AnyOf(list(ANSWERS), message="Choose one of the answers.")],
            choices=choices,
            default=AS_IT_IS,
            validate_choice=False,
        )
        for theme in THEME_FIELDS
    }
    return cast("type[ThemesForm]", type("AllThemesForm", (ThemesForm,), own))


def _answered(record: Record, key: str, source: str, value: bool | None) -> Record:
    """What the source stated before is replaced; what others state stays, and stays current."""
    held = record.by_field.get(key, ())
    own = next((each for each in held if each.source == source), None)
    if own is not None and own.value is value:
        return record
    return with_statement(
        record, Statement(key, source, value), mark_of(own) if own else "", current=False
    )
