"""Robots are thanked like people, and nothing of theirs is kept; people are limited politely."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.corrections.rules import Wish
from courseapp.mail.models import Message
from tests.corrections.story import READER, SEND, YEAR, Reader, letters, newest, reports
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, Value

LINKS = "See https://a.example and https://b.example and https://c.example"


def thanked(page: Page) -> bool:
    return page.heading == "Thank you for your report"


@pytest.mark.parametrize(
    ("seconds", "values"),
    [
        (0, {}),
        (2, {}),
        (60, {"further_remarks": "Buy now"}),
        (60, {"opened": ""}),
        (60, {"opened": "1.2"}),
    ],
)
def test_a_robot_is_thanked_and_nothing_is_kept(
    reader: Reader, session: Session, seconds: int, values: dict[str, Value]
) -> None:
    page = reader.open(YEAR)
    reader.clock.advance(seconds=seconds)
    typed = {"right": "2008", "email": READER, **values}
    assert thanked(reader.client.submit(page, typed, button=SEND))
    assert reports(session) == []
    assert session.scalars(select(Message)).all() == []


def test_a_robot_reads_the_same_as_a_person(reader: Reader) -> None:
    robot = reader.client.submit(reader.open(YEAR), {"right": "2008"}, button=SEND)
    person = reader.fill(reader.open(YEAR), {"right": "2008", "email": READER})
    assert (robot.address, robot.html) == (person.address, person.html)


def test_many_links_are_kept_for_a_look_but_are_no_news(reader: Reader, session: Session) -> None:
    kept = reader.report("record/whole", right=LINKS)
    assert kept.is_suspect
    assert (kept.wish, kept.proposed) == (Wish.WORDS, LINKS)


def test_who_sends_too_much_reads_how_long_to_wait(
    reader: Reader, session: Session, new_client: Callable[[], CheckingClient]
) -> None:
    for number in range(30):
        reader.report(YEAR, right=str(1900 + number))
    page = reader.fill(reader.open(YEAR), {"right": "2008"}, status=422)
    assert "There were too many tries. Please wait" in page.text
    assert page.value("right") == "2008"
    assert len(reports(session)) == 30
    other = Reader(new_client(), reader.clock, session)
    assert "too many tries" in other.fill(other.open(YEAR), {"right": "2009"}, status=422).text
    reader.clock.advance(hours=1)
    assert thanked(reader.fill(page, {"right": "2008"}))


def test_one_mailbox_is_not_filled_by_others(reader: Reader, session: Session) -> None:
    for number in range(5):
        reader.report(YEAR, right=str(1900 + number), email=READER)
    page = reader.fill(reader.open(YEAR), {"right": "2008", "email": READER}, status=422)
    assert "too many tries" in page.text
    assert len(letters(session)) == 5
    assert thanked(reader.fill(page, {"email": ""}))
    assert newest(session).proposed == "2008"
