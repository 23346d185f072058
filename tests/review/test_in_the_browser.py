"""The pages of reviewing at a desk and on a phone: they fit, and everybody can use them."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.scenarios.cast import create_cast
from tests.applications.story import new_course
from tests.review.story import MANAGE, OWN, Committee, answers_of, reviewer, rubric
from tests.selection.story import PEOPLE, applied
from tests.support.browser import DESK, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer


@pytest.fixture
def ways_in(live_server: LiveServer) -> dict[str, str]:
    """Five people applied; one reviewer has judged, the other begins. Return their ways in."""
    now = live_server.clock.now
    with live_server.app.app_context(), live_server.session() as session:
        cast = create_cast(session, now)
        course = new_course(session, now)
        sent = [applied(session, course, now, number) for number in range(len(PEOPLE))]
        for each in sent:
            each.answers = answers_of(each)
        session.flush()
        people = [cast.reviewer, reviewer(session, course, "Bela Kiss", now)]
        session.flush()
        criteria = rubric(session, cast.icap_organiser, now, course)
        committee = Committee(
            live_server.app, session, live_server.clock, cast, course, sent, people, criteria
        )
        committee.phases(discussion_in=timedelta())
        committee.assign(people[0], *sent[:2])
        for number, assignment in enumerate(committee.assign(people[1], *sent)):
            committee.judged(assignment, 1 + number % 5, 2 * number, comment="A strong case.")
        links = {
            "organiser": make_link(session, now, cast.icap_organiser.email, LinkPurpose.TERMINAL),
            "reviewer": make_link(session, now, cast.reviewer.email, LinkPurpose.TERMINAL),
            "application": sent[0].reference,
            "criterion": str(criteria[0].id),
        }
        session.commit()
    return links


@pytest.mark.parametrize("viewport", [DESK], ids=["desk"])
def test_a_review_is_written_and_its_scores_are_read(
    new_person: NewPerson, ways_in: dict[str, str], viewport: ViewportSize
) -> None:
    page = entered(new_person(viewport), ways_in["reviewer"])
    for address in ("/reviews", OWN, f"{OWN}/{ways_in['application']}"):
        looked_at(page, address)
    page.get_by_role("group", name="Points from 1 to 5").get_by_role("radio", name="4").check()
    page.get_by_role("group", name="Points from 0 to 10").get_by_role("radio", name="9").check()
    with page.expect_response(lambda each: "registry" in (each.request.post_data or "")):
        page.get_by_label("Why", exact=True).fill("She runs the registry.")  # saved as she types
    expect(page.locator(".saved")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_label("Why", exact=True)).to_have_value("She runs the registry.")
    page.get_by_label("Admit").check()
    page.get_by_label("Very sure", exact=True).check()
    page.get_by_role("button", name="Submit the review").click()
    expect(page.get_by_text("Here is the next application.")).to_be_visible()
    looked_at(page, f"{OWN}/{ways_in['application']}")
    expect(page.get_by_text("A strong case.")).to_be_visible()
    page = entered(new_person(viewport), ways_in["organiser"])
    pages = ("", "/rubric", f"/rubric/{ways_in['criterion']}", "/dates", "/scores",
             f"/reading/{ways_in['application']}")  # fmt: skip
    for part in pages:
        looked_at(page, f"{MANAGE}{part}")
    expect(page.get_by_text("She runs the registry.")).to_be_visible()


def entered(page: Page, token: str) -> Page:
    page.goto(f"/sign-in/{token}")
    page.locator("main").get_by_role("button", name="Sign in").click()
    return page


def looked_at(page: Page, address: str) -> None:
    page.goto(address)
    check_fits(page)
    check_accessible(page)
