"""The operator's check finds what must never be, and nothing where all is well."""

import pytest
from flask import Flask
from sqlalchemy import insert, update

from courseapp.applications.models import Application
from courseapp.core.audit import AuditEntry
from courseapp.events.models import Event
from courseapp.mail.models import Message
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import Offer, PrivateDecision
from courseapp.selection.rules import Choice
from tests.selection.story import Round

pytestmark = pytest.mark.both_databases


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
    told = app.test_cli_runner().invoke(args=["check", "invariants"])
    assert told.exit_code == 1
    assert "counts other seats" in told.output


def test_secrets_told_too_early_and_letters_told_twice_are_found(selection: Round) -> None:
    one, two, three, four, _five = selection.applications
    session, now = selection.session, selection.clock.now
    selection.decide(Choice.DECLINE, one)
    (letter,) = selection.mails("selection_declined", one)
    columns = [each.name for each in Message.__table__.c if each.name != "id"]
    again = {name: getattr(letter, name) for name in columns}
    session.execute(insert(Message).values({**again, "message_id": "<other@x>"}))
    session.execute(update(Application).filter_by(id=two.id).values(status="declined"))
    selection.privately(Choice.WAIT, three, four)
    release = selection.release(days=3)
    known = {"privacy": "known", "known_at": now, "release_id": release.id}
    about = PrivateDecision.application_id
    session.execute(update(PrivateDecision).where(about == three.id).values(**known))
    bound = {"privacy": "bound", "release_id": release.id}
    session.execute(update(PrivateDecision).where(about == four.id).values(**bound))
    step = {"at": now, "actor": "x", "verb": "offer", "summary": "", "subject": ""}
    step["subject"] = f"application/{two.id}"
    session.execute(insert(AuditEntry).values(step))
    session.commit()
    assert broken_invariants(session) == [
        f"The application {two.reference} stands where its history does not lead.",
        f"The application {one.reference} got more letters of an outcome than decisions.",
        f"The application {three.reference} knows a decision that was never made known.",
        f"The application {three.reference} was told before its release was due.",
        f"The application {four.reference} was left out by a release that is done.",
    ]
