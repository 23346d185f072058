"""Whatever an entry can have, no reader loses an event over it, nor takes a place for one."""

from pathlib import Path

from vdirsyncer.vobject import Item, split_collection

from courseapp.calendars.formats.ics import write_feed
from tests.subscribers.reading import by_home_assistant, by_ical_js, by_icalendar, by_libical
from tests.unit.calendars.samples import RICH


def test_every_reader_reads_an_entry_that_has_everything(tmp_path: Path) -> None:
    (tmp_path / "rich.ics").write_bytes(write_feed(RICH))
    ours = {name: sorted(events) for name, events in by_icalendar(tmp_path).items()}
    assert len(ours["rich.ics"]) == len(RICH.entries)
    for read in (by_ical_js, by_libical, by_home_assistant):
        theirs = {name: sorted(events) for name, events in read(tmp_path).items()}
        assert theirs == ours, read.__name__


def test_vdirsyncer_takes_the_uid_of_the_event_and_not_of_its_place() -> None:
    found = [Item(each).uid for each in split_collection(write_feed(RICH).decode())]
    assert sorted(filter(None, found)) == sorted(entry.uid for entry in RICH.entries)
