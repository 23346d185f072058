"""Letters in a real browser, at a desk and on a phone: issued, downloaded, checked."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from courseapp.scenarios.cast import create_cast
from courseapp.visa_letters.issuing import issue_letter
from courseapp.visa_letters.models import Letter
from courseapp.visa_letters.rules import LetterKind
from courseapp.visa_letters.settling import settle
from tests.support.browser import DESK, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer
from tests.support.pdfs import text_of
from tests.visa_letters.story import LETTERS, PLAN, course_abroad, seated, travels

PEOPLE = 14
ORGANISER = "mariana.costa@example.org"


@pytest.fixture
def reference(live_server: LiveServer) -> str:
    """Fourteen people have seats; some letters are out, one of them with earlier dates."""
    now = live_server.clock.now
    with live_server.session() as session:
        cast = create_cast(session, now)
        course = course_abroad(session, now)
        course.starts_on = (now + timedelta(days=52)).date()
        course.ends_on = (now + timedelta(days=60)).date()
        actor = cast.icap_organiser
        settle(session, actor, now, course, PLAN)
        people = [seated(session, course, now, number) for number in range(PEOPLE)]
        travels(session, people[0], now, visa_letter_note="In English, please.")
        first = issue_letter(session, actor, now, people[0], LetterKind.VISA)
        issue_letter(session, actor, now, people[1], LetterKind.INVITATION)
        course.ends_on += timedelta(days=1)
        session.flush()
        issue_letter(session, actor, now, people[0], LetterKind.VISA, first.id)
        return people[0].reference


def look(page: Page) -> None:
    """Make sure that the page is fit for everybody; what axe finds is the same at each width."""
    check_fits(page)
    if page.viewport_size == DESK:
        check_accessible(page)


@pytest.mark.parametrize("size", [DESK])
def test_letters_are_issued_and_checked_at_a_desk_and_on_a_phone(
    live_server: LiveServer, new_person: NewPerson, reference: str, size: ViewportSize
) -> None:
    page = new_person(viewport=size)
    live_server.sign_in(page, ORGANISER)
    looks_at_all(page)
    issues_one(page, reference)
    code, letter_id = newest(live_server)
    page.goto(f"{LETTERS}/{letter_id}/withdraw")
    look(page)
    checks(new_person(viewport=size), code)
    owner = new_person(viewport=size)
    live_server.sign_in(owner, "applicant0@example.org")
    owner.goto(f"/applications/{reference}/letters")
    look(owner)


def looks_at_all(page: Page) -> None:
    page.goto(LETTERS)
    expect(page.get_by_text("52 days remain until the start.")).to_be_visible()
    look(page)
    page.get_by_label("All who have none yet").check()
    page.get_by_role("button", name="Invitations").click()
    expect(page.get_by_role("button", name=f"Issue {PEOPLE} letters")).to_be_visible()
    look(page)
    for address in (f"{LETTERS}/settings", f"{LETTERS}/log"):
        page.goto(address)
        look(page)


def issues_one(page: Page, reference: str) -> None:
    page.goto(f"{LETTERS}/people/{reference}")
    look(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Preview For a visa").click()
    assert "Preview, not issued" in text_of(download.value.path().read_bytes())
    page.get_by_role("button", name="Issue a new one in its place For a visa").click()
    expect(page.get_by_text("is issued. A mail takes it to the person.")).to_be_visible()


def newest(live_server: LiveServer) -> tuple[str, int]:
    """Return the code on the newest letter, as it is printed, and its id."""
    with live_server.session() as session:
        letter = session.scalars(select(Letter).order_by(Letter.id.desc())).first()
        assert letter is not None
        assert letter.octets is not None
        return text_of(letter.octets).split("Code ")[1][:34], letter.id


def checks(officer: Page, code: str) -> None:
    officer.goto("/letter")
    look(officer)
    officer.get_by_label("Code").fill(code.lower())
    officer.get_by_role("button", name="Check").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("This letter is genuine and valid")
    look(officer)
    officer.goto("/letter/unknown")
    look(officer)
