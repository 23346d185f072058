"""Nothing typed is ever lost: right or wrong, in two windows, or while signed out."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.scenarios.cast import Cast
from tests.applications.story import ABOUT, WORK, Written, mails
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock

GO_ON, LATER, SAVE_MINE = "Save and go on", "Save and come back later", "Save mine"


def typed(written: Written, session: Session) -> dict[str, str]:
    session.expire_all()
    return written.application.typed or {}


def test_an_incomplete_page_is_saved_and_the_next_one_opens(
    draft: Written, session: Session
) -> None:
    page = draft.browser.submit(draft.step("about"), {"full_name": "Tevita"}, button=GO_ON)
    assert page.path == f"{draft.address}/steps/work"
    assert typed(draft, session)["full_name"] == "Tevita"
    assert draft.step("about").value("full_name") == "Tevita"


def test_the_page_says_when_it_was_saved_in_her_own_zone(draft: Written, clock: FixedClock) -> None:
    assert "Saved" not in draft.step("about").text
    page = draft.browser.submit(draft.step("about"), ABOUT, button=LATER)
    assert page.path == draft.address
    assert "Saved 22:00 UTC+13:00. You can go on at any time." in page.text
    clock.advance(days=1)
    assert "Saved Mon 1 Mar 2027, 22:00 UTC+13:00" in draft.step("about").text


def test_the_task_list_tells_what_is_done_and_what_is_not(draft: Written) -> None:
    draft.browser.submit(draft.step("about"), ABOUT, button=GO_ON)
    draft.browser.submit(
        draft.step("work"), {**WORK, "experience_years": "ten"}, button=GO_ON, status=422
    )
    text = draft.open().text
    assert re.search("About you . Done", text)
    assert re.search("Your work An answer needs a change. . Has a problem", text)
    assert re.search("Your motivation . To do", text)
    assert "Read everything again and send When the steps above are done." in text


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("experience_years", "ten", "“ten” is not a number from 0 to 70"),
        ("experience_years", "-1", "“-1” is not a number from"),
        ("experience_years", "9" * 5000, "is not a number from"),
        ("organisation", "x" * 301, "Use at most 300 characters. There are 301"),
        ("experience", "word " * 151, "This has 151 words. Shorten it to 150 words."),
        (
            "experience",
            "字" * 1501,
            "Use at most 1,500 characters. There are 1,501",
        ),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_and_kept_all_the_same(
    draft: Written, field: str, text: str, told: str
) -> None:
    page = draft.browser.submit(draft.step("work"), {field: text}, button=GO_ON, status=422)
    assert told in page.text
    again = draft.step("work")
    assert again.value(field) == text.strip()
    assert told in again.text


@pytest.mark.parametrize("code", ["ZZ", "to", "Tonga", "\x00"])
def test_an_unknown_country_is_refused_in_words(draft: Written, code: str) -> None:
    page = draft.step("about")
    fields = dict(page.form(button=GO_ON).fill({}, GO_ON).fields) | {"nationality": code}
    response = draft.browser.post(page.path, data=fields)
    if code == "\x00":
        assert response.status_code == 303
        return
    assert response.status_code == 422
    assert f"“{code}” is not a country in our list" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "name",
    [
        "Tevita",
        "فاطمة الزهراء بن علي",
        "A" * 300,
        "名" * 300,
        "👩🏽‍🔬 Anh",
        "Robert'); DROP TABLE people;--",
        "<b>Ana</b> & Söhne",
    ],
)
def test_names_are_kept_letter_by_letter(draft: Written, name: str) -> None:
    draft.browser.submit(draft.step("about"), {"full_name": name}, button=GO_ON)
    assert draft.step("about").value("full_name") == name
    assert name in draft.open("check").text


def test_combining_characters_and_control_characters_become_plain_text(draft: Written) -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị") + "\x00\u202e\r\nBcc: b@example.org"
    draft.browser.submit(draft.step("about"), {"full_name": name}, button=GO_ON)
    assert draft.step("about").value("full_name") == "Nguyễn Thị Bcc: b@example.org"


def test_the_first_saving_mails_one_link_back_that_works_once(
    draft: Written, session: Session, new_client: Callable[[], CheckingClient], cast: Cast
) -> None:
    for name in ("T", "Te", "Tevita"):
        draft.browser.submit(draft.step("about"), {"full_name": name}, button=GO_ON)
    (mail,) = mails(session, "application_resume")
    assert mail.to_address == cast.newcomer.email
    assert mail.holds_secret
    link = next(line for line in mail.text.splitlines() if "/sign-in/" in line)
    other = new_client()
    page = other.submit(other.visit(link.split("test", 1)[1]), button="Sign in")
    assert page.path == draft.address


def test_two_windows_on_different_pages_do_not_disturb_each_other(
    draft: Written, session: Session
) -> None:
    about, work = draft.step("about"), draft.step("work")
    draft.browser.submit(about, {"full_name": "Tevita"}, button=GO_ON)
    draft.browser.submit(work, {"position": "Officer"}, button=GO_ON)
    saved = typed(draft, session)
    assert (saved["full_name"], saved["position"]) == ("Tevita", "Officer")


def test_of_two_windows_on_one_page_the_newest_answer_stands_and_the_other_is_kept(
    draft: Written, session: Session
) -> None:
    first, second = draft.step("about"), draft.step("about")
    draft.browser.submit(first, {"full_name": "Tevita Fifita"}, button=GO_ON)
    page = draft.browser.submit(
        second, {"full_name": "Tevita F.", "nationality": "TO"}, button=GO_ON, status=409
    )
    assert "Yours stands: Tevita F. It took the place of: Tevita Fifita" in page.text
    saved = typed(draft, session)
    assert (saved["full_name"], saved["nationality"]) == ("Tevita F.", "TO")
    assert "Earlier texts of yours (1)" in draft.open().text
    assert "Tevita Fifita" in draft.open().text
    assert draft.browser.submit(page, button=GO_ON).path.endswith("/steps/work")


def test_a_window_that_was_left_alone_takes_nothing_back(draft: Written, session: Session) -> None:
    first, second = draft.step("about"), draft.step("about")
    draft.browser.submit(first, {"full_name": "Tevita Fifita"}, button=GO_ON)
    draft.browser.submit(second, {"nationality": "TO"}, button=GO_ON)
    saved = typed(draft, session)
    assert (saved["full_name"], saved["nationality"]) == ("Tevita Fifita", "TO")


def test_the_same_answers_from_two_windows_are_no_conflict(draft: Written) -> None:
    first, second = draft.step("about"), draft.step("about")
    draft.browser.submit(first, ABOUT, button=GO_ON)
    assert draft.browser.submit(second, ABOUT, button=GO_ON).path.endswith("/work")


def test_what_was_typed_while_signed_out_is_there_after_signing_in(
    draft: Written, session: Session, clock: FixedClock
) -> None:
    page = draft.step("motivation")
    clock.advance(days=15)
    answers = {"motivation": "An hour of work, written offline."}
    page = draft.browser.submit(page, answers, button=GO_ON)
    assert page.path == "/sign-in"
    email = draft.application.person.email
    draft.browser.submit(page, {"link-email": email}, form="/sign-in/link")
    link = mails(session, "account_link")[-1].text.split("http://courseapp.test", 1)[1].split()[0]
    page = draft.browser.submit(draft.browser.visit(link), button="Sign in")
    assert "We kept what you typed" in page.text
    assert page.value("motivation") == answers["motivation"]
    page = draft.browser.submit(page, button=GO_ON)
    assert typed(draft, session)["motivation"] == answers["motivation"]
    assert "We kept" not in draft.step("motivation").text


def test_an_application_that_was_sent_is_not_changed_by_an_old_window(
    draft: Written, session: Session, course: Event
) -> None:
    page = draft.step("about")
    application = session.get_one(Application, draft.application.id)
    application.event.may_change_sent = False
    application.status, application.typed = "submitted", None  # type: ignore[assignment]
    application.submitted_at = application.created_at
    page = draft.browser.submit(page, ABOUT, button=GO_ON, status=422)
    assert "was sent meanwhile" in page.text
    assert page.value("full_name") == "Tevita"
    session.expire_all()
    assert session.get_one(Application, application.id).full_name == ""


def test_a_page_that_does_not_exist_is_not_found(draft: Written) -> None:
    assert draft.step("passport", status=404).status == 404
