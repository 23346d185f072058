"""A PDF is a PDF and nothing else: whole, open, of so many pages, without programs inside."""

from io import BytesIO
from pathlib import Path
from zlib import compress

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pypdf import PdfReader, PdfWriter

from courseapp.files.apart.findings import Finding, Matter, Refusal, Task
from courseapp.files.apart.looking import finding_of
from tests.support.handouts import packed, pptx
from tests.support.uploads import pdf, written_pdf

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {} >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
ARCHIVE = packed({"index.html": "<script>alert(1)</script>"})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "a.pdf"


def found(place: Path, content: bytes, most_pages: int = 50) -> Finding:
    place.write_bytes(content)
    return finding_of(Task(Matter.PDF, str(place), most_pages))


def written_anew(content: bytes, password: str = "", attached: bytes = b"") -> bytes:
    """Return the PDF as pypdf writes it: locked, or with a file inside."""
    writer, target = PdfWriter(clone_from=PdfReader(BytesIO(content))), BytesIO()
    if attached:
        writer.add_attachment("inside.exe", attached)
    if password:
        writer.encrypt("", password, algorithm="RC4-128")
    writer.write(target)
    return target.getvalue()


def with_object(catalog: str = "", page: str = "", *others: str) -> bytes:
    """Return a PDF of one page with more in its catalog, its page, or behind them (from 4 on)."""
    first = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    return written_pdf([first, PAGES, PAGE.format(page), *others])


def with_packed_object(action: bytes) -> bytes:
    """Return a PDF that opens with the action, which lies compressed in an object stream."""
    body = with_object("/OpenAction 5 0 R")
    body = body[: body.index(b"xref")]
    objects = [body.index(f"{number} 0 obj".encode()) for number in (1, 2, 3)]
    objects.append(len(body))
    held = compress(b"5 0 " + action)
    body += b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(
        held
    )
    body += b"\nstream\n" + held + b"\nendstream\nendobj\n"
    table = b"\0\0\0\xff" + b"".join(b"\1" + at.to_bytes(2, "big") + b"\0" for at in objects)
    table += b"\2\0\4\0" + b"\1" + len(body).to_bytes(2, "big") + b"\0"
    start = len(body)
    body += b"6 0 obj\n<< /Type /XRef /Size 7 /Root 1 0 R /W [1 2 1] /Length %d >>" % len(table)
    body += b"\nstream\n" + table + b"\nendstream\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        b"\xef\xbb\xbf" + pdf(),
        pdf() + b"\0\0\r\n\n" * 4000,
        with_object("/OpenAction [3 0 R /Fit] /Names << /Dests << /Names [(a) [3 0 R /Fit]] >> >>"),
        with_object(page="/Annots [<< /Subtype /Link /A << /S /URI /URI (https://x.org) >> >>]"),
        with_object("/AcroForm << /Fields [<< /FT /Sig /T (s) /V << /Type /Sig >> >>] >>"),
        with_object(page="/Trans << /S /Fly >> /Annots [<< /Subtype /Text /Parent 3 0 R >>]"),
    ],
    ids=["plain", "mark", "blanks behind", "opens at a page", "link", "signed", "moves"],
)
def test_an_honest_pdf_is_taken(place: Path, content: bytes) -> None:
    assert found(place, content) == Finding(pages=1)


def test_pages_are_counted_whatever_the_pdf_says_of_itself(place: Path) -> None:
    assert found(place, pdf(pages=50)) == Finding(pages=50)
    assert found(place, pdf(pages=51)) == Finding(51, Refusal.PAGES)
    liar = pdf(pages=51).replace(b"/Count 51", b"/Count 02")
    assert found(place, liar) == Finding(51, Refusal.PAGES)


@pytest.mark.parametrize(
    "content",
    [
        with_object("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        with_object("/OpenAction << /S /J#61vaScript /#4AS (app.alert\\(1\\)) >>"),
        with_object("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", "", "<< /S /GoTo >>"),
        with_object("/OpenAction 4 0 R", "", "<< /S /Launch /F (cmd.exe) >>"),
        with_object("/AA << /WC << /S /SubmitForm /F (https://x.org) >> >>"),
        pdf("an orphan: << /S /Launch >>"),
        with_object(page="/Annots [<< /Subtype /FileAttachment /FS << /F (a.exe) >> >>]"),
        with_object(page="/Annots [<< /A << /S /GoTo /Next [<< /S /GoToE >>] >> >>]"),
        with_object("/AcroForm << /XFA (<xdp/>) /Fields [] >>"),
        with_object(page="/Annots [<< /Subtype /Rich#4dedia >>]"),
        with_object("/Outlines << /First << /Title (a) /A << /S /ImportData /F (x) >> >> >>"),
        written_anew(pdf(), attached=b"MZ"),
    ],
)
def test_a_pdf_with_a_program_or_a_file_inside_is_refused(place: Path, content: bytes) -> None:
    assert found(place, content).refusal is Refusal.PROGRAM


def test_a_program_in_a_packed_object_is_found_too(place: Path) -> None:
    packed_pdf = with_packed_object(b"<< /S /JavaScript /JS (app.alert) >>")
    assert b"/JavaScript" not in packed_pdf
    assert found(place, packed_pdf).refusal is Refusal.PROGRAM
    assert found(place, with_packed_object(b"<< /S /GoTo /D [3 0 R /Fit] >>")) == Finding(pages=1)


def test_a_locked_pdf_is_refused_even_if_anybody_may_open_it(place: Path) -> None:
    assert found(place, written_anew(pdf(), password="secret")).refusal is Refusal.LOCKED


@pytest.mark.parametrize(
    "content",
    [
        ARCHIVE + pdf(),
        pdf() + ARCHIVE,
        pdf(ARCHIVE.decode("latin-1")) if ARCHIVE.isascii() else written_pdf([], ARCHIVE),
        pdf() + pptx() + b"%%EOF",
        pdf() + b"<script>alert(1)</script>",
        pdf() + b"Rar!\x1a\x07\x01\0%%EOF",
        b"<html><script>alert(1)</script>" + pdf(),
        b"GIF89a" + pdf(),
    ],
    ids=["archive before", "behind", "inside", "deck", "html", "rar", "html before", "gif"],
)
def test_a_pdf_that_is_something_else_as_well_is_refused(place: Path, content: bytes) -> None:
    assert found(place, content).refusal is Refusal.DISGUISED


@pytest.mark.parametrize(
    ("at", "mark"), [(257, b"ustar\x0000"), (32769, b"CD001\x01"), (4, b"ftypisom")]
)
def test_a_tape_a_disc_or_a_film_within_a_pdf_is_seen_by_puremagic(
    place: Path, at: int, mark: bytes
) -> None:
    content = bytearray(pdf("x" * 40_000))
    content[at : at + len(mark)] = mark
    assert found(place, bytes(content)).refusal is Refusal.DISGUISED


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-",
        b"%PDF-1.7\n%%EOF\n",
        pdf()[:-100],
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
        written_pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]),
        written_pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] >>"]),
        written_pdf(["<< /Type /Catalog >>"]),
    ],
)
def test_a_broken_pdf_is_refused_and_never_an_error(place: Path, content: bytes) -> None:
    assert found(place, content).refusal is Refusal.DAMAGED


@given(some.binary(max_size=200), some.integers(0, 300), some.booleans())
def test_whatever_the_bytes_are_there_is_an_answer(
    place: Path, noise: bytes, at: int, replaces: bool
) -> None:
    whole = pdf()
    end = at + len(noise) if replaces else at
    assert isinstance(found(place, whole[:at] + noise + whole[end:]), Finding)
