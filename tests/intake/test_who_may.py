"""Only organisers of the event see any of it, and nothing crosses from one event to another."""

import pytest

from courseapp.intake.filters import Filters
from courseapp.intake.models import ApplicationNote
from courseapp.intake.notes import write_note
from courseapp.intake.saving import save_filter
from courseapp.scenarios.cast import Cast, Part
from tests.applications.story import new_course
from tests.intake.story import LIST, ONCE_OPEN, SECRET, Desk, everybody
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

PAGES = ("", "/columns", "/filters", "/tags", "/figures", "/export", "?search=a&a.gender=woman")
MARKER = "Neighbourly"


@pytest.mark.parametrize("part", [Part.A6IP_ORGANISER, Part.REVIEWER, Part.NEWCOMER])
def test_others_find_nothing_and_change_nothing(
    desk: Desk, as_person: AsPerson, cast: Cast, part: Part
) -> None:
    browser = as_person(cast.people[part])
    tag = desk.tag("strong", desk.applications[0])
    one = desk.applications[1].reference
    token = browser.visit("/account").value("csrf_token")
    for page in (*PAGES, f"/tags/{tag.id}", f"/{one}/notes"):
        browser.expect_404(f"{LIST}{page}")
    posts = ("/tags/change", "/tags", f"/tags/{tag.id}/remove", f"/{one}/notes", "/export",
             "/filters", "/columns")  # fmt: skip
    for page in posts:
        data = {"csrf_token": token, "application": one, "tag": str(tag.id), "text": "x",
                "name": "x", "given_as": "csv", "columns": "mine"}  # fmt: skip
        assert browser.post(f"{LIST}{page}", data=data).status_code == 404, page
    assert desk.found(f"tag={tag.id}") == ["Amina Yusuf"]
    assert desk.session.query(ApplicationNote).count() == 0


def test_what_belongs_to_another_event_shows_nowhere(desk: Desk, organiser: CheckingClient) -> None:
    """The same organiser has both events; each has its own tags, notes and filters."""
    other = new_course(desk.session, desk.clock.now, slug="other-2027")
    theirs = Desk(desk.app, desk.session, desk.clock, desk.cast, other,
                  everybody(desk.session, other, desk.clock.now, 50))  # fmt: skip
    tag = theirs.tag(MARKER, *theirs.applications)
    write_note(desk.session, desk.organiser, desk.clock.now, theirs.applications[0], MARKER)
    save_filter(desk.session, desk.organiser, desk.clock.now, other, Filters(tags=(tag.id,)),
                MARKER, is_shared=True)  # fmt: skip
    desk.session.commit()
    for page in PAGES:
        assert MARKER not in organiser.visit(f"{LIST}{page}").html, page
    assert desk.found(f"tag={tag.id}") == []
    assert desk.found(f"search={MARKER}") == []
    organiser.expect_404(f"{LIST}/tags/{tag.id}")
    foreign = theirs.applications[0].reference
    organiser.expect_404(f"{LIST}/{foreign}/notes")
    token = organiser.visit(LIST).value("csrf_token")
    own = desk.applications[0].reference
    for application, name in ((foreign, {"new_tag": "mine"}), (own, {"tag": str(tag.id)})):
        data = {"csrf_token": token, "application": application, **name}
        organiser.post(f"{LIST}/tags/change", data=data)
    assert len(theirs.found(f"tag={tag.id}")) == 4
    assert desk.found("note=yes") == []


def test_a_sensitive_answer_is_on_no_page_of_the_list(
    desk: Desk, organiser: CheckingClient
) -> None:
    token = organiser.visit(LIST).value("csrf_token")
    everything = {"csrf_token": token, "columns": ["a.health", "a.diet", "a.plan", "a.gender"]}
    organiser.post(f"{LIST}/columns", data=everything)
    asked = ("?ask=health", "?a.health=*&ask=diet", "?sort=a.health", f"?search={SECRET}",
             f"?a.health={SECRET}")  # fmt: skip
    for page in (*PAGES, *asked):
        read = organiser.visit(f"{LIST}{page}")
        typed = page.endswith(SECRET) and page.startswith("?search")
        assert typed or SECRET not in read.soup.find("main").text, page  # type: ignore[union-attr]
        assert ONCE_OPEN not in read.html, page
        assert "Health" not in read.text, page
    one = organiser.visit(f"{LIST}/{desk.applications[0].reference}")
    assert SECRET not in one.html
    assert "Show Health" in one.text  # one at a time, and it is noted who looked
