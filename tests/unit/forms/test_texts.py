"""The texts of a form with their places, and the plain form in which it is kept."""

import json
from itertools import islice

import yaml
from hypothesis import given, settings

from courseapp.forms.document.record import FormDocument
from courseapp.forms.document.texts import (
    Place,
    missing_in,
    texts_of,
    with_language,
    with_texts,
    without_language,
)
from courseapp.forms.document.writing import from_plain, to_plain
from courseapp.forms.shipped import OFFICIALS, shipped_form
from tests.unit.forms.documents import documents


@settings(max_examples=15)
@given(documents())
def test_a_form_is_the_same_after_json_and_yaml(document: FormDocument) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(document)))) == document
    assert from_plain(yaml.safe_load(yaml.safe_dump(to_plain(document)))) == document


@settings(max_examples=40)
@given(documents())
def test_a_text_is_written_where_it_was_read(document: FormDocument) -> None:
    for place, texts in islice(texts_of(document), 8):
        assert Place.of(str(place)) == place
        for language, text in texts.items():
            assert with_texts(document, language, {place: text}) == document
            other = with_texts(document, language, {place: text + "!"})
            assert dict(texts_of(other))[place][language] == text + "!"
            assert with_texts(other, language, {place: text}) == document


@given(documents())
def test_a_language_that_comes_and_goes_leaves_nothing(document: FormDocument) -> None:
    swahili = with_language(document, "sw")
    places = missing_in(swahili, "sw")
    assert len(places) == len(list(texts_of(document)))
    written = with_texts(swahili, "sw", dict.fromkeys(places, "neno"))
    assert missing_in(written, "sw") == ()
    assert without_language(written, "sw") == document


def test_the_first_language_stays() -> None:
    form = shipped_form(OFFICIALS)
    assert without_language(form, "en") == form
    assert without_language(form, "de") == form
