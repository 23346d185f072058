"""Readers of the other forms of a feed, written from the standards and not from our writers."""

import csv
import re
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import icalendar

XCAL = "{urn:ietf:params:xml:ns:icalendar-2.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


def from_jcal(jcal: list[Any]) -> set[str]:
    """The content lines that jCal stands for, each with the path of its component."""
    return content(icalendar.Calendar.from_jcal(jcal))


def from_xcal(octets: bytes) -> list[Any]:
    """As jCal: the same names, types and values (RFC 6321 §3, RFC 7265 §3)."""
    root = fromstring(octets)
    assert root.tag == f"{XCAL}icalendar"
    (calendar,) = root
    return _component(calendar)


def content(component: Any, path: str = "") -> set[str]:
    """The lines of a component, whatever their order; without VALUE, which only says the type."""
    found = set()
    for name, value in component.property_items(recursive=False):
        if name in {"BEGIN", "END"}:
            continue
        text = _text(value)
        told = sorted(f"{key}={said}" for key, said in value.params.items() if key != "VALUE")
        found.add(f"{path}{name};{';'.join(told)}:{_number(name, text)}")
    for place, each in enumerate(component.subcomponents):
        found |= content(each, f"{path}{place}/{each.name}/")
    return found


def rows(octets: bytes) -> list[dict[str, str]]:
    """The rows of CSV by the names of its header (RFC 4180)."""
    return list(csv.DictReader(StringIO(octets.decode(), newline="")))


def atom_entries(octets: bytes) -> list[dict[str, str]]:
    """The entries of Atom: the texts of their elements by name without its namespace."""
    root = fromstring(octets)
    assert root.tag == f"{ATOM}feed"
    return [
        {each.tag.partition("}")[2]: each.text or "" for each in entry}
        for entry in root.findall(f"{ATOM}entry")
    ]


def _text(value: Any) -> str:
    """A text as it is read: of a property that the library does not know, it keeps the escapes."""
    if isinstance(value, icalendar.vUnknown):
        return re.sub(r"\\([\\;,n])", lambda m: "\n" if m[1] == "n" else m[1], str(value))
    written = str(value) if isinstance(value, str) else value.to_ical()
    return written.decode() if isinstance(written, bytes) else str(written)


def _number(name: str, text: str) -> str:
    """Numbers may be written with more digits or fewer."""
    return ";".join(f"{float(part):.6f}" for part in text.split(";")) if name == "GEO" else text


def _component(element: Element) -> list[Any]:
    properties = element.find(f"{XCAL}properties")
    within = element.find(f"{XCAL}components")
    return [
        _name(element),
        [_property(each) for each in (properties if properties is not None else ())],
        [_component(each) for each in (within if within is not None else ())],
    ]


def _property(element: Element) -> list[Any]:
    values = [each for each in element if each.tag != f"{XCAL}parameters"]
    parameters = element.find(f"{XCAL}parameters")
    told = {_name(each): each[0].text for each in (parameters if parameters is not None else ())}
    if _name(element) == "geo":
        return ["geo", told, "float", [float(each.text or "") for each in values]]
    kinds = {_name(each) for each in values}
    assert len(kinds) == 1, element.tag
    return [_name(element), told, kinds.pop(), *map(_value, values)]


def _value(element: Element) -> Any:
    if _name(element) == "recur":
        return {_name(each): _part(each.text or "") for each in element}
    if _name(element) == "integer":
        return int(element.text or "")
    return element.text or ""


def _part(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _name(element: Element) -> str:
    assert element.tag.startswith(XCAL), element.tag
    return element.tag.removeprefix(XCAL)
