"""A feed is the same octets whoever builds it, and a change touches what has changed only."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from courseapp.core.database import Base
from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.events.sessions.scheduling import change_session, plan_of
from courseapp.scenarios.cast import Cast
from tests.calendars.story import ALL, new_course, uid
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.databases import drop_database, new_database
from tests.support.worlds import World

ROOT = Path(__file__).parents[2]


def test_two_processes_and_both_databases_give_the_same_octets(
    clock: FixedClock, tmp_path: Path
) -> None:
    sqlite = new_database("sqlite", tmp_path / "instance", World.EXAMPLES)
    postgresql = new_database("postgresql", tmp_path / "instance")
    copy_rows(sqlite, postgresql)
    one = written(sqlite, clock.now, tmp_path / "one", PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    other = written(postgresql, clock.now, tmp_path / "other", PYTHONHASHSEED="2", TZ="Etc/UTC")
    drop_database(postgresql)
    assert len(one) > 100
    assert [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)] == []


def test_after_a_change_only_the_component_that_changed_differs(
    session: Session, cast: Cast, clock: FixedClock, client: CheckingClient
) -> None:
    course = new_course(session, clock.now)
    before = components(client.get(ALL).data)
    move_the_third_session(session, course, clock)
    after = components(client.get(ALL).data)
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {uid(3), "VCALENDAR"}
    changed = set(after["VCALENDAR"]) ^ set(before["VCALENDAR"])
    assert {line.split(b":")[0] for line in changed} == {b"LAST-MODIFIED"}
    changed = set(after[uid(3)]) ^ set(before[uid(3)])
    moved = {b"DTSTART;TZID=Europe/Rome", b"DTEND;TZID=Europe/Rome"}
    stamps = {b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE"}
    assert {line.split(b":")[0] for line in changed} == moved | stamps


def copy_rows(source: str, target: str) -> None:
    """Fill an empty database with the rows of another: both hold the same then, UIDs included."""
    read, write = sqlalchemy.create_engine(source), sqlalchemy.create_engine(target)
    with read.connect() as old, write.begin() as new:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in old.execute(select(table)).mappings()]
            if rows:
                new.execute(insert(table), rows)
    read.dispose()
    write.dispose()


def written(database: str, now: datetime, folder: Path, **environment: str) -> dict[str, bytes]:
    """Return every feed by its file's name, as a fresh process writes it."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.subscribers.write_feeds", str(folder / "instance")]
    done = subprocess.run(
        [*command, database, now.isoformat(), str(folder)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {file.name: file.read_bytes() for file in folder.glob("*.ics")}


def move_the_third_session(session: Session, course: Event, clock: FixedClock) -> None:
    later = clock.advance(hours=1)
    third = course.sessions[2]
    plan = plan_of(third)
    starts, ends = (each + timedelta(hours=5) for each in (plan.starts_local, plan.ends_local))
    change_session(session, None, later, third, replace(plan, starts_local=starts, ends_local=ends))
    publish_programme(session, None, later, course)
    session.commit()


def components(octets: bytes) -> dict[str, list[bytes]]:
    """Return the lines of each event by its UID, and those of the calendar around them."""
    found: dict[str, list[bytes]] = {"VCALENDAR": []}
    head, *events = octets.replace(b"\r\n ", b"").split(b"BEGIN:VEVENT\r\n")
    found["VCALENDAR"] = head.split(b"\r\n")
    for event in events:
        lines = event.split(b"\r\n")
        name = next(line for line in lines if line.startswith(b"UID:")).removeprefix(b"UID:")
        found[name.decode()] = lines
    return found
