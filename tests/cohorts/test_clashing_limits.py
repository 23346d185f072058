"""Where limits clash, the page says why and what would help; one press changes it."""

from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.rules import ProposalState
from tests.cohorts.story import HOME, Choice
from tests.support.checking_client import CheckingClient


def test_limits_that_hold_one_by_one_but_not_together_get_the_smallest_relaxation(
    choice: Choice, organiser: CheckingClient
) -> None:
    """Six seats, of which four for the Americas and three for LDCs; nobody is from both."""
    few = choice.limit(LimitKind.AT_LEAST, 3, feature="list", values=("ldc",))
    choice.limit(LimitKind.AT_LEAST, 4, feature="region", values=("m49-americas",))
    page = organiser.submit(organiser.visit(HOME), button="Propose a cohort")
    assert page.heading == "Proposal 1"
    assert choice.proposal().state is ProposalState.IMPOSSIBLE
    assert "infeasible" not in page.html.lower()
    assert "cannot hold together with 6 seats" in page.text
    assert "Ask for at least 2 people from least developed countries instead of 3" in page.text
    other = "Ask for at least 3 people from Americas instead of 4"
    assert other in page.text
    press = "Change this and propose Ask for at least 2 people from least developed countries"
    page = organiser.submit(page, button=f"{press} instead of 3")
    assert "What each limit costs" in page.text
    assert choice.proposal().number == 2
    assert choice.proposal().state is ProposalState.EXPLAINED
    choice.session.refresh(few)
    assert few.number == 2
    page = organiser.submit(organiser.visit(f"{HOME}/proposals/1"), button=f"{press} instead of 3")
    assert "The limits were changed since this proposal." in page.text
    token = page.value("csrf_token")
    late = organiser.post(f"{HOME}/proposals/1/ways/9", data={"csrf_token": token})
    assert late.status_code == 404


def test_where_limits_leave_seats_empty_a_press_fills_them(
    choice: Choice, organiser: CheckingClient
) -> None:
    """At most one from each type of organisation: four types, and six seats."""
    choice.limit(LimitKind.AT_MOST_EACH, 1, feature="organisation_type")
    page = organiser.submit(organiser.visit(HOME), button="Propose a cohort")
    assert "2 seats stay empty" in page.text
    page = organiser.submit(page, form=f"{page.path}/ways/1")
    assert choice.proposal().number == 2
    assert "stay empty" not in page.text


def test_what_cannot_hold_is_said_before_anybody_proposes(
    choice: Choice, organiser: CheckingClient
) -> None:
    choice.limit(LimitKind.AT_LEAST, 5, feature="list", values=("ldc",))
    choice.limit(LimitKind.AT_LEAST_SHARE, 80, feature="gender", values=("woman",))
    choice.limit(LimitKind.AT_LEAST, 1, feature="nominated", values=("yes",))
    choice.limit(LimitKind.AT_MOST_EACH, 0, feature="country")
    page = organiser.visit(HOME)
    for told in (
        "Only 3 of 12 who can be chosen are people from least developed countries.",
        "80% of 6 people are 5, and only 4 who can be chosen are women.",
        "Nothing is known of this for anybody who can be chosen",
        "At most 0 people fit, for 6 seats.",
    ):
        assert told in page.text, told


def test_the_seed_is_published_before_the_first_draw_and_stays(
    choice: Choice, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{HOME}/settings")
    page = organiser.submit(page, {"seed": "3 14 15 92 65"}, button="Publish the seed")
    assert "3 14 15 92 65" in page.text
    for name in ("Kiri", "Lena"):  # equal in points: the lottery decides
        choice.limit(LimitKind.MUST_OUT, application_id=choice.named(name).id, reason="Later")
    page = organiser.submit(page, button="Propose a cohort")
    assert '"seed":"3 14 15 92 65"' in choice.proposal().task
    page = organiser.visit(f"{HOME}/settings")
    assert "it stays" in page.text
    assert 'name="seed"' not in page.html
    sent = {"csrf_token": page.value("csrf_token"), "seed": "Another"}
    late = organiser.post(f"{HOME}/seed", data=sent)
    assert late.status_code == 422
    assert "3 14 15 92 65" in organiser.visit(HOME).text


def test_without_seats_the_page_says_what_to_do_first(
    choice: Choice, organiser: CheckingClient
) -> None:
    choice.course.seats = None
    choice.session.commit()
    page = organiser.visit(HOME)
    assert "Say first how many seats the event has" in page.text
    token = page.value("csrf_token") if 'name="csrf_token"' in page.html else ""
    answer = organiser.post(f"{HOME}/proposals", data={"csrf_token": token})
    assert answer.location.endswith("/cohort")
