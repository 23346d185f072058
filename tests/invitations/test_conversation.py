"""A whole conversation with two calendars, as a real SMTP server hears it, beside the feeds."""

from dataclasses import dataclass

from courseapp.applications.rules import Action
from courseapp.events.rules import SessionStatus
from tests.calendars.story import new_application
from tests.invitations.story import DAYS, Training, octets_of, part_of

REQUEST, CANCEL = "REQUEST", "CANCEL"
CONFIRMED, CANCELLED, NOTHING = "CONFIRMED", "CANCELLED", ""
Heard = list[tuple[str, str, str, int, str]]


@dataclass
class Conversation:
    """The training, and what the calendars of two people hear of it, an hour later each time."""

    training: Training

    def __post_init__(self) -> None:
        cast = self.training.cast
        rows = self.training.event.published_sessions
        self.first, self.second = (each.calendar_uid for each in rows)
        self.anh, self.new = cast.accepted.email, cast.newcomer.email

    def heard(self) -> Heard:
        self.training.clock.advance(hours=1)
        return [each.line for each in self.training.work()]

    def feed_of_new(self) -> dict[str, tuple[int, str]]:
        return self.training.feed(self.training.cast.newcomer)

    def feed_of_anh(self) -> dict[str, tuple[int, str]]:
        return self.training.feed(self.training.cast.accepted)

    def nobody_is_confirmed(self) -> None:
        """Published, and people are refused, wait, or have only applied: nobody gets anything."""
        cast, clock, event = self.training.cast, self.training.clock, self.training.event
        decided = ((cast.declined, Action.DECLINE), (cast.waiting, Action.WAIT))
        for person, action in decided:
            application = new_application(self.training.session, person, event, clock.now)
            self.training.step(application, action)
        new_application(self.training.session, cast.drafting, event, clock.now)
        assert self.heard() == []

    def two_get_seats(self) -> None:
        """One after the other; each is written to alone."""
        self.hers = self.training.seat(self.training.cast.accepted)
        assert self.heard() == [
            (self.anh, REQUEST, self.first, 0, CONFIRMED),
            (self.anh, REQUEST, self.second, 0, CONFIRMED),
        ]
        self.training.seat(self.training.cast.newcomer)
        assert self.heard() == [
            (self.new, REQUEST, self.first, 0, CONFIRMED),
            (self.new, REQUEST, self.second, 0, CONFIRMED),
        ]
        assert self.feed_of_new() == {self.first: (0, CONFIRMED), self.second: (0, CONFIRMED)}
        assert self.heard() == []

    def one_session_moves(self) -> None:
        """Exactly that one is updated, for both; what is only planned is told to nobody."""
        self.training.move(1, hours=2)
        assert self.heard() == []
        self.training.publish()
        assert self.heard() == [
            (self.anh, REQUEST, self.second, 1, CONFIRMED),
            (self.new, REQUEST, self.second, 1, CONFIRMED),
        ]
        assert self.feed_of_new() == {self.first: (0, CONFIRMED), self.second: (1, CONFIRMED)}

    def another_room(self) -> None:
        """In the same building: the same SEQUENCE, a newer DTSTAMP."""
        self.training.event.sessions[0].place = "Room 4"
        self.training.publish()
        now = self.training.clock.advance(hours=1).replace(microsecond=0)
        updates = self.training.work()
        assert [each.line for each in updates] == [
            (self.anh, REQUEST, self.first, 0, CONFIRMED),
            (self.new, REQUEST, self.first, 0, CONFIRMED),
        ]
        assert {each.event["DTSTAMP"].dt for each in updates} == {now}
        assert "Room 4" in updates[0].event["LOCATION"]

    def one_leaves(self) -> None:
        """A CANCEL for her alone, which says nothing of the session's STATUS."""
        self.training.step(self.hers, Action.WITHDRAW)
        assert self.heard() == [
            (self.anh, CANCEL, self.first, 1, NOTHING),
            (self.anh, CANCEL, self.second, 2, NOTHING),
        ]
        assert self.feed_of_anh() == {self.first: (1, CANCELLED), self.second: (2, CANCELLED)}

    def sessions_are_cancelled(self) -> None:
        """First one, then all; only who still goes hears of it."""
        event = self.training.event
        event.sessions[0].status = SessionStatus.CANCELLED
        self.training.publish()
        assert self.heard() == [(self.new, CANCEL, self.first, 1, CANCELLED)]
        assert self.feed_of_new() == {self.first: (1, CANCELLED), self.second: (1, CONFIRMED)}
        event.sessions[1].status = SessionStatus.CANCELLED
        self.training.publish()
        assert self.heard() == [(self.new, CANCEL, self.second, 2, CANCELLED)]
        assert self.feed_of_new() == {self.first: (1, CANCELLED), self.second: (2, CANCELLED)}

    def they_take_place_after_all(self) -> None:
        """With a SEQUENCE above that of the CANCEL."""
        for sitting in self.training.event.sessions:
            sitting.status = SessionStatus.SCHEDULED
        self.training.publish()
        assert self.heard() == [
            (self.new, REQUEST, self.first, 2, CONFIRMED),
            (self.new, REQUEST, self.second, 3, CONFIRMED),
        ]
        assert self.feed_of_new() == {self.first: (2, CONFIRMED), self.second: (3, CONFIRMED)}

    def who_had_left_comes_back(self) -> None:
        """Nothing until the seat is confirmed again; then above her own CANCELs, as in her feed."""
        for action in (Action.REOPEN, Action.SUBMIT, Action.OFFER):
            self.training.step(self.hers, action)
            assert self.heard() == []
        self.training.step(self.hers, Action.CONFIRM)
        assert self.heard() == [
            (self.anh, REQUEST, self.first, 4, CONFIRMED),
            (self.anh, REQUEST, self.second, 5, CONFIRMED),
        ]
        assert self.feed_of_anh() == {self.first: (4, CONFIRMED), self.second: (5, CONFIRMED)}
        assert self.heard() == []


def test_publish_subscribe_move_cancel_one_cancel_all_reinstate(training: Training) -> None:
    talk = Conversation(training)
    talk.nobody_is_confirmed()
    talk.two_get_seats()
    talk.one_session_moves()
    talk.another_room()
    talk.one_leaves()
    talk.sessions_are_cancelled()
    talk.they_take_place_after_all()
    talk.who_had_left_comes_back()
    written_to = {to for recipients in training.post.recipients for to in recipients}
    assert written_to == {talk.anh, talk.new}


def test_a_message_is_built_as_mail_programs_want_it(training: Training) -> None:
    training.seat(training.cast.accepted)
    sent = training.work()
    assert len(sent) == len(DAYS)
    for each in sent:
        mail, event = each.mail, each.event
        assert [part.get_content_type() for part in mail.walk()] == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics",
        ]
        part = part_of(mail)
        assert part is not None
        assert part["Content-Transfer-Encoding"] == "base64"
        assert (part.get_param("method"), part.get_content_charset()) == (REQUEST, "utf-8")
        assert next(mail.iter_attachments()).get_content() == octets_of(mail)
        assert b"\r\nMETHOD:REQUEST\r\n" in octets_of(mail)
        attendee, organizer = event["ATTENDEE"], event["ORGANIZER"]
        assert (attendee, mail["To"]) == (f"mailto:{each.to}", each.to)
        assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
        assert organizer == f"mailto:{mail['Reply-To']}"
        assert organizer.params["SENT-BY"] == "mailto:noreply@courseapp.test"
        assert mail["From"].addresses[0].addr_spec == "noreply@courseapp.test"


def test_nobody_else_stands_in_a_message(training: Training) -> None:
    people = (training.cast.accepted, training.cast.newcomer)
    for person in people:
        training.seat(person)
    others = {people[0].email: people[1], people[1].email: people[0]}
    for each in training.work():
        texts = [str(part.get_content()) for part in each.mail.walk() if not part.is_multipart()]
        everything = "\n".join([each.mail.as_string(), octets_of(each.mail).decode(), *texts])
        assert others[each.to].email not in everything
        assert others[each.to].full_name not in everything
