"""An applicant meets the site in her own language, from the start to the receipt."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.receipts import receipt_paper
from courseapp.applications.speaking import in_her_language
from courseapp.core import formats
from courseapp.core.languages import COOKIE
from courseapp.core.translations import in_language
from courseapp.countries.spoken_names import country_choices_said, country_said
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from courseapp.web.languages import words_of
from tests.applications.story import ABOUT, MOTIVATION, SLUG, WORK, Written, mails, new_draft
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page
from tests.support.people import AsPerson

START = f"/events/{SLUG}/apply"
FRENCH = "fr-TG,fr;q=0.9,en;q=0.5"
GO_ON, SEND = "Enregistrer et continuer", "Envoyer ma candidature"


def reading(browser: CheckingClient, language: str) -> CheckingClient:
    """Return the browser once it asks for pages in the language."""
    browser.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return browser


def attributes_of(page: Page, selector: str) -> Mapping[str, str | None]:
    """Return the attributes of the first element that fits."""
    found = page.tree.css_first(selector)
    assert found is not None, f"no {selector} on {page.address}"
    return found.attributes


def spoken_on(page: Page) -> str:
    """Return in which language the page says that it is."""
    return attributes_of(page, "html")["lang"] or ""


def english_on(page: Page, language: str = "fr") -> list[str]:
    """Return the sentences of ours on the page that the language has other words for."""
    words = vars(words_of(language))["_catalog"]
    said = ((english, told) for english, told in words.items() if isinstance(english, str))
    return [
        english
        for english, told in said
        if len(english.split()) > 1 and told != english and english in page.text
    ]


@pytest.fixture
def hers(
    session: Session, cast: Cast, course: Event, as_person: AsPerson, clock: FixedClock
) -> Written:
    """The newcomer's draft, in a browser that reads French."""
    application = new_draft(session, cast.newcomer, course, clock.now)
    return Written(reading(as_person(cast.newcomer), FRENCH), application)


def written(hers: Written) -> Iterator[Page]:
    """Give each page of the form as she fills it in, and last the one to check."""
    page = hers.step("about")
    for answers in (ABOUT, WORK, MOTIVATION):
        yield page
        page = hers.browser.submit(page, dict(answers), button=GO_ON)
    yield page


def journey(hers: Written) -> Iterator[Page]:
    """Give each page of the way."""
    yield hers.browser.visit(START)
    yield hers.open()
    *form, check = written(hers)
    yield from (*form, check)
    yield hers.browser.submit(check, button=SEND)
    yield hers.open("print")
    yield hers.open("withdraw")
    yield hers.browser.visit("/applications")


def test_the_whole_way_speaks_french(hers: Written) -> None:
    pages = list(journey(hers))
    assert {each.path: english_on(each) for each in pages if english_on(each)} == {}
    assert [spoken_on(each) for each in pages] == ["fr"] * 10
    sent = next(each for each in pages if each.heading == "Nous avons votre candidature")
    assert "lun. 1 mars 2027, 10:00 CET" in sent.text
    assert "Mon 1 Mar" not in sent.text


def test_the_receipt_is_in_the_language_in_which_she_wrote(
    hers: Written, session: Session, app: Flask
) -> None:
    *_, check = written(hers)
    hers.browser.submit(check, button=SEND)
    (mail,) = mails(session, "application_receipt")
    assert mail.subject.startswith("Nous avons votre candidature ")
    for said in ("Bonjour Tevita,", "- lun. 1 mars 2027, 10:00 CET", "Nationalité\xa0:\nTonga"):
        assert said.replace("\xa0:", ":") in mail.text.replace("\xa0:", ":")
    assert 'lang="fr"' in mail.html
    session.expire_all()
    with app.app_context(), in_her_language(hers.application):
        paper = receipt_paper(hers.application.sendings[-1])
    assert paper.subtitle == "Reçu de votre candidature"
    assert [line.label for line in paper.facts] == ["Personne candidate", "Événement", "Envoyée"]


def test_what_is_written_down_of_it_stays_english(
    hers: Written, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    *_, check = written(hers)
    hers.browser.submit(check, button=SEND)
    organiser = reading(as_person(cast.icap_organiser), FRENCH)
    page = organiser.visit(f"/manage/events/{SLUG}/applications/{hers.application.reference}")
    assert spoken_on(page) == "en"
    assert "Application sent" in page.text
    session.expire_all()
    assert "tonga" in hers.application.search_text


def test_errors_stand_beside_the_fields_in_spanish(hers: Written) -> None:
    browser = reading(hers.browser, "es-GT")
    page = browser.submit(
        hers.step("work"), {"experience_years": "many"}, button="Guardar y continuar", status=422
    )
    complaint = "«many» no es un número de 0 a 70. Escriba solo cifras, por ejemplo 4."
    assert complaint in page.text
    assert [each.text for each in page.soup.select("#experience_years-error")] == [
        f"Error: {complaint}"
    ]
    assert "Hay un problema" in page.text
    missing = hers.open("check")
    assert "Elija su nacionalidad." in missing.text
    assert english_on(missing, "es") == []


def test_a_form_in_english_alone_has_her_words_around_it(
    hers: Written, session: Session, course: Event
) -> None:
    version = hers.application.form_version
    assert version is not None
    version.document = {**version.document, "languages": ["en"]}
    session.commit()
    page = hers.step("about")
    assert spoken_on(page) == "fr"
    assert "Full name, as in your passport" in page.text
    assert GO_ON in page.text
    assert page.tree.css_first('form [lang="en"] [name="full_name"]') is not None
    hers.browser.submit(page, dict(ABOUT), button=GO_ON)
    session.expire_all()
    assert hers.application.language == "fr"  # she reads French, whatever the form speaks


def test_a_language_that_she_chooses_stays_hers(hers: Written, session: Session) -> None:
    page = hers.browser.follow(hers.step("about"), "español")
    assert (spoken_on(page), page.heading) == ("es", "Sobre usted")
    hers.browser.submit(page, dict(ABOUT), button="Guardar y continuar")
    session.expire_all()
    assert hers.application.language == "es"
    elsewhere = hers.browser.visit("/applications")
    assert spoken_on(elsewhere) == "es"  # this device knows it
    hers.browser.delete_cookie(COOKIE)
    assert spoken_on(hers.open()) == "es"  # and so does her application


def test_whoever_begins_keeps_the_language_of_the_page(
    session: Session, course: Event, cast: Cast, as_person: AsPerson
) -> None:
    browser = reading(as_person(cast.newcomer), "en-GB")
    page = browser.follow(browser.visit(START), "français")
    page = browser.submit(page, button="Commencer votre candidature")
    assert spoken_on(page) == "fr"
    draft = page.path.rpartition("/")[2]
    assert draft
    assert english_on(page) == []


def test_a_refusal_is_told_in_her_language(
    hers: Written, session: Session, course: Event, clock: FixedClock
) -> None:
    *_, check = written(hers)
    course.applications_close_at = clock.now - timedelta(hours=1)
    session.commit()
    page = hers.browser.submit(check, button=SEND, status=422)
    assert "Les candidatures ont fermé le lun. 1 mars 2027, 09:00 CET." in page.text
    assert "Votre candidature n’est pas envoyée" in page.text


def test_the_scripts_take_their_words_from_the_page(hers: Written) -> None:
    page = hers.step("about")
    frame = attributes_of(page, "[data-autosave]")
    assert frame["data-saving"] == "Enregistrement …"
    assert (frame["data-offline"] or "").startswith("Pas de connexion.")
    kept = hers.browser.post(
        f"{hers.address}/steps/about/keep",
        data={**ABOUT, "csrf_token": page.value("csrf_token"), "seen": page.value("seen")},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert kept.json is not None
    assert kept.json["saved"].startswith("Enregistré ")


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("pt-BR,es;q=0.8", "es"),
        ("zh,ja", "en"),
        ("fr;q=0,es;q=0.1", "es"),
        ("*", "en"),
        (";;q=,,=;\x7f é fr-", "en"),
        ("zz," * 100_000 + "fr", "en"),
    ],
    ids=["nothing", "one", "best", "none of ours", "refused", "any", "rubbish", "300 kB"],
)
def test_the_browser_says_what_is_read(client: CheckingClient, asked: str, spoken: str) -> None:
    assert spoken_on(reading(client, asked).visit("/sign-in")) == spoken


def test_a_language_that_nobody_speaks_is_english(client: CheckingClient) -> None:
    for asked in ("tlh", "..%2F..%2Fetc", "fr'--", "x" * 5_000):
        assert spoken_on(client.visit(f"/sign-in?language={asked}")) == "en"
    assert client.get_cookie(COOKIE) is None
    client.set_cookie(COOKIE, "tlh")
    assert spoken_on(client.visit("/sign-in")) == "en"


def test_another_language_is_one_press_away_and_loses_no_way_back(client: CheckingClient) -> None:
    page = client.visit(f"/sign-in?next={START}")
    french = client.follow(page, "français")
    assert (spoken_on(french), french.value("link-next")) == ("fr", START)
    assert spoken_on(client.follow(french, "English")) == "en"


def test_pages_of_the_public_stay_english_and_those_that_refuse_do_not(
    client: CheckingClient,
) -> None:
    reader = reading(client, FRENCH)
    assert spoken_on(reader.visit("/events")) == "en"
    lost = reader.visit("/applications/NONE-NONE-NONE/check/nothing", status=404)
    assert (spoken_on(lost), lost.heading) == ("fr", "Page introuvable")
    assert spoken_on(reader.visit("/manage/nothing", status=404)) == "en"


def test_dates_and_countries_are_told_as_people_say_them(app: Flask, clock: FixedClock) -> None:
    first, last = date(2027, 8, 22), date(2027, 9, 2)
    english = formats.date_range(first, last)
    assert english == "Sun 22 Aug – Thu 2 Sep 2027"
    with app.app_context():
        with in_language("fr"):
            assert formats.date_range(first, last) == "dim. 22 août – jeu. 2 sept. 2027"
            assert formats.month_and_year(2016, 6) == "juin 2016"
            assert country_said("CD") == "République démocratique du Congo"
            assert dict(country_choices_said())["TG"] == "Togo"
            assert formats.days_left(clock.now + timedelta(days=3), clock.now) == "encore 3 jours"
        with in_language("es"):
            assert formats.day(first) == "dom 22 ago 2027"
            assert formats.days_left(clock.now + timedelta(hours=5), clock.now) == "quedan 5 horas"
        assert formats.date_range(first, last) == english
