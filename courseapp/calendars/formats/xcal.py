"""Feeds as xCal (RFC 6321): the same calendar as in iCalendar, in XML.

It is made from jCal, which has the same names, types and values; only their shape differs.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from courseapp.calendars.formats.jcal import JCalComponent, as_jcal
from courseapp.calendars.rules import Feed
from courseapp.initiatives.atom import legal

NAMESPACE = "urn:ietf:params:xml:ns:icalendar-2.0"
# Parameters that hold no text (RFC 6321 §3.5).
PARAMETER_TYPES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("altrep", "dir"), "uri"),
        **dict.fromkeys(("delegated-from", "delegated-to", "member", "sent-by"), "cal-address"),
        "rsvp": "boolean",
    }
)
# The order in which the schema of RFC 6321 wants the parts of a recurrence.
RECURRENCE_PARTS = (
    *("freq", "until", "count", "interval", "bysecond", "byminute", "byhour", "byday"),
    *("bymonthday", "byyearday", "byweekno", "bymonth", "bysetpos", "wkst"),
)


def write_xcal(feed: Feed) -> bytes:
    """Return the feed as xCal in UTF-8."""
    return in_xml(as_jcal(feed))


def in_xml(component: JCalComponent) -> bytes:
    """Return a VCALENDAR of jCal as a document."""
    root = Element("icalendar", {"xmlns": NAMESPACE})
    _add_component(root, component)
    octets: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return octets


def _add_component(parent: Element, component: JCalComponent) -> None:
    name, properties, within = component
    element = SubElement(parent, name)
    _add_properties(element, properties)
    if within:
        components = SubElement(element, "components")
        for each in within:
            _add_component(components, each)


def _add_properties(parent: Element, properties: Sequence[Sequence[Any]]) -> None:
    within = SubElement(parent, "properties")
    for name, parameters, kind, *values in properties:
        element = SubElement(within, name)
        if parameters:
            _add_parameters(SubElement(element, "parameters"), parameters)
        for value in values:
            _add_value(element, name, kind, value)


def _add_parameters(parent: Element, parameters: Mapping[str, str | list[str]]) -> None:
    for name, value in parameters.items():
        element, kind = SubElement(parent, name), PARAMETER_TYPES.get(name, "text")
        for each in [value] if isinstance(value, str) else value:
            SubElement(element, kind).text = legal(each)


def _add_value(element: Element, name: str, kind: str, value: Any) -> None:
    if kind == "recur":
        _add_parts(SubElement(element, kind), _in_order(value))
    elif name == "geo":  # two numbers without a type of their own (§3.4.1.2)
        _add_parts(element, zip(("latitude", "longitude"), value, strict=True))
    else:
        SubElement(element, kind).text = legal(str(value))


def _in_order(recurrence: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((part, recurrence[part]) for part in RECURRENCE_PARTS if part in recurrence)


def _add_parts(parent: Element, parts: Iterable[tuple[str, Any]]) -> None:
    for name, value in parts:
        for each in value if isinstance(value, list) else [value]:
            SubElement(parent, name).text = str(each)
