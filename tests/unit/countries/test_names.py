"""Countries by code and by what people call them."""

import re
from collections import Counter
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseapp.countries.names import (
    Country,
    Subdivision,
    all_countries,
    all_subdivisions,
    choices,
    country,
    country_name,
    folded,
    is_country,
    name_and_place,
    resolve,
    resolve_subdivision,
    spellings,
    subdivision,
)
from courseapp.countries.tables import rows

countries = st.sampled_from(all_countries())


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("UK", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("the United States", "US"),
        ("South Korea", "KR"),
        ("Korea (South)", "KR"),
        ("North Korea", "KP"),
        ("Turkey", "TR"),
        ("Turkiye", "TR"),
        ("Brasil", "BR"),
        ("Vietnam", "VN"),
        ("Viet Nam", "VN"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("The Gambia", "GM"),
        ("St. Lucia", "LC"),
        ("Bolivarian Republic of Venezuela", "VE"),
        ("DR Congo", "CD"),
        ("Congo", "CG"),
        ("Antigua & Barbuda", "AG"),
        ("KEN", "KE"),
        ("KE", "KE"),
        ("Kosovo", "XK"),
        ("The Netherlands", "NL"),
        ("Czech Republic", "CZ"),
        ("Republic of Korea", "KR"),
        ("DPR Korea", "KP"),
        ("United States of America", "US"),
        ("Islamic Republic of Iran", "IR"),
        ("Russian Federation", "RU"),
        ("Russia", "RU"),
        ("Lao People’s Democratic Republic", "LA"),
        ("Lao PDR", "LA"),
        ("Federal Republic of Germany", "DE"),
        ("Swiss Confederation", "CH"),
        ("Republic of the Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Holland", "NL"),
        ("UAE", "AE"),
        ("Swaziland", "SZ"),
        ("Cape Verde", "CV"),
        ("Hong Kong, China", "HK"),
        ("Chinese Taipei", "TW"),
    ],
)
def test_a_country_is_found_by_what_people_call_it(printed: str, code: str) -> None:
    found = resolve(printed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Korea, Republic of", "KR"),
        ("Korea (the Republic of)", "KR"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo (the Democratic Republic of the)", "CD"),
        ("Bolivia, Plurinational State of", "BO"),
        ("Bahamas (the)", "BS"),
        ("Gambia, The", "GM"),
        ("Iran, Islamic Republic of", "IR"),
        ("Micronesia, Federated States of", "FM"),
        ("Moldova, Republic of", "MD"),
        ("Palestine, State of", "PS"),
        ("Tanzania, United Republic of", "TZ"),
        ("Taiwan, Province of China", "TW"),
        ("Virgin Islands, U.S.", "VI"),
        ("Virgin Islands (British)", "VG"),
        ("Saint Helena, Ascension and Tristan da Cunha", "SH"),
        ("Falkland Islands (the) [Malvinas]", "FK"),
        ("Egypt, Arab Rep.", "EG"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("Myanmar (Burma)", "MM"),
        ("United Kingdom (UK)", "GB"),
    ],
)
def test_a_country_is_found_by_its_name_turned_round_or_given_twice(
    printed: str, code: str
) -> None:
    assert resolve(printed) == country(code)


@pytest.mark.parametrize(
    "printed",
    [
        *("", "   ", "Atlantis", "ke", "no", "Ontario", "Georgia (USA)", "🌍"),
        *("EU", "European Union", "Scotland", "England", "Africa", "Republic of", "()", ",", "(,)"),
        *("Turkey (Germany)", "Republic of Germany, France", "Germany" + " " * 200 + "x"),
    ],
)
def test_what_names_no_country_finds_none(printed: str) -> None:
    assert resolve(printed) is None


@given(countries, st.sampled_from([str.upper, str.lower, str.title, str]))
def test_a_name_finds_its_country_in_any_case_and_with_spaces(
    each: Country, spelled: Callable[[str], str]
) -> None:
    found = resolve(f"  {spelled(each.name)} ")
    assert found is not None
    assert found.name == each.name


@given(countries)
def test_both_codes_and_the_name_without_accents_find_the_country(each: Country) -> None:
    assert resolve(each.code) == resolve(each.alpha3) == resolve(folded(each.name)) == each


def test_every_country_is_found_by_its_codes_its_name_and_its_name_in_full() -> None:
    for each in all_countries():
        assert resolve(each.code) == resolve(each.alpha3) == resolve(each.name) == each
    for row in rows("official_names.csv"):
        assert resolve(row["name"]) == country(row["alpha2"])
    assert len([each for each in all_countries() if each.code != "XK"]) == 249


@given(st.text())
def test_any_text_can_be_looked_up_and_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert resolve(text) is None or is_country(getattr(resolve(text), "code", ""))


@pytest.mark.parametrize("text", ["℠", "The the Gambia", "the", "St. & st", "ẞ İ ﬁ", "ᾳ"])
def test_odd_letters_and_words_are_folded_once_and_for_all(text: str) -> None:
    assert folded(folded(text)) == folded(text) != ""


def test_the_list_to_choose_from_is_whole_and_in_order() -> None:
    names = [folded(each.name) for each in all_countries()]
    assert names == sorted(names)
    assert len(choices()) == len(set(choices())) == 250
    assert ("CI", "Côte d'Ivoire") in choices()


def test_accents_do_not_send_a_country_to_the_end_of_the_list() -> None:
    order = [each.code for each in all_countries()]
    assert order.index("AF") < order.index("AX") < order.index("AL")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        country("ZZ")
    assert not is_country("ZZ")
    assert not is_country("de")


def test_no_code_has_no_name() -> None:
    assert country_name(None) == ""
    assert country_name("TR") == "Türkiye"


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Arizona (USA)", "US-AZ"),
        ("Quebec (Canada)", "CA-QC"),
        ("Québec (Canada)", "CA-QC"),
        ("QUEBEC, Canada", "CA-QC"),
        ("Québec", "CA-QC"),
        ("California, USA", "US-CA"),
        ("California (United States of America)", "US-CA"),
        ("Georgia (USA)", "US-GA"),
        ("Tokyo Metropolitan Government (Japan)", "JP-13"),
        ("Aichi Prefecture", "JP-23"),
        ("Ontario (Canada)", "CA-ON"),
        ("Province of Ontario", "CA-ON"),
        ("State of São Paulo, Brazil", "BR-SP"),
        ("Estado de Jalisco", "MX-JAL"),
        ("Estado de México", "MX-MEX"),
        ("Bayern", "DE-BY"),
        ("Catalunya", "ES-CT"),
        ("Euskadi (Spain)", "ES-PV"),
        ("Wallonie", "BE-WAL"),
        ("Scotland (UK)", "GB-SCT"),
        ("Wales", "GB-WLS"),
        ("Washington", "US-WA"),
        ("Washington, D.C.", "US-DC"),
        ("Washington, D.C. (USA)", "US-DC"),
        ("Free State", "ZA-FS"),
        ("Niger State, Nigeria", "NG-NI"),
        ("Punjab (India)", "IN-PB"),
        ("Punjab (Pakistan)", "PK-PB"),
        ("CA-QC", "CA-QC"),
        ("IN-OR", "IN-OD"),
    ],
)
def test_a_part_of_a_country_is_found_by_name_with_or_without_its_country(
    printed: str, code: str
) -> None:
    assert resolve_subdivision(printed) == subdivision(code)


def test_a_part_is_not_found_in_the_wrong_country() -> None:
    assert resolve_subdivision("Ontario (USA)") is None
    assert resolve_subdivision("Ontario, USA") is None


@pytest.mark.parametrize(
    "printed", ["Georgia", "Niger", "Punjab", "Amazonas", "Córdoba", "Mexico", "ca-qc", "", "State"]
)
def test_a_name_that_means_a_country_or_several_parts_is_no_part_by_itself(printed: str) -> None:
    assert resolve_subdivision(printed) is None


@given(st.sampled_from(all_subdivisions()), st.sampled_from([" ({})", ", {}", ",{}"]))
def test_every_part_is_found_with_each_name_and_code_of_its_country(
    part: Subdivision, form: str
) -> None:
    parent = country(part.country_code)
    for within in (parent.name, parent.code, parent.alpha3, parent.name.upper()):
        assert resolve_subdivision(part.name + form.format(within)) == part
    assert resolve_subdivision(part.code) == part


def test_every_alias_leads_where_its_row_says() -> None:
    for row in rows("aliases.csv"):
        assert resolve(row["alias"]) == country(row["alpha2"])
    for row in rows("subdivisions.csv"):
        for alias in filter(None, row["alias"].split(";")):
            parent = country_name(row["code"][:2])
            assert resolve_subdivision(f"{alias} ({parent})") == subdivision(row["code"])


def test_no_name_of_a_country_is_written_twice_or_means_two() -> None:
    written = [folded(each.name) for each in all_countries()]
    written += [folded(row["name"]) for row in rows("official_names.csv")]
    written += [folded(row["alias"]) for row in rows("aliases.csv")]
    assert [name for name, times in Counter(written).items() if times > 1] == []


def test_no_name_of_a_part_is_written_twice_or_means_two_in_one_country() -> None:
    written = [
        (row["code"][:2], folded(name))
        for row in rows("subdivisions.csv")
        for name in (row["name"], *filter(None, row["alias"].split(";")))
    ]
    assert [name for name, times in Counter(written).items() if times > 1] == []


def test_no_spelling_means_both_a_country_and_a_part_of_one() -> None:
    for name, _ in spellings():
        assert resolve(name) is None or resolve_subdivision(name) is None


def test_each_code_of_a_part_stands_once_under_a_country_we_know() -> None:
    codes = [row["code"] for row in rows("subdivisions.csv")]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", code) for code in codes)
    assert all(is_country(each.country_code) for each in all_subdivisions())


@pytest.mark.parametrize(
    ("within", "parts"),
    [
        *(("US", 51), ("CA", 13), ("MX", 32), ("BR", 27), ("AU", 8), ("DE", 16), ("ES", 19)),
        *(("IT", 20), ("CH", 26), ("BE", 3), ("GB", 4), ("JP", 47), ("CN", 31), ("IN", 36)),
        *(("KR", 17), ("ZA", 9), ("AR", 24), ("NG", 37), ("AT", 9), ("FR", 13), ("PL", 16)),
    ],
)
def test_all_parts_of_a_country_are_listed(within: str, parts: int) -> None:
    assert sum(each.country_code == within for each in all_subdivisions()) == parts


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Australia, Denmark, France, Germany, Greece, Ireland", "AU DK FR DE GR IE"),
        ("Italy, Netherlands, Portugal, Spain, UK, Norway", "IT NL PT ES GB NO"),
        ("Switzerland, USA, Canada, Mexico, Australia", "CH US CA MX AU"),
        ("New Zealand, Japan, Kazakhstan, South Korea, Ukraine", "NZ JP KZ KR UA"),
        ("Mexico, Colombia, Costa Rica, China, Turkey, Chile", "MX CO CR CN TR CL"),
        ("Brazil, Belgium, Thailand, Portugal, Sweden", "BR BE TH PT SE"),
    ],
)
def test_the_33_national_members_that_icap_prints_are_found(printed: str, codes: str) -> None:
    found = [resolve(name) for name in printed.split(", ")]
    assert found == [country(code) for code in codes.split()]
    assert all(resolve_subdivision(name) is None for name in printed.split(", "))


def test_the_19_regional_members_that_icap_prints_are_found_but_for_the_wrong_one() -> None:
    printed = [
        ("Arizona (USA)", "US-AZ"),
        ("Maine (USA)", "US-ME"),
        ("Maryland (USA)", "US-MD"),
        ("Massachusetts (USA)", "US-MA"),
        ("New York (USA)", "US-NY"),
        ("Vermont (USA)", "US-VT"),
        ("British Columbia (Canada)", "CA-BC"),
        ("California (USA)", "US-CA"),
        ("Manitoba (Canada)", "CA-MB"),
        ("Ontario (Canada)", "CA-ON"),
        ("Nova Scotia (Canada)", "CA-NS"),
        ("Québec (Canada)", "CA-QC"),
        ("Arizona (USA)", "US-AZ"),
        ("New Jersey (USA)", "US-NJ"),
        ("New Mexico (USA)", "US-NM"),
        ("Ontario (USA)", None),
        ("Oregon (USA)", "US-OR"),
        ("Washington (USA)", "US-WA"),
        ("Tokyo Metropolitan Government (Japan)", "JP-13"),
    ]
    assert len(printed) == 19
    for name, code in printed:
        assert resolve_subdivision(name) == (subdivision(code) if code else None)
        assert resolve(name) is None


def test_a_name_and_the_place_it_is_in_are_told_apart() -> None:
    assert name_and_place("Arizona (USA)") == ("Arizona", "USA")
    assert name_and_place("Washington, D.C., USA") == ("Washington, D.C.", "USA")
    assert name_and_place(" Arizona ") == ("Arizona", "")
    assert name_and_place(" Arizona ( USA ) ") == ("Arizona", "USA")
    assert name_and_place("(USA)") == ("(USA)", "")
    assert name_and_place("Beni (Bolivia (Plurinational State of))") == (
        "Beni",
        "Bolivia (Plurinational State of)",
    )


def test_a_text_of_megabytes_names_nothing_and_costs_nothing() -> None:
    begun = perf_counter()
    assert resolve("Germany, " * 250_000) is None
    assert resolve_subdivision("Ontario (" * 250_000) is None
    assert perf_counter() - begun < 1
