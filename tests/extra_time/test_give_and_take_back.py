"""Giving extra time, what counts for whom, and taking it back."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import moment
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.events.rules import Access, EventStatus
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.queries import countries_with_more_time, deadline_for, deadlines_for
from courseapp.extra_time.rules import Deadline, Why
from tests.applications.story import CLOSES, new_course
from tests.events.conftest import statements_of
from tests.extra_time.story import PLAN, ROME, STORM, Desk, wall

AMINA = "amina@example.org"
LATER = moment(wall("2027-04-20T12:00"), "Pacific/Tongatapu")


def deadline(desk: Desk, email: str | None = AMINA, *countries: str) -> Deadline:
    found = deadline_for(desk.session, desk.event, email, countries)
    assert found is not None
    return found


def test_a_country_and_a_person_have_what_was_given_to_them_and_nobody_else(desk: Desk) -> None:
    desk.given()
    desk.given_to(AMINA, until=LATER, reason="She was ill.")
    assert deadline(desk, "lena@example.org", "IT").closing.at == CLOSES
    assert deadline(desk, None).why is Why.EVENT
    tonga = deadline(desk, "lena@example.org", "IT", "TO")
    assert (tonga.why, tonga.closing.at, tonga.reason) == (Why.COUNTRY, PLAN.until.at, STORM)
    hers = deadline(desk, " AMINA@Example.org ", "TO")
    assert (hers.why, hers.closing.at) == (Why.PERSON, LATER.at)
    assert hers.closing.zone == "Pacific/Tongatapu"
    other = new_course(desk.session, desk.clock.now, slug="another")
    found = deadlines_for(desk.session, AMINA, {other: ["TO"], desk.event: []})
    assert (found[other.id].why, found[desk.event.id].why) == (Why.EVENT, Why.PERSON)
    desk.event.applications_close_at = None
    assert deadline_for(desk.session, desk.event, AMINA) is None


def test_it_costs_one_statement_and_none_for_whom_nothing_is_known(desk: Desk) -> None:
    desk.given()
    desk.session.refresh(desk.event)
    with statements_of(desk.session) as found:
        deadline(desk, AMINA, "TO")
        assert len(found) == 1
        deadline(desk, None)
        assert len(found) == 1


def test_giving_again_takes_the_place_of_what_was_given(desk: Desk) -> None:
    desk.given_to(AMINA)
    desk.clock.advance(hours=1)
    desk.given_to("Amina@example.org".lower(), until=LATER)
    first, second = desk.rows()
    assert (first.revoked_at, second.revoked_at) == (desk.clock.now, None)
    assert deadline(desk).closing.at == LATER.at
    assert len(desk.letters()) == 2
    assert desk.logged()[1] == (
        f"Gave amina@example.org extra time until Tue 20 Apr 2027, 12:00 UTC+13:00. Reason: {STORM}"
    )


@pytest.mark.parametrize(
    "wrong",
    [{}, {"email": AMINA}, {"country": None}, {"reason": "", "country": "FJ"}],
    ids=["twice", "person_and_country", "nobody", "no_reason"],
)
def test_the_database_keeps_what_cannot_be_from_being(desk: Desk, wrong: dict[str, object]) -> None:
    (first,) = desk.given()
    columns = (each.key for each in DeadlineExtension.__mapper__.column_attrs)
    values = {name: getattr(first, name) for name in columns if name != "id"}
    desk.session.add(DeadlineExtension(**values | wrong))
    with pytest.raises(IntegrityError):
        desk.session.flush()


def test_what_was_taken_back_counts_no_more_and_a_letter_says_what_does(desk: Desk) -> None:
    (hers,) = desk.given_to(AMINA)
    desk.revoked(hers)
    desk.revoked(hers)
    assert deadline(desk).why is Why.EVENT
    given, taken = desk.letters()
    assert (given.to_address, taken.to_address) == (AMINA, AMINA)
    assert given.subject == "More time to apply: Emissions trading course 2027"
    assert "- Sun 18 Apr 2027, 23:59 CEST" in given.text
    assert f"Reason: {STORM}" in given.text
    assert f"http://courseapp.test/events/{desk.event.slug}/apply" in given.text
    assert "If you pass the letter on, it helps nobody else." in given.text
    assert not given.holds_secret
    assert "For you this deadline counts again:\n- Thu 15 Apr 2027, 23:59 CEST" in taken.text
    assert desk.logged()[-1].startswith(f"Took back the extra time of {AMINA}, which was until")


def test_who_keeps_as_much_time_by_other_means_is_not_frightened(desk: Desk) -> None:
    (hers,) = desk.given_to(AMINA)
    desk.given_to("lena@example.org", until=LATER)
    desk.clock.set(PLAN.until.at + timedelta(seconds=1))
    desk.revoked(hers)  # it was over: nothing changes for her
    assert [each.kind for each in desk.letters()] == ["extra_time_given"] * 2


def test_who_must_begin_before_the_deadline_of_everybody_is_told_so(desk: Desk) -> None:
    desk.given_to(AMINA, may_begin=False)
    (letter,) = desk.letters()
    told = "Please begin it before the deadline of everybody:\n- Thu 15 Apr 2027, 23:59 CEST"
    assert told in letter.text
    desk.clock.set(CLOSES + timedelta(hours=1))
    desk.given_to("lena@example.org", may_begin=False)  # she can begin no more
    assert len(desk.letters()) == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"country": None}, "emails", "Enter an e-mail address, or choose a country."),
        ({"emails": (AMINA,)}, "country", "not both at once"),
        (
            {"until": moment(wall("2027-04-15T23:59"), ROME)},
            "until_on",
            "Enter a time after the deadline of everybody, Thu 15 Apr 2027, 23:59 CEST.",
        ),
        (
            {"until": moment(wall("2027-09-04T00:00"), ROME)},
            "until_on",
            "Enter a time before the event is over, Fri 3 Sep 2027.",
        ),
    ],
)
def test_what_cannot_be_given_is_refused_beside_its_field(
    desk: Desk, changes: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(Problem) as caught:
        desk.given(**changes)
    assert caught.value.field == field
    assert said in caught.value.message
    desk.session.rollback()
    assert desk.rows() == []


def test_an_event_that_takes_nothing_has_no_extra_time(desk: Desk) -> None:
    desk.clock.set(PLAN.until.at + timedelta(minutes=1))
    with pytest.raises(Problem, match="Sun 18 Apr 2027, 23:59 CEST has passed"):
        desk.given()
    desk.event.access = Access.INVITATION
    with pytest.raises(Problem, match="takes no applications now"):
        desk.given()
    desk.event.access = Access.REGISTRATION
    with pytest.raises(Problem, match="takes no applications now"):
        desk.given()
    desk.event.access, desk.event.status = Access.APPLICATION, EventStatus.HELD
    with pytest.raises(Problem, match="was held"):
        desk.given()
    desk.event.status, desk.event.cancelled_at = EventStatus.CANCELLED, desk.clock.now
    with pytest.raises(Problem, match="cancelled"):
        desk.given()


def test_countries_are_told_to_everybody_while_their_time_runs(desk: Desk) -> None:
    desk.given()
    desk.given(country="FJ", until=LATER)
    desk.given_to(AMINA)
    told = countries_with_more_time(desk.session, desk.event, PLAN.until.at)
    assert [each.country for each in told] == ["TO", "FJ"]
    after = PLAN.until.at + timedelta(microseconds=1)
    told = countries_with_more_time(desk.session, desk.event, after)
    assert [each.country for each in told] == ["FJ"]
    desk.event.applications_close_at = LATER.at
    desk.session.flush()
    assert countries_with_more_time(desk.session, desk.event, after) == []


def test_the_next_edition_has_no_extra_time(desk: Desk) -> None:
    desk.given()
    wish = CloneWish("Course 2028", wall("2028-08-21T00:00").date(), steps=frozenset({"settings"}))
    with desk.app.test_request_context():
        actor = desk.cast.icap_organiser
        draft = clone_event(desk.session, actor, desk.clock.now, desk.event, wish)
        desk.session.commit()
    assert [each.event_id for each in desk.rows()] == [desk.event.id]
    assert draft.id != desk.event.id
