"""A reviewer reads what is hers, writes, submits, and reads the others only after that."""

import pytest

from courseapp.review.rules import ReviewStatus
from tests.review.story import OWN, Committee
from tests.support.people import AsPerson

pytestmark = pytest.mark.either_database


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
