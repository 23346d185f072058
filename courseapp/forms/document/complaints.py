"""What is wrong with an answer, in a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from courseapp.core.translations import current_language, gettext
from courseapp.forms.document.record import said


@dataclass(frozen=True)
class Complaint:
    """A sentence with gaps; apart from what fills them, so that it can be told in any language.

    What fills a gap may be words of the form, by language, or another complaint.
    """

    sentence: str
    gaps: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.told()

    def told(self, *languages: str) -> str:
        """Return it in the language that is spoken; words of the form in the best that it has."""
        wanted = (*languages, current_language())
        gaps = {name: _told(filling, wanted) for name, filling in self.gaps.items()}
        return gettext(self.sentence).format(**gaps)


def complain(sentence: str, **gaps: object) -> Complaint:
    """Return a complaint; what fills a gap is shown as it is."""
    return Complaint(sentence, gaps)


def _told(filling: object, languages: tuple[str, ...]) -> object:
    if isinstance(filling, Mapping):
        return said(filling, *languages)
    return filling.told(*languages) if isinstance(filling, Complaint) else filling
