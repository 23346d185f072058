"""The operator's check finds what must never be, and nothing where all is well."""

from flask import Flask
from sqlalchemy import update

from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Offer
from courseapp.selection.rules import Choice
from tests.selection.story import Round


def test_after_a_round_of_decisions_all_is_well(selection: Round) -> None:
    selection.decide(Choice.OFFER, *selection.applications[:2])
    selection.decide(Choice.WAIT, selection.applications[2])
    assert broken_invariants(selection.session) == []


def test_what_must_never_be_is_found_and_told(selection: Round, app: Flask) -> None:
    one, two, *_ = selection.applications
    selection.decide(Choice.OFFER, one)
    session, now = selection.session, selection.clock.now
    session.execute(update(Event).values(seats_taken=2))
    session.execute(update(Offer).values(closed_at=now, outcome="lapsed"))
    session.execute(update(Application).filter_by(id=two.id).values(full_name=""))
    session.commit()
    assert broken_invariants(session) == [
        "The event course-2027 counts other seats than its applications hold.",
        f"The application {one.reference} is offered a seat without an open offer.",
        f"The application {two.reference} was sent without a name or without consent.",
    ]
    told = app.test_cli_runner().invoke(args=["check"])
    assert told.exit_code == 1
    assert "counts other seats" in told.output
