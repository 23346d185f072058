"""Applying on a telephone with the whole form for officials, over lines that break."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.accounts.signing_in import end_all_sign_ins
from tests.applications.story import SLUG
from tests.browser.applying import GO_ON, KEPT, PAPER, STEPS, Applicant, open_course, with_a_draft
from tests.browser.metering import BAD_LINE, GOOD_LINE, Meter
from tests.support.browser import DESK, PHONE, NewPerson
from tests.support.live_server import LiveServer

MOST_OF_A_PAGE = 30 * 1024  # bytes on its first load, with all it needs and all headers
MOST_OF_THE_JOURNEY = 150 * 1024  # bytes from the page of the event's form to the receipt

KNOWLEDGE = STEPS[3]
WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


def add_a_file(applicant: Applicant, *, javascript: bool) -> None:
    """Add her CV: by script without leaving the page, else on the page of its own."""
    page = applicant.page
    paper = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PAPER}
    button = page.get_by_role("button", name="Add a file Your CV")
    if javascript:
        with page.expect_file_chooser() as chosen:
            button.click()
        chosen.value.set_files(paper)  # type: ignore[arg-type]  # a TypedDict
        return applicant.reads("cv.pdf is kept.")
    button.click()
    page.locator('[type="file"]').set_input_files(paper)  # type: ignore[arg-type]
    applicant.press("Add this file")
    applicant.follow("Go on with your answers")
    return None


def apply(applicant: Applicant, *, javascript: bool, turn: Callable[[str], None]) -> None:
    """Walk from the page of the form to the receipt; `turn` hears which page comes next."""
    turn("start")
    applicant.open(f"/events/{SLUG}/apply")
    turn("draft")
    applicant.press("Start your application")
    turn(STEPS[0].key)
    applicant.page.get_by_role("link", name="Go on: About you").click()
    for step, following in zip(STEPS, [*STEPS[1:], None], strict=True):
        applicant.page.wait_for_url(f"**/steps/{step.key}")
        applicant.look()
        if step.key == "documents":
            add_a_file(applicant, javascript=javascript)
        applicant.ask_more(step)
        turn(following.key if following else "check")
        applicant.press(GO_ON)
    applicant.reads("ʻAna Seini Tuʻipulotu", "Fiji", "Inspector", "Two inventories. 🌊", "1 file")
    turn("receipt")
    applicant.press("Send my application")
    applicant.reads("Receipt number")


def all_arrived(applicant: Applicant) -> None:
    sent = applicant.sent
    assert {name: sent.answers.get(name) for name in KEPT} == KEPT
    assert sent.files == ["cv.pdf"]


def test_she_applies_without_a_script(live_server: LiveServer, new_person: NewPerson) -> None:
    email = open_course(live_server)
    window = new_person(PHONE, javascript=False, zone="Pacific/Tongatapu")
    live_server.sign_in(window, email)
    applicant = Applicant(window, live_server, email)
    apply(applicant, javascript=False, turn=lambda _: None)
    all_arrived(applicant)


def test_she_applies_over_a_bad_line_for_few_bytes(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    email = open_course(live_server)
    window = new_person(PHONE, zone="Pacific/Tongatapu")
    window.context.set_default_timeout(20_000)
    live_server.sign_in(window, email)
    applicant, meter = Applicant(window, live_server, email), Meter(window)

    def turn(page: str) -> None:
        meter.turn(page)
        meter.be_on(BAD_LINE if page == "start" else GOOD_LINE)

    apply(applicant, javascript=True, turn=turn)
    all_arrived(applicant)
    pages = {page: round(octets) for page, octets in meter.cold.items()}
    assert set(pages) >= {"start", "draft", "check", "receipt", *(each.key for each in STEPS)}
    assert max(pages.values()) <= MOST_OF_A_PAGE, pages
    assert MOST_OF_A_PAGE / 2 < meter.total <= MOST_OF_THE_JOURNEY, (meter.total, pages)


def test_the_server_stops_while_she_types(live_server: LiveServer, new_person: NewPerson) -> None:
    applicant = with_a_draft(new_person(PHONE), live_server)
    context = applicant.page.context
    applicant.open_step("experience")
    applicant.answer({"experience": "Two inv"})
    applicant.reads("Saved")
    with live_server.stopped():
        live_server.clock.advance(minutes=1)  # it stands still, a telephone's does not
        applicant.answer(KNOWLEDGE.typed)
        applicant.reads("No connection.")
        applicant.page.close()
    applicant.page = context.new_page()
    applicant.open_step("experience")
    applicant.saved(KNOWLEDGE.typed)
    context.set_offline(True)
    live_server.clock.advance(minutes=1)
    applicant.answer({"education_field": "Law", "experience": "Three inventories."})
    applicant.reads("No connection.")
    context.set_offline(False)
    last = {**KNOWLEDGE.typed, "education_field": "Law", "experience": "Three inventories."}
    applicant.saved(last)
    applicant.press(GO_ON)
    applicant.reads("asks something more")
    applicant.open(applicant.address)
    expect(applicant.page.get_by_text("Earlier texts of yours")).to_have_count(0)
    assert applicant.typed == {**applicant.typed, **last}


def test_the_server_stops_before_she_saves_without_a_script(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    applicant = with_a_draft(new_person(PHONE, javascript=False), live_server)
    applicant.open_step("experience")
    applicant.answer(KNOWLEDGE.typed)
    save = applicant.page.get_by_role("button", name=GO_ON)
    with live_server.stopped():
        with suppress(Error):  # the browser says that nobody answers
            save.click()
        while not applicant.page.url.startswith("chrome-error:"):
            applicant.page.wait_for_timeout(50)
    applicant.page.reload()  # which sends the page again
    applicant.reads("asks something more")
    assert applicant.typed == {**applicant.typed, **KNOWLEDGE.typed}


@WITH_AND_WITHOUT
def test_her_sign_in_ends_while_she_types(
    live_server: LiveServer, new_person: NewPerson, javascript: bool
) -> None:
    applicant = with_a_draft(new_person(PHONE, javascript=javascript), live_server)
    applicant.open_step("experience")
    with live_server.session() as session:
        person = session.scalars(select(Person).filter_by(email=applicant.email)).one()
        end_all_sign_ins(session, live_server.clock.now, person)
    applicant.answer(KNOWLEDGE.typed)
    if javascript:
        applicant.reads("You were signed out. Press Save")
    applicant.press(GO_ON)
    applicant.sign_in(applicant.email)
    applicant.reads("We kept what you typed")
    applicant.press(GO_ON)
    applicant.reads("asks something more")
    assert applicant.typed == {**applicant.typed, **KNOWLEDGE.typed}


def test_she_types_on_two_devices(live_server: LiveServer, new_person: NewPerson) -> None:
    desk = with_a_draft(new_person(DESK), live_server)
    telephone = Applicant(new_person(PHONE), live_server, desk.email)
    live_server.sign_in(telephone.page, desk.email)
    for each in (desk, telephone):
        each.open_step("modules")
    desk.answer({"motivation": "From my desk", "problem": "Nobody reports."})
    desk.saved({"motivation": "From my desk", "problem": "Nobody reports."})
    live_server.clock.advance(minutes=1)
    telephone.answer({"motivation": "From my telephone"})
    telephone.reads("It took the place of “From my desk”")
    live_server.clock.advance(minutes=1)
    desk.answer({"use_after": "A law."})
    both = {
        "motivation": "From my telephone",
        "problem": "Nobody reports.",
        "use_after": "A law.",
    }
    desk.saved(both)
    telephone.open(telephone.address)
    telephone.page.get_by_text("Earlier texts of yours (1)").click()
    telephone.reads("From my desk")
    assert telephone.address == desk.address


def test_a_long_page_is_saved_while_she_types_too(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    """A browser refuses to send more than 64 KB behind the back of a page that is left."""
    applicant = with_a_draft(new_person(PHONE), live_server)
    applicant.open_step("experience")
    long = "سوق الكربون " * 2000  # each letter is six octets on the way
    applicant.answer({"experience": long})
    applicant.saved({"experience": long.strip()})
    applicant.press(GO_ON)
    assert applicant.typed["experience"] == long.strip()


def test_she_saves_in_two_tabs_without_a_script(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    first = with_a_draft(new_person(PHONE, javascript=False), live_server)
    second = Applicant(first.page.context.new_page(), live_server, first.email)
    for each in (first, second):
        each.open_step("modules")
    first.answer({"motivation": "In the first tab", "use_after": "A law."})
    first.press(GO_ON)
    live_server.clock.advance(minutes=1)
    second.answer({"motivation": "In the second tab", "problem": "Nobody reports."})
    second.press(GO_ON)
    second.reads("This page was also saved somewhere else", "In the first tab")
    typed = {"motivation": "In the second tab", "problem": "Nobody reports.", "use_after": "A law."}
    assert first.typed == {**first.typed, **typed}


def test_a_press_waits_for_what_is_being_saved(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    applicant = with_a_draft(new_person(PHONE), live_server)
    applicant.open_step("about")
    Meter(applicant.page).be_on({**GOOD_LINE, "latency": 1500})
    with applicant.page.expect_request("**/keep"):
        applicant.answer({"full_name": "Ana", "gender": "own"})
    applicant.answer({"phone": "+676 23-456", "birth_year": "1988"})
    applicant.page.get_by_role("button", name=GO_ON).click()
    applicant.reads("asks something more", "In your own words")
    applicant.saved({"full_name": "Ana", "phone": "+676 23-456"})
