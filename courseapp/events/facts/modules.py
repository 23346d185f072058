"""The modules of an event: adding, changing, ordering and removing them, and how many one may ask.

Modules are part of the facts of an event: what is saved is public at once where the event is.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import NotFound, Problem
from courseapp.events.clock.local_time import refusal_of_year
from courseapp.events.facts.changing import ChangedMeanwhile, hold, log, require_alive
from courseapp.events.models import Event, EventSession, Module
from courseapp.events.ports.module_wishes import wishes_for
from courseapp.events.rules import Level

MOST_MODULES = 40


@dataclass(frozen=True)
class ModulePlan:
    """What an organiser enters of a module. Days are local at the venue, both inclusive."""

    title: str
    number: int | None = None  # None is the next one
    description: str = ""
    level: Level | None = None
    prerequisite: str = ""
    builds_on_id: int | None = None  # another module of the event
    seats: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class ModuleRange:
    """From how many to how many modules one person applies for; None means the whole programme."""

    least: int | None = None
    most: int | None = None


def find_module(event: Event, module_id: int) -> Module:
    """Return a module of the event. Raises NotFound for that of another."""
    for module in event.modules:
        if module.id == module_id:
            return module
    raise NotFound


def add_module(
    session: Session, actor: Person | None, now: datetime, event: Event, plan: ModulePlan
) -> Module:
    """Return a new module of the event. Raises Problem with the field that is wrong."""
    _hold(session, event)
    if len(event.modules) >= MOST_MODULES:
        raise Problem(f"An event has {MOST_MODULES} modules at most.")
    _refuse_faults(session, event, plan, None)
    module = Module(event_id=event.id, number=plan.number or _next_number(session, event))
    _write(module, plan)
    session.add(module)
    told = f"Added the module {_named(module)}."
    _close(session, actor, now, event, "add module", told)
    return module


def change_module(
    session: Session,
    actor: Person | None,
    now: datetime,
    module: Module,
    plan: ModulePlan,
    seen: str,
) -> bool:
    """Write the plan into the module and return whether anything changed.

    `seen` is `state_of` the module when the form was opened. Raises ChangedMeanwhile where
    somebody else saved since then, and Problem with the field that is wrong.
    """
    event = _hold(session, module.event)
    if state_of(module) != seen:
        raise ChangedMeanwhile(
            "Somebody else changed this module after you had opened it. What you typed is not "
            "saved yet. Compare, then save again."
        )
    _refuse_faults(session, event, plan, module)
    if plan == plan_of(module):
        return False
    told = f"Changed the module {_named(module)}."
    module.number = plan.number or module.number
    _write(module, plan)
    _close(session, actor, now, event, "change module", told)
    return True


def move_module(
    session: Session, actor: Person | None, now: datetime, module: Module, *, up: bool
) -> bool:
    """Exchange the numbers of a module and its neighbour; return whether it had one."""
    event = _hold(session, module.event)
    order = list(event.modules)
    place = order.index(module) + (-1 if up else 1)
    if not 0 <= place < len(order):
        return False
    other, own = order[place], module.number
    theirs, other.number = other.number, _next_number(session, event)
    session.flush()  # two modules never have one number, not even for a moment
    module.number = theirs
    session.flush()
    other.number = own
    told = f"Moved the module {_named(module)}."
    _close(session, actor, now, event, "move module", told)
    return True


def remove_module(session: Session, actor: Person | None, now: datetime, module: Module) -> None:
    """Remove a module; its sessions stay. Raises Problem once somebody has applied for it."""
    event = _hold(session, module.event)
    if asked := wishes_for(session, event.id).get(module.id, 0):
        people = "1 person has" if asked == 1 else f"{asked} people have"
        raise Problem(f"{people} applied for this module, so it stays. You can change its text.")
    told = f"Removed the module {_named(module)}."
    for other in event.modules:
        if other.builds_on_id == module.id:
            other.builds_on_id = None
    for sitting in session.scalars(select(EventSession).filter_by(module_id=module.id)):
        sitting.module_id, sitting.changed_at = None, now
    session.flush()
    event.modules.remove(module)
    _close(session, actor, now, event, "remove module", told)


def choose_range(
    session: Session, actor: Person | None, now: datetime, event: Event, chosen: ModuleRange
) -> bool:
    """Say how many modules one person applies for; return whether anything changed.

    Raises Problem with the field where that cannot be, or where there are not so many.
    """
    _hold(session, event)
    least, most = chosen.least or (1 if chosen.most else None), chosen.most
    if least is not None and most is None:
        raise Problem("Enter the highest number too.", "most")
    if least is not None and most is not None:
        _refuse_range(least, most, len(event.modules))
    if (event.modules_min, event.modules_max) == (least, most):
        return False
    event.modules_min, event.modules_max = least, most
    told = f"People apply for {least} to {most} modules." if most else "No modules are asked for."
    _close(session, actor, now, event, "choose modules", told)
    return True


def plan_of(module: Module) -> ModulePlan:
    """Return a module as it is saved."""
    return ModulePlan(**{name: getattr(module, name) for name in ModulePlan.__dataclass_fields__})


def state_of(module: Module) -> str:
    """Return what tells one state of a module from every other."""
    return sha256(repr(asdict(plan_of(module))).encode()).hexdigest()[:16]


def _hold(session: Session, event: Event) -> Event:
    held = hold(session, event)
    session.refresh(held, ["modules"])
    require_alive(held)
    return held


def _refuse_faults(session: Session, event: Event, plan: ModulePlan, module: Module | None) -> None:
    for field, day in (("starts_on", plan.starts_on), ("ends_on", plan.ends_on)):
        if day is not None and (refusal := refusal_of_year(day)):
            raise Problem(refusal, field)
    if plan.ends_on is not None and plan.starts_on is None:
        raise Problem("Enter the first day too.", "starts_on")
    if plan.ends_on is not None and plan.starts_on is not None and plan.ends_on < plan.starts_on:
        raise Problem("Enter a last day that is not before the first.", "ends_on")
    if plan.builds_on_id is not None:
        _refuse_basis(event, plan.builds_on_id, module)
    for other in event.modules:
        if other is not module and other.number == plan.number:
            free = _next_number(session, event)
            raise Problem(
                f"Module {other.number} is “{other.title}” already. Enter another number, for "
                f"example {free}.",
                "number",
            )


def _refuse_basis(event: Event, basis: int, module: Module | None) -> None:
    """A module builds on another one of its event, and at no remove on itself."""
    by_id = {each.id: each for each in event.modules}
    if basis not in by_id:
        raise Problem("Choose a module of the list.", "builds_on_id")
    seen: list[int] = []
    step: int | None = basis
    while step is not None and step not in seen:
        if module is not None and step == module.id:
            raise Problem("These modules would build on each other.", "builds_on_id")
        seen.append(step)
        step = by_id[step].builds_on_id


def _refuse_range(least: int, most: int, there: int) -> None:
    if most > there:
        raise Problem(f"There are {there} modules. Enter {there} or less.", "most")
    if least > most:
        raise Problem(f"Enter a highest number that is not below {least}.", "most")


def _write(module: Module, plan: ModulePlan) -> None:
    module.title, module.description = plan.title, plan.description
    module.level, module.prerequisite = plan.level, plan.prerequisite
    module.seats, module.builds_on_id = plan.seats, plan.builds_on_id
    module.starts_on, module.ends_on = plan.starts_on, plan.ends_on or plan.starts_on


def _next_number(session: Session, event: Event) -> int:
    highest = select(func.max(Module.number)).where(Module.event_id == event.id)
    return (session.scalar(highest) or 0) + 1


def _named(module: Module) -> str:
    return f"{module.number}, “{module.title}”"


def _close(
    session: Session, actor: Person | None, now: datetime, event: Event, verb: str, told: str
) -> None:
    event.changed_at = now
    session.flush()
    log(session, event, actor, now, verb, told)
    session.flush()
    session.expire(event, ["modules"])
