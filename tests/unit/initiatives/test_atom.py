"""Atom as other programs read it (RFC 4287): whatever a text holds, it comes out as it went in."""

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.atom import AtomFeed, Entry, Link, legal, write_feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
AT = datetime(2027, 3, 1, 9, 0, 0, 123456, tzinfo=UTC)
ENTRY = Entry(
    id="urn:uuid:00000000-0000-5000-8000-000000000001",
    title="Setting a cap",
    author="ICAP",
    published=AT,
    updated=AT,
    summary="About caps.",
    links=(Link("http://courseapp.test/publications/1", "alternate", "text/html", "en"),),
    category="Cap",
)
FEED = AtomFeed(
    id="urn:uuid:00000000-0000-5000-8000-000000000002",
    title="Publications",
    subtitle="The newest.",
    author="courseapp",
    updated=AT,
    links=(Link("http://courseapp.test/publications.atom", "self", "application/atom+xml"),),
    entries=(ENTRY,),
)


def read(feed: AtomFeed) -> ET.Element:
    return ET.fromstring(write_feed(feed))


def text_of(root: ET.Element, path: str) -> str:
    found = root.find(path, ATOM)
    assert found is not None, f"there is no {path}"
    return found.text or ""


def test_a_feed_has_all_that_the_standard_asks_for() -> None:
    root = read(FEED)

    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for path in ("", "a:entry/"):
        for name in ("id", "title", "updated", "author/a:name"):
            assert text_of(root, f"{path}a:{name}"), f"{path}{name}"
    assert text_of(root, "a:updated") == "2027-03-01T09:00:00Z"
    assert text_of(root, "a:entry/a:published") == "2027-03-01T09:00:00Z"
    category = root.find("a:entry/a:category", ATOM)
    assert category is not None
    assert category.get("term") == "Cap"


def test_a_link_says_only_what_is_known() -> None:
    file = Link("http://courseapp.test/f", "enclosure", "application/pdf", "fr", 1200, "État.pdf")
    bare = Link("http://courseapp.test/g", "related")
    links = read(replace(FEED, entries=(replace(ENTRY, links=(file, bare)),)))
    told = [each.attrib for each in links.findall("a:entry/a:link", ATOM)]
    assert told == [
        {
            "rel": "enclosure",
            "type": "application/pdf",
            "hreflang": "fr",
            "length": "1200",
            "title": "État.pdf",
            "href": "http://courseapp.test/f",
        },
        {"rel": "related", "href": "http://courseapp.test/g"},
    ]


def test_an_entry_without_topic_has_no_category() -> None:
    root = read(replace(FEED, entries=(replace(ENTRY, category=""),)))
    assert root.find("a:entry/a:category", ATOM) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (']]> & <b>"bold"</b> &amp;', ']]> & <b>"bold"</b> &amp;'),
        ("a\x00b\x0b\x1f\x7f\ufffe\uffffc", "ab\x7fc"),
        ("half \ud800 a letter", "half  a letter"),
        ("تقرير الحالة 📈 \u202eabc", "تقرير الحالة 📈 \u202eabc"),
    ],
)
def test_a_title_comes_out_as_it_went_in_but_for_what_xml_cannot_hold(
    typed: str, written: str
) -> None:
    root = read(replace(FEED, title=typed, entries=(replace(ENTRY, category=typed),)))
    assert text_of(root, "a:title") == written
    category = root.find("a:entry/a:category", ATOM)
    assert category is not None
    assert category.get("term") == written


@given(st.text(max_size=60))
def test_every_text_makes_a_feed_that_can_be_read(text: str) -> None:
    entry = replace(ENTRY, title=text, author=text, summary=text, category=text)
    root = read(replace(FEED, subtitle=text, entries=(entry,)))
    # XML 1.0 §2.11: line ends are read as LF.
    expected = legal(text).replace("\r\n", "\n").replace("\r", "\n")
    for path in ("a:subtitle", "a:entry/a:title", "a:entry/a:summary"):
        assert text_of(root, path) == expected


def test_the_same_feed_is_the_same_octets() -> None:
    assert write_feed(FEED) == write_feed(replace(FEED))
    assert write_feed(FEED).startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
