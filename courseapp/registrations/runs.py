"""A session that is held again and of which she attends one run: which run that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from courseapp.core.errors import Problem
from courseapp.core.translations import lazy_gettext
from courseapp.countries.spoken_names import language_said
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.change_words import times_told
from courseapp.events.rules import RepeatRule, SessionStatus
from courseapp.events.sessions.repeats import Repeated, repeated, rules_of
from courseapp.registrations.models import ChosenRun, Registration
from courseapp.registrations.rules import Chosen, Group, Run, not_hers

NOT_CHOSEN = lazy_gettext("Choose one of the times.")
GONE = lazy_gettext("This time is not there any more. Choose another one.")


@dataclass(frozen=True)
class RunOption:
    """One run that can be chosen: its times in each zone that matters, hers among them.

    `title` is "" where all runs are called the same.
    """

    session_id: int
    title: str
    times: Sequence[str]
    language: str
    suits: bool


@dataclass(frozen=True)
class RunQuestion:
    """Which run of one session she attends; `field` is what a form calls it.

    `suggested` is the id of a session, 0 while nobody knows her zone.
    """

    field: str
    group: str
    title: str
    options: Sequence[RunOption]
    suggested: int


def run_questions(
    session: Session, event: Event, now: datetime, zone: str | None
) -> tuple[RunQuestion, ...]:
    """Return what somebody is asked who registers now; nothing where no run must be chosen.

    Runs that are over are not offered. `zone` is hers, an IANA name, None where it is not known.
    One statement.
    """
    groups = enumerate(only_one(session, event), start=1)
    found = (_question(f"run_{number}", group, now, zone) for number, group in groups)
    return tuple(each for each in found if each.options)


def only_one(session: Session, event: Event) -> tuple[Repeated, ...]:
    """Return the sessions held again of which one person attends one run. One statement."""
    rules = rules_of(session, event)
    if RepeatRule.ONLY_ONE not in rules.values():
        return ()
    groups = repeated(event.published_sessions, rules)
    return tuple(each for each in groups if each.rule is RepeatRule.ONLY_ONE)


def checked(questions: Sequence[RunQuestion], chosen: Mapping[str, int]) -> dict[str, int]:
    """Return the choice of a run for each question; what leaves no choice is chosen.

    Raises Problem beside the question that lacks an answer, or whose answer is not there any more.
    """
    return {each.group: _checked(each, chosen.get(each.group)) for each in questions}


def write_runs(session: Session, registration: Registration, chosen: Mapping[str, int]) -> None:
    """Put the choices in place of those made before for the same sessions."""
    known = {each.repeat_group: each for each in registration.runs}
    for group, session_id in chosen.items():
        if group in known:
            known[group].session_id = session_id
        else:
            registration.runs.append(ChosenRun(repeat_group=group, session_id=session_id))
    session.flush()


def forget_gone(registration: Registration, questions: Sequence[RunQuestion]) -> None:
    """Drop choices that she cannot follow any more: the other runs are open to her again."""
    offered = {run.session_id for each in questions for run in each.options}
    registration.runs = [each for each in registration.runs if each.session_id in offered]


def hers(event: Event, chosen: Chosen) -> tuple[PublishedSession, ...]:
    """Return the sessions that take place and to which she goes, in order."""
    left_out = sessions_left_out(event, chosen)
    rows = sorted(event.published_sessions, key=lambda each: (each.starts_at, each.id))
    return tuple(
        each
        for each in rows
        if each.status is SessionStatus.SCHEDULED and each.session_id not in left_out
    )


def sessions_left_out(event: Event, chosen: Chosen) -> frozenset[int]:
    """Return the planned sessions, by id, of which she attends another run."""
    return not_hers(runs_of(event.published_sessions), chosen)


def runs_of(rows: Sequence[PublishedSession]) -> list[Run]:
    """Return the rows that take place as runs; what is held once is a group of one."""
    return [
        Run(Group(each.event_id, each.repeat_group), each.session_id)
        for each in rows
        if each.repeat_group and each.status is SessionStatus.SCHEDULED
    ]


def _checked(question: RunQuestion, chosen: int | None) -> int:
    offered = [option.session_id for option in question.options]
    if chosen is None and len(offered) > 1:
        raise Problem(NOT_CHOSEN, question.field)
    if chosen is not None and chosen not in offered:
        raise Problem(GONE, question.field)
    return offered[0] if chosen is None else chosen


def _question(field: str, group: Repeated, now: datetime, zone: str | None) -> RunQuestion:
    rows = [cast(PublishedSession, each) for each in group.runs if each.ends_at > now]
    ahead = Repeated(group.name, group.rule, tuple(rows))
    best = cast(PublishedSession, ahead.suits(zone)).session_id if zone and rows else 0
    suggested = rows[0].session_id if len(rows) == 1 else best
    differ = len({each.title for each in group.runs}) > 1
    options = [
        _option(each, each.title if differ else "", zone, suits=each.session_id == best)
        for each in rows
    ]
    return RunQuestion(field, group.name, group.runs[0].title, options, suggested)


def _option(row: PublishedSession, title: str, zone: str | None, *, suits: bool) -> RunOption:
    language = language_said(row.language) if row.language else ""
    return RunOption(row.session_id, title, times_told(row.state, zone), language, suits)
