"""Nobody but the organisers sees anything of a choice, and they see no gender by name."""

import pytest
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.cohorts.adjusting import adopt
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.proposing import propose, read
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.rules import Ground, Source
from courseapp.scenarios.cast import Part
from tests.cohorts.story import HOME, Choice
from tests.support.people import AsPerson

PAGES = (
    HOME,
    f"{HOME}/settings",
    f"{HOME}/limits/new/group",
    f"{HOME}/proposals/1",
    f"{HOME}/cohorts/1",
    f"{HOME}/cohorts/1/balance",
    f"{HOME}/cohorts/1/minutes.pdf",
    f"{HOME}/compare",
)


@pytest.fixture
def chosen(choice: Choice) -> Choice:
    """A proposal was made under limits, and taken over."""
    choice.limit(LimitKind.AT_LEAST_SHARE, 50, feature="gender", values=("woman",))
    with choice.app.test_request_context():
        about = (choice.session, choice.organiser, choice.clock.now, choice.course)
        adopt(*about, read(propose(*about)))
        choice.session.commit()
    return choice


def conflict(session: Session, choice: Choice, person: Person, name: str) -> None:
    session.add(
        ConflictOfInterest(
            application_id=choice.named(name).id,
            person_id=person.id,
            source=Source.SET,
            ground=Ground.STATED,
            reason="They are friends.",
            noted_at=choice.clock.now,
            noted_by="Organiser",
        )
    )
    session.commit()


def test_reviewers_neighbours_and_applicants_find_nothing(
    chosen: Choice, as_person: AsPerson
) -> None:
    cast = chosen.cast.people
    others = [cast[part] for part in (Part.REVIEWER, Part.A6IP_ORGANISER, Part.NEWCOMER)]
    for person in (*others, chosen.named("Ana").person):
        browser = as_person(person)
        for address in PAGES:
            assert browser.get(address).status_code == 404, address


def test_another_events_numbers_open_nothing(chosen: Choice, as_person: AsPerson) -> None:
    browser = as_person(chosen.organiser)
    for address in PAGES[3:7]:
        assert browser.get(address.replace("s/1", "s/2")).status_code == 404, address


def test_of_gender_pages_hold_numbers_only(chosen: Choice, as_person: AsPerson) -> None:
    browser = as_person(chosen.organiser)
    for address in (f"{HOME}/proposals/1?show=", f"{HOME}/cohorts/1?show="):
        page = browser.visit(address)
        table = page.html[page.html.rindex("<tbody>") :]
        assert "Kiri Kata" in table
        for word in ("woman", "women</td>", "own words", "Gender"):
            assert word not in table, (address, word)


def test_an_organiser_in_conflict_sees_no_points_and_does_not_decide(
    chosen: Choice, as_person: AsPerson
) -> None:
    conflict(chosen.session, chosen, chosen.organiser, "Carlos")
    browser = as_person(chosen.organiser)
    for address in (f"{HOME}/proposals/1?show=&search=Carlos", f"{HOME}/cohorts/1?search=Carlos"):
        page = browser.visit(address)
        assert "You are in conflict with this applicant" in page.text
        assert "91.0" not in page.text
    carlos = chosen.reference("Carlos")
    token = page.value("csrf_token")
    sent = {"csrf_token": token, "version": "1", "shown": carlos, "reason": "No friend"}
    answer = browser.post(f"{HOME}/cohorts/1", data=sent)
    assert answer.status_code == 422
    assert "Another organiser decides there" in answer.get_data(as_text=True)
    assert "Carlos" not in browser.visit(f"{HOME}/limits/new/person").text
