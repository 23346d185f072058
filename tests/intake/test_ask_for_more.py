"""An organiser asks an applicant for more from the page of her application."""

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from tests.applications.story import mails
from tests.intake.story import LIST, SECRET, Desk
from tests.support.checking_client import CheckingClient


def asked(desk: Desk) -> Application:
    """The application of Amina, as the database has it."""
    desk.session.expire_all()
    return desk.applications[0]


def test_asking_is_sent_shown_found_and_taken_back(desk: Desk, organiser: CheckingClient) -> None:
    here = f"{LIST}/{desk.applications[0].reference}"
    page = organiser.visit(organiser.visit(here).link("Ask for more"))
    assert "12" in page.text
    assert SECRET not in page.text  # only named
    assert "Given, and not shown here" in page.text
    values = {"questions": ["plan", "health"], "message": "Which plan?", "reply_by": "2027-03-10"}
    page = organiser.submit(page, values, button="Send the letter")
    assert "Asked for more, and no answer yet" in page.text
    assert "Open again: Your plan, Health." in page.text
    assert "Wed 10 Mar 2027, 23:59" in page.text  # in the zone of the event
    assert asked(desk).status is Status.NEEDS_INFORMATION
    (mail,) = mails(desk.session, "application_information")
    assert "Which plan?" in mail.text
    assert SECRET not in mail.text + mail.html
    assert desk.found("status=needs_information") == ["Amina Yusuf"]
    assert "You cannot ask now" in organiser.visit(f"{here}/ask").text
    page = organiser.submit(page, button="Take the question back")
    assert "The application stands as it was sent." in page.text
    assert asked(desk).status is Status.SUBMITTED
    assert SECRET not in page.text


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(
    desk: Desk, organiser: CheckingClient
) -> None:
    here = f"{LIST}/{desk.applications[0].reference}/ask"
    values = {"questions": ["plan"], "message": "Which plan?", "reply_by": "2027-02-01"}
    page = organiser.submit(organiser.visit(here), values, button="Send the letter", status=422)
    assert "This time is over. Enter a time in the future." in page.text
    assert page.soup.select_one("#questions input[value=plan][checked]")
    page = organiser.submit(page, {"reply_by": "soon"}, button="Send the letter", status=422)
    assert "Enter a day that exists" in page.text
    assert page.value("message").strip() == "Which plan?"
    page = organiser.submit(
        page, {"questions": [], "reply_by": ""}, button="Send the letter", status=422
    )
    assert "Choose at least one question that opens again." in page.text
    assert asked(desk).status is Status.SUBMITTED
    assert mails(desk.session, "application_information") == []
