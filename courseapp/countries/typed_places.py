"""A country, or a part of one, as it is typed into one field and told again."""

from wtforms import Field, Form
from wtforms.validators import ValidationError

from courseapp.core.errors import Problem
from courseapp.countries.names import (
    Subdivision,
    country_name,
    resolve,
    resolve_subdivision,
    subdivision,
)
from courseapp.countries.suggestions import suggest

Place = tuple[str | None, str | None]  # ISO 3166-1 alpha-2 and ISO 3166-2, where there is one


def place_typed(text: str) -> Place:
    """Return the place that a text names: a country, a part of one, or neither for "".

    Raises Problem for what names none, with what it may mean.
    """
    part = resolve_subdivision(text) if text else None
    whole = resolve(text) if text and part is None else None
    if part is not None:
        return part.country_code, part.code
    if whole is not None:
        return whole.code, None
    if text:
        raise Problem(_refusal(text), "place")
    return None, None


def known_place(_form: Form, field: Field) -> None:
    """Refuse a typed place that nobody knows; for a form's field."""
    try:
        place_typed(field.data or "")
    except Problem as problem:
        raise ValidationError(problem.message) from None


def place_told(country: str | None, part: str | None) -> str:
    """Return the place as it can be typed: ``New Zealand`` or ``Québec (Canada)``."""
    if part is None:
        return country_name(country)
    return _named(subdivision(part))


def _refusal(text: str) -> str:
    likely = [_named(e) if isinstance(e, Subdivision) else e.name for e in suggest(text)]
    meant = f" Did you mean {', or '.join(likely)}?" if likely else ""
    return f"We know no country “{text[:60]}”, nor a part of one.{meant}"


def _named(part: Subdivision) -> str:
    return f"{part.name} ({country_name(part.country_code)})"
