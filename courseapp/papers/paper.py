"""A paper that people keep: a receipt, a summary. What it says, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A label and what stands beside it, in any script; line ends start a paragraph.

    An empty `text` is said as ``Not answered``, unless `note` says why it is empty.
    """

    label: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """Lines under one heading."""

    heading: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class PaperWords:
    """The words of a paper's own, in its language."""

    reference: str = "Receipt number"
    not_answered: str = "Not answered"
    page: str = "Page {number} of {pages}"
    unseen: str = (
        "Some letters cannot be drawn on this paper and are shown as boxes or left out. "
        "They are kept as they were typed."
    )


@dataclass(frozen=True)
class Paper:
    """A paper. `reference` stands on each page; `sender` is whose paper it is.

    `language` is the BCP 47 tag of the words; it also says in which direction the pages run.
    """

    title: str
    reference: str
    sender: str
    subtitle: str = ""
    facts: tuple[Line, ...] = ()
    parts: tuple[Part, ...] = ()
    footer: str = ""
    language: str = "en"
    words: PaperWords = PaperWords()
