"""What organisers began to bring in and left lying does not stay for good."""

from datetime import timedelta

from sqlalchemy import select

from courseapp.intake.coming_in import ApplicationImport, EnteredForm
from courseapp.intake.entering.beginning import EntryPlan, begin_entry
from courseapp.intake.forgetting import FILE_KEPT, FORM_KEPT, forget_left_lying
from courseapp.intake.importing.taking import keep_file, take_file
from tests.intake.story import Desk
from tests.intake.test_import import FILE

PLAN = EntryPlan("Sione", "sione@example.org", "Paper form")
A_MINUTE = timedelta(minutes=1)


def files(desk: Desk) -> list[str]:
    return list(desk.session.scalars(select(ApplicationImport.file_name)))


def test_a_file_that_nobody_imported_goes_two_weeks_after_its_dry_run(desk: Desk) -> None:
    session, now = desk.session, desk.clock.now
    actor = desk.organiser
    taken = keep_file(session, actor, now, desk.course, "taken.csv", "Paper", FILE.encode())
    take_file(session, actor, now, desk.course, taken, write_to_them=False)
    keep_file(session, actor, now, desk.course, "left.csv", "Paper", FILE.encode())
    assert forget_left_lying(session, now + FILE_KEPT) == 0
    assert forget_left_lying(session, now + FILE_KEPT + A_MINUTE) == 1
    assert files(desk) == ["taken.csv"]


def test_a_form_that_nobody_went_on_with_is_deleted_with_what_was_typed(desk: Desk) -> None:
    session, now = desk.session, desk.clock.now
    begin_entry(session, desk.organiser, now, desk.course, PLAN)
    assert forget_left_lying(session, now + FORM_KEPT) == 0
    assert forget_left_lying(session, now + FORM_KEPT + A_MINUTE) == 1
    assert session.scalars(select(EnteredForm.id)).all() == []
