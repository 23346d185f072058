"""What is wrong with an answer, in a sentence that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Complaint:
    """A sentence with gaps; apart from what fills them, so that it can be told in any language."""

    sentence: str
    gaps: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence.format(**self.gaps)


def complain(sentence: str, **gaps: object) -> Complaint:
    """Return a complaint; what fills a gap is shown as it is."""
    return Complaint(sentence, gaps)
