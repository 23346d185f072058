"""Names in Arabic letters beside names in Latin ones, by their consonants.

Arabic writes no short vowels, and everybody spells Muhammad, Mohamed and Mehmet as she likes. So
only what both scripts write is compared: consonants that are told apart in Latin letters too. That
says less than a name, and Mahmoud Said looks like Mohamed Elsayed; see `scoring`.
"""

import re
import unicodedata
from collections.abc import Iterator

from courseapp.intake.duplicates.spelling import sound_of, words_of

# Without alif, waw, ya, ayn, hamza and every h, which Latin spellings write or leave out; what is
# said as d here and as z there is one.
_ARABIC = str.maketrans(
    {
        **dict(zip("بپتثجچخدذرزژس", "bpttgckddrdds", strict=True)),
        **dict(zip("شصضطظغفقكکگلمن", "ssdtdgfkkkglmn", strict=True)),
        **dict.fromkeys("اأإآٱىيیئوؤعءةحهھـ", ""),
    }
)
_LETTERS_OF_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_ARTICLE = re.compile(r"^(?:ال)(?=\w{2})")
_LATIN_ARTICLE = re.compile(r"^[ae]l(?=[^aeiou]\w)")
_ARTICLES = frozenset({"al", "el", "ul", "as", "es", "ash", "ad", "ed", "an", "en", "ar", "er"})
_SERVANT = re.compile(r"^abd(?:[aeiou]+l)?(?=\w{3}|$)")  # Abd, Abdel; Abdelrahman is two words
# As it sounds in Latin letters (see `sound_of`), with what Arabic does not tell apart made one.
_SAME = str.maketrans({"j": "g", "z": "d", "y": "", "v": "", "h": "", **dict.fromkeys("aeiou", "")})
SHORTEST = 2  # consonants; fewer stand in too many names


def is_arabic(name: str) -> bool:
    """Return whether a name is written in letters of Arabic, Persian or Urdu."""
    return _LETTERS_OF_ARABIC.search(name) is not None


def consonants_of(name: str) -> frozenset[str]:
    """Return the consonants of each word of a name, without articles, in no order."""
    found = _of_arabic(name) if is_arabic(name) else _of_latin(name)
    return frozenset(word for word in found if len(word) >= SHORTEST)


def _of_arabic(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", name)
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    for word in re.findall(r"\w+", bare):
        yield _ARTICLE.sub("", word).translate(_ARABIC)


def _of_latin(name: str) -> Iterator[str]:
    for word in words_of(name):
        if word not in _ARTICLES:
            rest = _SERVANT.sub("", word)
            yield from ("bd",) if rest != word else ()
            yield sound_of(_LATIN_ARTICLE.sub("", rest)).translate(_SAME)
