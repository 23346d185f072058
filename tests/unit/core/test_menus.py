"""A long menu that was rendered before is the same as one that is rendered anew."""

import re

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.widgets import Select

from courseapp.core.menus import LongMenu, menu_options, options_of

TEXTS = st.text(min_size=1, max_size=8)
OPTIONS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6, unique_by=lambda each: each[0])


@given(OPTIONS, st.data(), st.booleans())
def test_it_is_what_the_usual_control_renders(
    pairs: list[tuple[str, str]], data: st.DataObject, grouped: bool
) -> None:
    chosen = data.draw(st.sampled_from([value for value, _ in pairs]))
    group = "A & B" if grouped else None
    choices = [SelectChoice(value, label, optgroup=group) for value, label in pairs]

    class Menu(Form):
        menu = SelectField("Menu", choices=choices, validate_choice=False)

    field = Menu(MultiDict({"menu": chosen})).menu
    usual = str(Select()(field))
    # The order of attributes is the only difference.
    usual = re.sub(r"<option selected (value=\"[^\"]*\")>", r"<option \1 selected>", usual)
    assert str(LongMenu()(field)) == usual


def test_what_is_typed_into_a_label_never_becomes_markup() -> None:
    hostile = '"><script>alert(1)</script>'
    html = str(options_of(((hostile, hostile, hostile),), ""))
    assert "<script>" not in html
    assert html.count("<option") == 1


def test_what_is_chosen_and_gone_stays_to_be_seen() -> None:
    html = str(menu_options([("TO", "Tonga")], "XX", "Choose"))
    assert '<option value="XX" selected>No longer offered</option>' in html
    assert " selected" not in str(menu_options([("TO", "Tonga")], "FJ", "Choose")).split("FJ")[0]
