"""Figures: a funnel, a map that weighs little, a chart by day; drafts are only counted."""

import re

from courseapp.applications.rules import Status
from courseapp.countries.names import all_countries
from courseapp.intake.figures import By, countries, numbers_of, sent_by_day, steps
from tests.intake.story import LIST, SECRET, Desk, sent, statements
from tests.support.checking_client import CheckingClient

MOST_SVG_BYTES = 10 * 1024


def test_the_page_tells_how_far_people_came_and_from_where(
    desk: Desk, organiser: CheckingClient
) -> None:
    version = desk.applications[3].form_version
    assert version is not None
    draft = {"full_name": "Nobody Yet", "work_country": "TO"}
    sent(desk.session, desk.course, version, desk.clock.now, draft, 9, Status.DRAFT)
    confirmed, turned_down = desk.applications[0], desk.applications[1]
    confirmed.status, confirmed.confirmed_at = Status.CONFIRMED, desk.clock.now
    turned_down.status = Status.TURNED_DOWN
    desk.session.commit()
    told = steps(desk.session, desk.course.id, numbers_of(desk.session, desk.scope()))
    assert [(each.number, each.share) for each in told] == [
        (5, 100.0), (4, 80.0), (2, 40.0), (1, 20.0)
    ]  # fmt: skip
    page = organiser.visit(f"{LIST}/figures")
    assert "Began an application 5 100 %" in page.text
    assert "Kenya 1 25 %" in page.text
    assert "Tonga" not in page.text
    assert "Nobody Yet" not in page.html
    assert SECRET not in page.html
    assert "– Not sent yet 1" in page.text
    assert organiser.visit(page.link("Kenya")).address == f"{LIST}?country=KE"
    assert "Nationality" in organiser.visit(f"{LIST}/figures?by=nationality").text


def test_a_sensitive_country_is_not_counted(desk: Desk) -> None:
    scope = desk.scope()
    hidden = scope.form.hidden | {"nationality"}
    object.__setattr__(scope.form, "hidden", hidden)
    assert countries(desk.session, scope, By.NATIONALITY) is None
    found = countries(desk.session, scope, By.WORK)
    assert found is not None
    assert sum(row.number for row in found.rows) == 4


def test_figures_of_the_whole_world_weigh_little_and_cost_the_same(
    desk: Desk, organiser: CheckingClient
) -> None:
    organiser.visit(f"{LIST}/figures")
    few = statements(desk.app, lambda: organiser.visit(f"{LIST}/figures"))
    version = desk.applications[3].form_version
    assert version is not None
    for number, country in enumerate(all_countries()):
        at = desk.clock.now.replace(day=1 + number % 28)
        answers = {"full_name": "x", "work_country": country.code}
        sent(desk.session, desk.course, version, at, answers, 100 + number)
    desk.session.commit()
    assert statements(desk.app, lambda: organiser.visit(f"{LIST}/figures")) == few
    page = organiser.visit(f"{LIST}/figures")
    drawn = re.findall(r"<svg viewBox.*?</svg>", page.html, re.DOTALL)
    large = [len(each.encode()) for each in drawn if "<title" in each]
    assert len(large) == 2
    assert max(large[:1]) < MOST_SVG_BYTES
    chart, days = sent_by_day(desk.session, desk.scope())
    assert sum(days.values()) == len(all_countries()) + 4 == sum(b.number for b in chart.bars)
