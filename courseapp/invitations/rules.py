"""What is sent about one session to one person: what she should have, beside what she has.

Plain Python. METHOD, SEQUENCE and PARTSTAT are those of RFC 5546.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_BY_NUMBER = 5  # sessions; nobody likes fourteen mails at once


class Style(StrEnum):
    """How the people of an event get its sessions into their calendars by mail."""

    BY_NUMBER = "by_number"  # up to five sessions each by itself, else one letter
    EACH_SESSION = "each_session"
    ONE_LETTER = "one_letter"  # with a file of all, and the way to a calendar that follows
    NOTHING = "nothing"


class Asking(StrEnum):
    """Whether people are asked for an answer to each session."""

    USUAL = "usual"  # where somebody selects; to register is an answer already
    YES = "yes"
    NO = "no"


class Method(StrEnum):
    """The METHOD of what was sent last (RFC 5546 §1.4)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    NONE = "NONE"  # nothing was sent: she answered on her page


class Answer(StrEnum):
    """What somebody answered (PARTSTAT, RFC 5545 §3.2.12)."""

    NONE = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


class What(StrEnum):
    """What a message about a session does; its value ends the name of its templates' folder."""

    INVITE = "request"
    UPDATE = "update"
    CALL_OFF = "called_off"  # nobody goes: STATUS:CANCELLED
    TAKE_OFF = "taken_off"  # she does not go any more, others do: no STATUS


class Standing(StrEnum):
    """Whether somebody goes to a session."""

    GOES = "goes"
    CALLED_OFF = "called_off"  # nobody does
    NOT_HERS = "not_hers"  # others do


@dataclass(frozen=True)
class Should:
    """What somebody's calendar should say of a session.

    `sequence` is that of her feed. `when` names its times and status, `told` all else, so that
    the same is not sent twice.
    """

    sequence: int
    when: str
    told: str
    standing: Standing = Standing.GOES


@dataclass(frozen=True)
class Holds:
    """What it says by invitation. `feed_sequence` is that of her feed when it was sent."""

    method: Method
    sequence: int
    feed_sequence: int
    when: str
    told: str


@dataclass(frozen=True)
class Step:
    """What to send. With `again` she is asked anew: the time or the status is another."""

    what: What
    sequence: int
    again: bool = False

    @property
    def method(self) -> Method:
        """REQUEST or CANCEL."""
        return Method.REQUEST if self.what in {What.INVITE, What.UPDATE} else Method.CANCEL


ENDS = {Standing.CALLED_OFF: What.CALL_OFF, Standing.NOT_HERS: What.TAKE_OFF}


def next_step(should: Should, holds: Holds | None, *, invites: bool = True) -> Step | None:
    """Return what to send so that a calendar says what it should; None where it does.

    Without `invites` nothing new is begun, but what was begun is kept true. What is sent after a
    CANCEL, or as one, has a higher SEQUENCE than all before it (RFC 5546 §2.1.4, §2.1.5). So it
    may run ahead of the feed's, which knows of no CANCEL where only a run was changed.
    """
    if holds is None or holds.method is Method.CANCEL:
        begins = invites and should.standing is Standing.GOES
        return _invite(should, holds) if begins else None
    risen = should.sequence - holds.feed_sequence
    if should.standing is not Standing.GOES:
        return Step(ENDS[should.standing], holds.sequence + max(1, risen))
    again = should.when != holds.when
    if not again and should.told == holds.told:
        return None  # what moved there and back in the meantime is nobody's news
    return Step(What.UPDATE, holds.sequence + max(0, risen), again)


def _invite(should: Should, holds: Holds | None) -> Step:
    after = holds.sequence + 1 if holds is not None else 0
    return Step(What.INVITE, max(should.sequence, after), again=True)


def style_for(chosen: Style, sessions: int) -> Style:
    """Return what the choice means for an event with so many sessions."""
    if chosen is not Style.BY_NUMBER:
        return chosen
    return Style.EACH_SESSION if sessions <= MOST_BY_NUMBER else Style.ONE_LETTER


def asks(chosen: Asking, *, registers: bool, replies_are_read: bool) -> bool:
    """Return whether an answer is wanted; never where nobody would read it (RFC 5546 §2.1.1)."""
    if not replies_are_read:
        return False
    return chosen is Asking.YES or (chosen is Asking.USUAL and not registers)


def partstat(answer: Answer, *, wanted: bool, again: bool) -> tuple[Answer, bool]:
    """Return PARTSTAT and RSVP of what is sent to somebody who answered so.

    A new time needs a new answer. Where none is wanted, having a seat is the answer.
    """
    if answer is not Answer.NONE and not (again and wanted):
        return answer, False
    return (Answer.NONE, True) if wanted else (Answer.ACCEPTED, False)


def is_newer(stamp: datetime, answered_at: datetime | None) -> bool:
    """Return whether a reply made at `stamp` is not older than the one that was taken last."""
    return answered_at is None or stamp >= answered_at
