"""Who gets what: runs, modules, many sessions, registrations, pauses, crashes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from courseapp.accounts.signing_in import disable
from courseapp.applications.rules import Action
from courseapp.core.ids import calendar_uid
from courseapp.events.models import EventSession, Module, RepeatGroup
from courseapp.events.rules import Access, RepeatRule, Selection
from courseapp.events.standing.postponing import postpone_event
from courseapp.events.standing.publishing import cancel_event
from courseapp.invitations import planning
from courseapp.invitations.choosing import choose, pause
from courseapp.invitations.models import InvitationCall
from courseapp.invitations.receiving.outcomes import Outcome
from courseapp.invitations.receiving.taking import receive
from courseapp.invitations.rules import Asking, Style
from courseapp.registrations.links import path_of
from courseapp.registrations.registering import Wish, cancel, choose_runs, register
from tests.calendars.story import approve_cohort, new_event
from tests.invitations.mails import APPLE, reply_to
from tests.invitations.story import DAYS, MAILBOX, Training, new_training

WEEK = tuple(date(2027, 3, 22) + timedelta(days=number) for number in range(7))


def decide(training: Training, style: Style, asking: Asking = Asking.USUAL) -> None:
    with training.app.app_context():
        choose(training.session, None, training.clock.now, training.event, style, asking)
        training.session.commit()


def hold_back(training: Training, *, paused: bool) -> None:
    with training.app.app_context():
        pause(training.session, None, training.clock.now, training.event, paused=paused)
        training.session.commit()


def sitting_of(training: Training) -> EventSession:
    """Return a session of an event that had none, planned only."""
    now, day = training.clock.now, datetime(2027, 3, 29)  # noqa: DTZ001 - on the wall
    return EventSession(
        event=training.event,
        calendar_uid=calendar_uid(),
        title="Opening",
        zone="Europe/Rome",
        starts_local=day.replace(hour=9),
        ends_local=day.replace(hour=10),
        starts_at=day.replace(hour=7, tzinfo=UTC),
        ends_at=day.replace(hour=8, tzinfo=UTC),
        created_at=now,
        changed_at=now,
    )


def test_twice_is_as_good_as_once_and_a_crash_sends_nothing_twice(
    training: Training, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.seat(training.cast.accepted)
    write = planning._write
    written: list[str] = []

    def breaks(*arguments: object, **words: object) -> None:
        write(*arguments, **words)  # type: ignore[arg-type]
        written.append("one")
        raise OSError("the power is gone")

    monkeypatch.setattr(planning, "_write", breaks)
    assert training.work() == []
    assert written == ["one"]
    monkeypatch.setattr(planning, "_write", write)
    assert len(training.work()) == len(DAYS)
    assert training.work() == []
    count = select(func.count()).select_from(InvitationCall)
    assert training.session.scalar(count) == 0


def test_many_messages_are_queued_in_several_steps(
    training: Training, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 1)
    training.seat(training.cast.accepted)
    assert len(training.work()) == len(DAYS)


def test_a_cancelled_event_calls_off_every_session(training: Training) -> None:
    training.seat(training.cast.accepted)
    training.work()
    with training.app.test_request_context():
        cancel_event(training.session, None, training.clock.advance(hours=1), training.event)
        training.session.commit()
    assert [each.line[1::2] for each in training.work()] == [("CANCEL", 1)] * 2
    feed = training.feed(training.cast.accepted)
    assert set(feed.values()) == {(1, "CANCELLED")}


def test_what_is_over_is_told_no_more(training: Training) -> None:
    training.seat(training.cast.accepted)
    training.work()
    training.clock.set(training.event.sessions[0].ends_at)
    with training.app.test_request_context():
        cancel_event(training.session, None, training.clock.now, training.event)
        training.session.commit()
    assert [each.uid for each in training.work()] == [training.event.sessions[1].calendar_uid]


def test_another_link_is_told_at_once_with_the_same_sequence(training: Training) -> None:
    training.seat(training.cast.accepted)
    training.work()
    training.event.sessions[1].join_link = "https://meet.example.org/another-room"
    training.session.commit()
    (update,) = training.work()
    assert (update.method, update.sequence) == ("REQUEST", 0)
    assert "another-room" in update.event["LOCATION"]


def test_a_closed_account_gets_nothing(training: Training) -> None:
    training.seat(training.cast.accepted)
    training.work()
    disable(training.session, training.clock.now, training.cast.accepted, None)
    training.session.commit()
    training.move(0, hours=1)
    training.publish()
    assert training.work() == []


def test_many_sessions_are_one_letter_with_a_file_that_asks_nobody(training: Training) -> None:
    training.event = new_training(
        training.session, training.clock.now, WEEK, slug="course", title="Course"
    )
    training.seat(training.cast.accepted)
    assert training.work() == []
    (mail,) = training.post.messages
    assert training.work() == []
    (file,) = mail.iter_attachments()
    content = str(file.get_content())
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "sessions.ics")
    assert content.count("BEGIN:VEVENT") == len(WEEK)
    for word in ("METHOD", "ATTENDEE", "ORGANIZER"):
        assert word not in content
    body = mail.get_body(("plain",))
    assert body is not None
    assert "/account/calendar" in body.get_content()
    decide(training, Style.EACH_SESSION)
    assert len(training.work()) == len(WEEK)


def test_a_sixth_session_takes_nothing_back(training: Training) -> None:
    hers = training.seat(training.cast.accepted)
    training.work()
    decide(training, Style.ONE_LETTER)
    assert training.work() == []
    training.move(0, hours=1)
    training.publish()
    assert [each.line[1::2] for each in training.work()] == [("REQUEST", 1)]
    decide(training, Style.NOTHING)
    training.step(hers, Action.WITHDRAW)
    assert [each.method for each in training.work()] == ["CANCEL", "CANCEL"]


def test_a_pause_holds_back_and_then_says_once_what_is_different(training: Training) -> None:
    hold_back(training, paused=True)
    training.seat(training.cast.accepted)
    assert training.work() == []
    training.move(0, hours=1)
    training.publish()
    training.move(0, hours=1)
    training.publish()
    assert training.work() == []
    hold_back(training, paused=False)
    assert [each.sequence for each in training.work()] == [2, 0]


def test_what_moves_there_and_back_unseen_is_nobodys_news(training: Training) -> None:
    training.seat(training.cast.accepted)
    training.work()
    for hours in (1, -1):
        training.move(0, hours=hours)
        training.publish()
    assert training.work() == []
    training.event.sessions[0].place = "Room 4"
    training.publish()
    (update,) = training.work()
    first = training.event.sessions[0].calendar_uid
    assert (update.uid, update.sequence) == (first, 2)
    assert training.feed(training.cast.accepted)[first] == (2, "CONFIRMED")


def test_nobody_is_asked_about_what_is_postponed(training: Training) -> None:
    training.seat(training.cast.accepted)
    training.work()
    with training.app.test_request_context():
        postpone_event(training.session, None, training.clock.advance(hours=1), training.event)
        training.session.commit()
    updates = training.work()
    assert [(each.method, each.sequence, each.status) for each in updates] == [
        ("REQUEST", 1, "TENTATIVE")
    ] * 2
    assert {each.event["ATTENDEE"].params["RSVP"] for each in updates} == {"FALSE"}


def test_without_a_mailbox_nobody_is_asked_and_the_address_says_so(training: Training) -> None:
    settings = training.app.extensions["settings"]
    training.app.extensions["settings"] = replace(settings, replies_to=None)
    decide(training, Style.EACH_SESSION, Asking.YES)
    training.seat(training.cast.accepted)
    sent = training.work()[0]
    attendee, organizer = sent.event["ATTENDEE"], sent.event["ORGANIZER"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("ACCEPTED", "FALSE")
    assert organizer == "mailto:noreply@courseapp.test"
    assert "SENT-BY" not in organizer.params
    assert sent.mail["Reply-To"] is None
    body = sent.mail.get_body(("plain",))
    assert body is not None
    assert "Nobody reads answers to this address." in body.get_content()


def test_letters_speak_the_language_in_which_she_applied(training: Training) -> None:
    application = training.seat(training.cast.accepted)
    application.language = "fr"
    training.session.commit()
    mail = training.work()[0].mail
    body = mail.get_body(("plain",))
    assert body is not None
    assert "mars 2027" in body.get_content()
    assert "Votre page" in body.get_content()


def test_sessions_of_modules_go_to_who_has_a_seat_in_them(training: Training) -> None:
    modules = [
        Module(event_id=training.event.id, number=number, title=f"Module {number}")
        for number in (1, 2)
    ]
    training.session.add_all(modules)
    training.session.flush()
    for sitting, module in zip(training.event.sessions, modules, strict=True):
        sitting.module_id = module.id
    training.session.commit()
    application = training.seat(training.cast.accepted)
    approve_cohort(
        training.session,
        training.cast,
        training.event,
        {application.reference: [str(modules[1].id)]},
        training.clock.now,
    )
    first, second = training.event.sessions
    assert [each.uid for each in training.work()] == [second.calendar_uid]
    assert list(training.feed(training.cast.accepted)) == [second.calendar_uid]
    second.module_id, first.module_id = first.module_id, second.module_id
    training.session.commit()
    assert [each.line[1:4] for each in training.work()] == [
        ("REQUEST", first.calendar_uid, 0),
        ("CANCEL", second.calendar_uid, 1),
    ]
    assert list(training.feed(training.cast.accepted)) == [first.calendar_uid]


@pytest.fixture
def webinar(training: Training) -> Training:
    """A webinar that is held twice, of which everybody attends one run."""
    training.event = new_training(
        training.session,
        training.clock.now,
        slug="webinar",
        title="Webinar",
        access=Access.REGISTRATION,
        selection=Selection.FIRST_COME,
    )
    group = RepeatGroup(event_id=training.event.id, name="twice", rule=RepeatRule.ONLY_ONE)
    training.session.add(group)
    for sitting in training.event.sessions:
        sitting.repeat_group = "twice"
    training.session.commit()
    training.publish()
    return training


def test_to_register_is_the_answer_and_each_run_is_told_apart(webinar: Training) -> None:
    first, second = webinar.event.sessions
    wish = Wish("Amina", "amina@example.org", {"twice": first.id}, "Africa/Nairobi")
    with webinar.app.test_request_context():
        registration = register(webinar.session, webinar.clock.now, webinar.event, wish)
        webinar.session.commit()
    assert registration is not None
    (sent,) = webinar.work()
    assert sent.uid == first.calendar_uid
    attendee = sent.event["ATTENDEE"]
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("ACCEPTED", "FALSE")
    assert sent.mail["Reply-To"].startswith(MAILBOX.partition("@")[0] + "+")
    body = sent.mail.get_body(("plain",))
    assert body is not None
    assert "/registrations/" in body.get_content()
    with webinar.app.test_request_context():
        calendar = f"{path_of(registration)}/calendar.ics"
    assert webinar.told(calendar) == {first.calendar_uid: (0, "CONFIRMED")}
    for there, sequence in ((second, 0), (first, 2), (second, 2)):
        webinar.clock.advance(hours=1)
        with webinar.app.test_request_context():
            choose_runs(webinar.session, webinar.clock.now, registration, {"twice": there.id})
            webinar.session.commit()
        found = {each.method: (each.uid, each.sequence) for each in webinar.work()}
        assert found["REQUEST"] == (there.calendar_uid, sequence)
        assert found["CANCEL"][0] != there.calendar_uid
        assert webinar.told(calendar) == {
            there.calendar_uid: (sequence, "CONFIRMED"),
            found["CANCEL"][0]: (found["CANCEL"][1], "CANCELLED"),
        }
    with webinar.app.test_request_context():
        cancel(webinar.session, webinar.clock.advance(hours=1), registration)
        webinar.session.commit()
    assert [each.line[1:4] for each in webinar.work()] == [("CANCEL", second.calendar_uid, 3)]
    assert webinar.told(calendar)[second.calendar_uid] == (3, "CANCELLED")


def test_who_registered_is_asked_where_organisers_ask_and_sees_her_answer(
    webinar: Training,
) -> None:
    decide(webinar, Style.EACH_SESSION, Asking.YES)
    wish = Wish("Amina", "amina@example.org", {"twice": webinar.event.sessions[0].id}, None)
    with webinar.app.test_request_context():
        registration = register(webinar.session, webinar.clock.now, webinar.event, wish)
        webinar.session.commit()
        assert registration is not None
        page = path_of(registration)
    (sent,) = webinar.work()
    assert sent.event["ATTENDEE"].params["RSVP"] == "TRUE"
    with webinar.app.app_context():
        answered = reply_to(sent, "TENTATIVE").written(APPLE)
        assert receive(webinar.session, webinar.clock.advance(hours=2), answered) is Outcome.TAKEN
        webinar.session.commit()
    assert "you perhaps come" in webinar.client.visit(page).text


def test_an_event_without_sessions_is_one_entry_that_the_first_session_takes_over(
    training: Training,
) -> None:
    training.event = new_event(training.session, training.clock.now, slug="later", seats=3)
    training.seat(training.cast.accepted)
    (whole,) = training.work()
    assert (whole.uid, whole.sequence) == (training.event.calendar_uid, 0)
    assert str(whole.event["DTSTART"].dt) == "2027-03-22"
    training.session.add(sitting_of(training))
    training.session.commit()
    training.publish()
    (first,) = training.work()
    assert (first.method, first.uid, first.sequence) == ("REQUEST", whole.uid, 1)
    assert training.feed(training.cast.accepted) == {whole.uid: (1, "CONFIRMED")}
