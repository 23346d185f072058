"""A country in a form."""

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.countries.names import choices, is_country


class CountryField(SelectField):
    """A country by its ISO 3166-1 alpha-2 code, or None."""

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
