"""For whom an event would be, country by country, as far as its rules are about countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from courseapp.charts.world_map import Place, WorldMap, world_map
from courseapp.countries.names import all_countries, country_name
from courseapp.countries.places import position
from courseapp.eligibility.composed.rule_sets import RuleSet, is_about_countries_only
from courseapp.eligibility.facts import Facts
from courseapp.eligibility.judging.evaluating import evaluate
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.rules import Verdict
from courseapp.initiatives.pictures import background


@dataclass(frozen=True)
class Preview:
    """Countries by what the rules mean for somebody who is, works and is employed there.

    `left_out` is how many rules look at something else too, and are not counted.
    """

    on: date
    codes: Mapping[Verdict, tuple[str, ...]]
    counted: int
    left_out: int

    @property
    def groups(self) -> tuple[tuple[Verdict, tuple[str, ...]], ...]:
        """The verdicts that some country has, with the names of countries."""
        return tuple(
            (verdict, tuple(country_name(code) for code in codes))
            for verdict, codes in self.codes.items()
            if codes
        )

    @property
    def map(self) -> WorldMap | None:
        """The countries for whose people nothing speaks against it; None where there are none."""
        fitting = self.codes[Verdict.FITS]
        return world_map([_place(code) for code in fitting], background()) if fitting else None


def preview(rules: RuleSet, known: Known, on: date) -> Preview | None:
    """Return for whom the rules would be; None where none of them is about countries alone."""
    counted = tuple(each for each in rules.rules if is_about_countries_only(each.condition))
    if not counted:
        return None
    found: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for each in all_countries():
        her = Facts(nationalities=(each.code,), work_country=each.code, seat_country=each.code)
        found[evaluate(RuleSet(counted), her, known, on).verdict].append(each.code)
    codes = {verdict: tuple(own) for verdict, own in found.items()}
    return Preview(on, codes, len(counted), len(rules.rules) - len(counted))


def _place(code: str) -> Place:
    where = position(code)
    return Place(code, country_name(code), where.latitude, where.longitude)
