"""From an event to a task: what is known of people, as of which day, and what never counts."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select, update

from courseapp.applications.rules import Status
from courseapp.cohorts.cloning import CLONE_STEP
from courseapp.cohorts.forgetting import forget_in_proposals
from courseapp.cohorts.gathering import Refill, gather
from courseapp.cohorts.invariants import broken_cohorts
from courseapp.cohorts.limits import limits_of
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.planning import Settings, change_settings, set_seed
from courseapp.cohorts.proposing import propose, read
from courseapp.cohorts.rules import Unscored
from courseapp.eligibility.country_lists.keeping import ListPlan, begin_list
from courseapp.events.moves.cloning import CloneWish, clone_event
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import Form, FormVersion
from courseapp.forms.shipped import OFFICIALS, shipped_form
from courseapp.review.models import Assignment, Review
from courseapp.review.rules import ReviewStatus
from tests.applications.story import new_course
from tests.cohorts.story import Choice, applied


def traits(choice: Choice, name: str) -> dict[str, set[str]]:
    found = gather(choice.session, choice.course, choice.clock.now).task
    kept = found.by_reference[choice.reference(name)].traits
    return {feature: set(values) for feature, values in kept.items()}


def test_traits_are_as_of_the_day_and_organisations_of_their_country(choice: Choice) -> None:
    assert traits(choice, "Hana") == {
        "country": {"TG"},
        "region": {"m49-africa"},
        "list": {"ldc"},
        "organisation": {"ministry of environment, TG"},
        "organisation_type": {"national_government"},
        "subnational": {"no"},
        "gender": {"woman"},
        "first_time": {"yes"},
    }
    assert traits(choice, "Indra")["list"] == {"lldc"}  # Nepal: no LDC any more in August 2027
    assert "gender" not in traits(choice, "Lena")  # what nobody said is unknown
    assert traits(choice, "Emil")["subnational"] == {"yes"}
    assert traits(choice, "Kiri")["list"] == {"ldc", "sids"}


def test_who_was_here_before_is_no_first_timer(choice: Choice) -> None:
    earlier = new_course(choice.session, choice.clock.now, slug="course-2025")
    earlier.starts_on, earlier.ends_on = date(2025, 8, 23), date(2025, 9, 3)
    hana = choice.named("Hana").person
    before = applied(choice.session, earlier, choice.clock.now, 7, hana)
    before.reference = "BBBB-BBBB-0007"
    before.status, before.confirmed_at = Status.CONFIRMED, choice.clock.now
    choice.session.commit()
    assert traits(choice, "Hana")["first_time"] == {"no"}
    assert traits(choice, "Ana")["first_time"] == {"yes"}


def test_a_sensitive_answer_is_no_trait(choice: Choice) -> None:
    document = to_plain(shipped_form(OFFICIALS))
    for section in document["sections"]:
        for question in section["questions"]:
            if question["key"] == "gender":
                question["visibility"] = "sensitive"
    _publish(choice, document)
    assert "gender" not in traits(choice, "Hana")
    assert "country" in traits(choice, "Hana")


def _publish(choice: Choice, document: dict[str, Any]) -> None:
    now = choice.clock.now
    form = choice.session.scalars(select(Form).where(Form.event_id == choice.course.id)).one()
    number = len(form.versions) + 1
    form.versions.append(FormVersion(number=number, document=document, published_at=now))
    choice.session.commit()


def test_own_lists_and_nationalities_count_where_organisers_say_so(choice: Choice) -> None:
    kept = begin_list(
        choice.session, choice.organiser, choice.clock.now, choice.course.initiative,
        ListPlan("Partners"), "ldc",
    )  # fmt: skip
    key = f"own:{kept.id}"
    choice.limit(LimitKind.AT_LEAST, 1, feature="list", values=(key,))
    assert key in traits(choice, "Hana")["list"]
    assert "nationality" not in traits(choice, "Hana")
    wanted = Settings(Unscored.MEAN, by_nationality=True)
    change_settings(choice.session, choice.organiser, choice.clock.now, choice.course, wanted)
    assert traits(choice, "Hana")["nationality"] == {"TG"}


@pytest.mark.parametrize(("unscored", "points"), [(Unscored.NOTHING, 0), (Unscored.MEAN, 80_909)])
def test_who_was_not_reviewed_counts_as_organisers_chose(
    choice: Choice, unscored: Unscored, points: int
) -> None:
    lena = choice.named("Lena")
    choice.session.execute(
        update(Review)
        .where(Review.assignment_id == Assignment.id, Assignment.application_id == lena.id)
        .values(status=ReviewStatus.SET_ASIDE)
    )
    wanted = Settings(unscored)
    change_settings(choice.session, choice.organiser, choice.clock.now, choice.course, wanted)
    gathered = gather(choice.session, choice.course, choice.clock.now)
    assert gathered.unscored == (lena.reference,)
    assert gathered.task.by_reference[lena.reference].points == points


def test_it_costs_the_same_for_few_and_for_many(choice: Choice) -> None:
    few, counted = [choice.people[0].id], list[str]()
    connection = choice.session.get_bind()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    def cost(only: list[int] | None) -> int:
        choice.session.expire_all()
        counted.clear()
        refill = Refill(only, 6) if only else None
        gather(choice.session, choice.course, choice.clock.now, refill)
        return len(counted)

    event.listen(connection, "before_cursor_execute", note)
    numbers = {cost(few), cost(None)}
    event.remove(connection, "before_cursor_execute", note)
    assert len(numbers) == 1
    assert numbers.pop() < 25


def test_limits_come_along_into_the_next_edition_and_people_do_not(choice: Choice) -> None:
    choice.limit(LimitKind.AT_MOST_EACH, 2, feature="country", except_for={"BR": 3})
    emil = choice.named("Emil")
    choice.limit(LimitKind.MUST_OUT, application_id=emil.id, reason="Came last year")
    set_seed(choice.session, choice.organiser, choice.clock.now, choice.course, "Ours")
    assert CLONE_STEP.found(choice.session, choice.course) == "1 limit"
    wish = CloneWish("Next course", date(2028, 8, 21), steps=frozenset({CLONE_STEP.key}))
    with choice.app.test_request_context():
        now = choice.clock.now
        draft = clone_event(choice.session, choice.organiser, now, choice.course, wish)
        choice.session.commit()
    (limit,) = limits_of(choice.session, draft.id)
    assert (limit.number, limit.feature, limit.except_for) == (2, "country", {"BR": 3})


def test_forgotten_answers_are_forgotten_in_proposals(choice: Choice) -> None:
    choice.limit(LimitKind.AT_LEAST, 3, feature="gender", values=("woman",))
    with choice.app.test_request_context():
        row = propose(choice.session, choice.organiser, choice.clock.now, choice.course)
        forget_in_proposals(
            choice.course, session=choice.session, now=choice.clock.now,
            applications=[each.id for each in choice.people], questions={"gender"},
        )  # fmt: skip
        choice.session.commit()
    assert '"gender":[' not in row.task
    assert '"country":[' in row.task
    assert row.is_stripped
    assert read(row).result is not None
    assert broken_cohorts(choice.session) == []


def test_what_a_list_cannot_tell_on_the_day_is_said(choice: Choice) -> None:
    choice.limit(LimitKind.AT_LEAST, 1, feature="list", values=("wb-low",))
    caveats = gather(choice.session, choice.course, choice.clock.now).caveats
    assert caveats["wb-low"] == (
        "“Low income (World Bank)” cannot tell of 12 people on that day, who do not count."
    )
    assert "m49-africa" not in caveats
