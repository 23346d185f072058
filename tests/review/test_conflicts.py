"""Conflicts of interest: how they come, what they end, and that nobody sees what she must not."""

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import event, func, select

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType
from courseapp.core.errors import NotFound, Problem
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import EndorsementStatus
from courseapp.nominations.models import FocalPoint, Nomination, Quota
from courseapp.review.assigning.by_hand import assign_one, unassign_one
from courseapp.review.conflicts import deciding
from courseapp.review.conflicts.invariants import broken_conflicts
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.people import colleague_of
from courseapp.review.conflicts.profiles import ProfilePlan, save_profile
from courseapp.review.conflicts.queries import conflicted_ids, no_conflict
from courseapp.review.conflicts.rules import Ground, Source
from courseapp.review.conflicts.running import detect_conflicts, detect_for_application
from courseapp.review.conflicts.tasks import look_for_conflicts
from courseapp.review.invariants import broken_reviews
from courseapp.review.models import Assignment, Review
from courseapp.review.rules import ReviewStatus, Round
from tests.review.story import MANAGE, OWN, Committee, conflict_of
from tests.selection.story import applied
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

LIST = f"{MANAGE}/conflicts"


def found(committee: Committee, **wanted: object) -> list[ConflictOfInterest]:
    rows = select(ConflictOfInterest).filter_by(**wanted).order_by(ConflictOfInterest.id)
    return list(committee.session.scalars(rows))


def detect(committee: Committee) -> tuple[int, int, int]:
    actor, now = committee.cast.icap_organiser, committee.clock.now
    result = detect_conflicts(committee.session, actor, now, committee.course)
    committee.session.commit()
    return result.new, result.gone, result.ended


def knows(committee: Committee, person: Person, *affiliations: str, country: str = "KE") -> None:
    """Let the reviewer's profile say where she works."""
    plan = ProfilePlan(affiliations, country)
    save_profile(committee.session, person, committee.clock.now, person, plan)
    committee.session.commit()


def test_what_is_detected_ends_assignments_and_is_written_once(committee: Committee) -> None:
    committee.phases()
    amina, ivan = committee.applications[:2]  # Amina works for a ministry of Kenya
    pieter = committee.reviewers[0]
    committee.assign(pieter, amina, ivan)
    knows(committee, pieter, "Environment Ministry of Kenya")
    [conflict] = found(committee)
    assert (conflict.application_id, conflict.person_id) == (amina.id, pieter.id)
    assert (conflict.source, conflict.ground) == (Source.DETECTED, Ground.AFFILIATION)
    assert conflict.reason == "Both work for Environment Ministry of Kenya."
    left = committee.session.scalars(select(Assignment.application_id)).all()
    assert left == [ivan.id]
    assert detect(committee) == (0, 0, 0)
    knows(committee, pieter, "Bank of Kenya")
    assert found(committee) == []
    ivan.organisation_type = OrganisationType.PRIVATE_SECTOR  # a company is one in all countries
    knows(committee, pieter, "Жасыл даму", country="CH")
    assert [each.application_id for each in found(committee)] == [ivan.id]


def test_what_applicants_change_afterwards_is_found_by_the_worker(committee: Committee) -> None:
    committee.phases()
    ivan, pieter = committee.applications[1], committee.reviewers[0]
    committee.assign(pieter, ivan)
    knows(committee, pieter, "Жасыл даму", country="KZ")
    [conflict] = found(committee)
    ivan.organisation = "Another one"
    committee.session.commit()
    with committee.app.app_context():
        assert look_for_conflicts() == 0  # nobody is assigned any more
    assert [each.id for each in found(committee)] == [conflict.id]
    committee.assign(pieter, committee.applications[2])
    with committee.app.app_context():
        assert look_for_conflicts() == 1
    committee.session.expire_all()
    assert found(committee) == []


def test_country_counts_only_where_the_event_says_so(committee: Committee) -> None:
    pieter, organiser = committee.reviewers[0], committee.cast.icap_organiser
    knows(committee, pieter)
    assert found(committee) == []
    about = (committee.session, organiser, committee.clock.now, committee.course)
    deciding.count_country(*about, same_country=True)
    assert [each.ground for each in found(committee)] == [Ground.COUNTRY]
    deciding.count_country(*about, same_country=False)
    assert found(committee) == []


def test_whoever_nominated_or_supports_an_applicant_is_found(committee: Committee) -> None:
    session, now = committee.session, committee.clock.now
    amina, ivan = committee.applications[:2]
    bela, chipo = committee.reviewers[1:]
    quota = Quota(event_id=committee.course.id, name="Kenya", folded_name="kenya", country="KE",
                  size=3, used=1, until_on=committee.course.starts_on, created_at=now,
                  changed_at=now)  # fmt: skip
    quota.points.append(FocalPoint(email=bela.email, created_at=now, changed_at=now))
    quota.nominations.append(
        Nomination(
            full_name="Amina",
            folded_name="amina",
            email=amina.person.email,
            rank=1,
            named_by="Bela",
            named_at=now,
            changed_at=now,
            invited_at=now,
            token_hash="x" * 64,
        )
    )
    session.add(quota)
    for status in (EndorsementStatus.REVOKED, EndorsementStatus.DECLINED):
        email = chipo.email if status is EndorsementStatus.DECLINED else bela.email
        session.add(Endorsement(application_id=ivan.id, email=email, status=status,
                                created_at=now, changed_at=now, answered_at=now))  # fmt: skip
    detect(committee)
    grounds = {(e.application_id, e.person_id, e.ground) for e in found(committee)}
    assert grounds == {
        (amina.id, bela.id, Ground.NOMINATED),
        (ivan.id, chipo.id, Ground.ENDORSED),
    }


def test_what_an_organiser_removed_is_not_detected_again(
    committee: Committee, organiser: CheckingClient
) -> None:
    committee.phases()
    pieter = committee.reviewers[0]
    knows(committee, pieter, "Ministry of Environment")
    page = organiser.visit(LIST)
    assert "Both work for Ministry of Environment." in page.text
    page = organiser.follow(page, f"Remove the conflict of {pieter.full_name} with "
                                  f"{committee.applications[0].reference}")  # fmt: skip
    page = organiser.submit(page, {"why": " "}, button="Remove the conflict", status=422)
    assert "Say in a few words why." in page.text
    organiser.submit(page, {"why": "That is another ministry."}, button="Remove the conflict")
    assert detect(committee) == (0, 0, 0)
    assert conflicted_ids(committee.session, committee.course.id, pieter.id) == frozenset()
    removed = organiser.visit(f"{LIST}?source=removed")
    assert "That is another ministry." in removed.text


def test_her_own_application_is_never_a_reviewers_to_read(committee: Committee) -> None:
    pieter, session, now = committee.reviewers[0], committee.session, committee.clock.now
    own = applied(session, committee.course, now, 9)
    own.person = pieter
    committee.assign(pieter, committee.applications[1])  # before that nobody sees anything
    detect_for_application(own, session=session, now=now)
    [conflict] = found(committee)
    assert conflict.ground is Ground.OWN
    about = (session, committee.cast.icap_organiser, now, committee.course)
    with pytest.raises(Problem, match="Nobody judges her own application"):
        deciding.remove_conflict(*about, conflict.id, "She is fair.")


def test_a_reviewer_declares_a_conflict_and_takes_it_back(
    committee: Committee, as_person: AsPerson
) -> None:
    committee.phases()
    amina, ivan = committee.applications[:2]
    bela, chipo = committee.reviewers[1:]
    given, _ = committee.assign(bela, amina, ivan)
    review = committee.judged(given, 3, 5)
    browser = as_person(bela)
    page = browser.visit(f"/reviews/{committee.course.slug}/conflicts")
    assert "You have declared nothing" in page.text
    page = browser.visit(f"{OWN}/{amina.reference}/conflict")
    page = browser.submit(page, {}, button="Declare the conflict", status=422)
    assert "Choose what fits best." in page.text
    page = browser.submit(page, {"relation": "other"}, button="Declare the conflict", status=422)
    page = browser.submit(page, {"relation": "work", "details": "At the bank."},
                          button="Declare the conflict")  # fmt: skip
    assert page.heading == "Conflicts that you declared"
    assert amina.full_name not in page.html
    committee.session.expire_all()
    assert review.status is ReviewStatus.SET_ASIDE
    assert [each.reason for each in found(committee)] == [
        "We work together, or did in the last three years. At the bank."
    ]
    browser.expect_404(f"{OWN}/{amina.reference}")
    other = as_person(chipo)
    other.expect_404(f"/reviews/{committee.course.slug}/conflicts")
    page = browser.submit(page, button="Take back what you declared about " + amina.reference)
    committee.session.expire_all()
    assert (review.status, page.heading) == (
        ReviewStatus.DRAFT,
        "Conflicts that you declared",
    )
    assert "You have declared nothing" in page.text


def test_what_an_organiser_set_is_not_the_reviewers_to_take_back(
    committee: Committee, organiser: CheckingClient, as_person: AsPerson
) -> None:
    committee.phases()
    amina, bela = committee.applications[0], committee.reviewers[1]
    committee.assign(bela, amina)
    page = organiser.visit(f"{LIST}/new")
    wrong = {"person": str(bela.id), "reference": "none", "reason": "Sisters."}
    page = organiser.submit(page, wrong, button="Set the conflict", status=422)
    assert "No application of this event has this number." in page.text
    page = organiser.submit(page, {"reference": amina.reference.lower()}, button="Set the conflict")
    assert "Sisters." in page.text
    [conflict] = found(committee, source=Source.SET)
    assert committee.session.scalar(select(func.count(Assignment.id))) == 0
    about = (committee.session, bela, committee.clock.now, committee.course)
    with pytest.raises(NotFound):
        deciding.take_back_declared(*about, conflict.id)
    take_back = f"/reviews/{committee.course.slug}/conflicts/{conflict.id}/take-back"
    browser = as_person(bela)
    token = browser.visit("/account").value("csrf_token")
    assert browser.post(take_back, data={"csrf_token": token}).status_code == 404


def test_an_organiser_in_conflict_is_told_and_not_shut_out(
    committee: Committee, organiser: CheckingClient
) -> None:
    me, amina = committee.cast.icap_organiser, committee.applications[0]
    committee.phases()
    committee.conflict(me, amina)
    page = organiser.visit(LIST)
    assert "You are in conflict yourself with 1 application" in page.text
    assert "Let a colleague decide" in page.text
    page = organiser.visit(f"{MANAGE}/reading/assignments")
    assert "You are in conflict yourself with 1 application" in page.text
    assert amina.full_name in page.text


def test_a_conflicted_reviewer_meets_the_application_nowhere(
    committee: Committee, as_person: AsPerson
) -> None:
    """Leak bait: the bait is in every column that a page could show."""
    committee.phases()
    bait, plain = committee.applications[:2]
    bela = committee.reviewers[1]
    committee.assign(bela, bait, plain)
    bait.full_name = bait.organisation = bait.position = "Leak Bait"
    bait.answers = {**bait.answers, "motivation": "Leak Bait"}
    bait.search_text = "leak bait"
    committee.conflict(bela, bait)
    browser = as_person(bela)
    for address in ("/reviews", OWN, f"{OWN}/{plain.reference}", f"{OWN}?page=2", "/account"):
        page = browser.visit(address)
        assert "Leak Bait" not in page.html, address
        assert bait.reference not in page.html, address
        assert "0 of 2" not in page.text, address
    assert "0 of 1 submitted" in browser.visit("/reviews").text
    for part in ("", "/conflict", "/discussion", "/documents/1"):
        browser.expect_404(f"{OWN}/{bait.reference}{part}")
    seen = select(Application.id).where(no_conflict(bela.id)).order_by(Application.id)
    assert bait.id not in committee.session.scalars(seen).all()
    assert conflicted_ids(committee.session, committee.course.id, bela.id) == {bait.id}


def test_a_changed_profile_is_kept_with_what_was_entered(
    committee: Committee, as_person: AsPerson
) -> None:
    committee.phases()
    bela = committee.reviewers[1]
    browser = as_person(bela)
    page = browser.visit("/reviews/profile")
    typed = {"affiliations": "Ministry of Environment\nUNDP", "country": "KE",
             "languages": "English, Klingonisch"}  # fmt: skip
    page = browser.submit(page, typed, button="Save", status=422)
    assert page.value("languages") == "English, Klingonisch"
    browser.submit(page, {"languages": "English, French", "own_topics": "Soil"}, button="Save")
    page = browser.visit("/reviews/profile")
    assert page.value("languages") == "English, French"
    assert page.value("affiliations").split("\n") == ["Ministry of Environment", "UNDP"]
    assert [each.ground for each in found(committee)] == [Ground.AFFILIATION]
    stranger = as_person(committee.cast.newcomer)
    stranger.expect_404("/reviews/profile")


def test_sensitive_answers_are_not_compared(
    committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hidden:
        hidden = frozenset({"organisation", "nationality"})

    monkeypatch.setattr(
        "courseapp.review.conflicts.facts.questionnaire_of", lambda _session, _event: Hidden()
    )
    pieter = committee.reviewers[0]
    committee.applications[0].work_country = "CH"
    committee.phases()
    knows(committee, pieter, "Ministry of Environment")
    about = (committee.session, committee.cast.icap_organiser, committee.clock.now)
    deciding.count_country(*about, committee.course, same_country=True)
    assert found(committee) == []


def test_detection_takes_as_many_statements_for_many_as_for_few(committee: Committee) -> None:
    committee.phases()
    knows(committee, committee.reviewers[0], "Ministry of Environment")
    few = statements_of(committee, lambda: detect(committee))
    for number in range(5, 45):
        applied(committee.session, committee.course, committee.clock.now, number)
    committee.session.flush()
    assert detect(committee)[0] == 8
    assert statements_of(committee, lambda: detect(committee)) == few


def statements_of(committee: Committee, action: Callable[[], object]) -> int:
    """Return how many statements an action sends to the database."""
    sent: list[str] = []

    def note(*arguments: object) -> None:
        sent.append(str(arguments[2]))

    committee.session.expire_all()
    assert committee.course.id
    connection = committee.session.connection()
    event.listen(connection, "before_cursor_execute", note)
    action()
    event.remove(connection, "before_cursor_execute", note)
    return len(sent)


def test_a_search_of_the_list_finds_by_name_number_and_reviewer(
    committee: Committee, organiser: CheckingClient
) -> None:
    amina, ivan = committee.applications[:2]
    bela, chipo = committee.reviewers[1:]
    committee.conflict(bela, amina)
    committee.conflict(chipo, ivan)
    for search, shown in (("amina", amina), (ivan.reference, ivan), ("chipo", ivan)):
        page = organiser.visit(f"{LIST}?search={search}")
        others = {amina, ivan} - {shown}
        assert shown.reference in page.text, search
        assert not any(each.reference in page.text for each in others), search
    assert "No conflict fits" in organiser.visit(f"{LIST}?search=nobody").text
    assert ivan.reference not in organiser.visit(f"{LIST}?person={bela.id}").text
    assert "No conflict fits" in organiser.visit(f"{LIST}?source=declared").text


def test_what_is_sensitive_is_not_found_out_by_searching(
    committee: Committee, organiser: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Overheard:
        hidden = frozenset({"work_country"})
        overheard = frozenset({committee.applications[0].form_version_id})

    committee.phases()
    committee.conflict(committee.reviewers[1], committee.applications[0])
    for room in ("conflicts", "assigning"):
        monkeypatch.setattr(
            f"courseapp.review.{room}.listing.questionnaire_of",
            lambda _session, _event: Overheard(),
        )
    assert "No conflict fits" in organiser.visit(f"{LIST}?search=amina").text
    assignments = f"{MANAGE}/reading/assignments"
    assert "No application fits" in organiser.visit(f"{assignments}?search=amina").text
    assert "Kenya" not in organiser.visit(assignments).text


def test_an_assignment_in_conflict_is_found_by_the_check(committee: Committee) -> None:
    committee.phases()
    amina, bela = committee.applications[0], committee.reviewers[1]
    committee.assign(bela, amina)
    assert broken_conflicts(committee.session) == []
    committee.session.add(conflict_of(bela, amina, committee.clock.now))
    committee.session.flush()
    assert broken_conflicts(committee.session) == [
        f"The application {amina.reference} is assigned to a person in conflict."
    ]
    detect(committee)
    assert broken_conflicts(committee.session) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_is_done_in_whatever_order_nobody_reviews_in_conflict(
    committee: Committee, seed: int
) -> None:
    committee.phases()
    chance, walk = random.Random(seed), Walk(committee)
    for _ in range(80):
        step = chance.choice(list(Walk.STEPS))
        step(walk, chance.choice(committee.reviewers), chance.choice(committee.applications))
        committee.session.flush()
        assert broken_conflicts(committee.session) == []
        assert broken_reviews(committee.session) == []
    done = set(committee.session.scalars(select(Review.status)))
    assert {ReviewStatus.SUBMITTED, ReviewStatus.SET_ASIDE} & done


class Walk:
    """What people do about conflicts and assignments, one thing after the other."""

    def __init__(self, committee: Committee) -> None:
        self.committee = committee
        self.session = committee.session
        self.now = committee.clock.now
        self.organiser = committee.cast.icap_organiser

    def declare(self, person: Person, application: Application) -> None:
        deciding.declare_conflict(self.session, person, self.now, application, "Friends.")

    def state(self, person: Person, application: Application) -> None:
        colleague = colleague_of(self.session, self.committee.course, person.id)
        about = (self.committee.course, application.reference, colleague, "Friends.")
        deciding.set_conflict(self.session, self.organiser, self.now, *about)

    def remove(self, person: Person, application: Application) -> None:
        stands = select(ConflictOfInterest).filter_by(
            person_id=person.id, application_id=application.id, removed_at=None
        )
        for each in self.session.scalars(stands).all():
            about = (self.committee.course, each.id, "They are none.")
            deciding.remove_conflict(self.session, self.organiser, self.now, *about)

    def assign(self, person: Person, application: Application) -> None:
        about = (self.committee.course, Round.READING, application.reference, person.id)
        with suppress(Problem):
            assign_one(self.session, self.organiser, self.now, *about)

    def unassign(self, person: Person, application: Application) -> None:
        about = (self.committee.course, Round.READING, application.reference, person.id)
        with suppress(Problem):
            unassign_one(self.session, self.organiser, self.now, *about)

    def review(self, person: Person, application: Application) -> None:
        """Write as her page would let her: only what she sees, and while it is open."""
        hers = select(Assignment).filter_by(reviewer_id=person.id, application_id=application.id)
        found = self.session.scalars(hers).one_or_none()
        seen = conflicted_ids(self.session, self.committee.course.id, person.id)
        if found is not None and application.id not in seen:
            with suppress(Problem):
                self.committee.judged(found, 3, 5)

    def move_on(self, person: Person, application: Application) -> None:
        plan = ProfilePlan((application.organisation,), application.work_country)
        save_profile(self.session, self.organiser, self.now, person, plan)

    STEPS = (declare, state, *(remove,) * 3, *(assign, review) * 4, unassign, move_on)


def test_only_people_of_the_event_can_be_in_conflict(committee: Committee) -> None:
    with pytest.raises(NotFound):
        colleague_of(committee.session, committee.course, committee.cast.newcomer.id)
    known = colleague_of(committee.session, committee.course, committee.cast.icap_organiser.id)
    assert not known.is_reviewer
