"""Some who register never come: so many per cent more get a seat, and everybody sees it as such."""

from courseapp.applications.rules import Status
from courseapp.selection.invariants import broken_invariants
from tests.registrations.story import Webinar
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson


def test_more_people_than_seats_get_one_and_who_waits_moves_up_in_order(
    client: CheckingClient, as_person: AsPerson, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three", "four")
    assert list(webinar.standing().values()).count(Status.WAITING) == 2
    organiser = as_person(webinar.cast.icap_organiser)
    place = f"/manage/events/{webinar.event.slug}/decisions"
    page = organiser.submit(organiser.visit(place), {"overbooked_percent": "50"}, button="Save")
    assert webinar.standing()["three"] is Status.CONFIRMED
    assert webinar.standing()["four"] is Status.WAITING
    assert "2 seats, 50 % overbooked: 3 people can have one." in organiser.visit(place).text
    assert "3 of 3 seats taken" in page.text
    page = organiser.submit(page, {"overbooked_percent": "0"}, button="Save", status=422)
    assert "3 people have a seat already. Enter a higher percentage." in page.text
    assert webinar.event.overbooked_percent == 50
    assert broken_invariants(webinar.session) == []
