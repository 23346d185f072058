"""Tags: on many at once, undone, renamed, merged, removed; two organisers at the same time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from courseapp.core.audit import history
from courseapp.core.errors import NotFound, Problem
from courseapp.intake.models import ApplicationTag, Tagging, TagStep
from courseapp.intake.rules import UNDO_FOR, Change
from courseapp.intake.tagging.bulk import change_tags, undo
from courseapp.intake.tagging.naming import find_or_make_tag, merge_tags, remove_tag, rename_tag
from courseapp.intake.tagging.reading import tags_by_application
from tests.intake.story import LIST, Desk
from tests.support.checking_client import CheckingClient

UNDO = "Undo the last tagging"


def carried(desk: Desk) -> list[tuple[str, ...]]:
    """Return the tags of each application, in the order of sending."""
    desk.session.expire_all()
    found = tags_by_application(desk.session, desk.course.id)
    return [found.get(each.id, ()) for each in desk.applications]


def test_ticked_applications_are_tagged_and_the_press_is_undone(
    desk: Desk, organiser: CheckingClient
) -> None:
    desk.tag("strong", desk.applications[0])
    two = [each.reference for each in desk.applications[:2]]
    page = organiser.visit(f"{LIST}?sort=name")
    page = organiser.submit(page, {"application": two, "new_tag": " Strong "}, button="Add the tag")
    assert "Tagged “strong”: 1 application." in page.text
    assert page.address == f"{LIST}?sort=name"
    assert carried(desk) == [("strong",), ("strong",), (), ()]
    page = organiser.submit(page, button=UNDO)
    assert "Undone" in page.text
    assert carried(desk) == [("strong",), (), (), ()]
    assert UNDO not in page.text


def test_all_that_the_filters_show_lose_a_tag_and_get_it_back(
    desk: Desk, organiser: CheckingClient
) -> None:
    tag = desk.tag("strong", *desk.applications[:3])
    token = organiser.visit(LIST).value("csrf_token")
    pressed = {"csrf_token": token, "everybody": "1", "tag": str(tag.id), "tagging": "remove",
               "back": f"tag={tag.id}&a.gender=woman"}  # fmt: skip
    organiser.post(f"{LIST}/tags/change", data=pressed)
    assert carried(desk) == [(), ("strong",), ("strong",), ()]
    organiser.submit(organiser.visit(LIST), button=UNDO)
    assert carried(desk) == [("strong",), ("strong",), ("strong",), ()]


def test_nothing_happens_where_nothing_was_chosen(desk: Desk, organiser: CheckingClient) -> None:
    page = organiser.submit(organiser.visit(LIST), {"new_tag": "x"}, button="Add the tag")
    assert "Choose at least one application first." in page.text
    token = page.value("csrf_token")
    gone = {"csrf_token": token, "everybody": "1", "tag": "1", "back": "tag=999", "new_tag": "y"}
    organiser.post(f"{LIST}/tags/change", data=gone)  # the tag of the filter was removed meanwhile
    no_tag = {"csrf_token": token, "application": desk.applications[0].reference, "tag": "x"}
    organiser.post(f"{LIST}/tags/change", data=no_tag)
    assert "Choose a tag first" in organiser.visit(LIST).text
    assert carried(desk) == [()] * 4


def test_undoing_touches_nothing_that_somebody_did_since(desk: Desk) -> None:
    now, event = desk.clock.now, desk.course
    colleague = desk.cast.administrator
    first, second = (each.reference for each in desk.applications[:2])
    tag = find_or_make_tag(desk.session, desk.organiser, now, event, "strong")
    step = change_tags(desk.session, desk.organiser, now, tag, Change.ADD, [first, second])
    change_tags(desk.session, colleague, now, tag, Change.REMOVE, [first])
    change_tags(desk.session, colleague, now, tag, Change.ADD, [first])
    undo(desk.session, desk.organiser, now, event, step.id)
    assert carried(desk)[:2] == [("strong",), ()]  # what the colleague put on stays
    with pytest.raises(Problem):
        undo(desk.session, desk.organiser, now, event, step.id)


def test_what_was_taken_away_comes_back_once_even_if_a_colleague_was_faster(desk: Desk) -> None:
    now, event, colleague = desk.clock.now, desk.course, desk.cast.administrator
    tag = desk.tag("strong", *desk.applications[:2])
    both = [each.reference for each in desk.applications[:2]]
    step = change_tags(desk.session, desk.organiser, now, tag, Change.REMOVE, both)
    change_tags(desk.session, colleague, now, tag, Change.ADD, both[:1])
    undo(desk.session, desk.organiser, now, event, step.id)
    assert carried(desk)[:2] == [("strong",), ("strong",)]


def test_only_ones_own_last_press_can_be_undone_and_not_for_long(desk: Desk) -> None:
    now, event, one = desk.clock.now, desk.course, [desk.applications[0].reference]
    tag = find_or_make_tag(desk.session, desk.organiser, now, event, "strong")
    step = change_tags(desk.session, desk.organiser, now, tag, Change.ADD, one)
    with pytest.raises(NotFound):
        undo(desk.session, desk.cast.administrator, now, event, step.id)
    with pytest.raises(Problem):
        undo(desk.session, desk.organiser, now + UNDO_FOR, event, step.id)
    change_tags(desk.session, desk.organiser, now, tag, Change.REMOVE, one)
    with pytest.raises(Problem):
        undo(desk.session, desk.organiser, now + timedelta(minutes=1), event, step.id)


def test_tags_are_renamed_merged_and_removed_with_a_trace(desk: Desk) -> None:
    now, event, who = desk.clock.now, desk.course, desk.organiser
    strong = desk.tag("Strong", *desk.applications[:2])
    good = desk.tag("good", *desk.applications[1:3])
    with pytest.raises(Problem, match="Merge"):
        rename_tag(desk.session, who, now, event, good.id, "STRÓNG")
    rename_tag(desk.session, who, now, event, good.id, "very good")
    merge_tags(desk.session, who, now, event, good.id, strong.id)
    assert carried(desk) == [("Strong",), ("Strong",), ("Strong",), ()]
    with pytest.raises(Problem):
        merge_tags(desk.session, who, now, event, strong.id, strong.id)
    assert remove_tag(desk.session, who, now, event, strong.id) == "Strong"
    assert carried(desk) == [()] * 4
    assert desk.session.scalars(select(TagStep.id)).all() == []
    told = [each.summary for each in history(desk.session, [f"event/{event.id}"])]
    assert told[:2] == [
        "Removed the tag “Strong”, which 3 applications carried",
        "Merged the tag “very good” into “Strong”",
    ]


def test_tags_are_kept_on_their_own_pages(desk: Desk, organiser: CheckingClient) -> None:
    page = organiser.visit(f"{LIST}/tags")
    assert "No tag yet" in page.text
    page = organiser.submit(page, {"name": "  "}, button="Make the tag", status=422)
    assert "Enter a name." in page.text
    organiser.submit(page, {"name": "second look"}, button="Make the tag")
    desk.tag("strong", *desk.applications[:2])
    page = organiser.follow(organiser.visit(f"{LIST}/tags"), "Change the tag strong")
    assert "2 applications lose this tag" in page.text
    page = organiser.submit(page, {"name": "Second Look"}, button="Rename", status=422)
    assert "There is a tag “second look” already." in page.text
    into = str(_tag(desk, "second look"))
    page = organiser.submit(page, {"into": into}, button="Merge")
    assert "tagged “second look” now" in page.text
    assert carried(desk)[:2] == [("second look",), ("second look",)]
    page = organiser.follow(page, "Change the tag second look")
    organiser.submit(page, button="Remove the tag")
    assert desk.session.scalars(select(Tagging.tag_id)).all() == []


def test_one_application_is_tagged_on_its_page(desk: Desk, organiser: CheckingClient) -> None:
    here = f"{LIST}/{desk.applications[0].reference}"
    page = organiser.submit(organiser.visit(f"{here}?country=KE"), {"new_tag": "strong"},
                            button="Add the tag")  # fmt: skip
    assert page.address == f"{here}?country=KE"
    assert carried(desk)[0] == ("strong",)
    organiser.submit(page, button="× Take the tag strong away")
    assert carried(desk)[0] == ()


def _tag(desk: Desk, name: str) -> int:
    return desk.session.scalars(select(ApplicationTag.id).filter_by(name=name)).one()
