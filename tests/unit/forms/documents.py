"""Forms of every shape, for properties that hold of all of them.

A form is made of one number: hypothesis drawing each of its hundred settings would take long.
"""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from courseapp.forms.document.conditions import Clause, Comparison, Condition
from courseapp.forms.document.record import (
    Column,
    FormDocument,
    Kind,
    Need,
    Option,
    Question,
    Section,
    Texts,
    Visibility,
)

LANGUAGES = ("en", "fr", "es", "ar", "pt-BR")
CELLS = (Kind.LINE, Kind.NUMBER, Kind.DATE, Kind.COUNTRY)
WORDS = (
    "Name",
    "yes",
    "no",
    "null",
    "12",
    "2027-03-03",
    "a: b",
    "- c",
    "#",
    "“ü”",
    "اسم",
    "名前",
)

PARAGRAPHS = (*WORDS, "a\nb", "a: 'b'\n\n- \"c\"")

Thing = TypeVar("Thing")


def documents() -> st.SearchStrategy[FormDocument]:
    """A form of up to four sections; each condition asks for what came before."""
    return st.integers(0, 2**32).map(lambda seed: _Maker(Random(seed)).document())


class _Maker:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.languages = tuple(chance.sample(LANGUAGES, chance.randint(1, 4)))
        self.asked: list[str] = []

    def document(self) -> FormDocument:
        sections = tuple(self.section(f"part_{n}") for n in range(self.chance.randint(0, 4)))
        return FormDocument(self.texts(1), self.languages, sections)

    def section(self, key: str) -> Section:
        shown_if = self.condition()
        questions = tuple(self.question() for _ in range(self.chance.randint(0, 4)))
        return Section(key, self.texts(1), self.texts(), questions, shown_if)

    def question(self) -> Question:
        one_of, maybe = self.chance.choice, self.count
        key = f"q{len(self.asked)}_{self.chance.randint(0, 99)}"
        items = self.some([f"item_{n}" for n in range(5)])
        made = Question(
            key,
            one_of(list(Kind)),
            self.texts(1),
            help=self.texts(),
            missing=self.texts(),
            need=one_of(list(Need)),
            needed_if=self.condition(),
            shown_if=self.condition(),
            options=tuple(Option(each, self.texts(), one_of([True, False])) for each in items),
            columns=tuple(Column(each, self.texts(), one_of(CELLS)) for each in items),
            least=maybe(),
            most=maybe(),
            words=maybe(),
            low=self.texts(),
            high=self.texts(),
            statement=self.texts(),
            statement_version=one_of(["", *WORDS]),
            due=one_of(["", "+7d"]),
            visibility=one_of(list(Visibility)),
            is_personal=one_of([True, False]),
            kept_days=maybe(),
            kept_until=one_of([None, date(2027, 3, 3)]),
        )
        self.asked.append(key)
        return made

    def condition(self) -> Condition:
        if not self.asked:
            return ()
        groups = self.chance.choice([0, 0, 1, 2])
        return tuple(
            tuple(self.clause() for _ in range(self.chance.randint(1, 3))) for _ in range(groups)
        )

    def clause(self) -> Clause:
        one_of = self.chance.choice
        return Clause(one_of(self.asked), one_of(list(Comparison)), one_of(["", *WORDS]))

    def texts(self, least: int = 0) -> Texts:
        tags = self.some(self.languages, least)
        return {tag: self.chance.choice(PARAGRAPHS) for tag in tags}

    def some(self, things: Sequence[Thing], least: int = 0) -> list[Thing]:
        return self.chance.sample(things, self.chance.randint(least, len(things)))

    def count(self) -> int | None:
        return self.chance.choice([None, 0, 1, 2, 40])
