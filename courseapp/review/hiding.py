"""What anonymous reviewing takes out of an application: whole answers, and words in the others.

Plain: no database. What applicants tell about themselves in other words stays; see the settings.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from courseapp.applications.asked import Answered
from courseapp.countries.names import country_name, folded
from courseapp.forms.document import known
from courseapp.forms.document.record import Kind
from courseapp.review.rules import Trait

NOT_SHOWN = "Not shown: reviewing is anonymous"
BLACK = "\N{FULL BLOCK}" * 3
SHORTEST_WORD = 3  # shorter parts of a name would black out ordinary words
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+|(?:https?://|www\.)\S+", re.IGNORECASE)
_WORD = re.compile(r"\w+")

# Questions that tell a trait, by their keys; and kinds of answer that do, whatever was asked.
KEYS: Mapping[Trait, frozenset[str]] = MappingProxyType(
    {
        Trait.NAMES: frozenset(
            {
                *(known.FULL_NAME, known.CERTIFICATE_NAME, "given_name", "family_name"),
                *("latin_name", "title", known.SUPERVISOR_NAME, known.SUPERVISOR_EMAIL),
            }
        ),
        Trait.GENDER: frozenset({known.GENDER, "title"}),
        Trait.COUNTRY: frozenset({known.NATIONALITY, known.WORK_COUNTRY, known.SEAT_COUNTRY}),
        Trait.ORGANISATION: frozenset({known.ORGANISATION, "unit", known.SUPERVISOR_EMAIL}),
    }
)
KINDS: Mapping[Trait, frozenset[Kind]] = MappingProxyType(
    {
        Trait.NAMES: frozenset({Kind.EMAIL, Kind.PHONE, Kind.LINK}),
        Trait.GENDER: frozenset(),
        Trait.COUNTRY: frozenset({Kind.COUNTRY, Kind.COUNTRIES, Kind.PHONE}),
        Trait.ORGANISATION: frozenset({Kind.EMAIL, Kind.LINK}),
    }
)


@dataclass(frozen=True)
class Known:
    """What is known of an applicant by which free texts could give her away."""

    names: tuple[str, ...] = ()
    countries: tuple[str | None, ...] = ()  # ISO 3166-1 alpha-2
    organisations: tuple[str, ...] = ()


def hidden_answers(
    answers: Iterable[Answered], hidden: frozenset[Trait], who: Known
) -> tuple[Answered, ...]:
    """Return the answers without what is hidden: whole ones, files, and words in free texts."""
    if not hidden:
        return tuple(answers)
    words = tuple(_words(hidden, who))
    return tuple(_hidden(each, hidden, words) for each in answers)


def tells(answer: Answered, hidden: frozenset[Trait]) -> bool:
    """Return whether the whole answer is hidden. Files are: nobody can look into all of them."""
    if answer.kind is Kind.FILE:
        return bool(hidden)
    return any(answer.name in KEYS[each] or answer.kind in KINDS[each] for each in hidden)


def blackened(text: str, words: Sequence[str]) -> str:
    """Return the text with each of the words blacked out, in whatever case and with any accents."""
    found = list(_WORD.finditer(text))
    plain = [folded(each[0]) for each in found]
    spans = [span for each in words for span in _spans(plain, each.split())]
    for first, last in sorted(_together(spans), reverse=True):
        text = text[: found[first].start()] + BLACK + text[found[last].end() :]
    return text


def _hidden(answer: Answered, hidden: frozenset[Trait], words: Sequence[str]) -> Answered:
    if not answer.text or answer.is_hidden:
        return answer
    if tells(answer, hidden):
        return replace(answer, text=NOT_SHOWN, is_hidden=True)
    text = answer.text
    if hidden & {Trait.NAMES, Trait.ORGANISATION}:
        text = _ADDRESS.sub(BLACK, text)
    return replace(answer, text=blackened(text, words))


def _words(hidden: frozenset[Trait], who: Known) -> Iterator[str]:
    """Yield, folded, what is blacked out wherever it stands."""
    if Trait.NAMES in hidden:
        for name in who.names:
            yield from (part for part in folded(name).split() if len(part) >= SHORTEST_WORD)
    if Trait.COUNTRY in hidden:
        yield from (folded(country_name(code)) for code in who.countries if code)
    if Trait.ORGANISATION in hidden:
        yield from (folded(name) for name in who.organisations if name)


def _spans(words: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of each place where the wanted words stand, one after the other."""
    number = len(wanted)
    for place in range(len(words) - number + 1):
        if number and list(words[place : place + number]) == list(wanted):
            yield place, place + number - 1


def _together(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with those that touch or overlap made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
