"""A committee of three, with a rubric, before anything is assigned."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.applications.story import new_course
from tests.review.story import Committee, answers_of, reviewer, rubric
from tests.selection.story import PEOPLE, applied
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


@pytest.fixture
def committee(app: Flask, session: Session, cast: Cast, clock: FixedClock) -> Committee:
    course = new_course(session, clock.now)
    sent = [
        applied(session, course, clock.now + timedelta(minutes=number), number)
        for number in range(len(PEOPLE))
    ]
    for each in sent:
        each.answers = answers_of(each)
    others = [reviewer(session, course, name, clock.now) for name in ("Bela Kiss", "Chipo Moyo")]
    session.flush()
    criteria = rubric(session, cast.icap_organiser, clock.now, course)
    session.commit()
    clock.advance(hours=1)
    people = [cast.reviewer, *others]
    return Committee(app, session, clock, cast, course, sent, people, criteria)


@pytest.fixture
def organiser(as_person: AsPerson, cast: Cast) -> CheckingClient:
    """A browser in which the organiser of the course is signed in."""
    return as_person(cast.icap_organiser)
