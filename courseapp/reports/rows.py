"""The outputs of a year as rows: the same for the table file and for JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courseapp.countries.names import country_name
from courseapp.events.rules import EventKind, Level, Mode
from courseapp.reports.outputs import EventOutput, PublicationOutput, YearOfOutputs
from courseapp.reports.rules import Standing


class OutputType(StrEnum):
    """What a row tells of."""

    EVENT = "event"
    PUBLICATION = "publication"


@dataclass(frozen=True, kw_only=True)
class OutputRow:
    """One row; the names of its fields are those of the columns, and None is unknown.

    `report_year` is the year of the report, `year` that of the output: an event of another year
    stands here for its sessions, and is not `counted`; nor are plans, as `status` says.
    `link` is a page of ours, absolute. Days are local at the venue. Numbers of people are those of
    `source`.
    """

    report_year: int
    output: OutputType
    status: Standing | None = None
    counted: bool
    year: int | None
    kind: EventKind | None = None
    mode: Mode | None = None
    level: Level | None = None
    title: str
    link: str
    external_link: str = ""
    first_day: date | None = None
    last_day: date | None = None
    month: int | None = None
    year_inferred: bool | None = None
    city: str = ""
    country: str = ""
    country_code: str = ""
    series: str = ""
    edition: int | None = None
    activity: str = ""
    sessions: int | None = None
    hours: float | None = None
    repeated_sessions: int | None = None
    participants_stated: int | None = None
    participant_countries_stated: int | None = None
    source: str = ""
    organisation: str = ""
    language: str = ""
    topic: str = ""


LISTED = (Standing.HELD, Standing.COMING, Standing.ANNOUNCED)


def rows_of(
    year: YearOfOutputs, activities: Mapping[str, str], base_url: str
) -> Iterator[OutputRow]:
    """Yield what the page of the year lists: events, plans apart, and publications.

    `activities` are the titles of the record's activities by key.
    """
    listed = [each for standing in LISTED for each in year.standing(standing)]
    for event in (*listed, *year.carried):
        yield _event(event, year.year, activities.get(event.activity, ""), base_url)
    for publication in year.publications:
        yield _publication(publication, year.year, base_url)


def _event(event: EventOutput, year: int, activity: str, base_url: str) -> OutputRow:
    sessions = event.sessions_in(year) if event.is_held else None
    return OutputRow(
        report_year=year,
        output=OutputType.EVENT,
        status=event.standing,
        counted=event.is_held and event.year == year,
        year=event.year,
        kind=event.kind,
        mode=event.mode,
        level=event.level,
        title=event.title,
        link=base_url + event.path,
        first_day=event.first_day,
        last_day=event.last_day,
        month=event.month,
        year_inferred=event.year_inferred,
        city=event.city,
        country=country_name(event.country or None),
        country_code=event.country,
        series=event.series,
        edition=event.edition,
        activity=activity,
        sessions=sessions.number if sessions else None,
        hours=sessions.hours if sessions else None,
        repeated_sessions=sessions.repeats if sessions else None,
        participants_stated=event.participants_stated,
        participant_countries_stated=event.participant_countries_stated,
        source=event.source,
    )


def _publication(publication: PublicationOutput, year: int, base_url: str) -> OutputRow:
    return OutputRow(
        report_year=year,
        output=OutputType.PUBLICATION,
        counted=True,
        year=publication.year,
        title=publication.title,
        link=base_url + publication.path,
        external_link=publication.link,
        organisation=publication.organisation,
        language=publication.language,
        topic=publication.topic,
    )
