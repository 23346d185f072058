"""What a letter says, and that its page of PDF says the same, for names of every kind."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from courseapp.papers import typesetting
from courseapp.papers.typesetting import LetterMissing
from courseapp.visa_letters.costs import Cost, Payer, Payers, merged, read_costs, said
from courseapp.visa_letters.facts import Host, LetterFacts, Participant, Passport, Sender
from courseapp.visa_letters.rules import LetterKind
from courseapp.visa_letters.setting import letter_pdf, square
from courseapp.visa_letters.wording import (
    addressee,
    cost_lines,
    days_said,
    event_lines,
    greeting,
    letter_document,
    opening,
    person_lines,
)
from tests.support.pdfs import letters_of, pages_of

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
CODE = "7K3F-9QXM-2ATB-7K3F-9QXM-2ATB-0001"
PERSON = Participant(
    "Tevita Fifita",
    "Ministry of Meteorology, Energy and Climate",
    "Policy officer",
    Passport("P 0012345", "Tonga", date(1990, 3, 5)),
)
VISA = LetterFacts(
    kind=LetterKind.VISA,
    number="ICAP-2027-0007",
    issued_on=date(2027, 3, 1),
    sender=Sender(
        "International Carbon Action Partnership",
        ("Example Institute of Climate Policy",),
        "course@icap.example",
        "Mariana Costa",
        "Head of the secretariat",
    ),
    participant=PERSON,
    event_kind="course",
    event="Emissions trading course 2027",
    starts_on=date(2027, 8, 23),
    ends_on=date(2027, 9, 3),
    venue="Villa Example, Via Esempio 1, Florence, Italy",
    country="Italy",
    host=Host("Example University", "Via Esempio 1\n50100 Florence", "Ms Rossi, host@uni.example"),
    consulate="Suva, Fiji",
    costs=(("Travel", "Paid by the organiser, ICAP"), ("Visa fee", "Paid by the participant")),
    amounts="Lodging for 13 nights, EUR 1,300.",
    extra="The participant returns on 4 September 2027.",
    check_address=f"https://courseapp.example/letter/{CODE}",
    check_page="https://courseapp.example/letter",
    code=CODE,
)
INVITATION = replace(
    VISA, kind=LetterKind.INVITATION, participant=replace(PERSON, passport=Passport())
)


def text_of(facts: LetterFacts, folder: Path) -> str:
    pages = pages_of(letter_pdf(facts, NOW, folder))
    assert len(pages) == 1
    return pages[0]


def test_days_are_said_so_that_nobody_takes_them_for_others() -> None:
    told = days_said(VISA.starts_on, VISA.ends_on)
    assert told == "Monday, 23 August 2027 to Friday, 3 September 2027 (12 days)"
    assert days_said(VISA.starts_on, VISA.starts_on) == "Monday, 23 August 2027"


def test_who_pays_what_is_said_by_name_and_left_out_where_nobody_said() -> None:
    usual = {Cost.MEALS: Payer.HOST, Cost.TRAVEL: Payer.ORGANISER, Cost.LODGING: Payer.EMPLOYER}
    own = {Cost.MEALS: Payer.LEFT_OUT, Cost.VISA_FEE: Payer.PARTICIPANT}
    assert said(merged(usual, own), Payers("ICAP", "", "Ministry")) == (
        ("Travel", "Paid by the organiser, ICAP"),
        ("Lodging", "Paid by the participant’s employer, Ministry"),
        ("Visa fee", "Paid by the participant"),
    )
    assert said(usual, Payers("ICAP"))[2] == ("Meals", "Paid by the host")
    assert said({}, Payers("ICAP")) == ()


def test_what_is_kept_of_costs_that_nobody_knows_any_more_is_left_out() -> None:
    assert read_costs({"meals": "host", "dinner": "host", "travel": "uncle"}) == {
        Cost.MEALS: Payer.HOST
    }


def test_a_letter_for_a_visa_goes_to_the_embassy_and_an_invitation_to_the_person() -> None:
    assert addressee(VISA) == ("To the Embassy or Consulate of Italy", "Suva, Fiji")
    assert addressee(replace(VISA, consulate="")) == ("To whom it may concern",)
    assert addressee(INVITATION)[0] == "Tevita Fifita"
    assert greeting(INVITATION) == "Dear Tevita Fifita,"
    assert "support the application for a visa" in opening(VISA)[0]
    assert "invites you to take part in the course" in opening(INVITATION)[0]


def test_what_is_not_known_is_no_line_at_all() -> None:
    bare = replace(VISA, participant=Participant("Suharto"), host=Host(), costs=(), amounts="")
    document = letter_document(bare, "")
    assert [each["label"] for each in document["person"]] == ["Name"]
    assert [each["label"] for each in document["event"]] == ["Event", "Dates", "Venue"]
    assert document["costs"] == []
    assert list(person_lines(PERSON))[3] == ("Passport number", "P 0012345")
    assert list(event_lines(VISA))[3][1].startswith("Example University\nVia")
    assert list(cost_lines(bare)) == [("Amounts and details", "")]


def test_the_page_says_all_of_it_and_carries_number_and_code(tmp_path: Path) -> None:
    text = text_of(VISA, tmp_path)
    for part in (
        "Letter in support of a visa application",
        "Number ICAP-2027-0007",
        "1 March 2027",
        "Tevita Fifita",
        "P 0012345",
        "5 March 1990",
        "Tonga",
        "Monday, 23 August 2027 to Friday, 3 September 2027",
        "Example University",
        "Paid by the participant",
        "EUR 1,300",
        "Mariana Costa",
        CODE,
        "https://courseapp.example/letter",
    ):
        assert part in text, part
    assert b"pdfuaid" in letter_pdf(VISA, NOW, tmp_path)  # PDF/UA-1: read aloud in its order


def test_an_invitation_says_nothing_of_a_passport(tmp_path: Path) -> None:
    text = text_of(INVITATION, tmp_path)
    assert "Letter of invitation" in text
    assert "P 0012345" not in text
    assert "1990" not in text
    assert "Nationality" not in text


def test_a_preview_has_no_number_no_square_and_says_so(tmp_path: Path) -> None:
    text = text_of(replace(VISA, number="", code="", check_address=""), tmp_path)
    assert "Preview, not issued" in text
    assert "scan the square" not in text


@pytest.mark.parametrize(
    "name",
    [
        "Suharto",
        "María de los Ángeles Concepción Fernández de Córdoba y Álvarez de Toledo Núñez-Regueiro",
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren" * 3,
        "Đặng Thị Ngọc Ánh",
        "Иван Петрович Константинопольский",
        "O’Brien-Ní Ḍḥūmhnaill",
    ],
)
def test_single_and_long_names_stand_whole_on_one_page(name: str, tmp_path: Path) -> None:
    facts = replace(VISA, participant=replace(PERSON, name=name))
    assert name.replace(" ", "") in text_of(facts, tmp_path).replace(" ", "")


def test_an_arabic_name_is_drawn_with_all_its_letters(tmp_path: Path) -> None:
    name = "سارة أحمد عبد الرحمن"
    facts = replace(VISA, participant=Participant(name), extra=name)
    drawn = letters_of(text_of(facts, tmp_path))
    assert all(drawn.count(each) >= 1 for each in letters_of(name))


def test_a_name_that_no_font_can_draw_is_no_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = typesetting._typst().Fonts(include_system_fonts=False)
    monkeypatch.setattr(typesetting, "_fonts", lambda _folder: fonts)
    unknown = replace(VISA, participant=Participant("ሰላማዊት 中文"))
    with pytest.raises(LetterMissing):
        letter_pdf(unknown, NOW, tmp_path)


def test_the_longest_texts_still_fit_on_one_page(tmp_path: Path) -> None:
    long = "A word of some length stands here again and again. "
    full = replace(
        VISA,
        participant=replace(PERSON, organisation=(long * 4)[:200], position=(long * 4)[:200]),
        event=(long * 6)[:300],
        host=Host((long * 4)[:200], (long * 6)[:300], (long * 4)[:200]),
        costs=tuple((f"Cost {number}", (long * 4)[:200]) for number in range(5)),
        amounts=(long * 8)[:400],
        extra=(long * 14)[:700],
    )
    assert "Mariana Costa" in text_of(full, tmp_path)


def test_the_same_letter_is_the_same_octets_and_is_not_kept(tmp_path: Path) -> None:
    assert letter_pdf(VISA, NOW, tmp_path) == letter_pdf(VISA, NOW, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_square_is_drawn_without_any_other_address_in_it() -> None:
    drawn = square(VISA.check_address)
    assert drawn.startswith("<svg")
    assert "courseapp" not in drawn
    assert square("") == ""
