"""Builds an example world up to a stage, and opens it for its cast."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.core import audit
from courseapp.core.errors import Problem
from courseapp.core.request import session as session_of_request
from courseapp.events.models import Event
from courseapp.events.shipped import loading as event_records
from courseapp.events.shipped.examples import COURSE, TRAINING, WEBINAR, example_events
from courseapp.initiatives import loading as initiative_records
from courseapp.joining import loading as joining_records
from courseapp.reminders import replanning as messages
from courseapp.scenarios.applying import apply_for_course, apply_for_training
from courseapp.scenarios.cast import CAST, Cast, CastMember, Part, create_cast
from courseapp.scenarios.composing import compose_form
from courseapp.scenarios.examples import add_examples
from courseapp.scenarios.judging import assign_reviewers, call_committee, write_reviews
from courseapp.scenarios.nominating import call_for_nominations
from courseapp.scenarios.people import Applicant, applicants
from courseapp.scenarios.posting import post_letters
from courseapp.scenarios.registering import register_for_webinar
from courseapp.scenarios.replanning import replan
from courseapp.scenarios.reviewing import give_more_time, look_through, reply
from courseapp.scenarios.selecting import answer_offers, choose_participants
from courseapp.scenarios.speaking import write_to_asked
from courseapp.scenarios.stages import Stage, Timeline, timeline
from courseapp.scenarios.travelling import ask_for_travel_details, give_travel_details

SUBJECT = "scenario/world"
ONE_IN_ELEVEN = 11

_FIRST_PAGE = {
    Part.ADMINISTRATOR: "/manage",
    Part.ICAP_ORGANISER: f"/manage/events/{COURSE}/applications",
    Part.A6IP_ORGANISER: f"/manage/events/{TRAINING}/applications",
    Part.REVIEWER: f"/events/{COURSE}",
    Part.NEWCOMER: f"/events/{COURSE}",
}


def build(app: Flask, stage: Stage, now: datetime, crowd: int | None = None) -> None:
    """Build the world up to the stage as seen at `now`, all of it or nothing.

    `crowd` is how many people apply beside the cast, None for everybody there is. The same
    stage again changes nothing. Raises Problem where the database holds another stage, or the
    example course without a world around it.
    """
    with app.app_context():
        outer = session_of_request()
        if not _is_built(outer, stage):
            # One transaction around all that commits on its way, and no worker woken for letters
            # that are posted here.
            with Session(outer.connection(), join_transaction_mode="create_savepoint") as session:
                _build(session, stage, timeline(stage, now), applicants()[:crowd])
            outer.commit()


def cast_links(session: Session, now: datetime) -> list[tuple[str, str]]:
    """Return a fresh one-time sign-in link for each of the cast: label and path."""
    return [
        (f"{member.label} ({member.certificate_name})", _link(session, member, now))
        for member in CAST
    ]


def stage_here(session: Session) -> Stage | None:
    """Return the stage of the example world in the database, None where there is none."""
    built = next((entry.after for entry in audit.history(session, [SUBJECT], limit=1)), None)
    return None if built is None else Stage(built["stage"])


def _link(session: Session, member: CastMember, now: datetime) -> str:
    path = _FIRST_PAGE.get(member.part, "/applications")
    return f"/sign-in/{make_link(session, now, member.email, LinkPurpose.TERMINAL, path)}"


def _build(session: Session, stage: Stage, times: Timeline, crowd: Sequence[Applicant]) -> None:
    cast = _prepare(session, times)
    _go_on(session, stage, cast, times, crowd)
    _plan_messages(session, times.now)
    _note(session, stage, times.now)
    session.commit()
    post_letters(session, times.now)


def _prepare(session: Session, times: Timeline) -> Cast:
    """Load the records as they were when the course was published, and make the cast."""
    then = times.published_at
    initiative_records.load_records(session, then)
    joining_records.load_settings(session, then)
    event_records.load_records(session, then)
    examples = example_events(times.now.date())
    lines = [replace(each, call=times.call) if each.slug == COURSE else each for each in examples]
    add_examples(session, lines, then)
    return create_cast(session, then)


def _go_on(
    session: Session, stage: Stage, cast: Cast, times: Timeline, crowd: Sequence[Applicant]
) -> None:
    course, training = (_event(session, slug) for slug in (COURSE, TRAINING))
    organiser = cast.icap_organiser
    compose_form(session, organiser, times.published_at, course)
    write_to_asked(session, organiser, times.published_at, course)
    write_to_asked(session, cast.a6ip_organiser, times.published_at, training)
    if stage.reaches(Stage.APPLIED):
        call_for_nominations(session, organiser, times, course)
        apply_for_course(session, course, cast, times, crowd)
        apply_for_training(session, training, times, crowd[::ONE_IN_ELEVEN])
        register_for_webinar(session, _event(session, WEBINAR), times, crowd)
        replan(session, organiser, times.replanned_at, course)
        give_more_time(session, organiser, times, course)
        look_through(session, cast, times, course)
        call_committee(session, cast, times, course)
    if stage.reaches(Stage.REVIEWED):
        reply(session, times, course)
        assign_reviewers(session, organiser, times, course)
        write_reviews(session, times, course)
    if stage.reaches(Stage.SELECTED):
        choose_participants(session, course, cast, times)
    if stage.reaches(Stage.CONFIRMED):
        ask_for_travel_details(session, organiser, times, course)
        answer_offers(session, course, times)
        give_travel_details(session, cast, times, course)


def _plan_messages(session: Session, now: datetime) -> None:
    """Let organisers see at once what goes out next; the worker plans within half an hour else."""
    for event_id in messages.events_to_plan(session):
        messages.replan(session, now, session.get_one(Event, event_id))


def _is_built(session: Session, stage: Stage) -> bool:
    built = stage_here(session)
    if built not in {None, stage}:
        raise Problem(
            f"Here is an example world at the stage “{built}” already. "
            f"Build “{stage.value}” in an empty database."
        )
    if built is None and session.scalar(select(Event.id).where(Event.slug == COURSE)) is not None:
        raise Problem(
            "The example course is here already. Build an example world in an empty database."
        )
    return built is not None


def _note(session: Session, stage: Stage, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor="system",
        verb="built",
        subject=SUBJECT,
        summary=f"An example world was built up to the stage “{stage.value}”.",
        after={"stage": stage.value},
    )


def _event(session: Session, slug: str) -> Event:
    return session.scalars(select(Event).where(Event.slug == slug)).one()
