"""A form tried out as an applicant would fill it in; nothing of it is kept anywhere.

What was typed so far travels with the page itself, so that conditions are asked as they will be.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from courseapp.events.models import Event
from courseapp.forms.document.asking import problems, shown
from courseapp.forms.document.complaints import Complaint
from courseapp.forms.document.known import MODULES
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import FormDocument, Option, Question, Section
from courseapp.forms.fields import SectionForm

EXAMPLES = ("1. Example module", "2. Another example module")  # where there is no event yet
LONGEST_SO_FAR = 100_000


@dataclass(frozen=True)
class Trial:
    """A form in one language, with what was typed so far."""

    document: FormDocument
    texts: Mapping[str, str]
    language: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """The pages that are asked, given what was typed."""
        return shown(self.document, self.texts).sections

    @property
    def so_far(self) -> str:
        """What was typed, as one text that `read_so_far` understands."""
        return json.dumps(dict(self.texts), ensure_ascii=False)

    def section(self, key: str) -> Section | None:
        """Return a page that is asked; None for any other."""
        return next((each for each in self.sections if each.key == key), None)

    def beside(self, key: str, by: int) -> Section | None:
        """Return the page after (1) or before (-1) the one with the key; None beyond the ends."""
        keys = [each.key for each in self.sections]
        place = keys.index(key) + by if key in keys else 0
        return self.sections[place] if 0 <= place < len(keys) else None

    def page(self, section: Section) -> SectionForm:
        """Return the page of a section with what was typed into it."""
        form = SectionForm(self.document, section, self.language)
        form.show(self.texts)
        return form

    def typed(self, section: Section, formdata: object) -> "Trial":
        """Return the trial with what was typed into a page now."""
        form = SectionForm(self.document, section, self.language)
        form.read(formdata)
        return replace(self, texts={**self.texts, **form.texts})

    def wrong(self, section: Section, *, sending: bool = False) -> Mapping[str, Complaint]:
        """Return what is wrong on a page by question; with `sending` also what is missing."""
        return problems(replace(self.document, sections=(section,)), self.texts, sending=sending)

    def answered(self, section: Section) -> Sequence[tuple[str, str, str]]:
        """Return key, question and answer in words of each question of a page."""
        return [
            (
                each.key,
                self.document.said(each.label, self.language),
                in_words(each, self.texts.get(each.key, ""), self.language),
            )
            for each in section.questions
        ]


def trial_of(document: FormDocument, event: Event | None, language: str, so_far: str) -> Trial:
    """Return the trial of a form, in the language or in the one it was written in."""
    spoken = language if language in document.languages else document.languages[0]
    return Trial(_with_modules(document, event), read_so_far(document, so_far), spoken)


def look_of(document: FormDocument, event: Event | None, question: Question) -> Any:
    """Return the control of one question, named so that it can stand beside any other form."""
    alone = Section("look", {}, questions=(replace(question, shown_if=()),))
    trial = trial_of(replace(document, sections=(alone,)), event, document.languages[0], "")
    for section in trial.document.sections:
        control = trial.page(section)[question.key]
        control.id = control.name = f"look-{question.key}"
        return control
    return None


def read_so_far(document: FormDocument, text: str) -> Mapping[str, str]:
    """Return what was typed so far; of what is no such text, nothing."""
    try:
        found = json.loads(text) if len(text) <= LONGEST_SO_FAR else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    known = document.by_key
    return {key: each for key, each in found.items() if key in known and isinstance(each, str)}


def _with_modules(document: FormDocument, event: Event | None) -> FormDocument:
    """Offer the modules of the event; a template, which has none, offers two examples."""
    if event is None:
        titles = {str(number): title for number, title in enumerate(EXAMPLES, 1)}
    elif event.modules_max is None:
        titles = {}
    else:
        titles = {str(each.id): f"{each.number}. {each.title}" for each in event.modules}
    sections = (
        replace(section, questions=tuple(_offering(section, titles)))
        for section in document.sections
    )
    return document.with_sections(each for each in sections if each.questions)


def _offering(section: Section, titles: Mapping[str, str]) -> Sequence[Question]:
    options = tuple(Option(key, {"en": title}) for key, title in titles.items())
    return [
        replace(each, options=options, most=each.most or len(options))
        if each.key == MODULES
        else each
        for each in section.questions
        if each.key != MODULES or options
    ]
