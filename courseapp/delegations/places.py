"""The country of a delegation, or the part of one, in a form and in words."""

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from courseapp.countries.names import all_subdivisions, choices, country_name, is_country


class PlaceField(SelectField):
    """A country (ISO 3166-1 alpha-2), a part of one (ISO 3166-2), or "" for an organisation."""

    def __init__(self, label: str, **options: Any) -> None:
        countries = [SelectChoice(code, name, optgroup="Countries") for code, name in choices()]
        parts = [
            SelectChoice(
                each.code,
                f"{each.name}, {country_name(each.country_code)}",
                optgroup="Parts of countries",
            )
            for each in all_subdivisions()
        ]
        self.known = frozenset(each.value for each in (*countries, *parts))
        none = SelectChoice("", "None: it is an organisation")
        super().__init__(
            label, choices=[none, *countries, *parts], validate_choice=False, **options
        )

    def pre_validate(self, _form: BaseForm) -> None:
        if self.data and self.data not in self.known:
            raise StopValidation("We know no such place. Choose one of the list.")


def parts_of(place: str) -> tuple[str | None, str | None]:
    """Return (ISO 3166-1 alpha-2, ISO 3166-2) of a chosen place, each None where there is none."""
    if not place:
        return None, None
    if is_country(place):
        return place, None
    return place.partition("-")[0], place
