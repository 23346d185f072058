"""A country or a language in a form."""

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.core.menus import LongMenu
from courseapp.countries.languages import is_language_tag, language_choices, language_name
from courseapp.countries.names import choices, is_country

OFTEN_USED = ("en", "fr", "es", "ar", "zh", "ru", "pt")


class CountryField(SelectField):
    """A country by its ISO 3166-1 alpha-2 code, or None."""

    widget = LongMenu()

    def __init__(self, label: str, empty: str = "Choose a country", **options: Any) -> None:
        offered = (SelectChoice(code, name) for code, name in choices())
        super().__init__(
            label,
            coerce=lambda value: value or None,
            choices=[SelectChoice("", empty), *offered],
            **options,
        )

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data is not None and not is_country(self.data):
            raise StopValidation(f"We know no country “{self.data[:20]}”. Choose one of the list.")


class LanguageField(SelectField):
    """A language by its BCP 47 tag, or ""; those of most events come first.

    A tag that is no choice, such as ``zh-Hans``, is offered where something has it already.
    """

    widget = LongMenu()

    def __init__(self, label: str, empty: str = "Choose a language", **options: Any) -> None:
        self.offered = _languages(empty)
        super().__init__(label, choices=self.offered, validate_choice=False, **options)

    def process_data(self, value: Any) -> None:
        super().process_data(value or "")
        if self.data and self.data not in {each.value for each in self.offered}:
            held = SelectChoice(self.data, language_name(self.data))
            self.choices = [self.offered[0], held, *self.offered[1:]]

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = valuelist[0].strip()

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data and not is_language_tag(self.data):
            raise StopValidation("Choose a language of the list.")


def _languages(empty: str) -> list[SelectChoice]:
    named = dict(language_choices())
    often = [(tag, named[tag]) for tag in OFTEN_USED if tag in named]
    others = [(tag, name) for tag, name in language_choices() if tag not in OFTEN_USED]
    return [SelectChoice("", empty), *(SelectChoice(*each) for each in (*often, *others))]
