"""The outputs of an initiative: all years, one year, and that year as files."""

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import optional_person
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import now, session
from courseapp.initiatives.queries import HeldRecord, held_record
from courseapp.mail.outbox import absolute_url
from courseapp.reports import words
from courseapp.reports.overview import overview
from courseapp.reports.rules import EARLIEST_YEAR, LATEST_YEAR
from courseapp.reports.writing import to_csv, to_json
from courseapp.reports.yearly import YearReport, year_report

ALL_YEARS = "/initiatives/<slug>/outputs"
ONE_YEAR = f"{ALL_YEARS}/<int:year>"

blueprint = Blueprint("reports", __name__)


@blueprint.get(ALL_YEARS)
@allow(everyone)  # who may not see the record gets a 404 from `held_record`
def all_years(slug: str) -> str:
    return render_template(
        "reports/all_years.html", page=overview(session(), now(), _held(slug)), say=words
    )


@blueprint.get(ONE_YEAR)
@allow(everyone)
def one_year(slug: str, year: int) -> str:
    return render_template(
        "reports/one_year.html",
        page=_report(slug, year),
        say=words,
        has_begun=year <= now().year,
    )


@blueprint.get(f"{ONE_YEAR}.csv")
@allow(everyone)
def table_file(slug: str, year: int) -> AnyResponse:
    report = _report(slug, year)
    name = f'attachment; filename="{_name(report)}.csv"'
    return _file(to_csv(report.rows), "text/csv; charset=utf-8", name)


@blueprint.get(f"{ONE_YEAR}.json")
@allow(everyone)
def json_file(slug: str, year: int) -> AnyResponse:
    report = _report(slug, year)
    name = f'inline; filename="{_name(report)}.json"'
    return _file(to_json(report, absolute_url("")), "application/json", name)


def _held(slug: str) -> HeldRecord:
    return held_record(session(), slug, optional_person())


def _report(slug: str, year: int) -> YearReport:
    """Raises NotFound for a year that no record can name."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotFound
    return year_report(session(), now(), _held(slug), year, absolute_url(""))


def _name(report: YearReport) -> str:
    return f"{report.held.initiative.slug}-outputs-{report.year.year}"


def _file(text: str, content_type: str, disposition: str) -> AnyResponse:
    """A download with a strong ETag: 304 for who holds the same bytes (RFC 9110 §13.1.2)."""
    response = Response(text.encode(), content_type=content_type)
    response.headers["Content-Disposition"] = disposition
    response.add_etag()
    return response.make_conditional(request)
