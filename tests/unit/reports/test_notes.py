"""What is left out is said, with the reason."""

from courseapp.reports.notes import notes
from courseapp.reports.outputs import EventOutput, PublicationOutput
from courseapp.reports.rules import Standing
from tests.unit.reports.samples import event, outputs, sitting

GENERAL = "Drafts are not public and never count."


def _told(*events: EventOutput, publications: tuple[PublicationOutput, ...] = ()) -> list[str]:
    found = outputs(*events, publications=publications)
    return [
        " ".join((note.text, *(each.title for each in note.events)))
        for note in notes(found, found.of(2026))
    ]


def test_a_year_in_which_all_counts_says_only_that_drafts_do_not() -> None:
    assert _told(event(sittings=(sitting(),))) == [GENERAL]


def test_events_that_do_not_count_are_counted_apart() -> None:
    assert _told(
        event(standing=Standing.CANCELLED, title="Workshop on benchmarks"),
        event(standing=Standing.EXAMPLE, title="Example course"),
        event(standing=Standing.EXAMPLE, title="Example webinar"),
        event(standing=Standing.ANNOUNCED),
        event(standing=Standing.COMING),
        event(standing=Standing.COMING),
    ) == [
        "1 event is a plan: nobody has confirmed that it took place. Plans are listed apart.",
        "2 events are under way or still to come. They count when over.",
        "1 event was cancelled: Workshop on benchmarks",
        "2 events are made up as examples of how the site works: Example course Example webinar",
        GENERAL,
    ]


def test_unknown_and_closed_programmes_are_told_apart() -> None:
    assert _told(event(), event(is_closed=True), event(sittings=(sitting(is_cancelled=True),))) == [
        "Of 1 event the record has no programme: sessions and hours are unknown, which does not "
        "mean none.",
        "The programme of 1 event by invitation is not public: sessions and hours are not counted.",
        "1 session was cancelled.",
        GENERAL,
    ]


def test_sessions_of_another_year_are_named_on_both_sides() -> None:
    academy = event(title="Academy", sittings=(sitting("2026-12-07"), sitting("2027-01-11")))
    summer = event(title="Summer", year=2025, sittings=(sitting("2026-01-05"),))
    assert _told(academy, summer)[:2] == [
        "Sessions of this year belong to events of another year, which count there: Summer",
        "Some sessions of these events were in another year: Academy",
    ]


def test_numbers_of_people_are_never_added_up_and_say_so() -> None:
    told = _told(event(participants_stated=28, sittings=(sitting(),)))
    assert "never added up" in told[0]


def test_a_publication_without_a_year_is_in_none() -> None:
    undated = PublicationOutput("/publications/2", "Primer", None)
    assert _told(event(sittings=(sitting(),)), publications=(undated,))[0] == (
        "1 publication is in no year: no source states when it appeared."
    )
