"""What was taken out of a text and put in, word by word."""

import time

from hypothesis import given
from hypothesis import strategies as st

from courseapp.initiatives.word_marks import Mark, Piece, marked

TEXTS = st.text(st.sampled_from("ab \n"), max_size=60)


def before(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.mark is not Mark.INSERTED)


def after(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if piece.mark is not Mark.DELETED)


def test_only_the_words_that_changed_are_marked() -> None:
    assert marked("three pillars of work", "four pillars of work") == (
        Piece(Mark.DELETED, "three"),
        Piece(Mark.INSERTED, "four"),
        Piece(Mark.SAME, " pillars of work"),
    )


def test_a_text_that_did_not_change_is_one_piece() -> None:
    assert marked("as it was", "as it was") == (Piece(Mark.SAME, "as it was"),)


def test_a_phrase_that_took_the_place_of_another_is_one_piece() -> None:
    assert marked("we meet once a year", "they never met at all") == (
        Piece(Mark.DELETED, "we meet once a year"),
        Piece(Mark.INSERTED, "they never met at all"),
    )


def test_what_was_empty_is_put_in_as_a_whole() -> None:
    assert marked("", "a new text") == (Piece(Mark.INSERTED, "a new text"),)
    assert marked("", "") == ()


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts_again(old: str, new: str) -> None:
    pieces = marked(old, new)
    assert (before(pieces), after(pieces)) == (old, new)
    assert all(piece.text for piece in pieces)


def test_two_long_texts_with_nothing_in_common_take_no_time() -> None:
    old = " ".join(f"old{number}" for number in range(9000))
    new = " ".join(f"new{number}" for number in range(9000))
    began = time.monotonic()
    pieces = marked(old, new)
    assert time.monotonic() - began < 2
    assert [piece.mark for piece in pieces] == [Mark.DELETED, Mark.INSERTED]
    assert (before(pieces), after(pieces)) == (old, new)


def test_a_word_in_a_long_text_is_still_found() -> None:
    words = [f"word{number}" for number in range(9000)]
    changed = [*words[:4000], "other", *words[4001:]]
    pieces = marked(" ".join(words), " ".join(changed))
    assert [piece.text for piece in pieces if piece.mark is not Mark.SAME] == ["word4000", "other"]
