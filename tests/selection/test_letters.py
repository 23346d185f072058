"""The letters: exact, in any script, one line where one line must be, and only to their readers."""

import pytest
from flask import Flask
from sqlalchemy import select

from courseapp.events.contacts import Contact
from courseapp.events.rules import Mode
from courseapp.mail.models import Message
from courseapp.selection.letters import Facts, preview
from courseapp.selection.rules import Choice
from tests.selection.story import Round

FACTS = Facts(
    name="O'Neill <b>& Søn</b>",
    title="Course\r\nBcc: everybody@example.org",
    event_path="/events/course",
    initiative="International Carbon Action Partnership",
    dates="Mon 23 Aug – Fri 3 Sep 2027",
    place="Villa Schifanoia, Florence, Italy",
    reference="7K3F-9QXM-2ATB",
    status_path="/applications/7K3F-9QXM-2ATB",
    contact=Contact("Mariana Costa", "mariana.costa@example.org"),
    note="First line.\n\nSecond <i>line</i>.",
    reply_by=("Mon 8 Mar 2027, 23:59 CET", "Mon 8 Mar 2027, 22:59 UTC"),
    offer_path="/offers/secret",
)


@pytest.mark.parametrize("choice", list(Choice))
def test_a_letter_says_who_what_when_where_and_whom_to_ask(app: Flask, choice: Choice) -> None:
    with app.test_request_context():
        letter = preview(choice, FACTS)
    for text in (
        "Mon 23 Aug – Fri 3 Sep 2027",
        "Villa Schifanoia, Florence, Italy",
        "7K3F-9QXM-2ATB",
        "mariana.costa@example.org",
        "http://courseapp.test/applications/7K3F-9QXM-2ATB",
    ):
        assert text in letter.text
        assert text in letter.html
    assert "\n\n\n" not in letter.text
    assert letter.text == letter.text.strip() + "\n"


@pytest.mark.parametrize("choice", list(Choice))
def test_what_people_wrote_stays_text(app: Flask, choice: Choice) -> None:
    with app.test_request_context():
        letter = preview(choice, FACTS)
    assert letter.subject.endswith("– Course Bcc: everybody@example.org")
    assert "\n" not in letter.subject
    assert "O'Neill <b>& Søn</b>" in letter.text
    assert "First line.\n\nSecond <i>line</i>." in letter.text
    assert "<b>" not in letter.html
    assert "<i>" not in letter.html


def test_without_note_or_contact_nothing_is_left_hanging(app: Flask) -> None:
    bare = Facts(
        name="Tevita",
        title="Webinar",
        event_path="/events/webinar",
        initiative="ICAP",
        dates="",
        place="",
        reference="7K3F-9QXM-2ATB",
        status_path="/applications/7K3F-9QXM-2ATB",
        contact=Contact(),
    )
    with app.test_request_context():
        letter = preview(Choice.WAIT, bare)
    for word in ("The organiser adds", "Questions", "When:", "Where:", "None"):
        assert word not in letter.text
    assert "\n\n\n" not in letter.text


def test_only_the_offer_has_a_secret_and_each_has_its_own(selection: Round) -> None:
    one, two, three, *_ = selection.applications
    selection.course.mode = Mode.ONLINE
    selection.session.commit()
    selection.decide(Choice.OFFER, one, two)
    selection.decide(Choice.DECLINE, three)
    letters = {m.about: m for m in selection.session.scalars(select(Message).order_by(Message.id))}
    assert len(letters) == 3
    assert [m.holds_secret for m in letters.values()] == [True, True, False]
    assert selection.offer_link(one) != selection.offer_link(two)
    assert "Where: Online" in letters[f"application/{one.id}"].text
    stored = [offer.token_hash for offer in (*selection.offers(one), *selection.offers(two))]
    assert not any(h in letters[f"application/{one.id}"].text for h in stored)
