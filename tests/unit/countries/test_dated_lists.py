"""Who is on a list of countries as of a day: in, out, or not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.groups import country_groups
from courseapp.countries.lists.changes import Change, changes
from courseapp.countries.lists.dated import (
    CountryList,
    Entry,
    Family,
    Membership,
    Period,
    Standing,
)
from courseapp.countries.lists.shipped import region_key, shipped_lists
from courseapp.countries.names import all_countries

ALWAYS = Period()
IN, OUT, UNKNOWN = Membership.IN, Membership.OUT, Membership.UNKNOWN
EVE, DAY = date(2026, 11, 23), date(2026, 11, 24)
days = st.dates(date(2016, 1, 1), date(2030, 12, 31))


def listed(*entries: Entry, known: Period = ALWAYS) -> CountryList:
    return CountryList("own", Family.OWN, "Ours", "on our list", entries, known=known)


def says(key: str, code: str, on: date) -> Membership:
    return shipped_lists()[key].standing(code, on).membership


def numbers(key: str, on: date) -> tuple[int, int]:
    """Return how many countries are on the list, and of how many nothing is known."""
    found = shipped_lists()[key]
    return len(found.codes(on)), len(found.codes(on, UNKNOWN))


@pytest.mark.parametrize(
    ("key", "on", "in_and_unknown"),
    [
        ("ldc", date(2021, 8, 16), (46, 0)),
        ("ldc", date(2023, 12, 13), (45, 0)),
        ("ldc", date(2024, 12, 13), (44, 0)),
        ("ldc", EVE, (44, 0)),
        ("ldc", DAY, (41, 2)),
        ("sids", EVE, (37, 0)),
        ("lldc", EVE, (32, 0)),
        ("dac-oda", date(2019, 12, 31), (143, 0)),
        ("dac-oda", date(2025, 6, 30), (141, 0)),
        ("dac-oda", date(2026, 1, 1), (139, 1)),
        ("dac-oda", date(2027, 4, 30), (137, 3)),
        ("unfccc-annex-1", EVE, (42, 54)),
        ("unfccc-non-annex-1", EVE, (154, 54)),
    ],
)
def test_lists_have_the_members_that_their_sources_count(
    key: str, on: date, in_and_unknown: tuple[int, int]
) -> None:
    assert numbers(key, on) == in_and_unknown


def test_each_of_the_three_who_were_due_to_leave_stands_as_far_as_it_is_known() -> None:
    assert [says("ldc", code, EVE) for code in ("BD", "LA", "NP")] == [IN, IN, IN]
    assert [says("ldc", code, DAY) for code in ("BD", "LA", "NP")] == [UNKNOWN, OUT, UNKNOWN]
    bangladesh = shipped_lists()["ldc"].standing("BD", date(2027, 4, 30))
    assert "24 November 2029" in bangladesh.note
    assert bangladesh.period == Period(DAY, None)
    laos = shipped_lists()["ldc"].standing("LA", DAY)
    assert (laos.period, "resolution 76/8" in laos.note) == (Period(DAY, None), True)


def test_income_groups_belong_to_a_fiscal_year_and_say_nothing_beyond() -> None:
    last, first, beyond = date(2026, 6, 30), date(2026, 7, 1), date(2027, 7, 1)
    assert says("wb-low", "TG", last) is says("wb-lower-middle", "TG", first) is IN
    assert says("wb-low", "TG", first) is says("wb-lower-middle", "TG", last) is OUT
    assert says("wb-upper-middle", "VN", first) is IN
    assert says("wb-high", "DE", first) is IN
    assert says("wb-high", "DE", beyond) is says("wb-high", "DE", date(2025, 6, 30)) is UNKNOWN


@pytest.mark.parametrize("on", [date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1), EVE])
def test_a_country_is_in_one_income_group_or_its_group_is_unknown(on: date) -> None:
    groups = [each for each in shipped_lists().values() if each.family is Family.INCOME]
    for each in all_countries():
        found = [group.standing(each.code, on).membership for group in groups]
        assert sorted(found) in ([IN, OUT, OUT, OUT], [UNKNOWN] * 4), each


def test_a_blank_is_unknown_not_no() -> None:
    assert says("wb-low", "ET", EVE) is UNKNOWN  # not classified
    assert says("unfccc-annex-1", "VA", EVE) is UNKNOWN
    assert says("unfccc-non-annex-1", "GL", EVE) is UNKNOWN  # a territory
    assert says("wb-upper-middle", "XK", EVE) is UNKNOWN
    assert says("m49-europe", "XK", EVE) is UNKNOWN
    assert says("dac-oda", "XK", EVE) is IN  # Kosovo has no ISO code, and is a recipient
    assert says("ldc", "ZZ", EVE) is UNKNOWN


def test_lists_disagree_about_who_is_developing() -> None:
    on_it = {key: set(each.codes(EVE)) for key, each in shipped_lists().items()}
    assert on_it["unfccc-annex-1"] & on_it["dac-oda"] == {"BY", "TR", "UA"}
    assert {"SG", "KR", "CL", "IL"} < on_it["unfccc-non-annex-1"] - on_it["dac-oda"]


def test_regions_are_lists_too() -> None:
    africa = shipped_lists()[region_key("Sub-Saharan Africa")]
    assert africa.standing("TG", EVE).membership is IN
    assert africa.placed == "in Sub-Saharan Africa (region of the UN)"


def test_every_shipped_list_is_sound_and_says_where_it_comes_from() -> None:
    for each in shipped_lists().values():
        assert list(each.faults()) == [], each.key
        assert each.source, each.key
        assert each.address.startswith("https://"), each.key
        assert each.stated_on, each.key
        assert each.about, each.key
        assert each.version, each.key


def test_the_filters_of_the_catalogue_read_the_same_lists() -> None:
    group = country_groups()["ldc"]
    assert group.as_of == shipped_lists()["ldc"].stated_on
    assert "LA" not in group.codes
    assert {"BD", "NP", "TG"} < group.codes  # who may still be on it is found


def test_what_changes_is_told_by_day() -> None:
    found = list(changes(shipped_lists()["ldc"], EVE, DAY))
    assert [(each.code, each.before, each.now) for each in found] == [
        ("BD", IN, UNKNOWN),
        ("LA", IN, OUT),
        ("NP", IN, UNKNOWN),
    ]
    assert list(changes(shipped_lists()["ldc"], DAY, date(2030, 1, 1))) == []
    assert list(changes(shipped_lists()["wb-high"], EVE, date(2028, 1, 1))) == []


def test_a_list_that_is_due_to_be_revised_is_carried_on() -> None:
    oda = shipped_lists()["dac-oda"]
    assert says("dac-oda", "TG", date(2027, 4, 30)) is IN
    assert (oda.is_carried_on(date(2026, 12, 31)), oda.is_carried_on(date(2027, 1, 1))) == (
        False,
        True,
    )


def test_since_is_the_first_day_in_and_until_the_first_day_out() -> None:
    found = listed(Entry("TG", Period(EVE, DAY)))
    assert [found.standing("TG", EVE + timedelta(days)).membership for days in (-1, 0, 1)] == [
        OUT,
        IN,
        OUT,
    ]
    assert found.standing("TG", DAY) == Standing(OUT, Period(DAY, None))
    assert found.standing("TG", date(2026, 1, 1)) == Standing(OUT, Period(None, EVE))


def test_faults_of_a_list_are_told_in_words() -> None:
    wrong = listed(
        Entry("TG", Period(None, DAY)),
        Entry("TG", Period(EVE, None)),
        Entry("GH", Period(DAY, EVE)),
        Entry("QQ"),
    )
    assert list(wrong.faults()) == [
        "Togo is on the list twice at the same time.",
        "Ghana leaves the list before it joins it.",
        "We know no country “QQ”.",
    ]


periods = st.builds(Period, st.none() | days, st.none() | days)
entries = st.builds(Entry, st.sampled_from(["TG", "GH"]), periods, st.sampled_from([IN, UNKNOWN]))


@given(st.lists(entries, max_size=5), periods, days, st.sampled_from(["TG", "GH", "FR"]))
def test_a_standing_is_what_a_look_at_each_entry_tells(
    kept: list[Entry], known: Period, on: date, code: str
) -> None:
    found = listed(*kept, known=known).standing(code, on)
    holding = [
        each.membership
        for each in kept
        if each.code == code
        and (each.period.since is None or each.period.since <= on)
        and (each.period.until is None or on < each.period.until)
    ]
    is_known = (known.since is None or known.since <= on) and (
        known.until is None or on < known.until
    )
    expected = UNKNOWN if not is_known else (holding[0] if holding else OUT)
    assert found.membership is expected


@given(st.lists(entries, max_size=4), days, days)
def test_changes_lead_from_one_standing_to_the_other(
    kept: list[Entry], first: date, last: date
) -> None:
    sound = listed(*kept)
    if list(sound.faults()):
        return
    stands = {code: sound.standing(code, first).membership for code in ("TG", "GH")}
    told: list[Change] = list(changes(sound, first, last))
    for each in told:
        assert stands[each.code] is each.before
        stands[each.code] = each.now
    if first <= last:
        assert stands == {code: sound.standing(code, last).membership for code in stands}


@given(st.lists(entries, max_size=3), days)
def test_a_standing_holds_for_the_period_that_it_names(kept: list[Entry], on: date) -> None:
    sound = listed(*kept)
    if list(sound.faults()):
        return
    found = sound.standing("TG", on)
    assert found.period.holds(on)
    for edge in (found.period.since, found.period.until and found.period.until - timedelta(1)):
        if edge is not None:
            assert sound.standing("TG", edge).membership is found.membership
