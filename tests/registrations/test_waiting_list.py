"""Who comes when all seats are taken waits in order, and moves up by herself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from courseapp.applications.rules import Status
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import change_event
from courseapp.registrations.registering import Wish, cancel, register
from courseapp.selection.invariants import broken_invariants
from tests.registrations.story import Webinar, waits
from tests.support.checking_client import CheckingClient


def set_seats(webinar: Webinar, seats: int | None) -> None:
    plan = replace(plan_of(webinar.event), seats=seats)
    with webinar.app.test_request_context():
        change_event(
            webinar.session, webinar.cast.icap_organiser, webinar.clock.now, webinar.event, plan
        )
    webinar.session.commit()


def test_the_third_of_two_waits_is_told_her_number_and_moves_up(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two")
    page = client.visit(webinar.page)
    assert "All seats are taken" in page.text
    assert "You can be the first on the waiting list." in page.text
    webinar.fill(client, "three", "four")
    assert webinar.line() == {"three": 1, "four": 2}
    assert "2 people wait for a seat." in client.visit(webinar.page).text
    (letter,) = webinar.letters("registration_waiting", "four")
    assert "You are number 2 on the list." in letter.text
    own = client.visit(webinar.link(to="four"))
    assert "You are number 2 on the list." in own.text
    assert client.get(f"{webinar.link(to='four')}/calendar.ics").status_code == 200

    warning = client.visit(f"{webinar.link(to='one')}/cancel")
    assert webinar.standing()["one"] is Status.CONFIRMED  # looking does nothing
    left = client.submit(warning, button="Cancel my registration")
    assert "You have cancelled" in left.text

    assert webinar.standing() == {
        "one": Status.WITHDRAWN,
        "two": Status.CONFIRMED,
        "three": Status.CONFIRMED,
        "four": Status.WAITING,
    }
    assert webinar.line() == {"four": 1}
    (moved,) = webinar.letters("registration_moved_up")
    assert moved.to_address == "three@example.org"
    assert "/cancel" in moved.text
    assert webinar.link("registration_moved_up") == webinar.link("registration_waiting", "three")
    assert [each.kind for each in webinar.letters("registration_cancelled")] == [
        "registration_cancelled"
    ]
    assert webinar.letters("selection_") == []
    assert broken_invariants(webinar.session) == []


def test_cancelled_twice_is_cancelled_once_and_coming_back_means_the_end_of_the_line(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three", "four")
    for _ in range(2):
        client.post(f"{webinar.link(to='one')}/cancel")
    assert len(webinar.letters("registration_cancelled")) == 1
    webinar.clock.advance(minutes=1)
    page = client.visit(webinar.link(to="one"))
    back = client.submit(page, button="Register again")
    assert "You are number 2 on the list." in back.text
    assert webinar.line() == {"four": 1, "one": 2}
    client.post(f"{webinar.link(to='one')}/again")
    assert webinar.line() == {"four": 1, "one": 2}
    assert len(webinar.letters("registration_waiting", "one")) == 1

    client.post(f"{webinar.link(to='four')}/cancel")
    assert webinar.line() == {"one": 1}
    client.post(f"{webinar.link(to='three')}/cancel")
    assert webinar.standing()["one"] is Status.CONFIRMED


def test_more_seats_let_as_many_move_up_and_no_limit_lets_all(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.fill(client, "one", "two", "three", "four", "five", "six")
    set_seats(webinar, 4)
    assert webinar.line() == {"five": 1, "six": 2}
    assert [each.to_address for each in webinar.letters("registration_moved_up")] == [
        "three@example.org",
        "four@example.org",
    ]
    set_seats(webinar, None)
    assert set(webinar.standing().values()) == {Status.CONFIRMED}
    assert webinar.event.seats_taken == 6


def test_three_hundred_wait_and_move_up_in_their_order(webinar: Webinar) -> None:
    session, now, event = webinar.session, webinar.clock.now, webinar.event
    with webinar.app.test_request_context():
        for name in ("a", "b"):
            register(session, now, event, Wish(name, f"{name}@example.org"))
    for number in range(300):
        waits(session, event, f"p{number}", now + timedelta(seconds=number // 2))
    session.commit()
    line = [f"p{number}" for number in range(300)]
    assert webinar.line() == {name: place for place, name in enumerate(line, start=1)}

    set_seats(webinar, 12)
    assert list(webinar.line()) == line[10:]
    told = [each.to_address for each in webinar.letters("registration_moved_up")]
    assert told == [f"{name}@example.org" for name in line[:10]]
    assert webinar.line()["p299"] == 290
    assert broken_invariants(session) == []


def test_nobody_passes_those_who_wait(webinar: Webinar) -> None:
    session, now, event = webinar.session, webinar.clock.now, webinar.event
    with webinar.app.test_request_context():
        found = [register(session, now, event, Wish(n, f"{n}@example.org")) for n in "abc"]
        event.seats = 3  # by another way than the form: nobody was told
        session.flush()
        register(session, now, event, Wish("d", "d@example.org"))
        session.commit()
        assert webinar.standing() == {
            "a": Status.CONFIRMED,
            "b": Status.CONFIRMED,
            "c": Status.CONFIRMED,
            "d": Status.WAITING,
        }
        assert found[0] is not None
        cancel(session, now, found[0])
        session.commit()
    assert webinar.standing()["d"] is Status.CONFIRMED


@pytest.mark.parametrize("closed", [False, True])
def test_a_closed_account_is_passed_over(webinar: Webinar, closed: bool) -> None:
    session, now, event = webinar.session, webinar.clock.now, webinar.event
    with webinar.app.test_request_context():
        found = [register(session, now, event, Wish(n, f"{n}@example.org")) for n in "abcd"]
        first, _, third, _ = (each for each in found if each is not None)
        third.application.person.disabled_at = now if closed else None
        cancel(session, now, first)
        session.commit()
    waits = "c" if closed else "d"
    assert [n for n, status in webinar.standing().items() if status is Status.WAITING] == [waits]
