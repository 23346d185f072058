"""Organisers make the rubric and set the dates, by pages that work without a script."""

from sqlalchemy import select

from courseapp.events.models import Event
from courseapp.review.conflicts.deciding import count_country
from courseapp.review.conflicts.facts import counts_country
from courseapp.review.models import Criterion
from courseapp.review.phases import Dates
from courseapp.review.rounds import dates_of, hidden_traits, rounds_of
from courseapp.review.rubrics import criteria_of
from courseapp.review.rules import Round, Trait
from courseapp.review.scores import scores_of
from tests.applications.story import new_course
from tests.review.story import MANAGE, Committee
from tests.support.checking_client import CheckingClient
from tests.support.pages import Value

RUBRIC = f"{MANAGE}/rubric"


def names(committee: Committee, event: Event | None = None) -> list[str]:
    committee.session.expire_all()
    found = criteria_of(committee.session, (event or committee.course).id, Round.READING)
    return [each.name for each in found]


def test_a_rubric_is_made_put_in_order_and_copied(
    committee: Committee, organiser: CheckingClient
) -> None:
    page = organiser.follow(organiser.visit(RUBRIC), "Add a criterion")
    wrong: dict[str, Value] = {"name": "use at WORK", "low": "5", "high": "3"}
    page = organiser.submit(page, wrong, button="Add", status=422)
    assert "Enter more than 5" in page.text
    page = organiser.submit(page, {"low": "0"}, button="Add", status=422)
    assert "There is a criterion of this name." in page.text
    page = organiser.submit(page, {"name": "Support", "weight": "4"}, button="Add")
    assert "“Support” is in the rubric." in page.text
    assert "50 %" in page.text  # 4 of 8
    page = organiser.submit(page, button="↑ Move “Support” up")
    page = organiser.submit(page, button="↑ Move “Support” up")
    assert names(committee) == ["Support", "Use at work", "Experience"]
    other = new_course(committee.session, committee.clock.now, slug="other-2027")
    committee.session.commit()
    theirs = f"/manage/events/{other.slug}/review"
    page = organiser.visit(theirs)
    assert "Nothing is planned yet" in page.text
    page = organiser.submit(organiser.visit(f"{theirs}/rubric"), button="Copy")
    assert "4 criteria are copied." in page.text
    assert names(committee, other) == ["Support", "Use at work", "Experience"]
    page = organiser.submit(organiser.follow(page, "Support"), button="Remove from the rubric")
    assert names(committee, other) == ["Use at work", "Experience"]
    assert names(committee) == ["Support", "Use at work", "Experience"]
    foreign = criteria_of(committee.session, committee.course.id)[0].id
    organiser.expect_404(f"{theirs}/rubric/{foreign}")


def test_a_changed_rubric_asks_and_keeps_what_was_scored(
    committee: Committee, organiser: CheckingClient
) -> None:
    one = committee.applications[0]
    assignment = committee.assign(committee.reviewers[0], one)[0]
    committee.phases()
    committee.judged(assignment, 5, 0)  # 3 × 100 and 1 × 0
    raw = scores_of(committee.session, committee.course)[one.id].raw
    assert raw == 75
    work, experience = committee.criteria[:2]
    address = f"{RUBRIC}/{work.id}"
    page = organiser.submit(organiser.visit(address), {"weight": "1"}, button="Save", status=422)
    assert "1 review is submitted" in page.text
    page = organiser.submit(page, {"understood": True}, button="Save")
    assert scores_of(committee.session, committee.course)[one.id].raw == 50
    values: dict[str, Value] = {"high": "6", "understood": True}
    page = organiser.submit(organiser.visit(address), values, button="Save")
    assert "No longer asked" in page.text
    assert scores_of(committee.session, committee.course)[one.id].raw == 0  # experience only
    organiser.expect_404(address)
    kept = committee.session.get(Criterion, work.id)
    assert kept is not None
    assert kept.retired_at == committee.clock.now
    assert committee.review_of(assignment).scores[0].points == 5
    page = organiser.visit(f"{RUBRIC}/{experience.id}")
    organiser.submit(page, button="Remove from the rubric")
    assert scores_of(committee.session, committee.course)[one.id].raw is None


def test_dates_switch_phases_and_say_what_is_wrong(
    committee: Committee, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{MANAGE}/dates")
    values: dict[str, Value] = {
        "reading_wanted": "2",
        "reading_reviewing_on": "2027-05-01",
        "reading_discussion_on": "2027-04-20",
        "hidden": ["names", "country"],
    }
    page = organiser.submit(page, values, button="Save", status=422)
    assert "Let the discussion begin after the reviewing begins." in page.text
    page = organiser.submit(page, {"reading_discussion_on": "2027-05-20"}, button="Save")
    assert "Reviewers do not see countries, names, nor any document." in page.text
    assert "Sat 1 May 2027, 00:00 CEST" in page.text  # midnight at the venue
    committee.session.expire_all()
    assert hidden_traits(committee.session, committee.course.id) == {Trait.NAMES, Trait.COUNTRY}
    interview: dict[str, Value] = {"with_interview": True, "interview_reviewing_time": "10:00"}
    page = organiser.submit(organiser.visit(f"{MANAGE}/dates"), interview, button="Save",
                            status=422)  # fmt: skip
    assert "Enter the day too" in page.text
    page = organiser.submit(page, {"interview_reviewing_on": "2027-06-01"}, button="Save")
    assert "Tue 1 Jun 2027, 10:00 CEST" in page.text
    committee.assign(committee.reviewers[0], committee.applications[0], which=Round.INTERVIEW)
    page = organiser.submit(organiser.visit(f"{MANAGE}/dates"), {"with_interview": False},
                            button="Save", status=422)  # fmt: skip
    assert "Take their assignments away first." in page.text
    committee.session.expire_all()
    assert list(rounds_of(committee.session, committee.course.id)) == list(Round)


def test_the_next_edition_is_judged_by_the_same_rubric_and_by_no_old_review(
    committee: Committee, organiser: CheckingClient
) -> None:
    assignment = committee.assign(committee.reviewers[0], committee.applications[0])[0]
    committee.phases(Trait.NAMES)
    committee.judged(assignment, 5, 10)
    about = (committee.session, committee.cast.icap_organiser, committee.clock.now)
    count_country(*about, committee.course, same_country=True)
    committee.session.commit()
    page = organiser.visit(f"/manage/events/{committee.course.slug}/clone")
    assert "3 criteria" in page.text
    organiser.submit(page, button="Make the draft")
    draft = committee.session.scalars(
        select(Event).where(Event.id != committee.course.id).order_by(Event.id.desc())
    ).first()
    assert draft is not None
    assert names(committee, draft) == ["Use at work", "Experience"]
    assert hidden_traits(committee.session, draft.id) == {Trait.NAMES}
    row = rounds_of(committee.session, draft.id)[Round.READING]
    assert (row.wanted, dates_of(row)) == (2, Dates())
    assert scores_of(committee.session, draft) == {}
    assert counts_country(committee.session, draft.id)
