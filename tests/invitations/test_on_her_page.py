"""Her answers on her own page: the same rows as answers by mail, whichever is newer."""

from datetime import date, timedelta

import pytest

from courseapp.applications.models import Application
from courseapp.applications.rules import Action
from courseapp.invitations.choosing import choose
from courseapp.invitations.receiving.outcomes import Outcome
from courseapp.invitations.receiving.taking import receive
from courseapp.invitations.rules import Answer, Asking, Method, Style
from tests.invitations.mails import APPLE, reply_to
from tests.invitations.story import Training, new_training
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page
from tests.support.people import AsPerson

SAVE = "Save my answers"
WEEK = tuple(date(2027, 3, 22) + timedelta(days=number) for number in range(7))


@pytest.fixture
def hers(training: Training) -> Application:
    return training.seat(training.cast.accepted)


@pytest.fixture
def browser(training: Training, as_person: AsPerson) -> CheckingClient:
    return as_person(training.cast.accepted)


def page_of(browser: CheckingClient, hers: Application) -> Page:
    return browser.visit(f"/applications/{hers.reference}")


def say(browser: CheckingClient, hers: Application, **answers: Answer) -> Page:
    """Answer to sessions by their number on her page."""
    page = page_of(browser, hers)
    names = [each["name"] for each in page.soup.select("input[name^=was-]")]
    uids = [str(name).removeprefix("was-") for name in names]
    typed = {f"answer-{uids[int(key[1:])]}": each.value for key, each in answers.items()}
    return browser.submit(page, typed, button=SAVE)


def answers(training: Training, hers: Application) -> list[Answer]:
    training.session.expire_all()
    return [each.answer for each in training.held(hers)]


def decide(training: Training, style: Style, asking: Asking = Asking.USUAL) -> None:
    with training.app.app_context():
        choose(training.session, None, training.clock.now, training.event, style, asking)
        training.session.commit()


def test_the_newer_answer_holds_be_it_from_her_page_or_by_mail(
    training: Training, hers: Application, browser: CheckingClient
) -> None:
    first, _ = training.work()
    training.clock.advance(hours=2)
    page = say(browser, hers, n0=Answer.TENTATIVE)
    assert "Your answers are saved" in page.text
    assert answers(training, hers) == [Answer.TENTATIVE, Answer.NONE]
    for hours, outcome in ((-1, Outcome.OLDER), (1, Outcome.TAKEN)):
        at = training.clock.now + timedelta(hours=hours)
        reply = reply_to(first, "DECLINED", stamp=at).written(APPLE)
        with training.app.app_context():
            assert receive(training.session, max(at, training.clock.now), reply) is outcome
            training.session.commit()
    assert answers(training, hers) == [Answer.DECLINED, Answer.NONE]
    assert training.work() == []


def test_what_came_by_mail_meanwhile_stays_where_she_changed_nothing(
    training: Training, hers: Application, browser: CheckingClient
) -> None:
    first, _ = training.work()
    training.clock.advance(hours=2)
    say(browser, hers, n0=Answer.ACCEPTED)
    opened = page_of(browser, hers)
    reply = reply_to(first, "DECLINED", stamp=training.clock.advance(minutes=1)).written(APPLE)
    with training.app.app_context():
        assert receive(training.session, training.clock.now, reply) is Outcome.TAKEN
        training.session.commit()
    second = str(opened.soup.select("input[name^=was-]")[1]["name"]).replace("was", "answer")
    browser.submit(opened, {second: Answer.TENTATIVE.value}, button=SAVE)
    assert answers(training, hers) == [Answer.DECLINED, Answer.TENTATIVE]


def test_only_sessions_to_come_are_asked_and_an_answer_after_the_end_changes_nothing(
    training: Training, hers: Application, as_person: AsPerson
) -> None:
    training.work()
    over = training.event.sessions[0].ends_at
    training.clock.set(over - timedelta(minutes=1))
    browser = as_person(training.cast.accepted)
    opened = page_of(browser, hers)
    names = [
        str(each["name"]).replace("was", "answer")
        for each in opened.soup.select("input[name^=was-]")
    ]
    training.clock.set(over)
    late = browser.submit(opened, {names[0]: Answer.ACCEPTED.value}, button=SAVE)
    assert "has changed or is over" in late.text
    assert answers(training, hers) == [Answer.NONE, Answer.NONE]
    assert len(late.soup.select("input[name^=was-]")) == 1
    sent = {"csrf_token": late.value("csrf_token"), names[1]: "NEEDS-ACTION"}
    browser.post(f"/applications/{hers.reference}/sessions", data=sent)
    assert answers(training, hers)[1] is Answer.NONE


def test_nobody_is_asked_whom_organisers_do_not_ask_or_who_has_no_seat_any_more(
    training: Training, hers: Application, browser: CheckingClient
) -> None:
    decide(training, Style.EACH_SESSION, Asking.NO)
    training.work()
    assert page_of(browser, hers).soup.select("form.answers") == []
    decide(training, Style.EACH_SESSION)
    opened = page_of(browser, hers)
    name = str(opened.soup.select("input[name^=was-]")[0]["name"]).replace("was", "answer")
    training.step(hers, Action.WITHDRAW)
    page = browser.submit(opened, {name: Answer.ACCEPTED.value}, button=SAVE)
    assert "You have no seat at this event" in page.text
    assert page.soup.select("form.answers") == []


def test_where_one_letter_was_sent_she_answers_on_her_page_until_a_session_moves(
    training: Training, as_person: AsPerson
) -> None:
    training.event = new_training(
        training.session, training.clock.now, WEEK, slug="course", title="Course"
    )
    hers, browser = training.seat(training.cast.accepted), as_person(training.cast.accepted)
    training.work()
    assert "Your answers to 7 sessions" in say(browser, hers, n0=Answer.DECLINED).text
    (row,) = training.held(hers)
    assert (row.answer, row.method) == (Answer.DECLINED, Method.NONE)
    path = f"/manage/events/{training.event.slug}/invitations"
    organiser = as_person(training.cast.icap_organiser)
    counted = organiser.visit(path).soup.select_one("td[data-label='Does not come']")
    assert counted is not None
    assert counted.text.strip() == "1"
    training.move(0, hours=1)
    training.publish()
    assert training.work() == []
    assert answers(training, hers) == [Answer.NONE]
    say(browser, hers, n0=Answer.ACCEPTED)
    decide(training, Style.EACH_SESSION)
    first = min(training.work(), key=lambda sent: str(sent.event["DTSTART"].dt))
    assert first.event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert answers(training, hers)[0] is Answer.ACCEPTED
