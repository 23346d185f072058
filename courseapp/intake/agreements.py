"""What somebody agreed to, as organisers read it: agreed or not, and to which version."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from courseapp.applications.asked import DELETED, Answered
from courseapp.forms.document import known
from courseapp.forms.document.record import Kind

AGREED, NOT_AGREED = "Agreed", "Did not agree"


def without_consent(told: Iterable[Answered], answers: Mapping[str, str]) -> Iterator[Answered]:
    """Yield the answers with agreements in organisers' words; consent itself is told elsewhere.

    `answers` are as they are kept. What is hidden or deleted stays so.
    """
    for each in told:
        if each.kind is not Kind.STATEMENT:
            yield each
        elif each.name != known.CONSENT:
            yield _in_their_words(each, answers.get(each.name, ""))


def _in_their_words(told: Answered, version: str) -> Answered:
    if told.is_hidden or told.text == DELETED:
        return told
    return replace(told, text=f"{AGREED}, version {version}" if version else NOT_AGREED)
