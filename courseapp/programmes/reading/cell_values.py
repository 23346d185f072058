"""Days, clock times, lengths and speakers, as people and spreadsheets write them into cells."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from courseapp.events.clock.local_time import FIRST_YEAR, LAST_YEAR
from courseapp.events.sessions.sittings import SpeakerPlan

_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of its serial numbers; no zone
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_415  # 1990 to 2100
LONGEST_DAY = 60
_MINUTES_A_DAY = 24 * 60
_SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,15})?")
_ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_IN_WORDS = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+([^\W\d]+)\.?,?\s+(\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?m\.?)?(?:\s*h)?", re.IGNORECASE
)
_LENGTH = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min(?:utes)?|')?", re.IGNORECASE)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)


def read_day(text: str) -> date:
    """Return a day. Raises ValueError with what to write instead."""
    given = " ".join(text.split())
    if len(given) > LONGEST_DAY:
        raise ValueError(f"“{given[:40]}” is no day. Write it so: 2027-03-22.")
    if _SERIAL.fullmatch(given):
        return _serial(given).date()
    if found := _SLASHED.fullmatch(given):
        return _slashed(*(int(each) for each in found.groups()))
    for pattern, parts in _DAYS:
        if found := pattern.fullmatch(given):
            return _day(*parts(found))
    raise ValueError(f"“{given[:40]}” is no day. Write it so: 2027-03-22.")


def read_clock(text: str) -> timedelta:
    """Return a time of day as the time since midnight, to the minute; 24:00 is its end.

    Raises ValueError with what to write instead.
    """
    given = " ".join(text.split())
    if "." in given or "," in given:
        part = _part_of_a_day(given)
        if part is not None:
            return part
    found = _CLOCK.fullmatch(given)
    minutes = _minutes(found) if found else None
    if minutes is None:
        raise ValueError(f"“{given[:40]}” is no time of day. Write it so: 09:30.")
    return timedelta(minutes=minutes)


def read_day_and_clock(text: str) -> tuple[date, timedelta] | None:
    """Return day and time of a cell that holds both, None for one that does not."""
    given = text.strip()
    if _SERIAL.fullmatch(given):
        at = _serial(given)
        return at.date(), timedelta(hours=at.hour, minutes=at.minute)
    for divider in ("T", " "):
        before, _, after = given.rpartition(divider)
        try:
            return read_day(before), read_clock(after)
        except ValueError:
            continue
    return None


def read_length(text: str) -> timedelta:
    """Return how long something takes: ``90``, ``90 min``, ``1:30``. Raises ValueError."""
    given = text.strip()
    if found := _LENGTH.fullmatch(given):
        return timedelta(hours=int(found[1]), minutes=int(found[2]))
    if found := _MINUTES.fullmatch(given):
        return timedelta(minutes=int(found[1]))
    part = _part_of_a_day(given) if "." in given else None
    if part is not None:
        return part
    raise ValueError(f"“{given[:40]}” is no duration. Write minutes, such as 90, or 1:30.")


def read_number(text: str) -> int:
    """Return a whole number, 0 for an empty cell. Raises ValueError."""
    given = text.strip().replace(" ", "").replace("\xa0", "").removesuffix(".0")
    if not given:
        return 0
    if given.isascii() and given.isdigit() and len(given) < 8:
        return int(given)
    raise ValueError(f"“{given[:40]}” is no whole number.")


def read_speakers(text: str) -> tuple[SpeakerPlan, ...]:
    """Return the speakers of a cell, each once a line, or divided by semicolons.

    ``Mai Trần (Ministry of Environment)`` has an organisation; brackets may stand in brackets.
    """
    lines = text.split("\n") if "\n" in text.strip() else _divided(text)
    return tuple(_speaker(line.strip()) for line in lines if line.strip())


def write_speakers(speakers: tuple[SpeakerPlan, ...]) -> str:
    """Return what `read_speakers` reads."""
    return "\n".join(_written(each) for each in speakers)


def _written(speaker: SpeakerPlan) -> str:
    if speaker.organisation or speaker.name.endswith(")"):
        return f"{speaker.name} ({speaker.organisation})"
    return speaker.name


def _speaker(line: str) -> SpeakerPlan:
    opened = _opening(line) if line.endswith(")") else -1
    if opened <= 0:
        return SpeakerPlan(line)
    return SpeakerPlan(line[:opened].strip(), line[opened + 1 : -1].strip())


def _opening(line: str) -> int:
    """Where the bracket opens that closes at the end of the line; -1 where none does."""
    depth = 0
    for index in range(len(line) - 1, -1, -1):
        depth += (line[index] == ")") - (line[index] == "(")
        if depth == 0:
            return index
    return -1


def _divided(text: str) -> Iterator[str]:
    """The parts between semicolons that are in no brackets, or commas behind such.

    Other commas may stand in a name: ``García, José``.
    """
    depth, begun, before = 0, 0, ""
    for index, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth <= 0 and (letter == ";" or (letter == "," and before == ")")):
            yield text[begun:index]
            begun, depth = index + 1, 0
        before = before if letter.isspace() else letter
    yield text[begun:]


def _serial(given: str) -> datetime:
    """A spreadsheet's number for a moment: days since the end of 1899, rounded to the minute."""
    number = float(given.replace(",", "."))
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise ValueError(f"“{given}” is no day. Write it so: 2027-03-22.")
    return _EXCEL_EPOCH + timedelta(minutes=round(number * _MINUTES_A_DAY))


def _part_of_a_day(given: str) -> timedelta | None:
    """A spreadsheet's number for a time: 0.375 is nine o'clock."""
    if not re.fullmatch(r"0?[.,]\d{1,17}", given) or re.fullmatch(r"0\.[0-5]\d", given):
        return None
    return timedelta(minutes=round(float(given.replace(",", ".")) * _MINUTES_A_DAY))


def _slashed(first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        one, other = _day(year, second, first), _day(year, first, second)
        raise ValueError(
            f"{first}/{second}/{year} may mean two days. Write {one.isoformat()} or "
            f"{other.isoformat()}."
        )
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}-{month:02}-{day:02} is no day that exists.") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year {year} cannot be right.")
    return found


def _month(name: str) -> int:
    folded = name.casefold()
    for number, month in enumerate(_MONTHS, 1):
        if (len(folded) >= 3 and month.startswith(folded)) or (folded == "sept" and number == 9):
            return number
    raise ValueError(f"We know no month “{name[:20]}”. Write the day so: 2027-03-22.")


def _minutes(found: re.Match[str]) -> int | None:
    hours, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    elif found[2] is None and not found[0].lower().endswith("h"):
        return None  # a bare number may be anything
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= _MINUTES_A_DAY else None


_Parts = Callable[[re.Match[str]], tuple[int, int, int]]
_DAYS: tuple[tuple[re.Pattern[str], _Parts], ...] = (
    (_ISO_DAY, lambda found: (int(found[1]), int(found[2]), int(found[3]))),
    (_DAY_FIRST, lambda found: (int(found[3]), int(found[2]), int(found[1]))),
    (_IN_WORDS, lambda found: (int(found[3]), _month(found[2]), int(found[1]))),
    (_MONTH_FIRST, lambda found: (int(found[3]), _month(found[1]), int(found[2]))),
)


def clock_text(value: time | datetime) -> str:
    """Return the time of a spreadsheet's cell, rounded to the minute: ``09:00``."""
    rounded = datetime.combine(date(2000, 1, 1), _time(value)) + timedelta(seconds=30)
    return f"{rounded:%H:%M}"


def _time(value: time | datetime) -> time:
    return value.time() if isinstance(value, datetime) else value
