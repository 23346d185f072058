"""Modules that build on others: whoever asks for one without the other is told, and not refused.

She may have learned it elsewhere, or in an earlier edition; the organisers decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from courseapp.applications.models import Application
from courseapp.applications.wishes import module_titles
from courseapp.events.models import Event
from courseapp.forms.document.known import MODULES
from courseapp.forms.document.reading import values_of
from courseapp.forms.filling.keeping import texts_of


@dataclass(frozen=True)
class WithoutBefore:
    """A module that was chosen without the one on which it builds; both as ``1. Basics``."""

    chosen: str
    before: str


def chosen_without_before(event: Event, texts: Mapping[str, str]) -> Sequence[WithoutBefore]:
    """Return what builds on something that is not chosen, in the order of the wishes."""
    chosen, titles = values_of(texts.get(MODULES, "")), module_titles(event)
    before = {str(each.id): str(each.builds_on_id or "") for each in event.modules}
    return [
        WithoutBefore(titles[each], titles[before[each]])
        for each in chosen
        if before.get(each) in titles and before[each] not in chosen
    ]


def written_without_before(application: Application) -> Sequence[WithoutBefore]:
    """Return the same of what she writes, or sent where she changes nothing."""
    return chosen_without_before(application.event, texts_of(application))


def sent_without_before(application: Application) -> Sequence[WithoutBefore]:
    """Return the same of what was sent last."""
    return chosen_without_before(application.event, application.answers)
