"""Conflicts and assignments at a desk and on a phone: the pages fit, and everybody can use them."""

import pytest
from playwright.sync_api import ViewportSize, expect

from courseapp.accounts.models import Person
from courseapp.review.conflicts.deciding import count_country, declare_conflict
from courseapp.review.conflicts.profiles import ProfilePlan, save_profile
from courseapp.scenarios.cast import create_cast
from tests.applications.story import SLUG, new_course
from tests.review.story import MANAGE, OWN, Committee, reviewer, rubric
from tests.selection.story import applied
from tests.support.browser import DESK, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer

LIST = f"{MANAGE}/reading/assignments"
ORGANISER, READER = "mariana.costa@example.org", "bela@reviewers.example"
PROFILES = (
    ProfilePlan(("Ministry of Environment", "Carbon Board"), "KE", ("en", "fr"), ("ets-cap",)),
    ProfilePlan(("清华大学",), "CN", ("zh", "en")),
    ProfilePlan(("Universidad de Chile",), "CL", ("es", "en"), ("ets-market", "ets-linking")),
)


@pytest.fixture
def reference(live_server: LiveServer) -> str:
    """Thirty people applied and four review; return what one of these reads."""
    now = live_server.clock.now
    with live_server.app.app_context(), live_server.session() as session:
        cast = create_cast(session, now)
        course = new_course(session, now)
        sent = [applied(session, course, now, number) for number in range(30)]
        people: list[Person] = [
            reviewer(session, course, name, now)
            for name in ("Bela Kiss", "Chipo Moyo", "Dolores Ibáñez")
        ]
        criteria = rubric(session, cast.icap_organiser, now, course)
        committee = Committee(
            live_server.app, session, live_server.clock, cast, course, sent, people, criteria
        )
        committee.phases()
        for person, plan in zip(people, PROFILES, strict=True):
            save_profile(session, cast.icap_organiser, now, person, plan)
        count_country(session, cast.icap_organiser, now, course, same_country=True)
        committee.assign(people[0], sent[1], sent[2])
        committee.assign(people[1], sent[3])
        declare_conflict(session, people[0], now, sent[2], "We work together.")
        committee.conflict(cast.icap_organiser, sent[0])
        return sent[1].reference


@pytest.mark.parametrize("viewport", [DESK], ids=["desk"])
def test_the_pages_fit_and_are_accessible(
    live_server: LiveServer, new_person: NewPerson, reference: str, viewport: ViewportSize
) -> None:
    page = new_person(viewport)
    live_server.sign_in(page, ORGANISER)
    addresses = (
        *(LIST, f"{LIST}/plan?each=2&most=30", f"{LIST}/plan?each=2&most=9", f"{LIST}/table"),
        *(f"{MANAGE}/people", f"{MANAGE}/conflicts", f"{MANAGE}/conflicts/new"),
        f"{MANAGE}/conflicts/1/remove",
    )
    for address in addresses:
        page.goto(address)
        check_fits(page)
        check_accessible(page)
    page.goto(f"{LIST}/plan?each=1&most=20")
    page.get_by_role("button", name="Assign as proposed").click()
    expect(page.get_by_text("4 letters will be sent.")).to_be_visible()
    reader = new_person(viewport)
    live_server.sign_in(reader, READER)
    for address in (
        "/reviews/profile",
        f"/reviews/{SLUG}/conflicts",
        f"{OWN}/{reference}/conflict",
    ):
        reader.goto(address)
        check_fits(reader)
        check_accessible(reader)
