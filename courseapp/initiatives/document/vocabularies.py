"""The closed lists of words of the Climate Initiatives Platform, in both of its generations.

A word that is in no list is kept as it is printed and called *unmapped*: `Vocabulary.find`
returns None for it, nothing is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from courseapp.countries.names import folded


@dataclass(frozen=True)
class Term:
    """One word of a list. `key` is ours and stable; `also` are its spellings elsewhere."""

    key: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of words, in the order in which the platform prints them."""

    name: str
    terms: tuple[Term, ...]

    def find(self, text: str) -> Term | None:
        """Return the term that the text means, in whatever case, spacing or generation."""
        return self._by_spelling.get(folded(text))

    def get(self, key: str) -> Term | None:
        """Return the term with the key; None for an unmapped word."""
        return self._by_key.get(key)

    def label(self, key: str) -> str:
        """Return what a term is called; an unmapped word is called what it is."""
        term = self.get(key)
        return term.label if term else key

    @cached_property
    def _by_key(self) -> Mapping[str, Term]:
        return {term.key: term for term in self.terms}

    @cached_property
    def _by_spelling(self) -> Mapping[str, Term]:
        return {
            folded(spelling): term
            for term in self.terms
            for spelling in (term.key, term.label, *term.also)
        }


FUNCTIONS = Vocabulary(
    "function",
    (
        Term("political-dialogue", "Political dialogue"),
        Term("technical-dialogue", "Technical dialogue"),
        Term("implementation", "Implementation"),
        Term("capacity-building", "Capacity building"),
        Term("only-a-declaration", "Only a declaration"),
        Term("funding", "Funding"),
    ),
)
ACTIVITIES = Vocabulary(
    "activity",
    (
        Term("standard-setting", "Norms and standard setting", ("Norm and standard setting",)),
        Term("knowledge-production", "Knowledge production and innovation"),
        Term(
            "technical-implementation",
            "Technical operational implementation",
            ("Technical operational implementation (ex-post)",),
        ),
        Term("fundraising", "Fundraising"),
        Term("financing", "Financing"),
        Term("goal-setting", "Goal setting", ("Goal setting (ex-ante)",)),
        Term("advocacy", "Advocacy"),
        Term("policy-planning", "Policy planning and recommendations"),
        Term("training", "Training and education", ("Training and education of individuals",)),
        Term("awareness-raising", "Awareness raising and outreach"),
        Term("knowledge-exchange", "Knowledge dissemination and exchange"),
    ),
)
LEAD_TYPES = Vocabulary(
    "lead type",
    (
        Term("national-government", "National government"),
        Term("local-government", "Local government"),
        Term("other-public-institution", "Other public institution"),
        Term("financial-institution", "Financial institution"),
        Term("corporate", "Corporate"),
        Term("united-nations", "United Nations or Specialised agency"),
        Term("other-intergovernmental", "Other intergovernmental organization"),
        Term("other", "Other"),
        Term("academic", "Academic/Research institution"),
        Term("ngo", "NGO/Civil Society"),
        Term("business", "Business"),
        Term("network", "Network/Consortium/Partnership"),
        Term("international-organisation", "International organisation"),
    ),
)
COVERAGE = Vocabulary(
    "coverage",
    (
        Term("global", "Global"),
        Term("africa", "Africa"),
        Term("west-africa", "West Africa"),
        Term("asia-pacific", "Asia and the Pacific"),
        Term("south-east-asia", "South East Asia"),
        Term("latin-america-caribbean", "Latin America and The Caribbean"),
        Term("north-america", "North America"),
        Term("western-europe", "Western Europe"),
        Term("eastern-europe", "Eastern Europe"),
        Term("sids", "SIDS"),
        Term("ldc", "LDC"),
        Term("only-one-country", "Only one country"),
    ),
)
THEMES = Vocabulary(
    "theme",
    (
        Term("transport", "Transport"),
        Term("agriculture", "Agriculture"),
        Term("forestry", "Forestry"),
        Term("business", "Business"),
        Term("financial-institutions", "Financial institutions"),
        Term("buildings", "Buildings"),
        Term("industry", "Industry"),
        Term("waste", "Waste"),
        Term("cities", "Cities and subnational governments"),
        Term("short-term-pollutants", "Short Term Pollutants"),
        Term("maritime-transport", "International maritime transport"),
        Term("energy-supply", "Energy Supply"),
        Term("fluorinated-gases", "Fluorinated gases"),
        Term("energy-efficiency", "Energy efficiency"),
        Term("renewable-energy", "Renewable energy"),
        Term("supply-chain", "Supply chain emission reductions"),
        Term("adaptation", "Adaptation"),
        Term("other", "Other"),
        Term("resilience", "Resilience"),
        Term("innovation", "Innovation"),
        Term("energy-access", "Energy Access and Efficiency"),
        Term("private-finance", "Private Finance"),
    ),
)
