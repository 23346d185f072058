"""The letters of an event and of one person: checked, previewed, and sent in her language."""

from courseapp.selection.rules import Choice
from tests.selection.story import LIST, Round
from tests.support.checking_client import CheckingClient

LETTERS = LIST.replace("applications", "decisions/letters")
BOARD = LIST.replace("applications", "decisions")


def test_an_organiser_words_a_letter_anew_and_whoever_reads_that_language_gets_it(
    selection: Round, organiser: CheckingClient
) -> None:
    one, two, *_ = selection.applications
    one.language, two.language = "fr", "pt"
    selection.session.commit()
    page = organiser.visit(LETTERS)
    assert page.text.count("Our words") == 9
    page = organiser.visit(f"{LETTERS}/decline/fr")
    assert "Nous regrettons" in page.text
    wrong = {"subject": "Non – {evnt}", "body": "Bonjour {name},\n\n{answer_link}"}
    page = organiser.submit(page, wrong, button="Save", status=422)
    assert "We know no {evnt}." in page.text
    page = organiser.submit(page, {"subject": "Non – {event}"}, button="Save", status=422)
    assert "{answer_link} has a meaning only in an offer." in page.text
    own = {"body": "Bonjour {name},\n\nhélas non : {event}, {dates}.\n\n{contact}"}
    page = organiser.submit(page, own, button="Show the letter")
    assert "hélas non : Emissions trading course 2027, lun. 23 août" in page.text
    page = organiser.submit(page, button="Save")
    assert page.text.count("Our words") == 8
    selection.decide(Choice.DECLINE, one, two)
    (french,) = selection.mails("selection_declined", one)
    assert french.subject == "Non – Emissions trading course 2027"
    assert 'lang="fr"' in french.html
    (english,) = selection.mails("selection_declined", two)
    assert "We are sorry that we cannot offer you a seat this time." in english.text
    page = organiser.visit(f"{LETTERS}/decline/fr")
    page = organiser.submit(page, button="Go back to our words")
    assert page.text.count("Our words") == 9


def test_one_person_gets_a_letter_of_her_own_while_the_decision_stays(
    selection: Round, organiser: CheckingClient
) -> None:
    one, two, *_ = selection.applications
    place = f"{BOARD}/{one.reference}/letter"
    assert organiser.get(place).status_code == 404  # nothing is decided
    selection.privately(Choice.OFFER, one, two)
    page = organiser.visit(place)
    own = {"subject": "Come – {event}", "body": "Dear {name}, at last.\n\n{answer_link}"}
    page = organiser.submit(
        page, {**own, "body": "Dear {name}"}, button="Show the letter", status=422
    )
    assert "Add {answer_link}" in page.text
    page = organiser.submit(page, own, button="Show the letter")
    assert "Dear Amina Yusuf, at last." in page.text
    organiser.submit(page, button="Keep for this person")
    assert "with a letter of her or his own" in organiser.visit(BOARD).text
    selection.release()
    selection.work()
    (hers,) = selection.mails("selection_offer", one)
    (his,) = selection.mails("selection_offer", two)
    assert hers.subject == "Come – Emissions trading course 2027"
    assert "/offers/" in hers.text
    assert "we are glad to offer you a seat" in his.text


def test_a_changed_decision_forgets_the_letter_that_was_written_for_the_other(
    selection: Round, organiser: CheckingClient
) -> None:
    one = selection.applications[0]
    selection.privately(Choice.WAIT, one)
    own = {"subject": "Wait", "body": "Please wait, {name}."}
    place = f"{BOARD}/{one.reference}/letter"
    organiser.submit(organiser.visit(place), own, button="Keep for this person")
    selection.privately(Choice.DECLINE, one)
    selection.decide(Choice.DECLINE, one)
    assert "Please wait" not in selection.mails("selection_declined", one)[0].text
