"""Two applications side by side: each question, both answers in words, and where they differ."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from courseapp.applications.asked import HIDDEN, form_asked
from courseapp.applications.models import Application
from courseapp.forms.document.asking import shown
from courseapp.forms.document.reading import complaint, in_words
from courseapp.forms.document.record import FormDocument, Kind, Question, Visibility

_NEVER_TAKEN = frozenset({Kind.FILE, Kind.STATEMENT, Kind.NOTE})


@dataclass(frozen=True)
class Compared:
    """A question with the answers of both; a hidden one was given and is shown to nobody here.

    `can_choose` tells for each side whether its answer can stand in the other's place.
    """

    key: str
    label: str
    texts: tuple[str, str]
    differs: bool
    can_choose: bool


def side_by_side(
    one: Application, other: Application, hidden: frozenset[str]
) -> Sequence[Compared]:
    """Return all that either was asked, in the order of the first one's form.

    `hidden` are the keys of questions that are sensitive in any version of the form.
    """
    forms = (form_asked(one), form_asked(other))
    asked = [shown(form, each.answers) for form, each in zip(forms, (one, other), strict=True)]
    keys = dict.fromkeys(question.key for form in asked for question in form.questions)
    pairs = (_compared(key, forms, (one, other), hidden) for key in keys)
    return [each for each in pairs if each is not None]


def takable(question: Question | None, from_form: Question | None, text: str) -> bool:
    """Return whether an answer to `from_form` can stand as the answer to `question`."""
    if question is None or from_form is None or question.kind is not from_form.kind:
        return False
    return question.kind not in _NEVER_TAKEN and complaint(question, text) is None


def _compared(
    key: str,
    forms: tuple[FormDocument, FormDocument],
    both: tuple[Application, Application],
    hidden: frozenset[str],
) -> Compared | None:
    asked = (forms[0].by_key.get(key), forms[1].by_key.get(key))
    question = asked[0] or asked[1]
    if question is None:
        return None
    given = (both[0].answers.get(key, ""), both[1].answers.get(key, ""))
    is_hidden = key in hidden or any(map(_is_sensitive, asked))
    told = [
        _told(form, own or question, text, is_hidden)
        for form, own, text in zip(forms, asked, given, strict=True)
    ]
    # Whether two sensitive answers differ would tell something of them.
    differs = any(given) if is_hidden else given[0] != given[1]
    can_choose = takable(*asked, given[1]) and takable(asked[1], asked[0], given[0])
    label = (forms[0] if asked[0] else forms[1]).said(question.label, "")
    return Compared(key, label, (told[0], told[1]), differs, differs and can_choose)


def _is_sensitive(question: Question | None) -> bool:
    return question is not None and question.visibility is Visibility.SENSITIVE


def _told(form: FormDocument, question: Question, text: str, is_hidden: bool) -> str:
    if is_hidden:
        return HIDDEN if text else ""
    return in_words(question, text, *form.languages)


def chosen_answers(
    kept: Application, aside: Application, from_aside: Collection[str]
) -> dict[str, str]:
    """Return the answers of the one that stays, with those that are taken from the other."""
    wanted, source = form_asked(kept).by_key, form_asked(aside).by_key
    answers = dict(kept.answers)
    for key in from_aside:
        text = aside.answers.get(key, "")
        if takable(wanted.get(key), source.get(key), text):
            answers[key] = text
    return {key: text for key, text in answers.items() if text}
