"""Long menus, such as all countries or zones, rendered once and not for each page again."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape
from wtforms.fields.choices import SelectFieldBase
from wtforms.widgets import Select, html_params

from courseapp.core.translations import gettext

Option = tuple[str, str, str | None]  # value, label, and the group that it belongs to


class LongMenu(Select):
    """The usual control of a select field, from options that were rendered before."""

    def __call__(self, field: SelectFieldBase, **kwargs: object) -> Markup:
        kwargs.setdefault("id", field.id)
        chosen = "" if field.data is None else str(field.data)
        choices: Iterable[Any] = getattr(field, "choices", None) or ()
        options = tuple((str(each.value), str(each.label), each.optgroup) for each in choices)
        attributes = html_params(name=field.name, **kwargs)
        return Markup(f"<select {attributes}>{options_of(options, chosen)}</select>")  # noqa: S704 - escaped there


@lru_cache(maxsize=256)
def options_of(options: tuple[Option, ...], chosen: str) -> Markup:
    """Return the options of a menu with the chosen one marked; what people read is escaped."""
    groups = groupby(options, key=lambda each: each[2])
    return Markup("").join(_group(name, members, chosen) for name, members in groups)


def menu_options(offered: Iterable[tuple[str, str]], chosen: str, empty: str) -> Markup:
    """Return the options of a menu that may stay empty; what is chosen and gone stays there."""
    pairs = [("", empty), *offered]
    if chosen and chosen not in {value for value, _ in pairs}:
        pairs.append((chosen, gettext("No longer offered")))
    return options_of(tuple((value, label, None) for value, label in pairs), chosen)


def _group(name: str | None, members: Iterable[Option], chosen: str) -> Markup:
    options = Markup("").join(_option(value, label, chosen) for value, label, _ in members)
    if name is None:
        return options
    return Markup('<optgroup label="{}">{}</optgroup>').format(name, options)


def _option(value: str, label: str, chosen: str) -> Markup:
    mark = " selected" if value == chosen else ""
    return Markup(f'<option value="{escape(value)}"{mark}>{escape(label)}</option>')  # noqa: S704 - escaped here
