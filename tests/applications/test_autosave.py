"""What the script sends while she types is saved like a page, each answer with its own age."""

from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.applications.story import Written
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

GO_ON = "Save and go on"


def keep(draft: Written, ages: str, seen: str | None = None, **texts: str) -> dict[str, object]:
    """Send the page of work as the script does; return what it is told."""
    page = draft.step("work")
    fields = {
        "csrf_token": page.value("csrf_token"),
        "seen": page.value("seen") if seen is None else seen,
        "ages": ages,
        **texts,
    }
    answer = draft.browser.post(f"{draft.address}/steps/work/keep", data=fields)
    assert answer.status_code == 200
    told: dict[str, object] = answer.get_json()
    return told


def typed(draft: Written, session: Session, name: str) -> str:
    session.expire_all()
    return (draft.application.typed or {}).get(name, "")


def test_it_saves_says_when_and_goes_on_with_new_marks(draft: Written, session: Session) -> None:
    told = keep(draft, "position.2", position="Officer")
    assert str(told["saved"]).startswith("Saved 22:00")
    assert typed(draft, session, "position") == "Officer"
    keep(draft, "position.1", seen=str(told["seen"]), position="Officer for markets")
    assert typed(draft, session, "position") == "Officer for markets"
    assert "Earlier texts" not in draft.open().text


def test_what_lay_on_a_telephone_without_a_line_gives_way_to_what_was_typed_later(
    draft: Written, session: Session, clock: FixedClock
) -> None:
    opened = draft.step("work").value("seen")
    clock.advance(minutes=10)
    draft.browser.submit(draft.step("work"), {"position": "Director"}, button=GO_ON)
    clock.advance(minutes=5)
    told = keep(
        draft, "position.840 organisation.840", seen=opened, position="Chief", organisation="DEM"
    )
    assert "The newer one stands: “Director”. It took the place of “Chief”." in str(told)
    assert typed(draft, session, "position") == "Director"
    assert typed(draft, session, "organisation") == "DEM"
    assert "Chief" in draft.open().text


def test_a_page_that_stays_open_never_takes_back_what_changed_elsewhere(
    draft: Written, session: Session
) -> None:
    first = keep(draft, "position.0", position="Officer")
    draft.browser.submit(draft.step("work"), {"position": "Director"}, button=GO_ON)
    second = keep(
        draft, "organisation.0", seen=str(first["seen"]), position="Officer", organisation="DEM"
    )
    third = keep(
        draft, "organisation.0", seen=str(second["seen"]), position="Officer", organisation="DEME"
    )
    assert third["meanwhile"] == []
    assert typed(draft, session, "position") == "Director"
    assert typed(draft, session, "organisation") == "DEME"


def test_what_is_not_right_yet_is_kept_too_and_a_stranger_keeps_nothing(
    draft: Written, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    keep(draft, "experience_years.0", experience_years="ten")
    assert typed(draft, session, "experience_years") == "ten"
    other = as_person(cast.icap_organiser)
    token = other.visit("/account").value("csrf_token")
    answer = other.post(
        f"{draft.address}/steps/work/keep", data={"csrf_token": token, "position": "Mine"}
    )
    assert answer.status_code == 404
    assert typed(draft, session, "position") == ""


def test_after_sending_it_says_that_nothing_is_saved(draft: Written, session: Session) -> None:
    page = draft.step("work")
    draft.application.event.may_change_sent = False
    draft.application.status, draft.application.typed = "submitted", None  # type: ignore[assignment]
    draft.application.submitted_at = draft.application.created_at
    session.commit()
    answer = draft.browser.post(
        f"{draft.address}/steps/work/keep",
        data={"csrf_token": page.value("csrf_token"), "position": "Late"},
    )
    assert answer.status_code == 422
    assert "was sent meanwhile" in answer.get_json()["problem"]
