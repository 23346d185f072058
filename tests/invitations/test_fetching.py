"""The mailbox for answers is read by IMAP: each mail once, whatever happens between."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from courseapp.invitations.models import ReceivedReply
from courseapp.invitations.rules import Answer
from courseapp.invitations.tasks import fetch_due
from tests.invitations.imap import Mailbox, imap_server
from tests.invitations.mails import APPLE, OUTLOOK, reply_to
from tests.invitations.story import Training


@pytest.fixture
def mailbox(training: Training) -> Iterator[Mailbox]:
    with imap_server() as opened:
        settings = training.app.extensions["settings"]
        training.app.extensions["settings"] = replace(settings, imap_url=opened.url)
        yield opened


def fetched(training: Training) -> int:
    with training.app.app_context():
        return fetch_due()


def test_answers_are_fetched_and_marked_as_seen(training: Training, mailbox: Mailbox) -> None:
    hers = training.seat(training.cast.accepted)
    first, second = training.work()
    training.clock.advance(hours=2)
    mailbox.drop(reply_to(first, "DECLINED").written(APPLE))
    mailbox.drop(reply_to(second, "ACCEPTED").written(OUTLOOK))
    mailbox.drop(b"\x00 nothing that could be read")
    assert fetched(training) == 3
    assert [each.answer for each in training.held(hers)] == [Answer.DECLINED, Answer.ACCEPTED]
    assert mailbox.seen == {1, 2, 3}
    assert fetched(training) == 0


def test_a_line_that_breaks_after_the_taking_takes_nothing_twice(
    training: Training, mailbox: Mailbox
) -> None:
    training.seat(training.cast.accepted)
    first, _ = training.work()
    mailbox.drop(reply_to(first).written(APPLE))
    mailbox.breaks_before_store = True
    assert fetched(training) == 0
    mailbox.breaks_before_store = False
    assert fetched(training) == 1
    count = select(func.count()).select_from(ReceivedReply)
    assert training.session.scalar(count) == 1


@pytest.mark.parametrize("url", ["imap://nobody:wrong@127.0.0.1:{port}/", "imap://x@127.0.0.1:1/"])
def test_a_mailbox_that_does_not_open_is_tried_again_next_minute(
    training: Training, mailbox: Mailbox, url: str
) -> None:
    port = mailbox.url.rpartition(":")[2].partition("/")[0]
    settings = training.app.extensions["settings"]
    training.app.extensions["settings"] = replace(settings, imap_url=url.format(port=port))
    assert fetched(training) == 0
