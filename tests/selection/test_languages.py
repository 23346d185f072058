"""Every letter of a selection speaks the language in which she applied."""

from datetime import timedelta

import pytest

from courseapp.applications.rules import Action, Status
from courseapp.selection.giving_up import give_up_seat, replace_in_seat
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.more_time import Reply, ask_for_time, reply_to_wish
from courseapp.selection.rules import Answer, Choice
from courseapp.selection.tasks import end_waits_due, lapse_overdue, remind_due
from courseapp.selection.wording.speaking import language_of
from tests.selection.story import LIST, Round, nominated_by_kenya
from tests.support.people import AsPerson

ENGLISH_WORDS = (" you ", " your ", " seat", "Good day", "Mon ", " until ", "The organiser")


def told(selection: Round, kind: str, number: int) -> str:
    """Return the one letter of a kind to somebody, with its subject, without what is her own."""
    (letter,) = selection.mails(kind, selection.applications[number])
    title = selection.course.title
    text = f"{letter.subject}\n{letter.text}\n".replace(title, "")
    for word in ENGLISH_WORDS:
        assert word not in text, (kind, word)
    language = language_of(selection.applications[number].language or "")
    assert f'<html lang="{language}"' in letter.html
    return text


@pytest.fixture
def answered(selection: Round) -> Round:
    """Five offers: confirmed, turned down, given up and prolonged, and two that lapsed."""
    one, two, three, four, five = selection.applications
    one.language, three.language, five.language = "fr", "fr-FR", "fr"
    two.language, four.language = "es", "es"
    selection.course.seats = 5
    selection.session.commit()
    selection.decide(Choice.OFFER, *selection.applications)
    who = (selection.session, selection.cast.icap_organiser, selection.clock.now)
    with selection.app.test_request_context():
        for each, until in ((two, None), (three, selection.clock.now + timedelta(days=9))):
            offer = selection.offers(each)[-1]
            wish = ask_for_time(selection.session, selection.clock.now, offer, "Visa")
            reply_to_wish(*who, wish, Reply(until, "Suerte."))
        selection.session.commit()
    selection.answer(one, Answer.CONFIRM)
    selection.answer(two, Answer.TURN_DOWN)
    selection.clock.advance(days=5)
    with selection.app.app_context():
        assert remind_due() == 2
    selection.clock.advance(days=3)
    with selection.app.app_context():
        assert lapse_overdue() == 2
    with selection.app.test_request_context():
        now = selection.clock.now
        give_up_seat(*who[:2], now, three, "Sans réponse.")
        replace_in_seat(*who[:2], now, one, "Kenya")
        selection.session.commit()
    return selection


def test_reminders_answers_and_ends_are_written_in_french_and_spanish(answered: Round) -> None:
    selection = answered
    assert "votre place est confirmée" in told(selection, "selection_confirmed", 0)
    assert "Gracias por decirnos que no puede venir" in told(selection, "selection_turned_down", 1)
    assert "Suerte." in told(selection, "selection_no_more_time", 1)
    assert "/offers/" in told(selection, "selection_more_time", 2)
    assert "Por favor, díganos si viene" in told(selection, "selection_reminder", 3)
    assert "No recibimos respuesta" in told(selection, "selection_lapsed", 3)
    assert "Sans réponse." in told(selection, "selection_given_up", 2)
    replaced = told(selection, "selection_replaced", 0)
    assert "Qui vous a désigné·e : Kenya" in replaced
    assert "/next" in replaced
    assert broken_invariants(selection.session) == []


def test_a_focal_point_reads_the_language_in_which_her_people_applied(selection: Round) -> None:
    one, *_ = selection.applications
    one.language = "fr"
    nominated_by_kenya(selection)
    selection.privately(Choice.OFFER, one)
    selection.release(days=3, points_days=3)
    assert selection.work() > 0
    (letter,) = (each for each in selection.mails_of("selection_points"))
    assert "Recevra l’offre d’une place" in letter.text
    assert letter.subject.startswith("Qui obtient une place pour Kenya")
    assert one.full_name in letter.html


def test_whoever_still_waits_when_the_event_begins_is_told_so_once_and_the_way_on(
    selection: Round, as_person: AsPerson
) -> None:
    one, two, three, four, five = selection.applications
    two.language = "es"
    selection.decide(Choice.OFFER, one)
    selection.decide(Choice.WAIT, two, three, four)
    selection.privately(Choice.OFFER, four)  # decided, and not released: no longer in line
    selection.step(three, Action.WITHDRAW)
    with selection.app.app_context():
        assert end_waits_due() == 0
    begins = selection.course.starts_on
    assert begins is not None
    selection.clock.advance(days=(begins - selection.clock.now.date()).days + 1)
    with selection.app.app_context():
        assert end_waits_due() == 1
        assert end_waits_due() == 0
    assert selection.statuses()[1:] == [
        Status.DECLINED, Status.WITHDRAWN, Status.WAITING, Status.SUBMITTED,
    ]  # fmt: skip
    text = told(selection, "selection_waited", 1)
    assert "no quedó libre ninguna plaza para usted" in text
    assert f"/events/{selection.course.slug}/next" in text
    assert selection.mails("selection_waited", five) == []
    page = as_person(selection.cast.icap_organiser).visit(f"{LIST}/{two.reference}")
    assert "The event began: the waiting has ended" in page.text
    assert broken_invariants(selection.session) == []
