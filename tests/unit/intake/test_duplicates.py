"""Who could be the same person: by name in any script and order, by address, by birth."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.intake.duplicates.scoring import Applicant, Reason, compared, suggestions
from courseapp.intake.duplicates.spelling import sounds_of, words_of


def applicant(
    number: int, name: str, email: str = "", *, latin: str = "", country: str = "", born: str = ""
) -> Applicant:
    names = tuple(filter(None, (name, latin)))
    countries = frozenset({country} - {""})
    return Applicant(number, email or f"p{number}@x.org", names, countries, born)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Yusuf", "YUSUF, Amina"),
        ("José Núñez", "Jose Nunez"),
        ("Иван Петров", "Ivan Petrov"),
        ("Юлия Щербакова", "Iuliia Shcherbakova"),
        ("Юлия Ким", "Yulia Kim"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("Ελένη Αλεξίου", "Eleni Alexiou"),
        ("გიორგი ბერიძე", "Giorgi Beridze"),
        ("Արամ Պետրոսյան", "Aram Petrosyan"),
        ("Անի Սարգսյան", "Ani Sargsyan"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Jürgen Müller", "Jurgen Muller"),
        ("Sione Tu'ipulotu", "Sione Tu\u2019ipulotu"),
        ("Mohammed Q. Ahmed", "Mohamed Ahmed"),
        ("Ana María García López", "Ana Garcia Lopez"),
        ("王小明", "王小明"),
    ],
)
def test_the_same_name_is_seen_in_other_letters_and_orders(one: str, other: str) -> None:
    assert Reason.NAME in compared(applicant(1, one), applicant(2, other)).reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Yusuf", "Amina Yunis"),
        ("Amina", "Amina Yusuf"),  # one word says too little
        ("Ivan Petrov", "Petr Ivanov"),
        ("王小明", "王小红"),
        ("", ""),
    ],
)
def test_other_names_are_not_the_same(one: str, other: str) -> None:
    assert Reason.NAME not in compared(applicant(1, one), applicant(2, other)).reasons


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("محمد السيد", "Mohamed El-Sayed"),
        ("محمد السيد", "Muhammad Elsayed"),
        ("أحمد عبد الرحمن", "Ahmad Abdel Rahman"),
        ("فاطمة الزهراء بن علي", "Fatima Zahra Ben Ali"),
        ("عبد الرحمن صالح", "Abdulrahman Saleh"),
        ("جمال خليل", "Gamal Khalil"),
        ("جمال خليل", "Jamal Khaleel"),
        ("عثمان قاسم", "Othman Qasem"),
        ("شیرین رضایی", "Shirin Rezaei"),
    ],
)
def test_a_name_in_arabic_letters_is_suggested_beside_a_latin_one_with_the_country(
    arabic: str, latin: str
) -> None:
    one, other = applicant(1, arabic, country="EG"), applicant(2, latin, country="EG")
    assert Reason.CONSONANTS in compared(one, other).reasons
    assert found(one, other) == [(1, 2)]
    assert found(one, applicant(2, latin, country="MA")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد السيد", "Ahmed Elsayed"),
        ("محمد", "Mohamed Salem"),
        ("فاطمة علي", "Khadija Ali"),
        ("Mahmud Said", "Mohamed Saad"),  # both in Latin letters: they differ as they stand
    ],
)
def test_other_names_are_other_names_by_their_consonants_too(one: str, other: str) -> None:
    assert Reason.CONSONANTS not in compared(applicant(1, one), applicant(2, other)).reasons


def found(*applicants: Applicant) -> list[tuple[int, int]]:
    return [(each.first, each.second) for each in suggestions(applicants)]


def test_the_latin_spelling_that_she_gave_counts() -> None:
    one = applicant(1, "王小明", latin="Wang Xiaoming")
    assert found(one, applicant(2, "Xiaoming WANG")) == [(1, 2)]


def test_the_same_address_elsewhere_counts_with_the_country_and_offices_do_not() -> None:
    pair = (
        applicant(1, "A. Yusuf", "amina.yusuf@env.go.ke", country="KE"),
        applicant(2, "Amina", "aminayusuf+course@gmail.com", country="KE"),
    )
    assert found(*pair) == [(1, 2)]
    offices = (
        applicant(1, "Amina Yusuf", "info@env.go.ke", country="KE"),
        applicant(2, "John Otieno", "info@mof.go.ke", country="KE"),
    )
    assert found(*offices) == []


def test_birth_country_and_one_name_are_enough_and_another_birth_year_speaks_against() -> None:
    full = applicant(1, "Tevita Fonua", country="TO", born="1980")
    assert found(full, applicant(2, "Tevita", country="TO", born="1980")) == [(1, 2)]
    assert found(full, applicant(2, "Tevita", country="TO", born="1991")) == []
    assert found(applicant(1, "Ann Lee"), applicant(2, "Lee Ann")) == [(1, 2)]
    assert found(applicant(1, "Ann Lee", born="1980"), applicant(2, "Lee Ann", born="1991")) == []


@given(st.text(max_size=60))
def test_any_text_is_a_name(text: str) -> None:
    assert sounds_of(text) == sounds_of(" ".join(reversed(words_of(text))))
    assert words_of(text.upper().lower()) is not None


@given(st.lists(st.sampled_from(["Ann Lee", "Lee Ann", "Bo Ek", "Иван Ли", "Ivan Li"]), max_size=8))
def test_grouping_finds_what_comparing_every_pair_finds(names: list[str]) -> None:
    people = [applicant(number, name) for number, name in enumerate(names)]
    every = {
        (a.id, b.id) for a in people for b in people if a.id < b.id and compared(a, b).points >= 3
    }
    assert set(found(*people)) == every


def test_five_thousand_are_not_compared_each_with_each() -> None:
    people = [applicant(number, f"Given{number} Name{number}") for number in range(4_000)]
    people += [applicant(number, "Maria Silva") for number in range(4_000, 5_000)]
    began = process_time()
    pairs = suggestions(people)
    assert process_time() - began < 5
    assert len(pairs) == 999  # neighbours
