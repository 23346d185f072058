"""Setting a paper: its words made ready, then placed by the template."""

from datetime import datetime
from pathlib import Path
from typing import Any

from courseapp.papers.lettering import breakable, runs_right_to_left, said, tamed
from courseapp.papers.paper import Line, Paper, Part
from courseapp.papers.typesetting import LetterMissing, shared_source, template_source, typeset

RUN_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ps", "ur"})

Plain = dict[str, Any]


def paper_pdf(paper: Paper, made_at: datetime, folder: Path) -> bytes:
    """Return the paper as a PDF of A4 pages. `made_at` is the date in the PDF's own facts.

    The same paper gives the same octets. It is accessible (PDF/UA-1, ISO 14289) wherever there
    is a glyph for each of its letters; else it says that some are missing. `folder` keeps the
    fonts, never the paper.
    """
    source = shared_source() + template_source("paper")
    document = paper_document(paper)
    try:
        return typeset(source, document, made_at, folder, is_accessible=True)
    except LetterMissing:
        return typeset(source, {**document, "unseen": paper.words.unseen}, made_at, folder)


def paper_document(paper: Paper) -> Plain:
    """Return what the template places: each text tame, by paragraphs, with its direction."""
    language = paper.language.partition("-")[0].lower()
    reference, words = _inline(paper.reference), paper.words
    return {
        "title": _inline(paper.title),
        "subtitle": _inline(paper.subtitle),
        "sender": _inline(paper.sender),
        "reference": reference,
        "reference_label": words.reference,
        "short_stamp": f"{words.reference} {reference}",
        "page": words.page.split("{number}")[0],
        "of": words.page.split("{number}")[1].split("{pages}")[0],
        "language": language,
        "from_the_right": language in RUN_FROM_THE_RIGHT,
        "facts": [_line(each, words.not_answered) for each in paper.facts],
        "parts": [_part(each, words.not_answered) for each in paper.parts],
        "footer": _paragraphs(paper.footer),
        "unseen": "",
    }


def _part(part: Part, not_answered: str) -> Plain:
    lines = [_line(each, not_answered) for each in part.lines]
    return {"heading": _inline(part.heading), "lines": lines}


def _line(line: Line, not_answered: str) -> Plain:
    text = _paragraphs(line.text)
    note = line.note or ("" if text else not_answered)
    return {"label": _paragraphs(line.label), "text": text, "note": _inline(note)}


def _paragraphs(text: str) -> list[Plain]:
    """Return the lines that hold something; `apart` says that a blank one stood before."""
    found: list[Plain] = []
    apart = False
    for line in tamed(text).split("\n"):
        told = " ".join(line.split())
        if told:
            turned = runs_right_to_left(told)
            found.append({"text": breakable(told), "turned": turned, "apart": apart})
        apart = not told and bool(found)
    return found


def _inline(text: str) -> str:
    return said(breakable(" ".join(tamed(text).split())))
