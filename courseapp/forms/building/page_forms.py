"""What organisers enter beside questions: sections, titles, languages, templates, versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # no types yet
from wtforms.form import BaseForm

from courseapp.core.form_checks import at_most, needed, tidy_line, tidy_text
from courseapp.countries.languages import language_choices
from courseapp.events.models import Series
from courseapp.forms.building.marks import mark_of
from courseapp.forms.building.packing import MOST_BYTES
from courseapp.forms.building.publishing import Decision, Drafts
from courseapp.forms.document.record import FormDocument, Section
from courseapp.forms.document.soundness import LONGEST_LABEL, LONGEST_WORDS
from courseapp.forms.document.texts import Place, texts_of

LONGEST_NAME = 300
FILE_HINT = "YAML or JSON, as given out by the page of a form."
FILES = {"accept": ".yaml,.yml,.json,application/json,text/*"}
LONG = frozenset({"statement", "intro", "help"})


class _Form(FlaskForm):
    class Meta:
        csrf = False  # CSRFProtect has checked each POST before its view


class SectionWords(_Form):
    """A section in the first language of its form."""

    title = StringField(
        "Title", [needed("Enter a title."), at_most(LONGEST_LABEL)], filters=[tidy_line]
    )
    intro = TextAreaField(
        "Introduction",
        [at_most(LONGEST_WORDS)],
        filters=[tidy_text],
        description="Stands above the questions.",
    )
    seen = HiddenField()

    @classmethod
    def of(cls, section: Section, language: str, formdata: Any) -> "SectionWords":
        """Return the page of a section."""
        values = {
            "title": section.title.get(language, ""),
            "intro": section.intro.get(language, ""),
            "seen": mark_of(section),
        }
        return cls(formdata, data=values)

    def made_of(self, held: Section, language: str) -> Section:
        """Return the section with what was entered; only after the form was found valid."""
        title = {**held.title, language: self.title.data or ""}
        intro = {tag: text for tag, text in held.intro.items() if tag != language}
        if self.intro.data:
            intro = {language: self.intro.data, **intro}
        return replace(held, title=title, intro=intro)


def content_of(upload: FileStorage) -> tuple[str, bytes]:
    """Return the name and the bytes of a file; of one that is too large, its begin."""
    return upload.filename or "", upload.read(MOST_BYTES + 1)


class TitleForm(_Form):
    """What a form is called, on the page of whoever fills it in."""

    title = StringField(
        "Title of the form",
        [needed("Enter a title."), at_most(LONGEST_LABEL)],
        filters=[tidy_line],
    )
    seen = HiddenField()


class LanguageForm(_Form):
    """One more language of a form."""

    language = SelectField("Language", validate_choice=True)
    seen = HiddenField()

    def offer(self, document: FormDocument) -> "LanguageForm":
        """Fill the list with the languages that the form does not speak; the usual ones first."""
        usual = ("ar", "en", "es", "fr", "pt", "ru", "zh")
        others = [each for each in language_choices() if each[0] not in document.languages]
        ordered = sorted(others, key=lambda each: each[0] not in usual)
        self.language.choices = [SelectChoice("", "Choose a language"), *ordered]
        return self

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether a language was chosen."""
        if not self.language.data:
            self.language.errors = ["Choose a language."]
            return False
        return bool(super().validate(extra_validators))


class TemplateForm(_Form):
    """A template: its name, and the series for which it is meant, if any."""

    name = StringField(
        "Name of the template",
        [needed("Enter a name, for example Officials."), at_most(LONGEST_NAME)],
        filters=[tidy_line],
    )
    series = SelectField("For", coerce=str)

    def offer(self, initiative: str, series: Sequence[Series]) -> "TemplateForm":
        """Fill the list with the initiative and its series."""
        own = [SelectChoice(str(each.id), f"the series “{each.title}”") for each in series]
        self.series.choices = [SelectChoice("", f"all events of {initiative}"), *own]
        return self

    @property
    def series_id(self) -> int | None:
        return int(self.series.data) if self.series.data else None


class NewTemplateForm(TemplateForm):
    """A new template, and what it begins with."""

    begin = SelectField("Begin with", validate_choice=True)
    file = FileField(
        "Or read it from a file",
        description=FILE_HINT,
        render_kw=FILES,
    )

    def offer_origins(self, named: Mapping[str, Sequence[tuple[str, str]]]) -> "NewTemplateForm":
        """Fill the list, by group, with pairs of key and name."""
        self.begin.choices = [
            SelectChoice(key, name, optgroup=group)
            for group, pairs in named.items()
            for key, name in pairs
        ]
        return self


class FileForm(_Form):
    """A form in a file."""

    file = FileField(
        "File",
        [FileRequired("Choose a file.")],
        description=FILE_HINT,
        render_kw=FILES,
    )


class PublishForm(_Form):
    """What a version says of itself, and what becomes of drafts."""

    note = StringField(
        "Why this change?",
        [at_most(1000)],
        filters=[tidy_line],
        description="For the list of versions. Only organisers read it.",
    )
    drafts = RadioField(
        "Drafts that are not sent yet",
        choices=[
            SelectChoice(
                Drafts.MOVE.value,
                "Move to the new version",
                render_kw={
                    "hint": "Answers stay under their questions. New questions are open; what is "
                    "no longer asked is dropped when the draft is saved next."
                },
            ),
            SelectChoice(
                Drafts.STAY.value,
                "Stay on the version they were begun on",
                render_kw={"hint": "They are sent as they are: you get two kinds of answers."},
            ),
        ],
        default=Drafts.MOVE.value,
    )
    revision = HiddenField()

    def decision(self) -> Decision:
        """Return what was decided; a revision that is no number is none that was ever seen."""
        text = str(self.revision.data or "")
        revision = int(text) if text.isdecimal() and len(text) < 10 else -1
        return Decision(revision, Drafts(self.drafts.data), self.note.data or "")


class TranslationForm(BaseForm):
    """The texts of one section, or of the form itself, in one language beside the first."""

    def __init__(self, document: FormDocument, section: str, language: str) -> None:
        found = texts_of(document)
        self.places = [(place, texts) for place, texts in found if place.section == section]
        fields = {_name(place): _text_field(place) for place, _texts in self.places}
        super().__init__({**fields, "seen": HiddenField()})
        self.language = language

    def read(self, formdata: Any, seen: str) -> "TranslationForm":
        """Take what was typed, or show what is saved."""
        saved = {_name(place): texts.get(self.language, "") for place, texts in self.places}
        self.process(formdata, data={**saved, "seen": seen})
        return self

    @property
    def rows(self) -> Iterator[tuple[Place, Any, Any]]:
        """Each place with its texts and its control."""
        return ((place, texts, self[_name(place)]) for place, texts in self.places)

    @property
    def texts(self) -> dict[Place, str]:
        """What was typed, by place."""
        return {place: self[_name(place)].data or "" for place, _texts in self.places}

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Return whether each text can be kept."""
        return bool(super().validate(extra_validators))


def _name(place: Place) -> str:
    return "t-" + str(place).replace("/", ".")


def _text_field(place: Place) -> Any:
    if place.part in LONG:
        return TextAreaField("", [at_most(LONGEST_WORDS)], filters=[tidy_text])
    return StringField("", [at_most(LONGEST_LABEL)], filters=[tidy_line])
