"""What is found wrong with a programme, and what is not."""

from datetime import UTC, date, datetime, timedelta

from courseapp.events.clashes import Clash, ClashKind, Frame, Sitting, find_clashes
from courseapp.events.rules import Mode

DAY = date(2027, 8, 23)
FLORENCE = Frame(Mode.IN_PERSON, DAY, DAY + timedelta(days=4), "Badia Fiesolana")
ONLINE = Frame(Mode.ONLINE, DAY, DAY, "")


def sitting(
    number: int,
    hour: int = 9,
    hours: int = 1,
    *,
    day: date = DAY,
    place: str = "",
    link: bool = True,
    speakers: tuple[str, ...] = (),
) -> Sitting:
    start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    end = start + timedelta(hours=hours)
    return Sitting(number, f"Session {number}", start, end, day, day, place, link, speakers)


def kinds(found: tuple[Clash, ...]) -> list[ClashKind]:
    return [clash.kind for clash in found]


def test_two_sessions_in_one_room_at_one_time_clash() -> None:
    found = find_clashes(
        FLORENCE, [sitting(1, 9, 2, place="Sala Rossa"), sitting(2, 10, 2, place=" sala  rossa")]
    )

    assert kinds(found) == [ClashKind.SAME_PLACE]
    assert found[0].what == "Sala Rossa"
    assert not found[0].is_hint


def test_one_session_may_begin_when_the_other_ends() -> None:
    sessions = [sitting(1, 9, 1, place="Sala Rossa"), sitting(2, 10, 1, place="Sala Rossa")]

    assert find_clashes(FLORENCE, sessions) == ()


def test_sessions_without_a_room_do_not_clash_over_it() -> None:
    assert find_clashes(FLORENCE, [sitting(1), sitting(2)]) == ()


def test_nobody_speaks_in_two_rooms_however_the_name_is_spelled() -> None:
    found = find_clashes(
        FLORENCE,
        [
            sitting(1, place="A", speakers=("José  García", "Mai Trần")),
            sitting(2, place="B", speakers=("JOSE GARCIA",)),
        ],
    )

    assert kinds(found) == [ClashKind.SAME_SPEAKER]
    assert found[0].what == "José  García"


def test_a_session_outside_the_event_is_found_on_either_side() -> None:
    early, late = sitting(1, day=DAY - timedelta(days=1)), sitting(2, day=DAY + timedelta(days=5))

    found = find_clashes(FLORENCE, [late, early])

    assert kinds(found) == [ClashKind.OUTSIDE_DATES, ClashKind.OUTSIDE_DATES]
    assert [clash.sittings[0].id for clash in found] == [1, 2]


def test_an_event_without_exact_dates_has_no_outside() -> None:
    assert find_clashes(Frame(Mode.ONLINE, None, None, ""), [sitting(1)]) == ()


def test_an_online_session_without_a_link_is_a_hint() -> None:
    found = find_clashes(ONLINE, [sitting(1, link=False)])

    assert kinds(found) == [ClashKind.NO_LINK]
    assert found[0].is_hint


def test_a_session_in_person_needs_a_place_of_its_own_or_the_event_s_venue() -> None:
    nowhere = Frame(Mode.IN_PERSON, DAY, DAY, "")

    assert kinds(find_clashes(nowhere, [sitting(1)])) == [ClashKind.NO_PLACE]
    assert find_clashes(FLORENCE, [sitting(1)]) == ()


def test_a_hybrid_session_needs_both() -> None:
    found = find_clashes(Frame(Mode.HYBRID, DAY, DAY, ""), [sitting(1, link=False)])

    assert kinds(found) == [ClashKind.NO_LINK, ClashKind.NO_PLACE]


def test_a_session_that_is_not_saved_yet_can_clash() -> None:
    planned = sitting(1, place="A")
    unsaved = Sitting(None, *[getattr(planned, name) for name in list(Sitting.__annotations__)[1:]])

    found = find_clashes(FLORENCE, [unsaved, sitting(2, place="A")])

    assert found[0].concerns(None)
    assert not found[0].concerns(7)
