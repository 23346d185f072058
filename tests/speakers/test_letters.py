"""The letters to speakers: exact, in any script, in one line where one line must be."""

import pytest
from flask import Flask

from courseapp.asking.letters import preview
from courseapp.events.contacts import Contact
from courseapp.speakers.letters import KINDS, Facts, SessionLine
from courseapp.speakers.plans import ProfilePlan
from courseapp.speakers.rules import EngagementAction
from tests.speakers.story import Stage, link_in

FACTS = Facts(
    name="O'Neill <b>& Søn</b>",
    title="Course\r\nBcc: everybody@example.org",
    initiative="International Carbon Action Partnership",
    dates="Mon 22 Mar – Fri 2 Apr 2027",
    place="Badia Fiesolana, Florence, Italy",
    sessions=(
        SessionLine(
            "Set the <i>cap</i>", ("Mon 22 Mar 2027, 09:00 – 10:30 CET", "08:00 UTC"), True
        ),
        SessionLine("Design", ("Tue 23 Mar 2027, 09:00 – 10:30 CET",), False),
    ),
    has_answered=False,
    contact=Contact("Mariana Costa", "mariana.costa@example.org"),
    path="/speak/secret",
    until="Sun 2 May 2027",
    note="First line.\n\nSecond <i>line</i>.",
)


@pytest.mark.parametrize("action", list(KINDS))
def test_a_letter_says_what_when_where_and_how_to_answer(
    app: Flask, action: EngagementAction
) -> None:
    with app.test_request_context():
        letter = preview(KINDS[action], FACTS)
    for text in (
        "Mon 22 Mar – Fri 2 Apr 2027",
        "Badia Fiesolana, Florence, Italy",
        "Mon 22 Mar 2027, 09:00 – 10:30 CET (08:00 UTC)",
        "(not yet final)",
        "http://courseapp.test/speak/secret",
        "mariana.costa@example.org",
        "Sun 2 May 2027",
    ):
        assert text in letter.text
        assert text in letter.html
    assert "O'Neill <b>& Søn</b>" in letter.text
    assert "First line.\n\nSecond <i>line</i>." in letter.text
    assert "<b>" not in letter.html
    assert "<i>" not in letter.html
    assert "\n\n\n" not in letter.text
    assert "\n" not in letter.subject
    assert letter.subject.endswith("Course Bcc: everybody@example.org")


@pytest.mark.parametrize("action", list(KINDS))
def test_without_sessions_note_or_contact_nothing_is_left_hanging(
    app: Flask, action: EngagementAction
) -> None:
    bare = Facts(
        name="Ana",
        title="Webinar",
        initiative="ICAP",
        dates="",
        place="",
        sessions=(),
        has_answered=True,
        contact=Contact(),
        path="/speak/x",
        until="Sun 2 May 2027",
    )
    with app.test_request_context():
        letter = preview(KINDS[action], bare)
    for word in ("The organiser adds", "Questions", "When:", "Where:", "None", "Your session"):
        assert word not in letter.text
        assert word not in letter.html
    assert "\n\n\n" not in letter.text


def test_each_letter_has_a_secret_of_its_own_that_is_wiped_once_sent(stage: Stage) -> None:
    one = stage.added()
    two = stage.added(ProfilePlan("José García", email="jose@example.org"))
    links = {stage.invited(one), stage.invited(two)}
    stage.clock.advance(minutes=1)
    links.add(stage.invited(one))
    assert len(links) == 3
    letters = stage.letters()
    assert [each.kind for each in letters] == [
        *("speaker_invitation", "speaker_invitation"),
        "speaker_reminder",
    ]
    assert all(each.holds_secret for each in letters)
    assert link_in(letters[0]) in letters[0].html
    assert {each.about for each in letters} == {f"event/{stage.event.id}"}
