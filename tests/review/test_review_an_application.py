"""A reviewer reads what is hers, writes, submits, and reads the others only after that."""

from dataclasses import replace
from datetime import timedelta

from courseapp.applications.signals import answers_forgotten
from courseapp.forms.document.record import Kind, Question
from courseapp.forms.document.writing import from_plain, to_plain
from courseapp.review.discussing import add_remark, remarks_on
from courseapp.review.invariants import broken_reviews
from courseapp.review.rules import ReviewStatus, Round
from tests.intake.story import LIST
from tests.review.story import OWN, Committee
from tests.support.people import AsPerson

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def test_a_reviewer_writes_a_draft_submits_it_and_goes_on(
    committee: Committee, as_person: AsPerson
) -> None:
    first, second = sorted(committee.applications[:2], key=lambda each: each.reference)
    person = committee.reviewers[0]
    mine = [committee.assign(person, each)[0] for each in (first, second)]
    browser = as_person(person)
    assert "the organiser will say when it begins" in browser.visit("/reviews").text
    browser.expect_404(OWN)
    committee.phases()
    page = browser.follow(browser.visit("/reviews"), committee.course.title)
    page = browser.follow(page, first.full_name)
    assert "We plan a market." in page.text
    page = browser.submit(page, {"comment": "Later more."}, button="Save as a draft")
    assert "Your draft is saved." in page.text
    assert committee.review_of(mine[0]).status is ReviewStatus.DRAFT
    response = browser.send(page, {"confidence": "high"}, button="Submit the review")
    assert response.status_code == 422
    told = response.get_data(as_text=True)
    for missing in ("Give points for “Use at work”", "Say why you give", "Choose what you recom"):
        assert missing in told
    assert committee.review_of(mine[0]).confidence == "high"  # saved, though not submitted
    page = browser.visit(f"{OWN}/{first.reference}")
    page = browser.submit(page, committee.typed(4, 9), button="Submit the review")
    assert "Here is the next application." in page.text
    assert second.full_name in page.heading
    page = browser.submit(page, committee.typed(1, 0), button="Submit the review")
    assert "You have reviewed everything that is yours." in page.text
    assert "2 of 2 submitted" in browser.visit("/reviews").text


def test_what_she_types_is_saved_while_she_types_and_never_over_another_window(
    committee: Committee, as_person: AsPerson
) -> None:
    one = committee.applications[0]
    mine = committee.assign(committee.reviewers[0], one)[0]
    committee.phases()
    browser, address = as_person(committee.reviewers[0]), f"{OWN}/{one.reference}"
    page = browser.visit(address)
    typed = {"csrf_token": page.value("csrf_token"), **committee.typed(4, 9), "comment": "Half a"}
    first = browser.post(f"{address}/keep", data={**typed, "seen": "0"})
    assert first.json is not None
    assert first.json["saved"].startswith("Saved ")
    assert committee.review_of(mine).comment == "Half a"
    again = browser.post(f"{address}/keep", data={**typed, "comment": "x", "seen": "0"})
    assert again.status_code == 422
    assert "in another window" in (again.json or {})["problem"]
    seen = first.json["seen"]
    long = browser.post(f"{address}/keep", data={**typed, "comment": "x" * 5001, "seen": seen})
    assert "Use at most 5,000 characters." in (long.json or {})["problem"]
    assert committee.review_of(mine).comment == "Half a"
    other = as_person(committee.reviewers[1])
    token = other.visit("/account").value("csrf_token")
    assert other.post(f"{address}/keep", data={"csrf_token": token}).status_code == 404


def test_what_reviewers_wrote_goes_with_the_answers_that_they_read(
    committee: Committee,
) -> None:
    one, two, *_ = committee.applications
    committee.phases(discussion_in=timedelta())
    given = [committee.assign(committee.reviewers[0], each)[0] for each in (one, two)]
    for each in given:
        committee.judged(each, 4, 9, comment="She writes that her minister is ill.")
    about = (committee.session, committee.reviewers[0], committee.clock.now)
    for sent in (one, two):
        add_remark(*about, sent.id, Round.READING, "Her minister is ill.")

    def forget(questions: frozenset[str]) -> None:
        answers_forgotten.send(
            committee.course, session=committee.session, now=committee.clock.now,
            applications=[one.id], questions=questions,
        )  # fmt: skip
        committee.session.commit()
        committee.session.expire_all()

    forget(frozenset({"no_such_question"}))
    assert len(remarks_on(committee.session, one.id, Round.READING)) == 1
    forget(frozenset({"motivation"}))
    assert remarks_on(committee.session, one.id, Round.READING) == []
    assert len(remarks_on(committee.session, two.id, Round.READING)) == 1
    gone, kept = (committee.review_of(each) for each in given)
    assert (gone.comment, [each.comment for each in gone.scores if each.comment]) == ("", [])
    assert [each.points for each in gone.scores] == [4, 9]
    assert "minister" in kept.comment
    assert broken_reviews(committee.session) == []


def test_her_own_review_comes_before_those_of_the_others(
    committee: Committee, as_person: AsPerson
) -> None:
    one = committee.applications[0]
    _, theirs = (committee.assign(each, one)[0] for each in committee.reviewers[:2])
    committee.phases()
    committee.judged(theirs, 2, 3, comment="Bela thinks twice.")
    browser, address = as_person(committee.reviewers[0]), f"{OWN}/{one.reference}"
    page = browser.visit(address)
    assert "shown when the discussion begins" in page.text
    committee.clock.advance(days=8)
    page = browser.visit(address)
    assert "Submit your own review first" in page.text
    assert "Bela" not in page.text
    token = page.value("csrf_token")
    early = browser.post(f"{address}/discussion", data={"csrf_token": token, "text": "Hello"})
    assert early.status_code == 404
    browser.submit(page, committee.typed(5, 10), button="Submit the review")
    page = browser.visit(address)
    assert "Bela thinks twice." in page.text
    page = browser.submit(page, {"text": "Why only two?"}, button="Say it")
    assert "Why only two?" in page.text
    other = as_person(committee.reviewers[1])
    assert "Why only two?" in other.visit(address).text


def test_a_review_is_changed_until_the_round_is_closed(
    committee: Committee, as_person: AsPerson
) -> None:
    one = committee.applications[0]
    mine, theirs = (committee.assign(each, one)[0] for each in committee.reviewers[:2])
    committee.phases()
    for each in (mine, theirs):
        committee.judged(each, 2, 3, comment="Thinks twice.")
    browser, address = as_person(committee.reviewers[0]), f"{OWN}/{one.reference}"
    committee.clock.advance(days=8)
    page = browser.submit(browser.visit(address), button="Change it your review")
    assert "until then it does not count" in page.text
    assert "Bela Kiss" in page.text  # she may go on reading: her own came first
    assert committee.review_of(mine).status is ReviewStatus.REOPENED
    committee.clock.advance(days=14)
    browser = as_person(committee.reviewers[0])
    page = browser.visit(address)
    assert "This round is closed" in page.text
    assert "Bela Kiss" in page.text
    late = {
        "csrf_token": page.value("csrf_token"),
        "do": "save",
        "comment": "Too late",
        "seen": "3",
    }
    answer = browser.post(address, data=late)
    assert answer.status_code == 422
    assert "not open" in answer.get_data(as_text=True)
    assert committee.review_of(mine).comment == "Thinks twice."


def test_nothing_that_was_typed_is_lost(committee: Committee, as_person: AsPerson) -> None:
    """Neither in a second window, nor when the phase ended, nor when the sign-in did."""
    one = committee.applications[0]
    mine = committee.assign(committee.reviewers[0], one)[0]
    committee.phases()
    browser, address = as_person(committee.reviewers[0]), f"{OWN}/{one.reference}"
    window = browser.visit(address)
    browser.submit(browser.visit(address), {"comment": "From the first."}, button="Save as a draft")
    clash = browser.send(window, {"comment": "From the second."}, button="Save as a draft")
    assert clash.status_code == 422
    page = browser.submit(window, {"comment": "From the second."}, button="Save as a draft",
                          status=422)  # fmt: skip
    assert "Saved in the other window: From the first." in page.text
    assert page.value("comment") == "From the second."
    assert committee.review_of(mine).comment == "From the first."
    page = browser.submit(page, button="Save as a draft")
    assert committee.review_of(mine).comment == "From the second."
    filled = page.form(address).fill({"comment": "While she was out."}, "Save as a draft")
    committee.clock.advance(days=15)
    away = browser.post(address, data=dict(filled.fields), headers=SAME_ORIGIN)
    assert (away.status_code, away.location) == (303, f"/sign-in?next={address}")
    with browser.session_transaction() as cookie:
        parked = cookie["parked"]
    again = as_person(committee.reviewers[0])
    with again.session_transaction() as cookie:
        cookie["parked"] = parked
    committee.phases()
    page = again.visit(address)
    assert "We kept what you typed" in page.text
    assert page.value("comment") == "While she was out."


def test_interviews_are_a_round_of_their_own(committee: Committee, as_person: AsPerson) -> None:
    one = committee.applications[0]
    person = committee.reviewers[2]
    committee.phases()
    browser, address = as_person(person), f"{OWN.replace('reading', 'interview')}/{one.reference}"
    committee.interviews(person, one)
    browser.expect_404(f"{OWN}/{one.reference}")  # she does not read it in the first round
    page = browser.visit(address)
    assert "In conversation" in page.text
    assert "Use at work" not in page.text
    points = {f"points_{committee.criteria[2].id}": "5"}
    done = {**points, "recommendation": "admit", "confidence": "low"}
    browser.submit(page, done, button="Submit the review")
    assert "1 of 1 submitted" in browser.visit("/reviews").text


def test_a_note_in_the_form_is_read_by_those_who_judge_and_by_no_applicant(
    committee: Committee, as_person: AsPerson
) -> None:
    one = committee.applications[0]
    version = one.form_version
    assert version is not None
    form = from_plain(version.document)
    section, *others = form.sections
    note = Question(
        "look",
        Kind.NOTE,
        {"en": "Compare the years with the CV."},
        help={"en": "Internships do not count."},
    )
    noted = replace(section, questions=(*section.questions, note))
    version.document = to_plain(replace(form, sections=(noted, *others)))
    vars(version).pop("shown", None)  # it is read once, for a version never changes
    committee.session.commit()
    committee.assign(committee.reviewers[0], one)
    committee.phases()
    for person, address in (
        (committee.reviewers[0], f"{OWN}/{one.reference}"),
        (committee.cast.icap_organiser, f"{LIST}/{one.reference}"),
    ):
        page = as_person(person).visit(address)
        assert "Compare the years with the CV. Internships do not count." in page.text
    applicant = as_person(one.person)
    own = applicant.visit(f"/applications/{one.reference}/print").text
    assert "We plan a market." in own
    assert "Compare the years" not in own
