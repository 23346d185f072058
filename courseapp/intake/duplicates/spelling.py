"""Names written so that they can be compared: Latin letters, without accents, nearly by sound.

Cyrillic letters become Latin ones as in the machine-readable zone of passports (ICAO Doc 9303,
part 3, section 6), and so do the Latin letters that have no accent to take away. Greek letters
follow ELOT 743, Georgian and Armenian ones the romanisations of their states.
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
_GREEK = (
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f "
    "χ=ch ψ=ps ω=o"
)
_GEORGIAN = (
    "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k "
    "ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h"
)
_ARMENIAN = (
    "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y "
    "ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f"
)
_LETTERS = str.maketrans(
    {
        pair[0]: pair[2:]  # "ж=zh"
        for pair in f"{_CYRILLIC} {_LATIN} {_GREEK} {_GEORGIAN} {_ARMENIAN}".split()
    }
)
# Two letters that are one sound, before each is read by itself.
_PAIRS = (("ու", "u"), ("ου", "ou"), ("ού", "ou"), ("μπ", "b"), ("γκ", "g"), ("ντ", "nt"))
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
    plain = unicodedata.normalize("NFKC", name[:LONGEST]).casefold()
    for pair, letters in _PAIRS:
        plain = plain.replace(pair, letters)
    spread = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    bare = "".join(c for c in spread if not unicodedata.combining(c)).translate(_LETTERS)
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
