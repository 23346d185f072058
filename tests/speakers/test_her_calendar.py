"""A speaker's sessions as a file for her calendar."""

from icalendar import Calendar

from tests.speakers.story import Stage
from tests.support.checking_client import CheckingClient


def unfolded(text: str) -> str:
    """Return the lines as they were before they were folded (RFC 5545 §3.1)."""
    return text.replace("\r\n ", "")


def test_her_sessions_are_entries_that_say_whether_they_are_final(
    stage: Stage, client: CheckingClient
) -> None:
    stage.sitting.join_link = "https://meet.example.org/cap"
    link = stage.invited()
    answer = client.get(f"{link}/calendar.ics")
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    text = unfolded(answer.get_data(as_text=True))
    assert link.rpartition("/")[2] not in text
    (entry,) = Calendar.from_ical(text).walk("VEVENT")
    assert entry["UID"] == stage.sitting.calendar_uid
    assert entry["STATUS"] == "CONFIRMED"
    assert "meet.example.org" not in text
    public = stage.sitting.published
    assert public is not None
    client.submit(client.visit(link), button="Yes, I will speak")
    stage.clock.advance(hours=1)
    stage.sitting.title, stage.sitting.changed_at = "Set the floor", stage.clock.now
    stage.session.commit()
    text = unfolded(client.get(f"{link}/calendar.ics").get_data(as_text=True))
    (entry,) = Calendar.from_ical(text).walk("VEVENT")
    assert "Set the floor" in str(entry["SUMMARY"])
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("TENTATIVE", public.sequence + 1)
    assert "meet.example.org" in text


def test_a_link_that_opens_nothing_has_no_calendar(stage: Stage, client: CheckingClient) -> None:
    link = stage.invited()
    assert client.get("/speak/unknown/calendar.ics").status_code == 404
    assert client.get("/speak/%00/calendar.ics").status_code == 404
    stage.clock.advance(days=90)
    assert client.get(f"{link}/calendar.ics").status_code == 404
