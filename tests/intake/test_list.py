"""The list: columns of choice, cells in words, pages, and the same statements at any length."""

import json
from datetime import timedelta

from courseapp.intake.models import ChosenColumns
from courseapp.intake.notes import write_note
from tests.intake.story import LIST, PEOPLE, Desk, sent, statements
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, said
from tests.support.people import AsPerson

MANY = 120


def heads(page: Page) -> list[str]:
    return [said(each) for each in page.soup.select("thead th")]


def row(page: Page, name: str) -> list[str]:
    found = next(each for each in page.soup.select("tbody tr") if name in each.text)
    return [said(each) for each in found.select("th, td:not(.check)")]


def test_each_organiser_sees_the_columns_that_she_chose(
    desk: Desk, organiser: CheckingClient, as_person: AsPerson
) -> None:
    page = organiser.visit(f"{LIST}/columns?country=KE")
    offered = page.text
    assert "Your gender" in offered
    assert "Health" not in offered
    assert "Diet" not in offered
    chosen = ["a.gender", "a.years", "a.plan", "number", "nationality"]
    page = organiser.submit(page, {"columns": chosen}, button="Keep these columns")
    assert page.address == f"{LIST}?country=KE"
    amina = desk.applications[0]
    assert heads(page) == ["Applicant", "Your gender", "Years in office", "Your plan", "Number",
                           "Nationality"]  # fmt: skip
    assert row(page, "Amina") == ["Amina Yusuf", "Woman", "12", "=1+1, a plan for Kenya",
                                  amina.reference, "Kenya, Uganda"]  # fmt: skip
    assert heads(as_person(desk.cast.administrator).visit(LIST))[1] == "Works in"
    page = organiser.visit(f"{LIST}/columns")
    organiser.submit(page, button="Back to the usual columns")
    assert heads(organiser.visit(LIST))[1] == "Works in"
    assert desk.session.query(ChosenColumns).count() == 0


def test_who_agreed_to_what_is_read_in_columns_filters_and_on_each_page(
    desk: Desk, organiser: CheckingClient
) -> None:
    amina, ivan, *_ = desk.applications
    version = amina.form_version
    assert version is not None
    plain = json.loads(json.dumps(version.document))
    photos = {"key": "photos", "kind": "statement", "label": {"en": "Photos"},
              "statement": {"en": "They may be shown."}, "statement_version": "2"}  # fmt: skip
    plain["sections"][0]["questions"].append(photos)
    version.document = plain
    vars(version).pop("shown", None)
    amina.answers = {**amina.answers, "photos": "2"}
    desk.session.commit()
    page = organiser.visit(f"{LIST}?a.photos=*")
    assert desk.found("a.photos=*") == ["Amina Yusuf"]
    assert "Amina Yusuf" in page.text
    token = page.value("csrf_token")
    chosen = {"csrf_token": token, "columns": ["a.photos"]}
    organiser.post(f"{LIST}/columns", data=chosen)
    page = organiser.visit(LIST)
    assert row(page, "Amina Yusuf")[-1:] == ["Agreed"]
    assert row(page, "Иван Петров")[-1:] == [""]
    for each, told in ((amina, "Photos Agreed, version 2"), (ivan, "Photos Did not agree")):
        assert told in organiser.visit(f"{LIST}/{each.reference}").text


def test_one_column_goes_to_the_front(desk: Desk, organiser: CheckingClient) -> None:
    page = organiser.visit(f"{LIST}/columns")
    token = page.value("csrf_token")
    data = {"csrf_token": token, "columns": ["number", "a.years", "sent"], "earlier": "a.years"}
    assert organiser.post(f"{LIST}/columns", data=data).status_code == 303
    assert heads(organiser.visit(LIST))[1:] == ["Years in office", "Number", "Sent"]
    too_many = {"csrf_token": token, "columns": [f"a.{n}" for n in range(40)]}
    assert organiser.post(f"{LIST}/columns", data=too_many).status_code in (303, 422)


def test_filters_are_read_as_a_sentence_and_taken_away_one_by_one(
    desk: Desk, organiser: CheckingClient
) -> None:
    tag = desk.tag("strong", *desk.applications[:2])
    page = organiser.visit(f"{LIST}?tag={tag.id}&a.years.least=3&search=amina")
    # She answered the version that asked openly what is sensitive now: her texts are not searched.
    assert "0 of 4 applications" in page.text
    page = organiser.follow(page, "× Without the condition: with the words “amina”")
    assert page.address == f"{LIST}?tag={tag.id}&a.years.least=3"
    assert "2 of 4 applications" in page.text
    page = organiser.follow(page, "× Without the condition: “Years in office”: 3 or more")
    assert page.address == f"{LIST}?tag={tag.id}"
    page = organiser.submit(page, {"ask": "gender"}, button="Show with these filters")
    page = organiser.submit(page, {"a.gender": "woman"}, button="Show with these filters")
    assert [said(each) for each in page.soup.select("tbody .person-name")] == ["Amina Yusuf"]


def test_what_is_taken_from_an_old_address_and_is_gone_shows_nobody(
    desk: Desk, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{LIST}?tag=4711")
    assert "0 of 4 applications: with a tag that was removed" in page.text
    assert "No application fits" in page.text


def test_a_page_costs_the_same_statements_whatever_is_shown_of_however_many(
    desk: Desk, organiser: CheckingClient
) -> None:
    tag = desk.tag("strong", *desk.applications[:1])
    everything = ["number", "email", "nationality", "organisation", "tags", "notes", "a.gender"]
    token = organiser.visit(f"{LIST}/columns").value("csrf_token")
    data = {"csrf_token": token, "columns": everything}
    organiser.post(f"{LIST}/columns", data=data)
    query = f"{LIST}?status=submitted&sort=-a.years&page=2"

    def look() -> None:
        organiser.visit(query)
        organiser.visit(f"{LIST}?tag={tag.id}&a.years.least=1&note=no&search=a")

    look()
    few = statements(desk.app, look)
    _many(desk)
    assert statements(desk.app, look) == few
    assert few <= 2 * 32
    assert "51–100 of 124" in organiser.visit(query).text


def _many(desk: Desk) -> None:
    version = desk.applications[3].form_version
    assert version is not None
    added = [
        sent(
            desk.session,
            desk.course,
            version,
            desk.clock.now - timedelta(minutes=number),
            PEOPLE[number % len(PEOPLE)],
            100 + number,
        )
        for number in range(MANY)
    ]
    desk.session.flush()
    desk.tag("strong", *added[::2])
    desk.tag("late", *added[::3])
    for each in added[::5]:
        write_note(desk.session, desk.organiser, desk.clock.now, each, "Look again")
    desk.session.commit()
