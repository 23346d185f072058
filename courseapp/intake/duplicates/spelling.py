"""Names written so that they can be compared: Latin letters, without accents, nearly by sound.

Cyrillic letters become Latin ones as in the machine-readable zone of passports (ICAO Doc 9303,
part 3, section 6), and so do the Latin letters that have no accent to take away.
"""

import re
import unicodedata

LONGEST = 300  # letters of a name that are looked at
_CYRILLIC = (
    "а=a б=b в=v г=g д=d е=e з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f ы=y э=e "
    "ё=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ь= ю=iu я=ia є=ie і=i ї=i ґ=g ў=u "
    "ђ=d ј=j љ=lj њ=nj ћ=c џ=dz ѕ=dz қ=k ғ=g ң=n ү=u ұ=u һ=h ә=a ө=o"
)
_LATIN = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i"
_LETTERS = str.maketrans(
    {pair[0]: pair[2:] for pair in f"{_CYRILLIC} {_LATIN}".split()}  # "ж=zh"
)
# What is written in more than one way, in the order in which it is made one.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("(ou|oo|ue)", "u"),
        ("ae", "a"),
        ("oe", "o"),
        ("(ph)", "f"),
        ("(kh|ck|q)", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("(dj|dzh|zh)", "j"),
        ("y", "i"),
        (r"h(?![aeiou])", ""),
        (r"([^\W\d])\1+", r"\1"),
        (r"(?<=[a-z]{2})i[ij]?e?$", "i"),
    )
)


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in small Latin letters, in their order; initials are left out.

    Other scripts stay as they are written.
    """
    plain = unicodedata.normalize("NFKC", name[:LONGEST]).casefold().translate(_LETTERS)
    bare = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    found = re.findall(r"\w+", "".join(c for c in bare if c not in "'’ʼ`·"))
    return tuple(word for word in found if len(word) > 1 or not word.isascii())


def sound_of(word: str) -> str:
    """Return a word of `words_of` nearly as it sounds: Alexander and Aleksandr differ still."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def sounds_of(name: str) -> frozenset[str]:
    """Return the words of a name as they sound, in no order."""
    return frozenset(map(sound_of, words_of(name)))
