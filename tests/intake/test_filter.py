"""Who is shown: by answers as the form's own conditions mean them, by all else, and by nothing."""

from collections.abc import Mapping
from itertools import product

from sqlalchemy import select

from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.rules import Verdict
from courseapp.forms.document.conditions import Clause, Comparison, holds
from courseapp.forms.document.reading import as_number
from courseapp.intake.answer_columns import answers_so, number
from courseapp.intake.clauses import COMPARISONS
from courseapp.intake.columns import chosen_columns
from courseapp.intake.filters import Filters
from courseapp.intake.listing import listed
from courseapp.intake.notes import write_note
from tests.intake.story import ONCE_OPEN, SECRET, Desk, sent
from tests.unit.intake.forms import FIRST

AMINA, IVAN, MING, JOSE = "Amina Yusuf", "Иван Петров", "王小明", "José Núñez"
VALUES = ("woman", "yes", "no", "mrv", "cap", "KE", "UG", "en", "sw", "3", "12", "0", "%", "_", "x")
WRITTEN = ("7", "٣", "१२", "1 000", "1,000", "12345678901", "", "x", "-3", "3.5", "４")

SHOWN: Mapping[str, list[str]] = {
    "a.gender=woman": [AMINA, JOSE],
    "a.gender=woman&a.years=*": [AMINA],
    "a.years.least=3&a.years.most=12": [AMINA, IVAN],
    "a.years.least=many": [],
    "nationality=UG": [AMINA],
    "a.themes=mrv&sort=-sent": [IVAN, AMINA],
    "a.languages=en": [AMINA, IVAN],
    "a.plan=-": [IVAN, JOSE],
    "a.plan=x": [],
    "a.health=*": [],  # sensitive: nobody learns who has said something
    "a.diet=-": [],
    f"search={SECRET}": [],
    f"search={ONCE_OPEN}": [],
    "search=plan": [],  # of a version that asked openly what is sensitive now
    "search=nunez chile": [JOSE],
    "search=%25": [],
    "status=submitted,confirmed": [AMINA, IVAN, MING, JOSE],
    "tag=77": [],
    "mark.unheard=yes": [],
    "from=2027-03-02": [],
    "until=2027-03-01": [AMINA, IVAN, MING, JOSE],
    "sort=a.years": [IVAN, AMINA, MING, JOSE],
    "sort=-a.years": [MING, AMINA, IVAN, JOSE],
    "sort=a.health": [AMINA, IVAN, MING, JOSE],
    "sort=-name": [MING, IVAN, JOSE, AMINA],
}


def test_conditions_on_answers_mean_what_the_form_means_by_them(desk: Desk) -> None:
    """The database finds exactly those for whom the same condition of a form holds."""
    rows = desk.session.execute(select(Application.id, Application.answers)).all()
    asked = [each for each in FIRST.questions if each.kind in COMPARISONS]
    for question, value in product(asked, VALUES):
        for comparison in COMPARISONS[question.kind]:
            clause = Clause(question.key, comparison, value)
            if comparison in {Comparison.AT_LEAST, Comparison.AT_MOST} and not value.isdecimal():
                continue
            condition = answers_so(clause, question.kind)
            found = set(desk.session.scalars(select(Application.id).where(condition)))
            expected = {row.id for row in rows if holds(((clause,),), _as_numbers(row.answers))}
            assert found == expected, clause


def _as_numbers(answers: dict[str, str]) -> dict[str, str]:
    """Conditions of forms compare plain digits; people write others too."""
    years = as_number(answers.get("years", ""))
    return answers if years is None else answers | {"years": str(years)}


def test_a_number_is_understood_however_it_is_written(desk: Desk) -> None:
    version = desk.applications[0].form_version
    assert version is not None
    for place, text in enumerate(WRITTEN, 10):
        answers = {"full_name": str(place), "years": text}
        sent(desk.session, desk.course, version, desk.clock.now, answers, place)
    desk.session.flush()
    found = desk.session.execute(select(Application.answers, number("years")))
    for answers, read in found:
        assert read == as_number(answers.get("years", "")), answers


def test_filters_show_whom_they_say(desk: Desk) -> None:
    assert {query: desk.found(query) for query in SHOWN} == SHOWN


def test_tags_notes_and_verdicts_narrow_the_list(desk: Desk) -> None:
    strong = desk.tag("Strong", *desk.applications[:2])
    late = desk.tag("late", desk.applications[1])
    note = write_note(
        desk.session, desk.organiser, desk.clock.now, desk.applications[2], "Rang us: Çok iyi"
    )
    outcome = EligibilityOutcome(
        event_id=desk.course.id,
        subject=f"application/{desk.applications[3].reference}",
        at=desk.clock.now,
        actor="x",
        reference_on=desk.clock.now.date(),
        verdict=Verdict.WARNED,
        findings=[],
        lists=[],
        facts={},
        text="",
    )
    desk.session.add(outcome)
    desk.session.flush()
    assert desk.found(f"tag={strong.id}") == [AMINA, IVAN]
    assert desk.found(f"tag={strong.id}&tag={late.id}") == [IVAN]
    assert desk.found("note=yes") == [MING]
    assert desk.found("note=no") == [AMINA, IVAN, JOSE]
    assert desk.found("search=cok iyi rang") == [MING]
    assert desk.found("verdict=warned") == [JOSE]
    assert desk.found("verdict=fits") == []
    scope = desk.scope()
    page = listed(desk.session, scope, Filters(), chosen_columns(scope, ["eligibility", "tags"]), 1)
    assert [(each.texts["eligibility"], each.texts["tags"]) for each in page.items] == [
        ("", "Strong"),
        ("", "late, Strong"),
        ("", ""),
        ("Warned, you decide", ""),
    ]
    desk.session.delete(note)


def test_a_draft_is_found_by_nothing(desk: Desk) -> None:
    version = desk.applications[3].form_version
    assert version is not None
    answers = {"full_name": "Nobody Yet", "gender": "woman"}
    sent(desk.session, desk.course, version, desk.clock.now, answers, 9, Status.DRAFT)
    desk.session.flush()
    assert desk.found("a.gender=woman") == [AMINA, JOSE]
    assert desk.found("search=nobody") == []
