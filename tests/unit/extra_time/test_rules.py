"""Whose deadline counts for one person: exact instants, over all zones and odd nights."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.core import formats
from courseapp.core.formats import ANYWHERE
from courseapp.countries.zones import known_zone
from courseapp.events.clock.closing import Closing
from courseapp.events.clock.local_time import is_skipped, moment
from courseapp.extra_time.rules import Extension, Why, last_moment_for

wall = datetime.fromisoformat  # what a clock on the wall shows

CLOSES = datetime(2027, 4, 15, 21, 59, tzinfo=UTC)
GRACE = timedelta(minutes=30)
EVERYBODY = Closing(CLOSES, "Europe/Rome", GRACE)
DAY = timedelta(days=1)

zones = st.sampled_from(sorted(filter(known_zone, available_timezones())))
instants = st.datetimes(wall("1990-01-02T00:00"), wall("2099-01-01T00:00"), timezones=st.just(UTC))
extensions = st.builds(
    Extension,
    until=st.builds(Closing, instants, zones),
    reason=st.just("A storm."),
    country=st.sampled_from([None, "TO", "FJ"]),
    may_begin=st.booleans(),
)


def until(after: timedelta, zone: str = "Pacific/Tongatapu") -> Closing:
    return Closing(CLOSES + after, zone)


def test_without_extra_time_the_deadline_of_everybody_counts() -> None:
    found = last_moment_for(EVERYBODY, ())
    assert (found.closing, found.begin, found.why) == (EVERYBODY, EVERYBODY, Why.EVENT)
    assert not found.is_extended


def test_of_a_person_and_a_country_the_later_counts_and_is_told() -> None:
    hers = Extension(until(2 * DAY), "She was ill.")
    of_tonga = Extension(until(3 * DAY), "A storm.", "TO")
    found = last_moment_for(EVERYBODY, [hers, of_tonga])
    assert (found.why, found.reason, found.country) == (Why.COUNTRY, "A storm.", "TO")
    assert found.closing == Closing(CLOSES + 3 * DAY, "Pacific/Tongatapu", GRACE)
    longer = Extension(until(4 * DAY), "She was ill.")
    assert last_moment_for(EVERYBODY, [longer, of_tonga]).why is Why.PERSON


def test_of_two_that_end_together_her_own_is_told() -> None:
    both = [Extension(until(DAY), "A storm.", "TO"), Extension(until(DAY), "She was ill.")]
    assert last_moment_for(EVERYBODY, both).reason == "She was ill."
    assert last_moment_for(EVERYBODY, both[::-1]).reason == "She was ill."


@pytest.mark.parametrize("after", [-DAY, timedelta(0)])
def test_extra_time_never_takes_time_away(after: timedelta) -> None:
    short = Extension(until(after), "Too short.", may_begin=True)
    assert last_moment_for(EVERYBODY, [short]) == last_moment_for(EVERYBODY, ())


def test_who_may_send_later_may_not_begin_later() -> None:
    sends = Extension(until(5 * DAY), "She was ill.")
    begins = Extension(until(2 * DAY), "A storm.", "TO", may_begin=True)
    assert last_moment_for(EVERYBODY, [sends]).begin == EVERYBODY
    both = last_moment_for(EVERYBODY, [sends, begins])
    assert (both.closing.at, both.begin.at) == (CLOSES + 5 * DAY, CLOSES + 2 * DAY)


def test_the_grace_follows_after_the_extra_time() -> None:
    found = last_moment_for(EVERYBODY, [Extension(until(DAY), "A storm.", "TO")])
    assert found.closing.last_moment == CLOSES + DAY + GRACE


@given(st.builds(Closing, instants, zones, st.timedeltas(timedelta(0), DAY)), st.lists(extensions))
def test_the_latest_of_all_counts(everybody: Closing, given_to_her: list[Extension]) -> None:
    found = last_moment_for(everybody, given_to_her)
    instants_of_all = [everybody.at, *(each.until.at for each in given_to_her)]
    beginning = [everybody.at, *(each.until.at for each in given_to_her if each.may_begin)]
    assert (found.closing.at, found.begin.at) == (max(instants_of_all), max(beginning))
    assert found.closing.grace == found.begin.grace == everybody.grace
    assert found.closing.last_moment - found.closing.at == everybody.grace
    assert found.is_extended == (found.closing.at > everybody.at)
    assert bool(found.reason) == found.is_extended


@given(
    st.datetimes(wall("1990-01-02T00:00"), wall("2099-01-01T00:00")).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    zones,
)
def test_a_deadline_entered_by_any_clock_is_told_as_one_instant(local: datetime, zone: str) -> None:
    if is_skipped(local, zone):
        return
    entered = moment(local, zone)
    own = last_moment_for(
        Closing(entered.at - DAY, "UTC"), [Extension(Closing(entered.at, zone), "A storm.")]
    )
    told = formats.instant(own.closing.at, own.closing.zone)
    assert told.startswith(f"{formats.day(local.date())}, {local:%H:%M} ")
    assert formats.instant(own.closing.at, "UTC") == (
        f"{formats.day(entered.at.date())}, {entered.at:%H:%M} UTC"
    )


def test_anywhere_on_earth_ends_after_the_same_day_of_everybody() -> None:
    day = wall("2027-04-16T23:59")
    anywhere = moment(day, ANYWHERE).at
    assert anywhere == datetime(2027, 4, 17, 11, 59, tzinfo=UTC)
    assert all(
        moment(day, zone).at <= anywhere for zone in available_timezones() if known_zone(zone)
    )
