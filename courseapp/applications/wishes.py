"""The modules that somebody applies for, her first wish first: what is offered, and the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application, ModuleWish
from courseapp.core.errors import Problem
from courseapp.core.translations import lazy_gettext
from courseapp.events.models import Event, Module


@dataclass(frozen=True)
class Offer:
    """What an application may ask for: from `least` to `most` of the modules, by their ids."""

    titles: Mapping[str, str]
    least: int
    most: int


def offer_of(event: Event) -> Offer | None:
    """Return what the modules of an event offer; None where people apply for all of it."""
    if event.modules_max is None or not event.modules:
        return None
    most = min(event.modules_max, len(event.modules))
    return Offer(module_titles(event), min(event.modules_min or 1, most), most)


def module_titles(event: Event) -> Mapping[str, str]:
    """Return ``1. Caps`` for each module, by its id as text."""
    return {str(each.id): f"{each.number}. {each.title}" for each in event.modules}


def write_wishes(session: Session, application: Application, modules: Sequence[int]) -> None:
    """Put the wishes in place of those of an earlier sending, for an event that is held.

    Raises Problem where a module was removed since the wishes were checked.
    """
    there = select(Module.id).where(Module.event_id == application.event_id)
    if not set(modules) <= set(session.scalars(there)):
        raise Problem(lazy_gettext("A module that you chose is not there any more. Choose again."))
    application.wishes.clear()
    session.flush()  # no module stands twice, not even for a moment
    for rank, module_id in enumerate(modules, start=1):
        application.wishes.append(ModuleWish(rank=rank, module_id=module_id))
    session.flush()


def count_wishes(session: Session, event_id: int) -> Mapping[int, int]:
    """Return how many applications that were ever sent name each module. One statement."""
    counted = (
        select(ModuleWish.module_id, func.count())
        .join(Module)
        .where(Module.event_id == event_id)
        .group_by(ModuleWish.module_id)
    )
    return {each.module_id: each[1] for each in session.execute(counted)}


def numbers_wished(session: Session, references: Sequence[str]) -> Mapping[str, str]:
    """Return ``2, 1`` for each application: the numbers of its modules by rank. One statement."""
    rows = session.execute(
        select(Application.reference, Module.number)
        .join(ModuleWish, ModuleWish.application_id == Application.id)
        .join(Module, Module.id == ModuleWish.module_id)
        .where(Application.reference.in_(references))
        .order_by(Application.reference, ModuleWish.rank)
    )
    found: dict[str, list[str]] = {}
    for reference, number in rows:
        found.setdefault(reference, []).append(str(number))
    return {reference: ", ".join(numbers) for reference, numbers in found.items()}
