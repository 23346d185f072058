"""The pages of a form: which there are, how far each is, and what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from courseapp.core.errors import NotFound
from courseapp.core.translations import gettext
from courseapp.forms.document.asking import problems, shown
from courseapp.forms.document.complaints import Complaint
from courseapp.forms.document.record import FormDocument, Kind, Section
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.merging import marked, marks


@dataclass(frozen=True)
class Task:
    """A page of the form, how far it is, and what is missing on it."""

    key: str
    title: str
    state: str  # as the page's task list names it: done, todo, problem
    missing: tuple[tuple[str, str], ...]  # key of the question, what to do

    @property
    def hint(self) -> str:
        return "" if self.state != "problem" else gettext("An answer needs a change.")


@dataclass(frozen=True)
class Writing:
    """What she may write now: the form with nothing but the open questions, and her answers."""

    document: FormDocument
    texts: Mapping[str, str]
    language: str

    def section(self, key: str) -> Section:
        """Return a page of the form. Raises NotFound for one that is not asked."""
        found = next((each for each in self.document.sections if each.key == key), None)
        if found is None:
            raise NotFound
        return found

    def title(self, section: Section) -> str:
        """Return what the page is called."""
        return self.document.said(section.title, self.language)

    def after(self, key: str) -> str:
        """Return the key of the page that follows; "" after the last."""
        keys = [each.key for each in self.document.sections]
        return next(iter(keys[keys.index(key) + 1 :]), "") if key in keys else ""

    def form(self, section: Section) -> SectionForm:
        """Return the page with nothing in it yet."""
        return SectionForm(self.document, section, self.language)

    def filled(self, section: Section) -> SectionForm:
        """Return the page with what is saved, and what is wrong with it."""
        form = self.form(section)
        form.show(self.texts, marks(self.texts, [each.key for each in section.questions]))
        form.complain(self.wrong(section, sending=False))
        return form

    def wrong(self, section: Section, *, sending: bool) -> Mapping[str, Complaint]:
        """Return what is wrong on a page by question; with `sending` also what is missing."""
        alone = replace(self.document, sections=(section,))
        return problems(alone, self.texts, sending=sending)


def pages_of(document: FormDocument, texts: Mapping[str, str], *wanted: str) -> Writing:
    """Return all pages that are asked, given the answers, in the first of the languages it has."""
    languages = (*wanted, *document.languages)
    spoken = next(each for each in languages if each in document.languages)
    return Writing(shown(document, texts), texts, spoken)


def as_shown(section: Section, seen: str) -> Section:
    """Return the page with the questions that she had before her, by the marks that it carried.

    What a script saved while she typed may have made the page ask more, unseen by her.
    """
    had = marked(seen)
    asked = tuple(each for each in section.questions if each.key in had)
    return replace(section, questions=asked or section.questions)


def asks_more(before: Section, after: Section) -> bool:
    """Return whether a page asks something that it did not ask before its answers were saved."""
    known = {each.key for each in before.questions}
    return any(each.key not in known for each in after.questions)


def files_wanted(section: Section, then: str) -> str:
    """Return for which question of the page a pressed button adds files; "" for none."""
    key = then.removeprefix("files-")
    asked = (each.key for each in section.questions if each.kind is Kind.FILE)
    return key if then != key and key in asked else ""


def tasks(pages: Writing) -> list[Task]:
    """Return each page with how far it is."""
    return [_task(pages, section) for section in pages.document.sections]


def _task(pages: Writing, section: Section) -> Task:
    is_wrong = bool(pages.wrong(section, sending=False))
    missing = pages.wrong(section, sending=True)
    state = "problem" if is_wrong else ("todo" if missing else "done")
    told = tuple((key, complaint.told(pages.language)) for key, complaint in missing.items())
    return Task(section.key, pages.title(section), state, told)
