"""What somebody enters about one material, and what is wrong with it. No database, no web."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from courseapp.core.errors import Problem
from courseapp.countries.languages import is_language_tag
from courseapp.events.clock.local_time import Moment, moment
from courseapp.events.facts.plans import Fault
from courseapp.events.sessions.sittings import link_fault
from courseapp.materials.rules import Audience, MaterialKind


@dataclass(frozen=True)
class MaterialPlan:
    """Everything about a material: one of `file_id` (a stored file) and `link`, never both.

    `session_id` is a session of the event, None for the whole event; `language` is BCP 47;
    `visible_from_local` is a wall clock time of `visible_from_zone`, None where there is no
    embargo. `added_by` is a name for people, empty for that of the actor.
    """

    title: str
    kind: MaterialKind
    session_id: int | None = None
    file_id: int | None = None
    link: str = ""
    language: str = ""
    visible_to: Audience = Audience.PARTICIPANTS
    visible_from_local: datetime | None = None
    visible_from_zone: str = ""
    is_offered_by_speaker: bool = False
    added_by: str = ""

    @property
    def visible_from(self) -> Moment | None:
        """When the embargo ends. Raises Problem for a time that the clocks of the zone skip."""
        if self.visible_from_local is None:
            return None
        return moment(self.visible_from_local, self.visible_from_zone)

    def refuse_faults(self) -> None:
        """Raise Problem, with its field, for the first thing that is wrong."""
        for fault in material_faults(self):
            raise Problem(fault.message, fault.field)


def material_faults(plan: MaterialPlan, *, is_uploading: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with a material, each with the name of its field.

    `is_uploading`: a file was chosen that is not kept yet; it also lends its name to the material.
    """
    has_file = is_uploading or plan.file_id is not None
    if not plan.title and not is_uploading:
        yield Fault("title", "Enter a title.")
    if plan.link and has_file:
        yield Fault("link", "Give a file or an address, not both: leave one of them empty.")
    elif plan.link and (fault := link_fault(plan.link)):
        yield Fault("link", fault)
    elif not plan.link and not has_file:
        yield Fault("link", "Choose a file, or enter the address where it is.")
    if plan.language and not is_language_tag(plan.language):
        yield Fault("language", "Choose a language of the list.")
    try:
        _ = plan.visible_from
    except Problem as problem:
        yield Fault("visible_from_day", problem.message)
