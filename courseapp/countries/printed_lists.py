"""A list of members as a platform prints it: one text with many names."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from courseapp.countries.names import (
    LONGEST_NAME,
    folded,
    resolve,
    resolve_subdivision,
    spellings,
)

# What stays together whatever is inside. A bracket or quote that is never closed is but a letter.
_TOGETHER = (
    r"\((?:[^()\n]++|\([^()\n]*+\))*+\)"
    r'|(?<!\w)"[^"\n]*+"(?!\w)'
    r"|“[^“”\n]*+”"
    r"|„[^„“”\n]*+[“”]"
    r"|«[^«»\n]*+»"
    r"|(?<!\w)‘[^‘\n]*?’(?!\w)"
)
_OPENING = r"(\"“„«‘"
_LINE = re.compile(rf"(?:[^;\n{_OPENING}]++|{_TOGETHER}|[{_OPENING}])++")
_NAME = re.compile(rf"(?:[^,{_OPENING}]++|{_TOGETHER}|[{_OPENING}]|(?<=\d),(?=\d))++")
_WRAPPED = re.compile(r",[ \t]*\r?\n")
_BULLET = re.compile(r"[-–*•·]\s+")
_QUOTED = re.compile(r'"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|‘([^‘]*)’')
_AND = re.compile(r"(?:^|\s)(?:and|&)\s")
_CLOSING = '”“"’»'
_ABBREVIATED = re.compile(r"(?:\b\w\.){2,}$|\b(?:inc|ltd|corp|co)\.$", re.IGNORECASE)
_LEGAL_FORMS = frozenset({"inc", "ltd", "llc", "llp", "plc", "corp", "gmbh"})


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a printed list, in its order and with repeats; empty ones vanish.

    Commas, semicolons and ends of lines divide names, but not inside brackets or quotes, nor in a
    number such as 1,700. Quotes around a name go, and so does the full stop behind the last one.
    A country turned round (``Korea, Republic of``) and a firm (``Acme, Inc.``) stay one name, and
    so does ``California, USA`` where each name has a line of its own; in one line these are two,
    as are ``Chile and Peru``.
    """
    unwrapped = _WRAPPED.sub(", ", _without_full_stop(text))
    lines = [line for line in _LINE.findall(unwrapped) if line.strip()]
    if len(lines) > 1:
        return tuple(name for line in lines for name in _names_of_line(line))
    return tuple(name for line in lines for name in _names(line))


def _names_of_line(line: str) -> Sequence[str]:
    whole = _bare(line)
    return (whole,) if _is_place(whole) else _names(line)


def _names(line: str) -> Sequence[str]:
    bare = (_bare(name) for name in _NAME.findall(line))
    joined = _joined(name for name in bare if re.search(r"\w", name))
    return [place for name in joined for place in _each_place(name)]


def _bare(name: str) -> str:
    stripped = _BULLET.sub("", name.strip(), count=1) if _BULLET.match(name.strip()) else name
    quoted = _QUOTED.fullmatch(stripped.strip())
    return (quoted[quoted.lastindex or 0] if quoted else stripped).strip()


def _without_full_stop(text: str) -> str:
    whole = text.rstrip()
    unquoted = whole.rstrip(_CLOSING)
    if not unquoted.endswith(".") or _ABBREVIATED.search(unquoted[-20:]):
        return whole
    return unquoted[:-1] + whole[len(unquoted) :]


def _joined(names: Iterable[str]) -> Sequence[str]:
    """Put back together what belongs to one name although a comma divides it."""
    joined: list[str] = []
    for name in names:
        if joined and _belongs_behind(name, joined[-1]):
            joined[-1] = f"{joined[-1]}, {name}"
        else:
            joined.append(name)
    return joined


def _belongs_behind(name: str, before: str) -> bool:
    """Return whether two parts are a place together, and not two places each by itself."""
    if _is_place(name) and _is_place(before):
        return False
    together = f"{before}, {name}"
    return _is_legal_form(name) or (_has_known_words(together) and _is_place(together))


def _is_legal_form(name: str) -> bool:
    return folded(name) in _LEGAL_FORMS and not _is_place(name)


def _has_known_words(name: str) -> bool:
    """Return whether it is worth to look the name up; long lists of firms stay quick."""
    return len(name) <= LONGEST_NAME and _known_words().issuperset(folded(name).split())


def _each_place(name: str) -> Sequence[str]:
    """Divide ``Chile and Peru``, and ``and Peru``, but nothing that has "and" in its name."""
    if not _AND.search(name) or _is_place(name):
        return (name,)
    places = [place.strip() for place in _AND.split(name) if place.strip()]
    return places if all(map(_is_place, places)) else (name,)


def _is_place(name: str) -> bool:
    return bool(resolve(name) or resolve_subdivision(name))


@lru_cache
def _known_words() -> frozenset[str]:
    return frozenset(word for spelling, _ in spellings() for word in spelling.split())
