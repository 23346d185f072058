"""Sent once, with everything; the receipt says so."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.applications.signals import application_submitted
from courseapp.core.audit import AuditEntry
from tests.applications.story import ABOUT, CONSENT, MOTIVATION, TITLE, WORK, Written, mails
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

GO_ON, SEND = "Save and go on", "Send my application"


def write(draft: Written, **changed: Value) -> Page:
    """Fill in every page, with the changed answers; return the page to check."""
    page = draft.step("about")
    for answers in (ABOUT, WORK, MOTIVATION):
        own = {name: changed.get(name, value) for name, value in answers.items()}
        page = draft.browser.submit(page, own, button=GO_ON)
    return page


def test_three_pages_then_the_check_then_the_receipt(
    draft: Written, session: Session, clock: FixedClock
) -> None:
    page = write(draft)
    assert page.path == f"{draft.address}/check"
    page = draft.browser.submit(page, button=SEND)
    assert page.path == draft.address
    assert page.heading == "We have your application"
    assert draft.application.reference in page.text
    session.expire_all()
    application = draft.application
    assert (application.status, application.submitted_at) == (Status.SUBMITTED, clock.now)
    assert (application.nationality, application.experience_years) == ("TO", 4)
    assert (application.answers["consent"], application.consented_at) == (CONSENT, clock.now)
    assert application.typed is None


def test_the_receipt_by_mail_repeats_everything_she_sent(draft: Written, session: Session) -> None:
    draft.browser.submit(write(draft), button=SEND)
    (mail,) = mails(session, "application_receipt")
    assert mail.to_address == "tevita@example.org"
    assert mail.subject == f"We have your application {draft.application.reference}: {TITLE}"
    for said in (
        "Receipt number: " + draft.application.reference,
        "- Mon 1 Mar 2027, 10:00 CET",
        "- Mon 1 Mar 2027, 22:00 UTC+13:00",
        "Nationality:\nTonga",
        "Type of organisation:\nNational government or ministry",
        "Why you want to take part:\nWe plan a carbon market.",
        "Your consent:\nYou agreed: The organisers",
    ):
        assert said in mail.text
    assert "We plan a carbon market." in mail.html


def test_sending_the_same_form_again_changes_nothing(draft: Written, session: Session) -> None:
    heard: list[object] = []

    def hear(application: object, **_news: object) -> None:
        heard.append(application)

    check = write(draft)
    with application_submitted.connected_to(hear):
        first = draft.browser.submit(check, button=SEND)
        second = draft.browser.submit(check, button=SEND)
    assert (first.path, first.heading) == (second.path, second.heading)
    assert len(heard) == 1
    assert len(mails(session, "application_receipt")) == 1
    verbs = session.scalars(select(AuditEntry.verb).filter_by(verb="submit")).all()
    assert len(verbs) == 1


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("full_name", "Enter your full name as it stands in your passport."),
        ("nationality", "Choose your nationality."),
        ("work_country", "Choose the country where you work."),
        ("experience_years", "Enter 0 if you are new to it."),
        ("motivation", "Write why you want to take part."),
        ("consent", "Tick the box if you agree."),
    ],
)
def test_what_is_missing_is_listed_with_a_link_and_nothing_can_be_sent(
    draft: Written, missing: str, told: str
) -> None:
    page = write(draft, **{missing: False if missing == "consent" else ""})
    assert page.path == f"{draft.address}/check"
    assert told in page.text
    assert SEND not in page.text
    link = next(href for text, href in page.links.items() if told in text)
    assert link.endswith(f"#{missing}")
    assert f'id="{missing}"' in draft.browser.visit(link.partition("#")[0]).html


def test_a_motivation_over_its_limit_cannot_be_sent(draft: Written, session: Session) -> None:
    check = write(draft)
    draft.browser.submit(
        draft.step("motivation"), {"motivation": "word " * 301}, button=GO_ON, status=422
    )
    page = draft.browser.submit(check, button=SEND, status=422)
    assert "This has 301 words. Shorten it to 300 words." in page.text
    session.expire_all()
    assert draft.application.status is Status.DRAFT


def test_what_was_changed_in_another_window_is_read_again_before_sending(
    draft: Written, session: Session
) -> None:
    check = write(draft)
    draft.browser.submit(draft.step("work"), {"position": "Director"}, button=GO_ON)
    page = draft.browser.submit(check, button=SEND, status=422)
    assert "Your answers were changed on another page" in page.text
    assert "Director" in page.text
    draft.browser.submit(page, button=SEND)
    session.expire_all()
    assert draft.application.position == "Director"


def test_an_address_that_is_not_verified_gets_a_link_that_leads_back(
    draft: Written, session: Session, clock: FixedClock
) -> None:
    person = draft.application.person
    person.email_verified_at = None
    page = write(draft)
    assert SEND not in page.text
    page = draft.browser.submit(page, button="Send me the link")
    assert "We have sent a link to tevita@example.org" in page.text
    link = mails(session, "account_link")[-1].text.split("http://courseapp.test", 1)[1].split()[0]
    page = draft.browser.submit(draft.browser.visit(link), button="Sign in")
    assert page.path == f"{draft.address}/check"
    assert draft.browser.submit(page, button=SEND).heading == "We have your application"
    session.expire_all()
    assert person.email_verified_at == clock.now


def test_a_form_sent_without_a_verified_address_is_refused_by_the_service_too(
    draft: Written, session: Session
) -> None:
    check = write(draft)
    draft.application.person.email_verified_at = None
    page = draft.browser.submit(check, button=SEND, status=422)
    assert "Your application is not sent" in page.text
    session.expire_all()
    assert draft.application.status is Status.DRAFT


def test_too_many_links_are_refused_with_the_wait(draft: Written) -> None:
    draft.application.person.email_verified_at = None
    page = write(draft)
    for _ in range(6):
        page = draft.browser.submit(page, button="Send me the link")
    assert "Please wait 60 minutes" in page.text


def test_nothing_in_a_name_or_title_reaches_the_head_of_a_mail(
    draft: Written, session: Session
) -> None:
    draft.application.event.title = "Course\r\nBcc: everybody@example.org"
    page = write(draft, full_name="Ana\r\nBcc: b@example.org")
    draft.browser.submit(page, button=SEND)
    (mail,) = mails(session, "application_receipt")
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject
    assert "Good day Ana Bcc: b@example.org," in mail.text
    assert "\nBcc:" not in mail.to_address + mail.subject


def test_markup_in_an_answer_stays_text(draft: Written, session: Session) -> None:
    page = write(draft, motivation="<script>alert(1)</script> & co")
    assert "<script>alert(1)" not in page.html.replace("&lt;script&gt;", "")
    draft.browser.submit(page, button=SEND)
    (mail,) = mails(session, "application_receipt")
    assert "<script>alert(1)</script> & co" in mail.text
    assert "&lt;script&gt;" in mail.html


def test_her_account_takes_the_name_if_it_has_none(draft: Written, session: Session) -> None:
    person = draft.application.person
    person.full_name = ""
    draft.browser.submit(write(draft, full_name="Tevita Fifita"), button=SEND)
    session.expire_all()
    assert person.full_name == "Tevita Fifita"
