"""Which questions lists, filters and exports know: never one that was sensitive once."""

from courseapp.events.models import Event
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.intake.columns import chosen_columns
from courseapp.intake.controls import controls, more_questions
from courseapp.intake.filters import Filters
from courseapp.intake.questionnaire import questionnaire
from courseapp.intake.scope import Scope
from courseapp.intake.sentences import GONE_QUESTION, GONE_TAG, said, sentence
from tests.unit.intake.forms import FIRST, SECOND

FORM = questionnaire({7: (1, FIRST), 9: (2, SECOND)})
SCOPE = Scope(Event(modules=[]), FORM, {3: "strong"}, (), is_judged=False)


def clause(key: str, comparison: Comparison, value: str = "") -> Filters:
    return Filters(answers=(Clause(key, comparison, value),))


def test_a_question_that_is_sensitive_in_any_version_is_left_out_of_all() -> None:
    assert FORM.hidden == {"health", "diet"}
    assert not FORM.hidden & set(FORM.questions)
    assert "hint" not in FORM.questions
    kept = {"gender": "man", "diet": "kosher", "health": "asthma", "unknown": "x"}
    assert FORM.open_answers(kept) == {"gender": "man"}
    assert FORM.words(7, "diet", kept) == ""


def test_texts_for_searching_of_versions_that_asked_it_openly_are_not_searched() -> None:
    assert FORM.overheard == {7}


def test_an_answer_is_told_in_the_words_of_its_own_version() -> None:
    assert FORM.words(7, "gender", {"gender": "other"}) == "Other"
    assert FORM.words(9, "gender", {"gender": "woman"}) == "Female"
    assert FORM.words(None, "gender", {"gender": "woman"}) == ""
    assert FORM.labels["gender"] == "Your gender"
    assert dict(FORM.options("gender")) == {"woman": "Female", "man": "Male", "other": "Other"}


def test_columns_are_the_chosen_ones_with_the_applicant_in_front() -> None:
    keys = [each.key for each in chosen_columns(SCOPE, ["a.years", "a.health", "sent", "nope"])]
    assert keys == ["name", "a.years", "sent"]
    usual = [each.key for each in chosen_columns(SCOPE, [])]
    assert usual == ["name", "country", "type", "tags", "status", "sent"]


def test_conditions_read_as_a_sentence_and_each_can_be_taken_away() -> None:
    filters = Filters(
        country="KE", tags=(3,), answers=(Clause("years", Comparison.AT_LEAST, "3"),), search="cap"
    )
    assert sentence(SCOPE, filters) == (
        "from Kenya, tagged “strong”, “Years in office”: 3 or more and with the words “cap”"
    )
    without = [each.without for each in said(SCOPE, filters)]
    assert without[0] == {"tag": "3", "a.years.least": "3", "search": "cap"}
    assert "tag" not in without[1]
    assert "a.years.least" not in without[2]
    assert sentence(SCOPE, Filters()) == "all applications"


def test_a_condition_on_what_is_not_there_says_so_and_repeats_nothing() -> None:
    assert sentence(SCOPE, Filters(tags=(4,))) == GONE_TAG
    assert sentence(SCOPE, clause("health", Comparison.IS, "asthma")) == GONE_QUESTION
    assert sentence(SCOPE, clause("plan", Comparison.IS, "x")) == GONE_QUESTION
    assert sentence(SCOPE, clause("plan", Comparison.BLANK)) == "“Your plan” not answered"


def test_each_kind_of_question_has_its_control() -> None:
    filters = Filters(
        answers=(
            Clause("gender", Comparison.IS, "other"),
            Clause("years", Comparison.AT_MOST, "9"),
            Clause("health", Comparison.ANSWERED),
        )
    )
    gender, years, plan = controls(SCOPE, filters, "plan")
    assert (gender.value, gender.choices[:3]) == (
        "other",
        (("woman", "Female"), ("man", "Male"), ("other", "Other")),
    )
    assert (years.is_number, years.least, years.most) == (True, "", "9")
    assert [value for value, _ in plan.choices] == ["*", "-"]
    offered = dict(more_questions(SCOPE, filters))
    assert offered["ready"] == "Ready to travel"
    assert not {"gender", "years", "health", "diet", "work_country"} & set(offered)
