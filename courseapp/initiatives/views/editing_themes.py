"""All themes of a record on one page."""

from collections.abc import Sequence

from flask import render_template, request

from courseapp.accounts.parking import parked_values
from courseapp.core.permissions import allow
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import HeldRecord
from courseapp.initiatives.telling import Clash
from courseapp.initiatives.theme_forms import ANSWERS, ThemesForm, themes_form
from courseapp.initiatives.views.blueprint import blueprint
from courseapp.initiatives.views.editing_saves import (
    Answer,
    Sent,
    answer_to,
    home_of,
    record_in_hand,
)

THEMES_PAGE = "/manage/<initiative>/record/themes"


@blueprint.get(THEMES_PAGE)
@allow(organiser_of_initiative)
def edit_themes(initiative: str) -> Answer:
    return _page(record_in_hand(initiative), themes_form()(parked_values(request.path)))


@blueprint.post(THEMES_PAGE)
@allow(organiser_of_initiative)
def change_themes(initiative: str) -> Answer:
    held, form = record_in_hand(initiative), themes_form()()
    form.offer_sources(held.record)
    return answer_to(
        Sent(
            held.initiative,
            form,
            form.applied_to,
            "The themes are saved.",
            f"{home_of(held.initiative)}#section-themes",
            lambda clashes: _page(held, form, clashes),
        )
    )


def _page(held: HeldRecord, form: ThemesForm, clashes: Sequence[Clash] = ()) -> str:
    form.begin_at(held.version.number)
    form.offer_sources(held.record)
    return render_template(
        "initiatives/edit/themes.html",
        held=held,
        form=form,
        lines=list(form.lines(held.record)),
        answers=ANSWERS,
        back=home_of(held.initiative),
        clashes=clashes,
    )
