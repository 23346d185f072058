"""The page of an application that asks for modules: one list for each wish, without script."""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Field, Form
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from courseapp.applications.wish_texts import read_wishes, typed_wishes
from courseapp.applications.wishes import Offer
from courseapp.events.facts.module_words import number_word

MOST_WISHES = 40


class WishesField(Field):
    """Modules by rank. Each wish is a list of its own; the first is named ``modules-1``.

    What is kept as typed is one text, see `wishes`; where the form holds that, it is read.
    """

    data: Sequence[str]

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.offered = Offer({}, 0, 0)

    def offer(self, offered: Offer) -> None:
        """Say which modules there are, and how many may be chosen."""
        self.offered = offered

    def name_of(self, rank: int) -> str:
        """Return the name of the list for a wish."""
        return f"{self.name}-{rank}"

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,  # noqa: ARG002 - WTForms' own
    ) -> None:
        """Read the lists, or the one text, whichever the form holds."""
        self.process_errors = []
        given = formdata or {}
        if self.name in given:
            text = str(given[self.name])
        else:
            ranks = range(1, MOST_WISHES + 1)
            text = typed_wishes([str(given.get(self.name_of(rank), "")) for rank in ranks])
        if not formdata and data is not unset_value:
            text = str(data or "")
        self.raw_data, self.data = [text], read_wishes(text)

    @property
    def wishes(self) -> tuple[int, ...]:
        """The ids of the modules in their order; only after they were found valid."""
        return tuple(int(each) for each in self.data if each)

    def chosen(self, rank: int) -> str:
        """Return what stands in the list for a wish; "" for nothing."""
        return self.data[rank - 1] if rank <= len(self.data) else ""


def possible_wishes(form: Form, field: Field) -> None:
    """Refuse modules that there are not, one that is named twice, too many, and too few to send."""
    if not isinstance(field, WishesField):
        raise TypeError(f"{field.name} holds no wishes")
    found = [each for each in field.data if each]
    _refuse_strange(field, found)
    most, least = field.offered.most, field.offered.least
    if len(found) > most:
        raise ValidationError(f"Choose {number_word(most)} at most. You chose {len(found)}.")
    if getattr(form, "sending", False) and len(found) < least:
        raise ValidationError(
            f"Choose {number_word(least)} modules at least. You chose {number_word(len(found))}."
        )


def _refuse_strange(field: WishesField, found: Sequence[str]) -> None:
    titles = field.offered.titles
    if any(each not in titles for each in found):
        raise ValidationError("A module that you chose is not there any more. Choose again.")
    for each in found:
        if found.count(each) > 1:
            raise ValidationError(f"You chose “{titles[each]}” twice. Choose each module once.")
