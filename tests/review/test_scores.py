"""What reviews add up to: for organisers, and for the rooms that choose."""

import pytest

from courseapp.review.models import Assignment
from courseapp.review.rules import Confidence, Recommendation, Round
from courseapp.review.scores import scores_of
from courseapp.review.writing import Written, save_review, submit_review
from tests.applications.story import SLUG
from tests.intake.story import statements
from tests.review.story import MANAGE, OWN, Committee
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

HISTORY = f"/manage/events/{SLUG}/history"


def all_reviewed(committee: Committee) -> list[Assignment]:
    """Bela is stricter than the others; the last application was read by nobody else."""
    pieter, bela, chipo = committee.reviewers
    one, two, three, four, _ = committee.applications
    committee.phases()
    made = []
    for person, application, points in (
        *((pieter, one, (5, 8)), (bela, one, (3, 6)), (pieter, two, (4, 6)), (bela, two, (2, 4))),
        *((chipo, three, (4, 8)), (bela, three, (2, 6)), (bela, four, (3, 6))),
    ):
        assignment = committee.assign(person, application)[0]
        committee.judged(assignment, *points, comment=f"{person.full_name} said so.")
        made.append(assignment)
    return made


def test_scores_are_raw_and_calibrated_beside_each_other(committee: Committee) -> None:
    all_reviewed(committee)
    committee.assign(committee.reviewers[2], committee.applications[3])
    found = scores_of(committee.session, committee.course)
    one, two, three, four, five = (found[each.id] for each in committee.applications)
    assert one.raw == pytest.approx((95 + 52.5) / 2)  # 3 × 100 + 1 × 80; 3 × 50 + 1 × 60
    assert one.spread == pytest.approx(42.5)
    assert (one.reviews, one.expected, one.missing) == (2, 2, 0)
    assert (four.reviews, four.expected, four.missing) == (1, 2, 1)
    assert four.spread is None
    assert four.raw == 52.5
    assert four.calibrated is not None
    assert four.calibrated > 60  # she only met Bela
    assert two.calibrated is not None
    assert three.calibrated is not None
    assert (five.raw, five.calibrated, five.reviews, five.expected) == (None, None, 0, 0)


def test_scores_cost_the_same_few_statements(committee: Committee) -> None:
    all_reviewed(committee)
    few = statements(committee.app, lambda: scores_of(committee.session, committee.course))
    for person in committee.reviewers:
        committee.assign(person, committee.applications[4])
    many = statements(committee.app, lambda: scores_of(committee.session, committee.course))
    assert few == many <= 5


def test_the_latest_round_with_a_review_counts(
    committee: Committee, organiser: CheckingClient
) -> None:
    made = all_reviewed(committee)
    one = committee.applications[0]
    assert scores_of(committee.session, committee.course)[one.id].round is Round.READING
    interviewer = committee.reviewers[2]
    heard = committee.interviews(interviewer, one)[0]
    before = scores_of(committee.session, committee.course)[one.id]
    assert (before.round, before.reviews) == (Round.READING, 2)
    written = Written({committee.criteria[2].id: 1}, {}, Recommendation.DECLINE, Confidence.LOW)
    review = save_review(committee.session, interviewer, committee.clock.now, heard, written)
    submit_review(committee.session, interviewer, committee.clock.now, review)
    after = scores_of(committee.session, committee.course)[one.id]
    assert (after.round, after.raw, after.reviews, after.expected) == (Round.INTERVIEW, 0, 1, 1)
    assert len(made) == 7
    page = organiser.visit(f"{MANAGE}/scores")
    assert "In conversation" in page.text
    page = organiser.follow(page, "Criteria: reading")
    assert "Use at work" in page.text
    assert "In conversation" not in page.text


def test_organisers_see_sort_and_take_along_the_table(
    committee: Committee, organiser: CheckingClient
) -> None:
    all_reviewed(committee)
    committee.assign(committee.reviewers[2], committee.applications[3])
    page = organiser.visit(f"{MANAGE}/scores")
    order = [each.full_name for each in committee.applications]
    assert "1 missing" in page.text
    assert "How far reviewers agree" in page.text
    assert "Bela Kiss" in page.text
    places = sorted(order[:4], key=page.text.index)
    assert places[0] == "Amina Yusuf"
    assert places.index("José Núñez") < places.index("Иван Петров")  # calibrated up
    by_name = organiser.visit(f"{MANAGE}/scores?sort=name").text
    assert by_name.index("Amina Yusuf") < by_name.index("José Núñez")
    work = committee.criteria[0].id
    by_work = organiser.visit(f"{MANAGE}/scores?sort=c{work}").text
    assert by_work.index("Иван Петров") < by_work.index("Amina Yusuf")
    for nonsense in ("nothing", "c", "-c999999", "--raw"):
        organiser.visit(f"{MANAGE}/scores?sort={nonsense}&page=99")
    answer = organiser.send(page, button="Take along as CSV")
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0].startswith("\ufeffNumber,Name,Country of work,Reviews")
    assert len(lines) == 6
    assert ",2,2,73.75," in lines[1]
    assert "Exported the scores of 5 applications" in organiser.visit(HISTORY).text


def test_organisers_see_progress_and_ask_to_look_again(
    committee: Committee, organiser: CheckingClient
) -> None:
    all_reviewed(committee)
    committee.assign(committee.reviewers[2], committee.applications[3])
    page = organiser.visit(MANAGE)
    assert "7 reviews submitted of 8 assigned" in page.text
    assert "1 to do" in page.text
    page = organiser.visit(f"{MANAGE}/reading/{committee.applications[0].reference}")
    assert "Pieter de Vries said so." in page.text
    page = organiser.submit(page, button="Ask to look again for Bela Kiss")
    assert "counts no more until it is submitted again" in page.text
    assert scores_of(committee.session, committee.course)[committee.applications[0].id].raw == 95
    page = organiser.submit(page, {"text": "Please look at the budget."}, button="Add")
    assert "Please look at the budget." in page.text


def test_pages_cost_the_same_however_much_they_hold(
    committee: Committee, organiser: CheckingClient, as_person: AsPerson
) -> None:
    committee.phases()
    reviewer = as_person(committee.reviewers[0])
    committee.judged(committee.assign(committee.reviewers[0], committee.applications[0])[0], 3, 3)
    pages = [(reviewer, "/reviews"), (reviewer, OWN), (organiser, MANAGE),
             (organiser, f"{MANAGE}/scores")]  # fmt: skip

    def costs() -> list[int]:
        return [
            statements(committee.app, lambda who=who, page=page: who.get(page))  # type: ignore[misc]
            for who, page in pages
        ]

    costs()  # what is read once and kept is read here
    few = costs()
    for person in committee.reviewers[1:]:
        for each in committee.assign(person, *committee.applications):
            committee.judged(each, 4, 4)
    for each in committee.assign(committee.reviewers[0], *committee.applications[1:]):
        committee.judged(each, 4, 4)
    assert costs() == few
