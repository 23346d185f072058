"""The list of events, for everybody to read."""

from enum import StrEnum
from typing import TypeVar

from flask import render_template, request

from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.events.listing import LONGEST_SEARCH, Wanted, When, listed_events
from courseapp.events.rows import sections
from courseapp.events.rules import EventKind, Mode
from courseapp.events.views.blueprint import blueprint
from courseapp.initiatives.queries import all_initiatives

Word = TypeVar("Word", bound=StrEnum)


@blueprint.get("/events")
@allow(everyone)
def index() -> str:
    wanted = _wanted()
    page = listed_events(session(), now(), wanted, request.args.get("page", 1, type=int))
    past = wanted.when is When.PAST
    return render_template(
        "events/index.html",
        wanted=wanted,
        page=page,
        past=past,
        sections=sections(page.items, now(), past=past),
        initiatives=[(each.slug, each.called) for each in all_initiatives(session())],
    )


def _wanted() -> Wanted:
    arguments = request.args
    return Wanted(
        text=arguments.get("q", "").strip()[:LONGEST_SEARCH],
        initiative=arguments.get("initiative", "")[:LONGEST_SEARCH],
        kind=_word(EventKind, arguments.get("kind")),
        mode=_word(Mode, arguments.get("mode")),
        when=_word(When, arguments.get("when")) or When.COMING,
    )


def _word(words: type[Word], text: str | None) -> Word | None:
    return next((word for word in words if word.value == text), None)
