"""Notes: everybody who organises reads them, only their author changes them."""

from courseapp.intake.models import ApplicationNote
from courseapp.intake.notes import write_note
from courseapp.scenarios.cast import Cast
from tests.intake.story import LIST, Desk
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.people import AsPerson


def notes(desk: Desk) -> list[str]:
    desk.session.expire_all()
    return [each.text for each in desk.session.query(ApplicationNote).order_by("id")]


def test_a_note_is_written_changed_and_deleted(
    desk: Desk, organiser: CheckingClient, as_person: AsPerson
) -> None:
    here = f"{LIST}/{desk.applications[0].reference}"
    page = organiser.submit(
        organiser.visit(here), {"text": " Rang us.\n\nKeen "}, button="Keep the note"
    )
    assert "Rang us. Keen Mariana Costa" in page.text
    assert notes(desk) == ["Rang us.\n\nKeen"]
    colleague = as_person(desk.cast.administrator)
    read = colleague.visit(here)
    assert "Rang us." in read.text
    assert "Change or delete" not in read.text
    own = next(link for text, link in page.links.items() if text.startswith("Change or delete"))
    colleague.expect_404(own)
    edit, other_window = organiser.visit(own), organiser.visit(own)
    page = organiser.submit(edit, {"text": "Very keen"}, button="Keep the note")
    assert "changed Mon 1 Mar 2027" in page.text
    late = organiser.submit(other_window, {"text": "No"}, button="Keep the note", status=422)
    assert "It says there: “Very keen”" in late.text
    assert late.soup.select("textarea")[0].text.strip() == "No"
    assert notes(desk) == ["Very keen"]
    organiser.submit(late, {"text": "No"}, button="Keep the note")
    assert notes(desk) == ["No"]
    page = organiser.submit(organiser.visit(own), button="Delete the note")
    assert "Your note is deleted." in page.text
    assert notes(desk) == []
    assert "Note deleted" in page.text  # that it was there is in the history, not what it said
    assert "Very keen" not in page.text


def test_an_empty_note_is_refused_beside_its_field(desk: Desk, organiser: CheckingClient) -> None:
    here = f"{LIST}/{desk.applications[0].reference}"
    page = organiser.submit(
        organiser.visit(here), {"text": "  "}, button="Keep the note", status=422
    )
    assert page.heading == "New note"
    assert "Write something, or leave this page." in page.text


def test_a_note_typed_when_the_sign_in_was_over_is_not_lost(
    desk: Desk, organiser: CheckingClient, as_person: AsPerson, cast: Cast, clock: FixedClock
) -> None:
    here = f"{LIST}/{desk.applications[0].reference}"
    page = organiser.visit(here)
    clock.advance(days=60)
    page = organiser.submit(page, {"text": "Thought of it at night"}, button="Keep the note")
    assert page.heading == "Sign in"
    assert notes(desk) == []


def test_the_applicant_reads_no_note_and_no_tag(desk: Desk, as_person: AsPerson) -> None:
    amina = desk.applications[0]
    desk.tag("weakest of all", amina)
    at = desk.clock.now
    write_note(desk.session, desk.organiser, at, amina, "Doubtful")
    desk.session.commit()
    hers = as_person(amina.person)
    for page in (f"/applications/{amina.reference}", f"/applications/{amina.reference}/print"):
        read = hers.get(page).get_data(as_text=True)
        assert "Doubtful" not in read
        assert "weakest" not in read
        assert "Note" not in read
