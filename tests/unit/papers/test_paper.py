"""A receipt on paper: all of it, in any script, and nothing that somebody typed is obeyed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courseapp.papers import typesetting
from courseapp.papers.paper import Line, Paper, PaperWords, Part
from courseapp.papers.setting import paper_document, paper_pdf
from courseapp.papers.typesetting import LetterMissing
from tests.support.pdfs import letters_of, pages_of, text_of

NOW = datetime(2027, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
NUMBER = "7K3F-9QXM-2ATB"
LARGEST = 60_000  # octets: many mail boxes are read over a weak line
SENTENCE = "We prepare a registry for our carbon market and need people who can run it. "
MARKUP = (
    '#panic("x") #import "@preview/cetz:0.3.0" #read("/etc/passwd") $x^2$ *bold* _emph_ `raw` '
    '<label> @ref // comment /* block */ \\ #{ } ] ) = Heading #sys.inputs \\u{41} "quoted" https://e.org'
)
PAPER = Paper(
    title="Emissions trading course 2027",
    reference=NUMBER,
    sender="International Carbon Action Partnership",
    subtitle="Receipt for your application",
    facts=(Line("Sent", "Mon 1 Mar 2027, 10:00 CET\nMon 1 Mar 2027, 09:00 UTC"),),
    footer="Keep this paper.",
)


def with_answers(*lines: Line) -> Paper:
    return replace(PAPER, parts=(Part("Your work", lines),))


def body_of(octets: bytes) -> str:
    """Return the text of all pages without what stands at their feet."""
    pages = (page.rpartition(f"{PAPER.title} ·")[0] for page in pages_of(octets))
    return " ".join(page.strip() for page in pages)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the fonts are unpacked once."""
    return tmp_path_factory.mktemp("typeset")


@pytest.fixture
def only_own_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """As on a machine that has no fonts but ours."""
    whole = typesetting._typst().Fonts

    class OnlyOurs:
        @staticmethod
        def Fonts(font_paths: list[str]) -> object:  # noqa: N802 - typst's name
            return whole(font_paths=font_paths, include_system_fonts=False)

        compile = staticmethod(typesetting._typst().compile)
        TypstError = typesetting._typst().TypstError

    monkeypatch.setattr(typesetting, "_typst", lambda: OnlyOurs)
    yield tmp_path
    typesetting._fonts.cache_clear()


def test_it_says_what_was_sent_by_whom_when_and_what_was_left_open(folder: Path) -> None:
    paper = with_answers(
        Line("Organisation", "Ministry of Meteorology"),
        Line("Given name", " \n\t "),
        Line("Diet", note="Given, not repeated in this mail"),
        Line("Earlier positions", "Organisation: A; From: 2019\nOrganisation: B; From: 2016"),
    )
    octets = paper_pdf(paper, NOW, folder)
    (told,) = pages_of(octets)
    for words in (
        f"International Carbon Action Partnership {PAPER.title} Receipt for your application",
        f"Receipt number {NUMBER} Sent Mon 1 Mar 2027, 10:00 CET Mon 1 Mar 2027, 09:00 UTC",
        "Your work Organisation Ministry of Meteorology Given name Not answered",
        "Diet Given, not repeated in this mail",
        "Organisation: A; From: 2019 Organisation: B; From: 2016",
        "Keep this paper.",
        "Page 1 of 1",
    ):
        assert words in told
    assert octets == paper_pdf(paper, NOW, folder)
    assert list(folder.glob("*.pdf")) == []  # what somebody wrote is kept on no disk


def test_a_long_answer_goes_on_overleaf_and_each_page_names_the_receipt(folder: Path) -> None:
    many = [Line(f"Question {number}", SENTENCE * 4) for number in range(1, 30)]
    paper = with_answers(Line("Motivation", (SENTENCE * 8 + "\n\n") * 6), *many)
    octets = paper_pdf(paper, NOW, folder)
    pages = pages_of(octets)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Receipt number {NUMBER}" in page
        assert f"Page {number} of {len(pages)}" in page
    whole = body_of(octets)
    assert whole.count("registry for our carbon market") == 8 * 6 + 4 * 29
    assert len(octets) < LARGEST


@pytest.mark.parametrize(
    "text",
    [
        "Министерство охраны окружающей среды",
        "Nguyễn Thị Minh Khai, Đà Nẵng – Łódź",
        "Υπουργείο Περιβάλλοντος",
        "საქართველოს გარემოს სამინისტრო",
    ],
)
def test_letters_beside_each_other_read_as_they_were_typed(folder: Path, text: str) -> None:
    assert text in text_of(paper_pdf(with_answers(Line("Name", text)), NOW, folder))


@pytest.mark.parametrize(
    "text",
    [
        "وزارة البيئة والتنمية المستدامة (القاهرة) 2027 CO2",
        "המשרד להגנת הסביבה",
        "राष्ट्रीय सरकार का पर्यावरण मंत्रालय",
        "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม",
    ],
)
def test_scripts_whose_glyphs_change_places_keep_every_letter(folder: Path, text: str) -> None:
    empty = letters_of(text_of(paper_pdf(with_answers(Line("A", "B")), NOW, folder)))
    told = letters_of(text_of(paper_pdf(with_answers(Line("A", f"B {text}")), NOW, folder)))
    for letter in set(letters_of(text)):
        more = told.count(letter) - empty.count(letter)
        assert more >= letters_of(text).count(letter), letter


def test_arabic_begins_at_the_right_even_on_an_english_paper() -> None:
    paper = with_answers(Line("Why", "أعمل في وزارة البيئة\n\nI work there"))
    (line,) = paper_document(paper)["parts"][0]["lines"]
    assert [(each["turned"], each["apart"]) for each in line["text"]] == [
        (True, False),
        (False, True),
    ]
    assert paper_document(replace(paper, language="ar-EG"))["from_the_right"] is True
    assert paper_document(paper)["from_the_right"] is False


def test_a_paper_speaks_its_own_language(folder: Path) -> None:
    words = PaperWords("رقم الإيصال", "لم تتم الإجابة", "صفحة {number} من {pages}")
    paper = replace(with_answers(Line("Nom", "")), language="ar", words=words)
    told = text_of(paper_pdf(paper, NOW, folder))
    assert "Not answered" not in told
    assert "Page" not in told


def test_markup_is_printed_and_not_obeyed(folder: Path) -> None:
    paper = replace(
        with_answers(Line(MARKUP, MARKUP, note=MARKUP)),
        title=MARKUP,
        sender=MARKUP,
        subtitle=MARKUP,
        footer=MARKUP,
        facts=(Line(MARKUP, MARKUP),),
        reference="#" + NUMBER,
    )
    told = text_of(paper_pdf(paper, NOW, folder)).replace(" ", "")
    assert told.count(MARKUP.replace(" ", "")) >= 9
    assert "root:" not in told


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(), max_size=300), st.text(st.characters(), max_size=60))
def test_every_text_makes_a_paper(folder: Path, answer: str, label: str) -> None:
    octets = paper_pdf(with_answers(Line(label, answer), Line("Last", "The end")), NOW, folder)
    assert "The end" in text_of(octets)


def test_a_word_without_end_stays_on_the_page(folder: Path) -> None:
    word = "".join(chr(ord("a") + number % 26) for number in range(3000))
    told = body_of(paper_pdf(with_answers(Line("Link", word)), NOW, folder))
    assert word in told.replace(" ", "")


def test_what_no_font_can_draw_is_said_and_harms_nobody(only_own_fonts: Path) -> None:
    plain = paper_pdf(with_answers(Line("Name", "Selamawit")), NOW, only_own_fonts)
    drawn = paper_pdf(with_answers(Line("Name", "ሰላማዊት 👩🏽‍🔬 中文")), NOW, only_own_fonts)
    assert PaperWords().unseen not in text_of(plain)
    assert PaperWords().unseen in text_of(drawn)
    assert b"pdfuaid" in plain  # PDF/UA-1: screen readers read it in its order
    source = typesetting.shared_source() + typesetting.template_source("paper")
    document = paper_document(with_answers(Line("Name", "ሰላም")))
    with pytest.raises(LetterMissing) as caught:
        typesetting.typeset(source, document, NOW, only_own_fonts, is_accessible=True)
    assert str(caught.value) == ""  # it does not quote her


def test_a_usual_receipt_is_small(folder: Path) -> None:
    answers = [Line(f"Question {number}", SENTENCE * 3) for number in range(30)]
    names = [
        Line("Name", "Мария"),
        Line("Name", "سامية"),
        Line("Name", "สมชาย"),
        Line("Name", "राम"),
    ]
    octets = paper_pdf(with_answers(*answers, *names), NOW, folder)
    assert len(octets) < LARGEST
