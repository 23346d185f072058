"""Charts as the templates draw them, outside of any page."""

from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from courseapp.charts.by_year import ByYear
from courseapp.charts.over_time import OverTime
from courseapp.charts.world_map import WorldMap

TEMPLATES = Path(__file__).parents[3] / "templates"
NAMES = {OverTime: "over_time", ByYear: "by_year", WorldMap: "world_map"}
jinja = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
)

Chart = OverTime | ByYear | WorldMap


def drawn(chart: Chart, title: str = "Members") -> str:
    """Return what the macro of the chart writes into a page."""
    name = NAMES[type(chart)]
    page = f'{{% from "charts/{name}.html" import {name} %}}{{{{ {name}(chart, "c", title) }}}}'
    return jinja.from_string(page).render(chart=chart, title=title)


def parsed(chart: Chart, title: str = "Members") -> Element:
    """Return the figure as a tree; raises ParseError where it is not well-formed."""
    return fromstring(drawn(chart, title))


def weight(chart: Chart) -> int:
    """Return how many bytes the picture itself takes, without the legend."""
    return len(drawn(chart).partition("<figcaption>")[0].encode())


def tooltips(chart: Chart) -> list[str]:
    """Return the titles of the marks, without the chart's own."""
    return [each.text or "" for each in parsed(chart).iter("title") if "id" not in each.attrib]


def written(chart: Chart) -> list[str]:
    """Return the texts inside the picture."""
    return [each.text or "" for each in parsed(chart).iter("text")]


def legend(chart: Chart) -> str:
    """Return what is written below the picture."""
    caption = parsed(chart).find("figcaption")
    return "" if caption is None else " ".join("".join(caption.itertext()).split())
