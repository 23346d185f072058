"""From applications to a filled course: read, scored, chosen, released, answered, refilled."""

import re
from collections.abc import Sequence
from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.cli import INVARIANTS
from courseapp.cohorts.models import Cohort
from courseapp.events.models import Event
from courseapp.events.shipped.examples import COURSE
from courseapp.review.conflicts.deciding import set_conflict
from courseapp.review.conflicts.people import colleague_of
from courseapp.review.models import Assignment
from courseapp.scenarios import world
from courseapp.scenarios.judging import write_reviews
from courseapp.scenarios.stages import Stage, timeline
from courseapp.selection.models import Offer
from courseapp.selection.offers import answer_offer
from courseapp.selection.rules import Answer
from courseapp.selection.tasks import lapse_overdue, release_due
from tests.browser.walking import Walker
from tests.support.browser import PHONE, NewPerson
from tests.support.live_server import LiveServer

MANAGE = f"/manage/events/{COURSE}"
ORGANISER, SECOND, REVIEWER, NEIGHBOUR, APPLICANT = (
    "mariana.costa@example.org",
    "ingrid.halvorsen@example.org",
    "pieter.devries@example.org",
    "kenji.mori@example.org",
    "luzmarina.quispe@example.org",
)
UNTIL_READING = timedelta(days=5)  # the deadline is in three, and reading begins a day later


class Chain:
    """The course, and whoever comes to it in a window of her own."""

    def __init__(self, live: LiveServer, new_person: NewPerson) -> None:
        self.live, self.new_person = live, new_person
        self.built_at = live.clock.now
        world.build(live.app, Stage.APPLIED, self.built_at)
        live.clock.now = self.built_at + UNTIL_READING

    def person(self, email: str, **how: object) -> Walker:
        window = self.new_person(**how)
        self.live.sign_in(window, email)
        return Walker(window)

    def one_man_in_it(self) -> str:
        """Return the name of a man in the newest cohort."""
        with self.live.session() as session:
            cohort = session.scalars(select(Cohort).order_by(Cohort.id.desc()).limit(1)).one()
            chosen = select(Application).where(Application.reference.in_(cohort.chosen))
            found = session.scalars(chosen.order_by(Application.id))
            return next(each.full_name for each in found if each.answers["gender"] == "man")

    def invited(self) -> Sequence[tuple[str, str]]:
        """Return address and reference of everybody with an open offer, the first one first."""
        with self.live.session() as session:
            offers = session.scalars(
                select(Offer).where(Offer.closed_at.is_(None)).order_by(Offer.id)
            )
            return [(each.application.person.email, each.application.reference) for each in offers]

    def confirm_all_but(self, reference: str) -> None:
        """Let everybody else who was invited confirm."""
        with self.live.session() as session:
            offers = session.scalars(
                select(Offer).where(Offer.closed_at.is_(None)).order_by(Offer.id)
            ).all()
            for offer in offers:
                if offer.application.reference != reference:
                    answer_offer(session, offer, Answer.CONFIRM, self.live.clock.now)

    def statuses(self) -> dict[Status, int]:
        found: dict[Status, int] = {}
        with self.live.session() as session:
            of_course = Application.event.has(slug=COURSE)
            for status in session.scalars(select(Application.status).where(of_course)):
                found[status] = found.get(status, 0) + 1
        return found


def assign(organiser: Walker) -> None:
    """Let the proposal give everybody what suits her."""
    organiser.open(f"{MANAGE}/review")
    organiser.follow("Assignments")
    organiser.follow("Propose assignments")
    organiser.press("Propose")
    organiser.press("Assign as proposed")
    organiser.reads("Pieter de Vries")


def score(reviewer: Walker) -> None:
    """Read the first application on a phone, and judge it; what is missing is said first."""
    reviewer.open("/reviews")
    reviewer.page.locator("main .rows a").first.click()
    reviewer.look()
    reviewer.page.locator(".task-name a").first.click()
    reviewer.look()
    reviewer.press("Submit the review")
    reviewer.reads("Give points for “Use at work”.", "Choose what you recommend.")
    for scale in reviewer.page.locator(".points").all():
        scale.locator("label", has_text="4").click()
    reviewer.page.locator('textarea[name^="comment_"]').first.fill("She drafts the rule herself.")
    for choice in ("Admit", "Very sure"):
        reviewer.page.get_by_label(choice, exact=True).check()
    reviewer.press("Submit the review")  # and the next one comes
    reviewer.open("/reviews")
    reviewer.reads("1 of 7")


def conflicted(reviewer: Walker, chain: Chain) -> None:
    """Of an application that she must not judge any more she finds no name, number or count."""
    with chain.live.session() as session:
        course = session.scalars(select(Event).filter_by(slug=COURSE)).one()
        people = {each.email: each for each in session.scalars(select(Person))}
        hers = select(Assignment).filter_by(reviewer_id=people[REVIEWER].id)
        bait = session.scalars(hers.order_by(Assignment.id.desc()).limit(1)).one().application
        name, reference = bait.full_name, bait.reference
        colleague = colleague_of(session, course, people[REVIEWER].id)
        about = (session, people[ORGANISER], chain.live.clock.now, course)
        set_conflict(*about, reference, colleague, "They are cousins.")
    reviewer.open("/reviews")
    reviewer.reads("of 6")
    reviewer.page.locator("main .rows a").first.click()
    html = reviewer.page.content()
    assert name not in html
    assert reference not in html
    reviewer.page.goto(f"/reviews/{COURSE}/reading/{reference}")
    assert reviewer.page.locator("h1").inner_text() == "Page not found"


def propose(organiser: Walker) -> None:
    """Say what a good group looks like; what cannot be is said with a way out."""
    organiser.open(f"{MANAGE}/cohort")
    set_limit(organiser, "each", number="1")
    set_limit(organiser, "group", number="50")
    organiser.press("Propose a cohort")
    organiser.reads("“At least 50 women” cannot hold", "Ask for at least 30 women instead of 50")
    organiser.open(f"{MANAGE}/cohort")
    organiser.page.get_by_role("link", name="Change “At least 50 women”").click()
    organiser.look()
    organiser.fill(number="12")
    organiser.press("Save")
    organiser.press("Propose a cohort")


def set_limit(organiser: Walker, shape: str, **values: str) -> None:
    organiser.page.locator(f'.limit-shapes a[href$="/{shape}"]').click()
    organiser.look()
    organiser.fill(**values)
    organiser.press("Set this limit")


def adjust(organiser: Walker, chain: Chain) -> None:
    """Take one man out by hand, for a reason that the minutes repeat, and lock what is left."""
    organiser.reads("What each limit costs", "At most 1 person from each country")
    organiser.press("Take over and adjust")
    address = organiser.page.url.partition("?")[0]
    organiser.open(f"{address}?show=in&search={chain.one_man_in_it().split()[0]}")
    organiser.page.locator("[data-rows] .tick").first.uncheck()
    expect(organiser.page.locator("[data-balance]")).to_contain_text("29")
    organiser.press("Save ticks")
    organiser.reads("Say why")
    # The balance of the ticks is fetched once more, and may move what is about to be pressed.
    organiser.page.wait_for_load_state("networkidle")
    organiser.fill(reason="His ministry sends him to another course.")
    organiser.press("Save ticks")
    organiser.open(address)
    organiser.fill(reserve="12")
    organiser.press("Lock the cohort")
    expect(organiser.page.get_by_role("button", name="Approve this cohort")).to_have_count(0)


def approve(second: Walker, address: str) -> None:
    """Somebody who had no hand in it looks at it and approves."""
    second.open(address)
    second.reads("His ministry sends him to another course.")
    second.press("Approve this cohort")
    second.reads("Approved")


def release(organiser: Walker, chain: Chain) -> None:
    """Decline who is left, read the letters, and let everybody know."""
    organiser.open(f"{MANAGE}/decisions")
    organiser.reads("29", "to be admitted", "12", "for the reserve")
    organiser.open(f"{MANAGE}/decisions?show=undecided")
    organiser.page.locator('[name="everybody"]').check()
    organiser.press("Decline")
    organiser.open(f"{MANAGE}/decisions")
    organiser.follow("Preview and release")
    organiser.page.locator(".letters-shown summary").first.click()
    with organiser.page.expect_navigation():
        organiser.page.get_by_role("button", name=re.compile(r"Release \d+ decisions")).click()
    organiser.look()
    with chain.live.app.app_context():
        release_due()
    organiser.open(f"{MANAGE}/decisions")
    organiser.reads("Nothing waits to be released.")


def answer(chain: Chain) -> None:
    """One confirms on a phone, one gives her seat back with a reason, one never answers."""
    confirms, declines, never, *_ = chain.invited()
    walker = chain.person(confirms[0], viewport=PHONE)
    walker.open(f"/applications/{confirms[1]}/offer")
    walker.press("Confirm my seat")
    walker.reads("Your seat is confirmed")
    walker = chain.person(declines[0], viewport=PHONE)
    walker.open(f"/applications/{declines[1]}/offer")
    walker.page.get_by_text("I cannot come").click()
    walker.page.locator("#turn-down-reason").fill("My mother is ill.")
    walker.press("Give my seat back")
    chain.confirm_all_but(never[1])
    chain.live.clock.advance(days=11)
    with chain.live.app.app_context():
        assert lapse_overdue() == 1


def nothing_shows(chain: Chain, cohort: str) -> None:
    """An applicant reads what she read before; a neighbour finds no such page."""
    with chain.live.session() as session:
        mine = session.scalars(
            select(Application).where(Application.person.has(email=APPLICANT))
        ).first()
        assert mine is not None
        reference = mine.reference
    applicant = chain.person(APPLICANT)
    applicant.open(f"/applications/{reference}")
    read = applicant.page.inner_text("main")
    assert not re.search(r"reserve|offer|cohort|points|score", read, re.IGNORECASE), read
    neighbour = chain.person(NEIGHBOUR)
    for address in (cohort, f"{MANAGE}/decisions", f"{MANAGE}/review/scores"):
        neighbour.page.goto(address)
        assert neighbour.page.locator("h1").inner_text() == "Page not found"


def refilled(organiser: Walker, chain: Chain) -> None:
    """Two seats came back: one of the reserve has confirmed, another one is asked, and why."""
    found = chain.statuses()
    assert (found[Status.CONFIRMED], found[Status.OFFERED]) == (28, 1)
    assert (found[Status.TURNED_DOWN], found[Status.LAPSED]) == (1, 1)
    ((_, reference),) = chain.invited()
    organiser.open(f"{MANAGE}/applications/{reference}")
    organiser.reads("A seat became free.")
    with chain.live.session() as session:
        assert [each for find in INVARIANTS for each in find(session)] == []


def test_a_group_is_chosen_fairly_from_240_people_of_80_countries(
    live_server: LiveServer, new_person: NewPerson
) -> None:
    chain = Chain(live_server, new_person)
    organiser = chain.person(ORGANISER)
    assign(organiser)
    reviewer = chain.person(REVIEWER, viewport=PHONE)
    score(reviewer)
    conflicted(reviewer, chain)
    with live_server.session() as session:
        course = session.scalars(select(Event).filter_by(slug=COURSE)).one()
        write_reviews(session, timeline(Stage.APPLIED, chain.built_at), course)
    propose(organiser)
    adjust(organiser, chain)
    cohort = organiser.page.url
    nothing_shows(chain, cohort)
    approve(chain.person(SECOND), cohort)
    nothing_shows(chain, cohort)
    release(organiser, chain)
    answer(chain)
    refilled(organiser, chain)
