"""An applicant meets the site in her own language, from the start to the receipt."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from courseapp.web.languages import words_of
from tests.applications.story import ABOUT, MOTIVATION, SLUG, WORK, Written, mails, new_draft
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson

START = f"/events/{SLUG}/apply"
FRENCH = {"Accept-Language": "fr-TG,fr;q=0.9,en;q=0.5"}


def reading(browser: CheckingClient, language: str) -> CheckingClient:
    """Return the browser once it asks for pages in the language."""
    browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return browser


def english_on(page: Page, language: str = "fr") -> list[str]:
    """Return the sentences of ours on the page that the language has other words for."""
    words = words_of(language)._catalog  # type: ignore[attr-defined]  # gettext's own
    said = ((english, told) for english, told in words.items() if isinstance(english, str))
    return [
        english
        for english, told in said
        if " " in english and told != english and english in page.text
    ]


@pytest.fixture
def hers(
    session: Session, cast: Cast, course: Event, as_person: AsPerson, clock: FixedClock
) -> Written:
    """The newcomer's draft, in a browser that reads French."""
    application = new_draft(session, cast.newcomer, course, clock.now)
    return Written(reading(as_person(cast.newcomer), "fr-TG,fr;q=0.9,en;q=0.5"), application)


def journey(hers: Written) -> Iterator[Page]:
    """Give each page of the way, as she fills it in."""
    yield hers.browser.visit(START)
    yield hers.open()
    page = hers.step("about")
    for answers in (ABOUT, WORK, MOTIVATION):
        yield page
        page = hers.browser.submit(page, dict(answers), button="Enregistrer et continuer")
    yield page
    yield hers.browser.submit(page, button="Envoyer ma candidature")
    yield hers.open("print")
    yield hers.open("withdraw")
    yield hers.browser.visit("/applications")


def test_the_whole_way_speaks_french(hers: Written, session: Session) -> None:
    pages = list(journey(hers))
    assert {each.path: english_on(each) for each in pages if english_on(each)} == {}
    assert [each.tree.css_first("html").attributes["lang"] for each in pages] == ["fr"] * 10
    sent = next(each for each in pages if each.heading == "Nous avons votre candidature")
    assert "Envoyée" in sent.text
    assert "lun. 1 mars 2027, 10:00 CET" in sent.text
