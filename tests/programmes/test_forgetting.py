"""What nobody confirms is let go, and so are set pages that nobody fetched for long."""

import os
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from courseapp.events.models import Event
from courseapp.programmes.forgetting import forget_old_imports
from courseapp.programmes.rules import KEPT_FOR, ImportState
from courseapp.programmes.taking import start_import, throw_away
from courseapp.programmes.tasks import SET_PAGES_KEPT_FOR, remove_old_pages
from courseapp.scenarios.cast import Cast
from tests.support.clock import FixedClock

TABLE = b"Title,Day,Start,End\nCap,2027-03-22,09:00,10:00\n"


def test_a_file_that_waited_a_week_is_thrown_away(
    session: Session, course: Event, cast: Cast, clock: FixedClock
) -> None:
    old = start_import(session, cast.icap_organiser, clock.now, course, TABLE)
    later = clock.now + KEPT_FOR + timedelta(seconds=1)
    young = start_import(session, cast.icap_organiser, later, course, TABLE)
    assert forget_old_imports(session, later) == 1
    session.expire_all()
    assert (old.state, old.document) == (ImportState.THROWN_AWAY, None)
    assert young.state is ImportState.WAITING
    assert not throw_away(session, later, old)


def test_old_pages_are_removed_and_fonts_stay(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "fonts").mkdir()
    for name in ("old.pdf", "new.pdf", "fonts/figo.otf"):
        (tmp_path / name).write_bytes(b"x")
        long_ago = clock.now - SET_PAGES_KEPT_FOR - timedelta(days=1)
        at = (clock.now if name == "new.pdf" else long_ago).timestamp()
        os.utime(tmp_path / name, (at, at))
    assert remove_old_pages(tmp_path, clock.now) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["fonts", "new.pdf"]
    assert (tmp_path / "fonts/figo.otf").exists()
