"""The invented people of every example world."""

import unicodedata
from collections import Counter

from courseapp.accounts.rules import canonical_email
from courseapp.countries.zones import known_zone
from courseapp.forms.document.asking import problems, shown
from courseapp.forms.shipped import shipped_form
from courseapp.scenarios.cast import CAST
from courseapp.scenarios.people import answers_of, applicants
from courseapp.scenarios.travelling import ANSWERS
from courseapp.scenarios.written import written_in

SCRIPTS = (
    "ARABIC",
    "ARMENIAN",
    "BENGALI",
    "CJK",
    "CYRILLIC",
    "DEVANAGARI",
    "ETHIOPIC",
    "GEORGIAN",
    "KHMER",
    "LATIN",
    "SINHALA",
    "TAMIL",
    "THAANA",
    "THAI",
)


def _scripts(text: str) -> set[str]:
    return {unicodedata.name(letter).split()[0] for letter in text if letter.isalpha()}


def test_there_are_enough_people_of_enough_countries() -> None:
    assert len(applicants()) == 240
    assert len({each.answers["nationality"] for each in applicants()}) >= 80


def test_they_say_or_keep_their_gender() -> None:
    said = Counter(each.answers["gender"] for each in applicants())
    assert set(said) == {"woman", "man", "not_said"}
    assert min(said.values()) >= 10


def test_their_names_come_in_many_scripts_and_some_have_one_name() -> None:
    written = set().union(*(_scripts(each.answers["full_name"]) for each in applicants()))
    assert written >= set(SCRIPTS)
    single = [each for each in applicants() if len(each.answers["full_name"].split()) == 1]
    assert len(single) >= 4


def test_a_certificate_can_always_be_printed_in_latin_letters() -> None:
    for answers in (each.answers for each in applicants()):
        assert _scripts(answers["certificate_name"]) <= {"LATIN", "MODIFIER"}


def test_no_address_belongs_to_a_real_person_and_none_comes_twice() -> None:
    emails = [each.email for each in applicants()] + [member.email for member in CAST]
    assert len(set(emails)) == len(emails)
    for line in written_in("nominations.yaml"):
        emails += [line["point"]["email"], *(each["email"] for each in line["nominees"])]
    for email in emails:
        assert email == canonical_email(email)
        assert email.isascii()
        assert email.partition("@")[2] in {"example.org", "example.com"}


def test_their_answers_keep_the_limits_of_the_form() -> None:
    answers = [each.answers for each in applicants()]
    answers += [answers_of(member, number) for number, member in enumerate(CAST)]
    form = shipped_form("short")
    for each in answers:
        assert problems(form, {**each, "modules": "-"}, sending=True).keys() == {"modules"}
    assert all(known_zone(each.zone) for each in applicants())


def test_the_travel_details_of_an_example_person_are_complete() -> None:
    texts = {key: text for page in ANSWERS.values() for key, text in page.items()}
    form = shipped_form("logistics")
    assert texts.keys() < {each.key for each in form.questions}
    assert set(ANSWERS) == {each.key for each in form.sections}
    missing = problems(shown(form, texts), texts, sending=True)
    assert missing.keys() == {"passport_name", "passport_country"}  # her own


def test_no_two_give_the_same_reasons() -> None:
    reasons = [each.answers["motivation"] for each in applicants()]
    assert len(set(reasons)) == len(reasons)
