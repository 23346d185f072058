"""What a record states beside what was found."""

from courseapp.events.rules import EventKind
from courseapp.initiatives.document.record import Passage, Record, Statement
from courseapp.initiatives.rules import PassageKind
from courseapp.reports.fit import Comparison, Fit, Found, Mark, compare
from courseapp.reports.outputs import EventOutput
from courseapp.reports.words import evidence_in_words, found_in_words
from tests.unit.reports.samples import event

EVENTS = (
    event(activity="courses"),
    event(activity="courses"),
    event(kind=EventKind.WEBINAR),
    event(kind=EventKind.WORKSHOP, activity="dialogue"),
)


def _record(functions: tuple[str, ...] = (), activities: tuple[str, ...] = ()) -> Record:
    return Record(
        slug="icap",
        name="ICAP",
        short_name="ICAP",
        statements=(
            *((Statement("function", "CIP", functions),) if functions else ()),
            *((Statement("activity", "CIP", activities),) if activities else ()),
        ),
        passages=(
            Passage("courses", PassageKind.ACTIVITY, "CIP", "Courses on emissions trading"),
            Passage("dialogue", PassageKind.ACTIVITY, "CIP", "Technical dialogue"),
            Passage("side", PassageKind.ACTIVITY, "CIP", "Side events"),
            Passage("papers", PassageKind.AREA_OF_WORK, "CIP", "Background papers"),
            Passage("share", PassageKind.OBJECTIVE, "CIP", "Share good practice"),
        ),
    )


def _compared(
    *functions: str,
    activities: tuple[str, ...] = (),
    events: tuple[EventOutput, ...] = EVENTS,
    publications: int = 0,
) -> Comparison:
    owners = frozenset({"courses", "dialogue", "side"})
    return compare(_record(functions, activities), events, publications, owners)


def _told(fit: Fit) -> tuple[str, str, Mark]:
    return fit.stated, found_in_words(fit.found), fit.mark


def test_each_stated_function_stands_beside_the_outputs_that_speak_for_it() -> None:
    compared = _compared("capacity-building", "technical-dialogue", "political-dialogue")
    assert [_told(each) for each in compared.functions] == [
        ("Capacity building", "2 courses, 1 webinar", Mark.FOUND),
        ("Technical dialogue", "1 workshop", Mark.FOUND),
        ("Political dialogue", "", Mark.NOTHING),
    ]
    assert {each.source for each in compared.functions} == {"CIP"}
    assert not compared.beyond_functions


def test_what_events_cannot_show_is_not_called_missing() -> None:
    compared = _compared("funding", "Saving the whales", activities=("financing",))
    assert [_told(each) for each in (*compared.functions, *compared.activities)] == [
        ("Funding", "", Mark.CANNOT_TELL),
        ("Saving the whales", "", Mark.CANNOT_TELL),
        ("Financing", "", Mark.CANNOT_TELL),
    ]
    assert compared.leaves_open


def test_publications_speak_for_knowledge_but_not_for_courses() -> None:
    compared = _compared(activities=("knowledge-production", "training"), events=(), publications=3)
    assert [_told(each) for each in compared.activities] == [
        ("Knowledge production and innovation", "3 publications", Mark.FOUND),
        ("Training and education", "", Mark.NOTHING),
    ]


def test_outputs_that_no_stated_function_asks_for_are_named() -> None:
    compared = _compared("capacity-building")
    assert compared.beyond_functions == Found(((EventKind.WORKSHOP, 1),))


def test_an_unknown_function_is_not_the_absence_of_one() -> None:
    compared = _compared()
    assert compared.functions == ()
    assert not compared.beyond_functions


def test_an_activity_is_known_by_the_series_that_belong_to_it() -> None:
    compared = _compared("funding")
    assert [_told(each) for each in compared.own] == [
        ("Courses on emissions trading", "2 courses", Mark.FOUND),
        ("Technical dialogue", "1 workshop", Mark.FOUND),
        ("Side events", "", Mark.NOTHING),
        ("Background papers", "", Mark.CANNOT_TELL),
    ]
    assert compared.beyond_own == Found(((EventKind.WEBINAR, 1),))


def test_what_speaks_for_a_function_is_said_in_words() -> None:
    evidence = [each.evidence for each in _compared("capacity-building", "funding").functions]
    assert [evidence_in_words(each) for each in evidence if each is not None] == [
        "courses, seminars, webinars and trainings",
        "",
    ]
