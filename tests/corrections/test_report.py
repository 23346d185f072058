"""A reader reports a mistake: any place, in the way that fits it, and nothing typed is lost."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.corrections.rules import ReportState, Wish
from courseapp.initiatives.document.fields import FIELDS
from courseapp.initiatives.document.merging import pieces
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.saving import change_record
from tests.corrections.story import (
    ONTARIO,
    READER,
    REPORT_TITLE,
    SEND,
    SOURCE,
    YEAR,
    Reader,
    initiative,
    newest,
    record,
    reports,
)
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value

ARABIC = "بدأت الشراكة عام 2008 🌍"


def test_the_page_shows_what_the_record_says_and_who_says_so(reader: Reader) -> None:
    page = reader.open(YEAR)
    for told in (
        "in the record of International Carbon Action Partnership",
        "The record says now 2007",
        "Entry for ICAP in the Climate Initiatives Platform (12 April 2022;",
        "1 other source on this",
        "Page about ICAP on the site of Turkey's",
    ):
        assert told in page.text
    printed = reader.open("statements/secretariat")
    assert "Printed as “ International Carbon Action Partnership (ICAP), Köthener" in printed.text


def test_a_report_is_kept_as_it_was_typed(reader: Reader) -> None:
    kept = reader.report(YEAR, right="2008", comment=ARABIC, email=f" {READER.upper()} ", **SOURCE)
    assert (kept.part, kept.key, kept.title) == ("statements", "starting-year", "Since")
    assert (kept.wish, kept.proposed, kept.until) == (Wish.SAY, "2008", "")
    assert (kept.source_title, kept.source_address, kept.source_date) == (
        REPORT_TITLE,
        "https://example.org/report.pdf",
        "2009-03",
    )
    assert (kept.comment, kept.email) == (ARABIC, READER)
    assert (kept.number, kept.base_number, kept.state) == (1, 1, ReportState.OPEN)
    assert kept.created_at == reader.clock.now
    assert not kept.is_suspect


def test_reports_are_numbered_in_each_initiative(reader: Reader) -> None:
    assert reader.report(YEAR, right="2008").number == 1
    assert reader.report("record/missing", right="The meeting of 2019").number == 2
    assert reader.report("record/whole", slug="cmp", right="Too short").number == 1


def test_every_field_can_be_reported_even_one_that_nobody_speaks_of(reader: Reader) -> None:
    for field in FIELDS:
        page = reader.open(f"statements/{field.key}", slug="a6ip")
        assert page.form(button=SEND).page is page


def test_every_link_of_the_public_record_leads_to_a_form(reader: Reader) -> None:
    page = reader.client.visit("/initiatives/icap")
    links = {str(a["href"]) for a in page.soup.select("a[href*='/report?at=']")}
    assert len(links) > 10
    for link in links:
        assert reader.client.visit(link).heading == "Report a mistake"


def test_a_link_names_its_place_and_says_to_a_screen_reader_what_it_is_about(
    reader: Reader, app: Flask
) -> None:
    macros = app.jinja_env.get_template("corrections/_link.html").make_module()
    for key, about in (("ca-on", "<Ontario>"), ("ä&b/c", "'x'")):
        link = BeautifulSoup(
            macros.report_link("icap", "memberships", key, about),  # type: ignore[attr-defined]
            "html.parser",
        )
        asked = parse_qs(urlsplit(str(link.a and link.a["href"])).query)
        assert asked == {"at": [f"memberships/{key}"]}
        assert link.get_text() == f"Report a mistake: {about}"


def test_every_thing_of_a_list_can_be_reported(reader: Reader) -> None:
    firsts = {place.part: f"{place.part}/{place.key}" for place in pieces(record(reader.session))}
    for at in firsts.values():
        if not at.startswith("head/"):
            assert reader.open(at).heading == "Report a mistake"


@pytest.mark.parametrize(
    "at",
    ["statements/colour", "memberships/atlantis", "head/slug", "record/nothing", "x", "\0/é", "/"],
)
def test_an_unknown_place_is_not_found(reader: Reader, at: str) -> None:
    assert reader.open(at, status=404).heading != "Report a mistake"


def test_a_draft_is_not_found_not_even_by_its_organiser(
    reader: Reader, editor: CheckingClient, session: Session
) -> None:
    page = reader.open(YEAR)
    initiative(session).is_public = False
    for browser in (reader.client, editor):
        browser.expect_404(f"/initiatives/icap/report?at={YEAR}")
        browser.expect_404("/initiatives/icap/report/thanks")
    reader.fill(page, {"right": "2008"}, status=404)
    assert reports(session) == []
    reader.open(YEAR, slug="nowhere", status=404)


@pytest.mark.parametrize(
    ("at", "values", "told"),
    [
        (YEAR, {}, "Enter what is right, or tell in your remarks"),
        (YEAR, {"right": "20o8"}, "“20o8” is not a year. Enter four digits"),
        (YEAR, {"right": "2007"}, "The record says this already."),
        (YEAR, {"right": "2008", "empty": True}, "Either enter what is right, or tick"),
        (YEAR, {"right": "2008", "source_date": "03/04/2009"}, "Enter a year, a month or a day"),
        (YEAR, {"right": "2008", "source_address": "the shelf"}, "This is not a web address."),
        (YEAR, {"right": "2008", "email": "nobody"}, "This is not an e-mail address."),
        (YEAR, {"right": "2008", "source_title": "x" * 301}, "Use at most 300 characters."),
        (YEAR, {"right": "2008", "comment": "x" * 5001}, "Use at most 5,000 characters."),
        ("statements/website", {"right": "nowhere"}, "is not a web address"),
        ("statements/launched-on", {"right": "2007-13-40"}, "is not a date"),
        ("statements/members-by-year", {"right": "many"}, "Enter one year on a line"),
        ("statements/lpaa", {}, "Enter what is right"),
        ("statements/lead-country", {"right": "DE"}, "The record says this already."),
        ("statements/name", {"right": "x" * 301}, "Use at most 300 characters."),
        ("statements/goals", {"right": "x" * 20_001}, "Use at most 20,000 characters."),
        (ONTARIO, {}, "Enter what is right, or tell in your remarks"),
        (ONTARIO, {"what": "ended"}, "Enter a year, a month or a day"),
        (ONTARIO, {"what": "ended", "until": "summer"}, "Enter a year, a month or a day"),
        ("record/missing", {"comment": "Something"}, "Say what is wrong or missing."),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field_and_nothing_is_lost(
    reader: Reader, at: str, values: dict[str, Value], told: str
) -> None:
    page = reader.open(at)
    unchanged = "comment" in values or told.startswith(("Enter what", "Say what"))
    typed = values if unchanged else {"comment": "", **values}
    page = reader.fill(page, typed, status=422)
    assert told in page.text
    assert page.soup.select_one(".error-summary") is not None
    for name, value in values.items():
        if isinstance(value, str):
            assert page.value(name) == value
    assert reports(reader.session) == []


def test_mistakes_are_listed_in_the_order_of_the_page(reader: Reader) -> None:
    page = reader.fill(
        reader.open(YEAR), {"right": "1", "source_date": "?", "email": "?"}, status=422
    )
    links = [str(a["href"]) for a in page.soup.select(".error-summary a")]
    assert links == ["#right", "#source_date", "#email"]


def test_a_mended_report_is_taken(reader: Reader) -> None:
    page = reader.fill(reader.open(YEAR), {"right": "20o8", **SOURCE}, status=422)
    page = reader.fill(page, {"right": "2008"})
    assert page.heading == "Thank you for your report"
    assert newest(reader.session).source_title == REPORT_TITLE


def test_remarks_alone_are_a_report_in_words(reader: Reader) -> None:
    kept = reader.report(YEAR, comment="It cannot be as early as that.")
    assert (kept.wish, kept.proposed) == (Wish.WORDS, "")


def test_a_text_that_was_not_changed_proposes_nothing(reader: Reader) -> None:
    page = reader.open("statements/description")
    assert page.value("right") == record(reader.session).text("description")
    assert "The record says this already." in reader.fill(page, {}, status=422).text
    kept = reader.report("statements/description", comment="Far too long")
    assert (kept.wish, kept.proposed) == (Wish.WORDS, "")


def test_a_field_can_be_said_to_be_empty_only_where_something_stands(reader: Reader) -> None:
    kept = reader.report(YEAR, empty=True)
    assert (kept.wish, kept.proposed) == (Wish.EMPTY, "")
    assert "Nothing should stand here" not in reader.open("statements/end-year").text


def test_words_of_a_list_are_ticked_and_a_word_in_no_list_is_offered_too(
    reader: Reader, session: Session, clock: FixedClock
) -> None:
    def dances(held: Record) -> Record:
        return replace(
            held,
            statements=tuple(
                replace(each, value=("capacity-building", "Dancing"))
                if each.field == "function"
                else each
                for each in held.statements
            ),
        )

    change_record(session, None, clock.now, initiative(session), dances)
    kept = reader.report("statements/function", right=["funding", "Dancing"])
    assert (kept.wish, kept.proposed) == (Wish.SAY, "Funding\nDancing")


def test_a_member_that_left_is_reported_with_its_date(reader: Reader) -> None:
    kept = reader.report(ONTARIO, what="ended", until="July 2018", right="It left the system.")
    assert (kept.wish, kept.until, kept.title) == (Wish.END, "2018-07", "Member: Ontario, Canada")
    assert kept.proposed == "It left the system."


def test_only_who_belongs_to_it_can_have_ended(reader: Reader) -> None:
    count = next(iter(record(reader.session).counts))
    page = reader.open(f"counts/{count.key}")
    assert "It has ended" not in page.text
    kept = reader.report(f"counts/{count.key}", what="remove")
    assert kept.wish is Wish.REMOVE


def test_300_letters_of_any_script_and_what_cannot_be_stored(reader: Reader) -> None:
    title = ("ا🌍" * 150)[:300]
    kept = reader.report(
        "record/whole",
        right="Wrong\0\x07 here\r\nand \u202ethere",
        source_title=title,
        comment="a\0b",
    )
    assert kept.source_title == title
    assert kept.comment == "ab"
    assert "\0" not in kept.proposed
    assert kept.proposed.startswith("Wrong here\nand")


def test_a_second_press_is_no_second_report(reader: Reader, session: Session) -> None:
    page = reader.open(YEAR)
    for _ in range(2):
        reader.fill(page, {"right": "2008", "email": READER})
    assert len(reports(session)) == 1
    reader.fill(page, {"right": "2008", "comment": "And another thing"})
    assert len(reports(session)) == 2


def test_what_changed_while_somebody_typed_can_still_be_reported(
    reader: Reader, session: Session, clock: FixedClock
) -> None:
    page = reader.open(ONTARIO)

    def without(held: Record) -> Record:
        return replace(
            held, memberships=tuple(each for each in held.memberships if each.key != "ca-on")
        )

    change_record(session, None, clock.now, initiative(session), without)
    reader.open(ONTARIO, status=404)
    reader.fill(page, {"right": "Say that it left"})
    kept = newest(session)
    assert (kept.base_number, kept.title) == (1, "Member: Ontario, Canada")


@pytest.mark.parametrize("forged", ["1", "1.", "1.abc", "²", "9" * 400, "2.", "\0"])
def test_no_older_version_is_shown_to_who_was_not_shown_it(
    reader: Reader, session: Session, clock: FixedClock, forged: str
) -> None:
    change_record(
        session, None, clock.now, initiative(session), lambda held: replace(held, summary="New")
    )
    page = reader.open("head/summary")
    page = reader.fill(page, {"seen": forged, "right": ""}, status=422)
    assert "The record says now New" in page.text


def test_a_report_needs_no_cookie(reader: Reader, session: Session) -> None:
    page = reader.open(YEAR)
    reader.client.delete_cookie("courseapp", domain="localhost")
    page = reader.fill(page, {"right": "2008"}, status=422)
    assert page.value("right") == "2008"
    page = reader.fill(page, {})
    assert page.heading == "Thank you for your report"
    assert newest(session).proposed == "2008"


def test_the_thanks_say_what_happens_next(reader: Reader) -> None:
    page = reader.fill(reader.open(YEAR), {"right": "2008"})
    for told in (
        "The editors of ICAP read your report",
        "If it is confirmed, it goes into the record",
        "If you gave an e-mail address: one message now",
        "deleted 90 days later",
    ):
        assert told in page.text
    assert page.links["Back to the record"] == "/initiatives/icap"


def test_a_report_is_on_record_without_its_writer(
    reader: Reader, session: Session, editor: CheckingClient
) -> None:
    kept = reader.report(YEAR, right="2008", email=READER)
    page = editor.visit(f"/manage/icap/reports/{kept.number}")
    assert "Report 1 on ICAP came in: Since. · A reader" in page.text


def test_the_page_is_no_matter_for_search_engines(reader: Reader) -> None:
    page = reader.open(YEAR)
    assert page.soup.select_one("meta[name=robots][content=noindex]") is not None
