"""Records given out as files: to everybody, drafts to their editors alone."""

import csv
import gzip
import json
from datetime import timedelta
from io import StringIO
from urllib.request import Request, urlopen

import pytest
import yaml
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from courseapp.exchange.columns import COLUMNS
from courseapp.extensions import db
from courseapp.initiatives.document.merging import in_order
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.loading import load_records
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.record_files import shipped_records
from courseapp.initiatives.saving import add_initiative
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.live_server import LiveServer
from tests.support.people import AsPerson

FORMATS = ("csv", "json", "jsonld", "yaml")


@pytest.fixture
def draft(session: Session, clock: FixedClock, cast: Cast) -> Initiative:
    record = Record("secret", "Secret Initiative", "SI")
    added = add_initiative(session, None, clock.now, record, "", is_public=False)
    session.commit()
    return added


def icap() -> Record:
    return in_order(next(record for record in shipped_records() if record.slug == "icap"))


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("csv", "text/csv"),
        ("json", "application/json"),
        ("jsonld", "application/ld+json"),
        ("yaml", "application/yaml"),
    ],
)
def test_each_file_says_what_it_is_and_is_called(
    client: CheckingClient, cast: Cast, ending: str, media_type: str
) -> None:
    answer = client.get(f"/initiatives/icap.{ending}")
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Content-Disposition"] == f'inline; filename="icap.{ending}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.last_modified is not None
    again = client.get(
        f"/initiatives/icap.{ending}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_json_and_yaml_hold_the_whole_record(client: CheckingClient, cast: Cast) -> None:
    told = client.get("/initiatives/icap.json").get_data(as_text=True)
    assert from_plain(json.loads(told)) == icap()
    assert "Köthener Straße" in told
    told = client.get("/initiatives/icap.yaml").get_data(as_text=True)
    assert from_plain(yaml.safe_load(told)) == icap()


def test_the_table_has_the_platforms_labels_in_its_order(
    client: CheckingClient, cast: Cast
) -> None:
    octets = client.get("/initiatives/icap.csv").data
    assert octets.startswith("\ufeffName of initiative,LPAA initiative,".encode())
    header, row = csv.reader(StringIO(octets.decode("utf-8-sig")))
    assert header == [column.header for column in COLUMNS]
    cells = dict(zip(header, row, strict=True))
    assert "Have you changed or strenghtened your goals" in header
    assert cells["Supply chain emission reductions"] == "Yes"
    assert cells["Website address"] == ""
    assert cells["National states: number"] == "34"
    assert cells["National states: names"].startswith("Australia, Denmark, France")
    assert cells["Last update"] == "12 April 2022 12:00:16"


def test_linked_data_tells_members_as_what_they_are(client: CheckingClient, cast: Cast) -> None:
    told = client.get("/initiatives/icap.jsonld").get_json()
    assert told["@context"] == "https://schema.org"
    assert (told["name"], told["alternateName"]) == (
        "International Carbon Action Partnership",
        "ICAP",
    )
    assert told["@id"] == "http://courseapp.test/initiatives/icap"
    assert told["foundingDate"] == "2007"
    members = {each["identifier"]: each for each in told["member"]}
    assert members["DE"] == {"@type": "Country", "name": "Germany", "identifier": "DE"}
    assert members["CA-QC"]["containedInPlace"]["identifier"] == "CA"
    assert len(told["member"]) == 47  # 30 states and 17 parts of states, each once
    assert {each["name"] for each in told["subjectOf"]} >= {"ICAP Status Report 2016"}
    assert "dissolutionDate" not in told


def test_a_draft_is_given_to_its_editors_alone(
    client: CheckingClient, as_person: AsPerson, cast: Cast, draft: Initiative
) -> None:
    neighbour, administrator = as_person(cast.icap_organiser), as_person(cast.administrator)
    for ending in FORMATS:
        address = f"/initiatives/secret.{ending}"
        assert client.get(address).status_code == 404
        assert neighbour.get(address).status_code == 404
        answer = administrator.get(address)
        assert answer.status_code == 200
        assert answer.cache_control.private
    for address in ("/initiatives.csv", "/initiatives.json"):
        assert "Secret Initiative" not in administrator.get(address).get_data(as_text=True)


def test_unknown_records_and_formats_are_not_found(client: CheckingClient, cast: Cast) -> None:
    for address in ("/initiatives/nothing.csv", "/initiatives/icap.xlsx", "/initiatives.xml"):
        client.expect_404(address)


def test_all_public_records_stand_in_one_file_by_name(client: CheckingClient, cast: Cast) -> None:
    records = [from_plain(each) for each in client.get("/initiatives.json").get_json()]
    assert [record.name for record in records] == sorted(record.name for record in records)
    assert icap() in records
    octets = client.get("/initiatives.csv").data
    rows = list(csv.reader(StringIO(octets.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(records)
    assert octets.count(b"\xef\xbb\xbf") == 1


def test_all_records_come_compressed_and_only_when_they_changed(
    client: CheckingClient, cast: Cast, session: Session, clock: FixedClock
) -> None:
    plain = client.get("/initiatives.csv")
    zipped = client.get("/initiatives.csv", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    known = {"If-None-Match": plain.headers["ETag"]}
    assert client.get("/initiatives.csv", headers=known).status_code == 304
    clock.advance(minutes=1)
    add_initiative(session, None, clock.now, Record("new", "New Initiative", "NI"), "")
    session.commit()
    changed = client.get("/initiatives.csv", headers=known)
    assert changed.status_code == 200
    assert b"New Initiative (NI)" in changed.data


def test_any_number_of_records_costs_two_statements(
    app: Flask, client: CheckingClient, cast: Cast, session: Session, clock: FixedClock
) -> None:
    few = cost_of(app, client)
    for number in range(120):
        add_initiative(
            session, None, clock.now + timedelta(0), Record(f"i{number}", f"I {number}", ""), ""
        )
    session.commit()
    assert cost_of(app, client) == few == 2
    assert len(session.scalars(select(Initiative.id)).all()) > 120


def cost_of(app: Flask, client: CheckingClient) -> int:
    with app.app_context():
        connection = db.engine
    counted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    assert client.get("/initiatives.json").status_code == 200
    event.remove(connection, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in counted)


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("given_as", ["csv", "json"])
def test_all_records_come_whole_over_a_real_line(
    live_server: LiveServer, given_as: str, coding: str
) -> None:
    with live_server.session() as session:
        load_records(session, live_server.clock.now)
    wanted = Request(
        f"{live_server.url}/initiatives.{given_as}", headers={"Accept-Encoding": coding}
    )
    with urlopen(wanted) as answer:
        octets = answer.read()
    text = (gzip.decompress(octets) if coding == "gzip" else octets).decode("utf-8-sig")
    found = json.loads(text) if given_as == "json" else list(csv.reader(StringIO(text)))[1:]
    assert len(found) == 3
    with live_server.session() as session:  # nothing is left open that keeps others from writing
        session.execute(update(Initiative).values(summary="Changed."))
