"""Takes iCalendar text apart into content lines and components (RFC 5545 §3.1, §3.6).

What cannot be read is told by its line, and the rest goes on: the programs that write such files
break each of its rules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courseapp.programmes.rules import MOST_ENTRIES

_PARAMETER = r';[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*'
_LINE = re.compile(rf"([A-Za-z0-9.-]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_ONE_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_ESCAPED = re.compile(r"\\([nN,;\\])")
LONGEST_LINE = 100_000
MOST_BROKEN = 500
DEEPEST = 4  # components inside components; calendars have two or three


@dataclass(frozen=True)
class ContentLine:
    """One property. `number` is the line of the file in which it begins, counted from 1."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str
    raw: str = ""

    @property
    def text(self) -> str:
        """The value as TEXT (RFC 5545 §3.3.11): escapes undone."""
        return _ESCAPED.sub(lambda found: _UNESCAPED.get(found[1], found[1]), self.value)


_UNESCAPED = {"n": "\n", "N": "\n"}


@dataclass
class Component:
    """A component with its properties; those of components inside it are not among them."""

    name: str
    number: int
    lines: list[ContentLine] = field(default_factory=list)
    inner: list["Component"] = field(default_factory=list)

    def first(self, name: str) -> ContentLine | None:
        """Return the first property of this name."""
        return next((each for each in self.lines if each.name == name), None)

    def all(self, name: str) -> tuple[ContentLine, ...]:
        """Return every property of this name."""
        return tuple(each for each in self.lines if each.name == name)

    @property
    def source(self) -> str:
        """The component as iCalendar text, with those inside it."""
        own = "".join(f"{each.raw}\r\n" for each in self.lines)
        inner = "".join(each.source for each in self.inner)
        return f"BEGIN:{self.name}\r\n{own}{inner}END:{self.name}\r\n"

    def text(self, name: str) -> str:
        """Return the first property of this name as text, "" where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""


@dataclass(frozen=True)
class Broken:
    """A line that means nothing."""

    number: int
    what: str


@dataclass
class TakenApart:
    """A file: its own properties, its entries and zones, and its broken lines."""

    calendar: Component = field(default_factory=lambda: Component("VCALENDAR", 1))
    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)


def take_apart(text: str) -> TakenApart:
    """Return the components of a file; what is in none belongs to the calendar itself."""
    found = TakenApart()
    inside: list[Component] = []
    for number, line in unfolded(text):
        if len(found.events) > MOST_ENTRIES or len(found.broken) > MOST_BROKEN:
            break  # nobody reads on
        read = _content_line(number, line)
        if read is None:
            found.broken.append(Broken(number, f"This line means nothing: “{line[:60]}”."))
        elif read.name == "BEGIN":
            _begin(found, inside, read)
        elif read.name == "END":
            _end(found, inside, read)
        else:
            (inside[-1] if inside else found.calendar).lines.append(read)
    return found


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, folded ones put together, with their numbers."""
    begun, pieces = 0, [""]
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in {" ", "\t"} and begun:
            pieces.append(line[1:])
            continue
        if "".join(pieces).strip():
            yield begun, "".join(pieces)[:LONGEST_LINE]
        begun, pieces = number, [line]
    if "".join(pieces).strip():
        yield begun, "".join(pieces)[:LONGEST_LINE]


def _content_line(number: int, line: str) -> ContentLine | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    parameters = {each[1].upper(): each[2].strip('"') for each in _ONE_PARAMETER.finditer(found[2])}
    return ContentLine(number, found[1].upper(), parameters, found[3], line)


def _begin(found: TakenApart, inside: list[Component], line: ContentLine) -> None:
    name = line.value.strip().upper()
    if name == "VCALENDAR":
        inside.clear()
        return
    if name == "VEVENT" and any(each.name == "VEVENT" for each in inside):
        found.broken.append(Broken(line.number, "The entry before this line never ends."))
        inside.clear()
    component = Component(name, line.number)
    if 0 < len(inside) < DEEPEST:
        inside[-1].inner.append(component)
    inside.append(component)
    if name == "VEVENT":
        found.events.append(component)
    elif name == "VTIMEZONE":
        found.zones.append(component)


def _end(found: TakenApart, inside: list[Component], line: ContentLine) -> None:
    name = line.value.strip().upper()
    if name == "VCALENDAR":
        if any(each.name == "VEVENT" for each in inside):
            found.broken.append(Broken(line.number, "The entry before this line never ends."))
        inside.clear()
    elif inside and inside[-1].name == name:
        inside.pop()
    else:
        found.broken.append(Broken(line.number, f"{name[:40]} ends here, but never began."))
