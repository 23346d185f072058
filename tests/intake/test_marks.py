"""What other rooms know of applications: a column and a filter, where the event uses it."""

from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.rules import EndorsementStatus
from tests.intake.story import LIST, Desk, statements
from tests.support.checking_client import CheckingClient


def asked(desk: Desk, number: int, status: EndorsementStatus) -> None:
    at = desk.clock.now
    desk.session.add(
        Endorsement(
            application_id=desk.applications[number].id,
            email="chief@example.org",
            status=status,
            created_at=at,
            changed_at=at,
            answered_at=at,
        )
    )
    desk.session.commit()


def test_a_mark_is_offered_only_where_the_event_uses_it(
    desk: Desk, organiser: CheckingClient
) -> None:
    assert "Supported" not in organiser.visit(f"{LIST}/columns").text
    asked(desk, 0, EndorsementStatus.ENDORSED)
    asked(desk, 1, EndorsementStatus.DECLINED)
    assert desk.found("mark.supported=yes") == ["Amina Yusuf"]
    assert len(desk.found("mark.supported=no")) == 3
    page = organiser.visit(f"{LIST}?mark.supported=yes")
    assert "1 of 4 applications: supported by a supervisor" in page.text
    token = page.value("csrf_token")
    data = {"csrf_token": token, "columns": ["mark.supported"]}
    organiser.post(f"{LIST}/columns", data=data)
    page = organiser.visit(LIST)
    assert page.text.count("Yes") == 1
    few = statements(desk.app, lambda: organiser.visit(f"{LIST}?mark.supported=no"))
    asked(desk, 2, EndorsementStatus.ENDORSED)
    assert statements(desk.app, lambda: organiser.visit(f"{LIST}?mark.supported=no")) == few
