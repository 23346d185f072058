"""The system's Chromium, driven by Playwright, and the rules of accessibility (axe)."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.support import programs
from tests.support.live_server import LiveServer

SWITCHES = (
    "--no-sandbox",  # Chromium refuses its sandbox to root
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves this machine
)
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
PATIENCE_MILLISECONDS = 30_000  # three browsers may share two cores
ARRANGED_WITHIN_SECONDS = 3.0

# The widest elements that reach beyond the window, each with its edges; nothing where all fits.
BEYOND_THE_EDGE = """() => {
    const window_width = window.innerWidth;
    if (document.documentElement.scrollWidth <= window_width) return "";
    const place = each => each.getBoundingClientRect();
    const said = each => `${each.outerHTML.slice(0, 120)} from ${place(each).left} to ` +
        `${place(each).right} in ${window_width} of ${screen.width} px`;
    const scrolls = each => getComputedStyle(each).overflowX !== "visible";
    const held = each => each && (scrolls(each) || held(each.offsetParent));
    return [...document.querySelectorAll("body *")]
        .filter(each => place(each).right > window_width || place(each).left < 0)
        .filter(each => !held(each.offsetParent))
        .sort((one, other) => place(other).width - place(one).width)
        .slice(0, 5).map(said).join("\\n") || "nothing in the body";
}"""

NewPerson = Callable[..., Page]

_looked_at: set[str] = set()  # by axe, in this process
# Windows in which no script runs, so that axe, itself a script, would wait for ever.
_without_scripts: WeakSet[BrowserContext] = WeakSet()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the worker's whole run; each person gets a window of her own in it."""
    executable = programs.chromium()
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    assert executable, "Chromium is not installed: `make test` installs it or says how."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def new_person(chromium: Browser, live_server: LiveServer) -> Iterator[NewPerson]:
    """Open the window of a new person: `new_person(viewport=PHONE, javascript=False, zone=…)`."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []  # raised only at the end: Playwright's own loop must not be broken

    def open_window(
        viewport: ViewportSize | None = None,
        *,
        javascript: bool = True,
        zone: str = "Europe/Berlin",
        colours: str = "light",
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=viewport or DESK,
            java_script_enabled=javascript,
            timezone_id=zone,
            color_scheme=colours,  # type: ignore[arg-type]  # "light" or "dark"
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        if not javascript:
            _without_scripts.add(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not errors, "errors in scripts:\n" + "\n".join(errors)


@pytest.fixture
def window(new_person: NewPerson) -> Page:
    """One person at a desk."""
    return new_person()


def check_accessible(page: Page) -> None:
    """Raise AssertionError with every violation that axe finds on the page (WCAG 2.2 A, AA).

    A window without scripts is passed over: walk the same way in one that has them. On a phone so
    is an address that was looked at before: what axe finds hardly depends on the width.
    """
    address = urlsplit(page.url).path
    if page.context in _without_scripts or (page.viewport_size == PHONE and address in _looked_at):
        return
    _looked_at.add(address)
    page.wait_for_load_state()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # Of what passes, only its number is wanted: the rest would be megabytes for each page.
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def check_fits(page: Page) -> None:
    """Raise AssertionError if the page must be scrolled sideways, here or on a phone."""
    page.wait_for_load_state()  # a page that is just arriving has no width yet
    own = page.viewport_size
    for size in (own, PHONE) if own and own["width"] > PHONE["width"] else (own,):
        if size is not None and size != page.viewport_size:
            page.set_viewport_size(size)
        _wait_until_it_fits(page)
    if own is not None and page.viewport_size != own:
        page.set_viewport_size(own)


def _wait_until_it_fits(page: Page) -> None:
    """Measure anew for a while: scripts and the browser arrange a page after its size changed."""
    patience = time.monotonic() + ARRANGED_WITHIN_SECONDS
    while beyond := page.evaluate(BEYOND_THE_EDGE):
        assert time.monotonic() < patience, f"{page.url} must be scrolled sideways:\n{beyond}"
        page.wait_for_timeout(50)
