"""What a printed name that names nothing may mean: for a person to choose from."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest

from courseapp.countries.names import (
    Country,
    Subdivision,
    all_countries,
    all_subdivisions,
    country,
    folded,
    name_and_place,
    resolve,
    resolve_subdivision,
    spellings,
    subdivision,
    without_kind,
)

_MOST = 3
_READ = 80  # letters of a text; the longest name has about 60
_SHORTEST = 4  # letters; a shorter text looks like too many names
_ALIKE = 0.78  # difflib's ratio: "Chlie" is still Chile, but "Acme" is not Acre
_SAME_WORDS = 0.85  # how much "Virgin Islands" is like the two names that contain it
_MUCH_WORSE = 0.1  # than the best: no use to show
_WORTH_COMPARING = 0.5  # share of common pairs of letters; below it difflib need not look
_COMPARED = 8
_SAY_LITTLE = frozenset(
    {"and", "city", "democratic", "east", "federal", "free", "islands", "new", "north", "of"}
    | {"people", "republic", "s", "saint", "south", "state", "states", "the", "united", "west"}
)


def suggest(text: str) -> tuple[Country | Subdivision, ...]:
    """Return at most three countries or subdivisions that the text may mean, the likeliest first.

    What has this name elsewhere (``Ontario (USA)``), or else what is spelled nearly so (``Germny``)
    and what has these words in its name (``Virgin Islands``). A text that resolves needs no
    suggestion and gets none. Of a long text only the beginning is read.
    """
    printed = text.strip()[:_READ]
    if resolve(printed) or resolve_subdivision(printed):
        return ()
    name, place = name_and_place(printed)
    within = resolve(place)
    codes = _bearers(folded(name)) or _likely(folded(name), within.code if within else "")
    return tuple(_place(code) for code in codes[:_MOST])


def _place(code: str) -> Country | Subdivision:
    return subdivision(code) if "-" in code else country(code)


def _bearers(name: str) -> tuple[str, ...]:
    return _by_name().get(name) or _by_name().get(without_kind(name)) or ()


def _likely(name: str, within: str) -> tuple[str, ...]:
    """Codes, the most alike first; where equal, those in the named country, then countries."""
    if len(name) < _SHORTEST:
        return ()
    alike = dict.fromkeys(_with_words(name), _SAME_WORDS)
    for code, ratio in _spelled_like(name).items():
        alike[code] = max(ratio, alike.get(code, 0))
    enough = max(alike.values(), default=0) - _MUCH_WORSE
    codes = [code for code, ratio in alike.items() if ratio >= enough]
    return tuple(
        sorted(codes, key=lambda code: (-alike[code], code[:2] != within, "-" in code, code))
    )


def _with_words(name: str) -> frozenset[str]:
    """Codes of the few names that have all these words, one of which must mean something."""
    words = set(name.split())
    if words <= _SAY_LITTLE:
        return frozenset()
    codes = frozenset.intersection(*(_by_word().get(word, frozenset()) for word in words))
    return codes if len(codes) <= _MOST else frozenset()


def _spelled_like(name: str) -> Mapping[str, float]:
    matcher = SequenceMatcher(b=name, autojunk=False)
    alike: dict[str, float] = {}
    for spelling, code in _worth_comparing(name):
        matcher.set_seq1(spelling)
        if matcher.real_quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
            alike[code] = max(ratio, alike.get(code, 0))
    return alike


def _worth_comparing(name: str) -> list[tuple[str, str]]:
    """Names that share many pairs of letters; keeps nonsense away from difflib, which is slow."""
    pairs = _pairs(name)
    shared: Counter[int] = Counter()
    for pair in pairs:
        shared.update(_by_pair().get(pair, ()))
    least = _WORTH_COMPARING / 2 * len(pairs)
    sizes = _numbers_of_pairs()
    likeness = {
        index: 2 * count / (len(pairs) + sizes[index])
        for index, count in shared.items()
        if count >= least
    }
    best = nlargest(_COMPARED, likeness, key=lambda index: (likeness[index], -index))
    return [spellings()[index] for index in best if likeness[index] >= _WORTH_COMPARING]


def _pairs(name: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, with a blank before and behind the name."""
    padded = f" {name} "
    return frozenset(padded[start : start + 2] for start in range(len(padded) - 1))


@lru_cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Who has a name: parts before countries, for a country alone would have resolved."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in spellings():
        found[name].add(code)
    return {
        name: tuple(sorted(codes, key=lambda code: ("-" not in code, code)))
        for name, codes in found.items()
    }


@lru_cache
def _by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    places: tuple[Country | Subdivision, ...] = (*all_countries(), *all_subdivisions())
    for each in places:
        for word in folded(each.name).split():
            found[word].add(each.code)
    return {word: frozenset(codes) for word, codes in found.items()}


@lru_cache
def _by_pair() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, (name, _) in enumerate(spellings()):
        for pair in _pairs(name):
            found[pair].append(index)
    return {pair: tuple(indices) for pair, indices in found.items()}


@lru_cache
def _numbers_of_pairs() -> tuple[int, ...]:
    return tuple(len(_pairs(name)) for name, _ in spellings())
