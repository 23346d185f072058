"""Take the README's pictures: ``make pictures``. Starts example worlds of its own."""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.support import programs
from tests.support.browser import SWITCHES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
PORT = "8977"
ADDRESS = f"http://127.0.0.1:{PORT}"
READY = "All data is kept in"
PATIENCE_SECONDS = 600
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 860}
TALL: ViewportSize = {"width": 1280, "height": 1060}
COURSE = "/events/icap-course-example"
WEBINAR = "/events/icap-webinar-example"
WITH_AN_AGENDA = "Article 6 of the Paris Agreement and the market at home"


@contextmanager
def example_world(stage: str) -> Iterator[Mapping[str, str]]:
    """Run the world of a stage; give the sign-in links by whose they are."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "output.txt"
        command = [sys.executable, "-m", "courseapp.serve", "--port", PORT]
        command += ["--instance", f"{folder}/instance", "--stage", stage]
        with log.open("wb") as output:
            product = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
        try:
            until = time.monotonic() + PATIENCE_SECONDS
            while READY not in log.read_text() and time.monotonic() < until:
                time.sleep(0.5)
            yield dict(re.findall(r"^([^\n:(]+) \(.*:\n  (http\S+)", log.read_text(), re.MULTILINE))
        finally:
            product.terminate()
            product.wait()


def window(browser: Browser, size: ViewportSize, link: str = "") -> Page:
    """Open a window, signed in where there is a link."""
    context = browser.new_context(
        base_url=ADDRESS,
        viewport=size,
        timezone_id="Africa/Lome",
        locale="en-GB",
        reduced_motion="reduce",  # an anchor is reached at once
    )
    page = context.new_page()
    if link:
        page.goto(link)
        page.locator("main button").click()
    return page


def take(page: Page, name: str, address: str = "") -> None:
    """Save what the window shows."""
    if address:
        page.goto(address)
    page.screenshot(path=FOLDER / f"{name}.png")


def my_application(browser: Browser, link: str) -> Page:
    """Open a phone at the application of the person whose link it is."""
    page = window(browser, PHONE, link)
    page.goto("/applications")
    page.locator('main a[href^="/applications/"]').first.click()
    return page


def take_writing(browser: Browser, link: str) -> None:
    """Take a draft on a phone, and one page of its form."""
    phone = my_application(browser, link)
    take(phone, "draft")
    phone.locator('main a[href$="/steps/work"]').first.click()
    phone.wait_for_url("**/steps/work")
    take(phone, "form")


def take_composing(organiser: Page) -> None:
    """Take the form of the course as its organiser composes it."""
    organiser.goto(f"/manage{COURSE}/form")
    organiser.locator('[aria-labelledby="application"] .fb-buttons a').first.click()
    organiser.locator(".fb").wait_for()
    take(organiser, "builder")


def take_programme(browser: Browser) -> None:
    """Take what everybody reads: the whole programme and one session of it."""
    reader = window(browser, DESK)
    take(reader, "programme", f"{COURSE}/programme")
    reader.get_by_role("link", name=WITH_AN_AGENDA).click()
    reader.get_by_role("heading", name="Agenda").wait_for()
    take(reader, "session")


def take_planning(organiser: Page) -> None:
    """Take a day on which groups work in parallel, and when a session is fair."""
    organiser.goto(f"/manage{COURSE}/planner")
    organiser.locator(".plan-days a").nth(1).click()
    organiser.locator('.plan-days li:nth-child(2) [aria-current="page"]').wait_for()
    organiser.locator("main h2").first.evaluate("heading => heading.scrollIntoView()")
    take(organiser, "planner")
    organiser.set_viewport_size(TALL)
    organiser.goto(f"/manage{WEBINAR}/fair-times")
    held_twice = organiser.locator("#session option").nth(1).get_attribute("value")
    take(organiser, "fair_times", f"/manage{WEBINAR}/fair-times?session={held_twice}#times")


def while_people_apply(browser: Browser) -> None:
    """Take what readers and applicants see while the window is open."""
    with example_world("applied") as links:
        take(window(browser, DESK), "home", "/")
        take(window(browser, DESK), "event", COURSE)
        take(window(browser, DESK), "record", "/initiatives/icap")
        take(window(browser, DESK), "members", "/initiatives/icap#members")
        take(window(browser, DESK), "calendars", "/subscribe")
        take_writing(browser, links["Applicant with a draft"])
        take_programme(browser)
        organiser = window(browser, TALL, links["ICAP organiser"])  # a link signs in once
        take_composing(organiser)
        organiser.set_viewport_size(DESK)
        take_planning(organiser)


def after_the_selection(browser: Browser) -> None:
    """Take what the organiser and an accepted applicant see when offers were made."""
    with example_world("selected") as links:
        organiser = window(browser, DESK, links["ICAP organiser"])
        take(organiser, "applications", f"/manage{COURSE}/applications")
        organiser.set_viewport_size(TALL)
        take(organiser, "scores", f"/manage{COURSE}/review/scores")
        take(organiser, "cohort", f"/manage{COURSE}/cohort/proposals/1#balance")
        take(my_application(browser, links["Accepted applicant"]), "offer")


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.chromium(), args=list(SWITCHES)
        )
        while_people_apply(browser)
        after_the_selection(browser)
        browser.close()


if __name__ == "__main__":
    main()
