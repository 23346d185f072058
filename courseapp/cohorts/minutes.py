"""The minutes of a cohort on paper: inputs, limits, seed, result, its price, hands, approval."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from courseapp.cohorts.explanations import costs_of, equals_in
from courseapp.cohorts.model.wording.limits import limit_words, missed_words
from courseapp.cohorts.model.wording.names import joined, people_in_words, points_in_words
from courseapp.cohorts.model.wording.reasons import cost_words, equals_words
from courseapp.cohorts.models import Cohort
from courseapp.cohorts.names_read import Calling, calling
from courseapp.cohorts.panel import panel_of
from courseapp.cohorts.proposing import Whole, read
from courseapp.cohorts.rules import CohortState
from courseapp.cohorts.words import UNSCORED
from courseapp.config import Settings
from courseapp.core.formats import day, instant
from courseapp.events.models import Event
from courseapp.events.words import dates_of
from courseapp.intake.scope import zone_of
from courseapp.papers.paper import Line, Paper, PaperWords, Part
from courseapp.papers.setting import paper_pdf

FOOTER = (
    "These minutes are for the organisers. Of gender they hold numbers only. The digests are "
    "SHA-256 of the documents that were kept; who runs the site can solve the proposal again "
    "from them: flask selection reproduce {id}"
)
HIDDEN = "Points are not shown: you are in conflict"
NOT_YET = "Not approved yet: these are the minutes of a draft."
WORDS = PaperWords(reference="Minutes", not_answered="–")


def minutes_pdf(session: Session, event: Event, row: Cohort, hidden: Collection[str] = ()) -> bytes:
    """Return the minutes as a PDF, the same octets while nothing changes. Needs an app context.

    Of people who are `hidden` (references) the reader may not know the points.
    """
    folder: Path = cast(Settings, current_app.extensions["settings"]).typeset_folder
    return paper_pdf(minutes_paper(session, event, row, hidden), row.changed_at, folder)


def file_name(event: Event, row: Cohort) -> str:
    """Return what the file is called."""
    return f"minutes-{event.slug}-cohort-{row.number}.pdf"


def minutes_paper(
    session: Session, event: Event, row: Cohort, hidden: Collection[str] = ()
) -> Paper:
    """Return what the minutes say."""
    whole = read(row.proposal)
    called = calling(session, event, whole.task)
    return Paper(
        title=event.title,
        reference=f"Cohort {row.number}",
        sender=event.initiative.name,
        subtitle=f"Minutes of the choice of participants, cohort {row.number}",
        facts=tuple(_facts(event, row, whole)),
        parts=(
            Part("Inputs", tuple(_inputs(whole))),
            Part("Limits, and what each of them cost", tuple(_limits(whole, called))),
            Part("The proposal", tuple(_proposal(whole, called))),
            Part("The cohort", tuple(_cohort(row, whole, called, hidden))),
            Part("Balance", tuple(_balance(row, whole, called))),
            *_by_hand(event, row, called),
            *_reserve(row, called),
            Part("Approval", tuple(_approval(event, row))),
            Part("Documents", tuple(_documents(row, whole))),
        ),
        footer=FOOTER.format(id=row.proposal_id),
        words=WORDS,
    )


def _facts(event: Event, row: Cohort, whole: Whole) -> Iterator[Line]:
    yield Line("Event", dates_of(event))
    yield Line("Proposal", f"{whole.row.number}, {instant(whole.row.made_at, zone_of(event))}")
    yield Line("Asked for by", whole.row.made_by)
    if row.state is not CohortState.APPROVED:
        yield Line("State", NOT_YET)


def _inputs(whole: Whole) -> Iterator[Line]:
    task, about = whole.task, whole.row.about
    open_to = len(task.candidates) - len(task.fixed)
    yield Line("Seats", str(task.seats))
    yield Line("People to choose from", str(open_to))
    yield Line("Held a seat already", str(len(task.fixed)))
    yield Line("Not reviewed", f"{len(about.get('unscored', ()))}: {_unscored(whole)}")
    yield Line("Points", "Calibrated scores of the reviews, from 0 to 100")
    yield Line("Lists of countries as of", day(whole.row.lists_on))
    lists = [f"{key}: {version}" for key, version in about.get("lists", {}).items() if version]
    yield Line("Versions of the lists", "\n".join(lists))
    yield Line("Seed of the lottery", task.seed)
    yield Line("Solver", f"{whole.row.solver}, {whole.row.milliseconds} ms, proven optimum")


def _unscored(whole: Whole) -> str:
    setting = whole.row.about.get("setting")
    known = {str(key): words for key, words in UNSCORED.items()}
    return f"they counted with {known.get(str(setting), 'no points').lower()}"


def _limits(whole: Whole, called: Calling) -> Iterator[Line]:
    costs = {each.limit: each for each in costs_of(whole.row.explained)}
    for number, limit in enumerate(whole.task.limits, start=1):
        words = limit_words(limit, called.names)
        cost = costs.get(limit.key)
        told = cost_words(whole.task, cost, called.names) if cost else ""
        price = told.removeprefix(f"“{words}” ")
        yield Line(f"{number}. {words}", price[:1].upper() + price[1:])
    if not whole.task.limits:
        yield Line("Limits", "None")
    for module in whole.task.modules:
        seats = people_in_words(module.seats, "seat") if module.seats else "no limit"
        yield Line(called.names.module(module.key), seats)


def _proposal(whole: Whole, called: Calling) -> Iterator[Line]:
    result = whole.result
    if result is None:
        return
    yield Line("People", str(len(result.chosen)))
    yield Line("Sum of points", points_in_words(result.points))
    for each in result.missed:
        yield Line("Wish missed", missed_words(whole.task, each, called.names))
    equals = equals_in(whole.row.explained)
    if equals is not None:
        yield Line("Lottery", equals_words(equals, called.names))


def _cohort(row: Cohort, whole: Whole, called: Calling, hidden: Collection[str]) -> Iterator[Line]:
    for number, reference in enumerate(row.chosen, start=1):
        person = called.person(reference)
        had = [called.names.module(key) for key in row.modules.get(reference, ())]
        points = [HIDDEN] if reference in hidden else _points(whole, reference)
        told = "\n".join(filter(None, [person.detail, *points, joined(had)]))
        yield Line(f"{number}. {person.name}", told)


def _points(whole: Whole, reference: str) -> Iterator[str]:
    candidate, raw = whole.task.by_reference.get(reference), whole.row.raw.get(reference)
    if candidate is not None:
        told = "not reviewed" if raw is None else f"raw score {raw:.1f}"
        yield f"{points_in_words(candidate.points)} ({told})"
        if candidate.is_fixed:
            yield "Held a seat already"


def _balance(row: Cohort, whole: Whole, called: Calling) -> Iterator[Line]:
    panel = panel_of(whole.task, row.chosen, called)
    yield Line("Seats", f"{panel.people} of {panel.seats}")
    yield Line("Points", f"{points_in_words(panel.points)}, {panel.average:.1f} for each person")
    for group in panel.groups:
        rows = [f"{each.label}: {each.number}" for each in group.rows]
        rows += [f"Not known: {group.unknown}"] if group.unknown else []
        yield Line(group.label, "\n".join(rows))
    countries = [f"{each.label}: {each.number}" for each in panel.countries]
    yield Line("Countries", ", ".join(countries))
    for warning in panel.warnings:
        yield Line("Warning", warning)


def _by_hand(event: Event, row: Cohort, called: Calling) -> Iterator[Part]:
    lines = [
        Line(
            f"{called.person(each.reference).name}: {'put in' if each.is_in else 'taken out'}",
            f"{each.reason}\n{each.made_by}, {instant(each.made_at, zone_of(event))}",
        )
        for each in row.changes
    ]
    yield Part("Changed by hand", tuple(lines) or (Line("Changes", "None: as it was proposed"),))


def _reserve(row: Cohort, called: Calling) -> Iterator[Part]:
    if row.reserve:
        people = (called.person(each) for each in row.reserve)
        lines = (Line(f"{n}. {each.name}", each.detail) for n, each in enumerate(people, start=1))
        yield Part("Reserve, in this order", tuple(lines))


def _approval(event: Event, row: Cohort) -> Iterator[Line]:
    zone = zone_of(event)
    yield Line("Begun by", f"{row.made_by}, {instant(row.made_at, zone)}")
    if row.locked_at is not None:
        yield Line("Locked by", f"{row.locked_by}, {instant(row.locked_at, zone)}")
    approved = f"{row.approved_by}, {instant(row.approved_at, zone)}" if row.approved_at else ""
    yield Line("Approved by", approved, "" if approved else NOT_YET)


def _documents(row: Cohort, whole: Whole) -> Iterator[Line]:
    yield Line("Task", whole.row.task_digest)
    yield Line("Result", whole.row.result_digest)
    yield Line("Cohort as locked", row.digest, "" if row.digest else "Not locked yet")
    yield Line("Number of the proposal", str(whole.row.id))
    if whole.row.is_stripped:
        yield Line("Note", "Answers were deleted since, as announced; it cannot be solved again.")
