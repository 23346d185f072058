import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.review.conflicts.names import SMALL_WORDS, name_read, same_organisation

MOEFCC = "Ministry of Environment, Forest and Climate Change"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (MOEFCC, "MoEFCC"),
        (MOEFCC, "MEFCC"),
        (MOEFCC, "Ministry of Environment, Forests & Climate Change (MoEFCC)"),
        ("UNDP", "United Nations Development Programme"),
        ("U.N.D.P.", "United Nations Development Programme"),
        ("UNDP – Regional hub", "United Nations Development Programme"),
        ("Ministério do Meio Ambiente", "MINISTERIO DO MEIO AMBIENTE"),
        ("Ministry of the Environment", "Environment Ministry"),
        ("The Energy Institute", "Energy Institute"),
        ("Ministère de l’Environnement", "Ministere de l'environnement"),
        ("清华大学", "清华大学"),
        ("Жасыл даму", "ЖАСЫЛ ДАМУ"),
        ("NEMA", "nema"),
        ("Gesellschaft für Zusammenarbeit (GIZ)", "GIZ"),
    ],
)
def test_two_ways_to_write_one_organisation(first: str, second: str) -> None:
    assert same_organisation(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ministry of Energy", "Ministry of Education"),
        ("Ministry of Environment", "Ministry of Environment and Tourism"),
        ("University", "University"),
        ("Self-employed", "self employed"),
        ("Independent consultant", "Independent consultant"),
        ("n/a", "N/A"),
        ("None", "none"),
        ("", ""),
        ("-", "-"),
        ("University of Nairobi", "University of Dar es Salaam"),
        ("UNEP", "United Nations Development Programme"),
        ("WB", "World Bank"),  # two letters stand for too much
        ("Department of State", "State Department"),
        ("的", "我"),
    ],
)
def test_two_organisations(first: str, second: str) -> None:
    assert not same_organisation(first, second)


def test_the_name_of_the_country_of_both_says_nothing() -> None:
    assert same_organisation("Ministry of Environment of Kenya", "Ministry of Environment", "Kenya")
    assert same_organisation("Ministry of Environment (Kenya)", "Ministry of Environment, Kenya",
                             "Kenya")  # fmt: skip
    assert not same_organisation("Ministry of Environment of Kenya", "Ministry of Environment")
    assert same_organisation("Bank of Kenya", "Bank of Kenya", "")


WORDS = st.sampled_from(
    ["air", "water", "soil", "forest", "climate", "energy", "board", "of", "and"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(NAMES, NAMES)
def test_sameness_does_not_depend_on_who_is_asked_first(first: str, second: str) -> None:
    assert same_organisation(first, second) == same_organisation(second, first)


@given(st.lists(st.sampled_from(["air", "water", "soil", "forest"]), min_size=3, max_size=6))
def test_initials_stand_for_a_name_of_three_words_or_more(words: list[str]) -> None:
    assert same_organisation(" ".join(words), "".join(word[0] for word in words))


@given(NAMES)
def test_case_accents_and_small_words_in_front_make_no_difference(name: str) -> None:
    if set(name.split()) - SMALL_WORDS:
        assert same_organisation(name, f"The {name.upper()}")


@given(st.text(max_size=400), st.text(max_size=40))
def test_whatever_is_typed_is_read(printed: str, country: str) -> None:
    name = name_read(printed, country)
    assert name.means(name) == bool(name.wordings)
