"""Whose import is whose: another initiative's is not found, and says nothing of what is in it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import ParkedForm
from courseapp.exchange.models import RecordImport
from courseapp.scenarios.cast import Cast, Part
from tests.exchange.desk import SHOW, Desk
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value
from tests.support.people import AsPerson
from tests.support.uploads import upload

HOME = "/manage/icap/record/import"
STEPS = ("take", "throw-away", "read-again")


@pytest.fixture
def address(organiser: Desk, icap_page: str) -> str:
    """The address of an import of ICAP's organiser, ready to be taken."""
    return organiser.look_at(icap_page, "icap.txt").path


def posts(browser: CheckingClient, address: str) -> list[int]:
    token = browser.visit("/account").value("csrf_token")
    data = {"csrf_token": token}
    return [browser.post(f"{address}/{step}", data=data).status_code for step in STEPS]


def test_a_stranger_finds_nothing(client: CheckingClient, address: str) -> None:
    for path in (address, HOME, "/manage/import"):
        client.expect_404(path)


def test_a_neighbour_finds_nothing_and_changes_nothing(
    address: str, as_person: AsPerson, cast: Cast, session: Session
) -> None:
    neighbour = as_person(cast.a6ip_organiser)
    own = address.replace("icap", "a6ip")
    for path in (address, HOME, "/manage/import", own):
        neighbour.expect_404(path)
    assert posts(neighbour, address) == [404, 404, 404]
    assert posts(neighbour, own) == [404, 404, 404]
    assert posts(neighbour, "/manage/import/1") == [404, 404, 404]
    session.expire_all()
    assert session.scalars(select(RecordImport)).one().state == "ready"


def test_a_reviewer_of_the_same_initiative_may_not_import(
    address: str, as_person: AsPerson, cast: Cast
) -> None:
    reviewer = as_person(cast.people[Part.REVIEWER])
    reviewer.expect_404(address)
    assert posts(reviewer, address) == [404, 404, 404]


def test_an_import_of_one_initiative_is_not_among_those_of_all(
    address: str, administrator: Desk
) -> None:
    number = address.rpartition("/")[2]
    administrator.browser.expect_404(f"/manage/import/{number}")
    assert "No file yet" in administrator.browser.visit("/manage/import").text
    assert administrator.browser.visit(address).status == 200


def test_whose_sign_in_has_ended_is_asked_to_sign_in_and_keeps_what_she_pasted(
    organiser: Desk, clock: FixedClock, session: Session, icap_page: str
) -> None:
    page = organiser.browser.visit(HOME)
    clock.advance(days=15)
    asked = organiser.browser.submit(page, {"text": icap_page}, button=SHOW)
    assert asked.path == "/sign-in"
    assert organiser.browser.get(HOME).status_code == 303
    (parked,) = session.scalars(select(ParkedForm)).all()
    assert (parked.path, parked.values["text"][0]) == (HOME, icap_page)


def test_what_does_not_fit_is_told_beside_its_field(organiser: Desk) -> None:
    nothing = organiser.paste("", status=422)
    assert "Choose a file, or paste the text." in nothing.text
    empty = organiser.bring(b" \n", status=422)
    assert "The file is empty." in empty.text
    page = organiser.browser.visit(HOME)
    both: dict[str, Value] = {"file": upload(b"x", "x.csv"), "text": "x"}
    told = organiser.browser.submit(page, both, button=SHOW, status=422)
    assert "Choose a file or paste a text, not both." in told.text
    assert told.value("text") == "x"


def test_a_file_with_every_letter_wrong_is_told_and_never_guessed(
    organiser: Desk, icap_page: str, session: Session
) -> None:
    octets = icap_page.replace("\u00a0", " ").encode("windows-1252")
    page = organiser.look_at(octets, "alt.txt")
    assert page.heading == "Cannot be read: alt.txt"
    assert "not in UTF-8: byte" in page.text
    organiser.browser.submit(page, button="Read it as Windows-1252")
    organiser.work()
    page = organiser.browser.visit(page.path)
    assert "Read as Windows-1252, as you chose" in page.text
    assert "1 changed" in page.text
    assert "Köthener" in page.text or "Secretariat" in page.text


def test_a_file_that_is_thrown_away_is_gone(
    organiser: Desk, icap_page: str, session: Session
) -> None:
    page = organiser.look_at(icap_page, "icap.txt")
    back = organiser.browser.submit(page, button="Throw the file away")
    assert "icap.txt was thrown away. Nothing was imported." in back.text
    gone = organiser.browser.visit(page.path)
    assert gone.heading == "Thrown away: icap.txt"
    session.expire_all()
    assert session.scalars(select(RecordImport)).one().content is None
    token = organiser.browser.visit("/account").value("csrf_token")
    again = organiser.browser.post(
        f"{page.path}/take", data={"csrf_token": token, "visibility": "draft"}
    )
    assert again.status_code == 303
    assert organiser.work() == 0


@pytest.mark.parametrize(
    "text",
    [
        "name: !!python/object/apply:os.system ['true']\n",
        "a: &a [x]\nb: &b [*a, *a]\nname: A\n",
        '{"name": ' + "[" * 90_000,
        "Dear colleagues, please find our list attached.",
    ],
    ids=["tag", "aliases", "deep", "letter"],
)
def test_what_is_dangerous_or_nothing_at_all_is_refused_in_words(
    administrator: Desk, text: str
) -> None:
    page = administrator.look_at(text, "file.txt")
    assert page.heading == "Cannot be read: file.txt"
    assert "Nothing was imported" in page.text
    assert "refresh" not in page.html
