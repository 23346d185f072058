"""What is there when the doors open."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.cli import prepare_records
from courseapp.events.models import Event
from courseapp.initiatives.models import Initiative
from courseapp.materials.models import Material
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.rules import EngagementStatus


def count_events(session: Session, *, examples: bool) -> int:
    session.expire_all()
    return session.scalar(select(func.count(Event.id)).filter_by(is_example=examples)) or 0


def test_a_first_look_finds_real_records_and_examples(app: Flask, session: Session) -> None:
    prepare_records(app, None)
    prepare_records(app, None)  # twice is as good as once
    assert set(session.scalars(select(Initiative.slug))) == {"icap", "cmp", "a6ip"}
    assert count_events(session, examples=False) == 16
    assert count_events(session, examples=True) == 4
    engaged = session.execute(
        select(SpeakerEngagement.status, func.count()).group_by(SpeakerEngagement.status)
    )
    assert dict(engaged.all()) == {EngagementStatus.CONFIRMED: 7, EngagementStatus.ASKED: 2}
    assert session.scalar(select(func.count(Material.id))) == 5


def test_production_shows_nothing_that_is_made_up(app: Flask, session: Session) -> None:
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, production=True)
    try:
        prepare_records(app, None)
    finally:
        app.extensions["settings"] = settings
    assert count_events(session, examples=False) == 16
    assert count_events(session, examples=True) == 0
