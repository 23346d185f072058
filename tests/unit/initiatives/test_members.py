"""Members as printed, read and counted."""

from courseapp.initiatives.members import Entry, Printed, member_list
from courseapp.initiatives.record_files import initiative_records

KOREA = Entry("South Korea", "KR")
MEXICO = Entry("Mexico", "MX")
ONTARIO = Entry("Ontario (Canada)", "CA-ON")
ONTARIO_MISREAD = Entry("Ontario (USA)", "CA-ON", note="Read as Ontario in Canada.")
TOKYO = Entry("Tokyo Metropolitan Government (Japan)", "JP-13")


def test_a_country_named_twice_is_one_member_listed_twice() -> None:
    members = member_list([MEXICO, KOREA, MEXICO], Printed()).countries
    americas = next(group for group in members if group.title == "Americas")
    assert [(member.name, member.times) for member in americas.members] == [("Mexico", 2)]


def test_our_name_comes_first_and_the_printed_one_is_kept() -> None:
    members = member_list([KOREA, MEXICO], Printed()).countries
    korea = next(group for group in members if group.title == "Asia").members[0]
    assert korea.name == "Republic of Korea"
    assert korea.other_names == ("South Korea",)
    mexico = next(group for group in members if group.title == "Americas").members[0]
    assert mexico.other_names == ()


def test_parts_stand_under_their_country_with_the_note_on_how_they_were_read() -> None:
    parts = member_list([ONTARIO, ONTARIO_MISREAD, TOKYO], Printed()).parts
    assert [group.title for group in parts] == ["Canada", "Japan"]
    ontario = parts[0].members[0]
    assert ontario.times == 2
    assert ontario.note == "Read as Ontario in Canada."
    assert ontario.other_names == ()
    assert parts[1].members[0].other_names == ("Tokyo Metropolitan Government",)


def test_printed_listed_and_different_are_told_apart() -> None:
    entries = [MEXICO, MEXICO, KOREA, ONTARIO, ONTARIO_MISREAD]
    shown = member_list(entries, Printed(together=6, countries=4, parts=2))
    counted = {
        tally.what: (tally.printed, tally.listed, tally.different) for tally in shown.tallies
    }
    assert counted == {
        "Countries": (4, 3, 2),
        "States, provinces and regions": (2, 2, 1),
        "Together": (6, 5, 3),
    }
    assert not shown.all_agree


def test_a_list_that_is_as_long_as_printed_needs_no_explanation() -> None:
    assert member_list([MEXICO, KOREA], Printed(together=2)).all_agree
    assert member_list([MEXICO, KOREA], Printed()).all_agree


def test_bars_count_countries_and_parts_of_each_part_of_the_world() -> None:
    bars = member_list([MEXICO, ONTARIO, TOKYO, KOREA, KOREA], Printed()).bars
    numbers = {bar.label: tuple(segment.value for segment in bar.segments) for bar in bars}
    assert numbers == {"Americas": (1, 1), "Asia": (1, 1)}


def test_icap_prints_53_members_names_52_and_has_47() -> None:
    icap = next(record for record in initiative_records() if record.facts.slug == "icap")
    entries = [
        Entry(line.printed, line.subdivision or line.country or "", line.note)
        for line in icap.memberships
    ]
    together = member_list(entries, Printed(together=53, countries=34, parts=19)).tallies[-1]
    assert (together.printed, together.listed, together.different) == (53, 52, 47)
