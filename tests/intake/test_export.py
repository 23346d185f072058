"""Exports: formulas are text, everything but the sensitive is there, and it leaves a trace."""

import csv
import json
from io import BytesIO, StringIO

import openpyxl
import pytest

from courseapp.core.audit import history
from courseapp.intake.columns_csv import read_table
from courseapp.intake.exporting.giving_out import GivenAs
from tests.intake.story import LIST, ONCE_OPEN, PEOPLE, SECRET, Desk, sent, statements
from tests.support.checking_client import CheckingClient


def exported(
    organiser: CheckingClient, query: str, given_as: GivenAs, columns: str = "everything"
) -> bytes:
    page = organiser.visit(f"{LIST}/export{query}")
    values = {"given_as": given_as.value, "columns": columns}
    answer = organiser.send(page, values, button="Download")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=course-2027-")
    assert answer.headers["Cache-Control"] == "no-store"
    content = answer.data
    answer.close()
    return content


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_table_to_read_has_words_and_no_cell_is_a_formula(
    desk: Desk, organiser: CheckingClient
) -> None:
    found = rows(exported(organiser, "?sort=-sent", GivenAs.CSV))
    assert [each["Applicant"] for each in found] == [each["full_name"] for each in PEOPLE[::-1]]
    amina, ming = found[3], found[1]
    assert amina["Your plan"] == "'=1+1, a plan\nfor Kenya"
    assert ming["Your plan"] == "'@SUM(A1)"
    assert (amina["Your gender"], amina["Nationality"]) == ("Woman", "Kenya, Uganda")
    assert amina["Themes"] == "Caps, MRV"
    mine = rows(exported(organiser, "?country=KE", GivenAs.CSV, "mine"))
    assert list(mine[0]) == ["Applicant", "Works in", "Kind of organisation", "Tags",
                             "Where it stands", "Sent"]  # fmt: skip


def test_a_spreadsheet_holds_texts_only(desk: Desk, organiser: CheckingClient) -> None:
    book = openpyxl.load_workbook(BytesIO(exported(organiser, "", GivenAs.XLSX)))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1, a plan\nfor Kenya" in {cell.value for cell in cells}


def test_what_is_kept_is_read_back_as_it_was(desk: Desk, organiser: CheckingClient) -> None:
    odd = {
        "full_name": "'=x",
        "plan": '\t=1\r\n\'@a\n"b";c,d',
        "themes": "caps\ntax",
        "years": "-1",
    }
    version = desk.applications[0].form_version
    assert version is not None
    sent(desk.session, desk.course, version, desk.clock.now, odd, 50)
    desk.tag("strong", desk.applications[0])
    desk.tag("late, perhaps", desk.applications[0])
    table = read_table(exported(organiser, "", GivenAs.KEPT_CSV).decode("utf-8-sig"))
    assert table.unknown == ()
    asked = [key for key in table.keys if not key.startswith("#")]
    for row, answers in zip(table.rows, [*PEOPLE, odd], strict=True):
        kept = {key: row[key] for key in asked if row[key]}
        assert kept == {key: text for key, text in answers.items() if key not in {"health", "diet"}}
    first = table.rows[0]
    assert (first["#form_version"], first["#status"]) == ("1", "submitted")
    assert first["#tags"] == "late, perhaps\nstrong"
    assert first["#email"] == "p0@example.org"


def test_json_holds_the_versions_of_the_form_and_the_answers(
    desk: Desk, organiser: CheckingClient
) -> None:
    document = json.loads(exported(organiser, "?country=KE", GivenAs.JSON))
    assert [each["number"] for each in document["form_versions"]] == [1, 2]
    (amina,) = document["applications"]
    assert amina["answers"]["gender"] == "woman"
    first = {each["key"]: each for each in document["form_versions"][0]["questions"]}
    assert first["gender"]["options"] == {"woman": "Woman", "man": "Man", "other": "Other"}
    assert "health" not in first
    assert "letter" not in first


@pytest.mark.parametrize("given_as", list(GivenAs))
def test_nothing_sensitive_and_no_draft_leaves_and_each_export_is_noted(
    desk: Desk, organiser: CheckingClient, given_as: GivenAs
) -> None:
    content = exported(organiser, "", given_as)
    text = _all_text(content) if given_as is GivenAs.XLSX else content.decode()
    assert SECRET not in text
    assert ONCE_OPEN not in text
    assert "Иван Петров" in text
    (newest, *_) = history(desk.session, [f"event/{desk.course.id}"])
    assert newest.summary.startswith("Exported 4 applications as ")
    assert newest.actor == "Mariana Costa"


def test_what_is_marked_as_personal_can_stay_at_home(desk: Desk, organiser: CheckingClient) -> None:
    version = desk.applications[0].form_version
    assert version is not None
    plain = json.loads(json.dumps(version.document))
    for question in plain["sections"][0]["questions"]:
        question["is_personal"] = question["key"] in {"gender", "nationality"}
    version.document = plain
    vars(version).pop("shown", None)
    desk.session.commit()
    found = rows(exported(organiser, "", GivenAs.CSV, "impersonal"))
    assert len(found) == 4
    assert {"Works in", "Themes", "Where it stands"} <= set(found[0])
    kept_back = {"Applicant", "Number", "E-mail", "Nationality", "Your gender", "Letter"}
    assert not kept_back & set(found[0])
    text = str(found)
    assert not any(each["full_name"] in text for each in PEOPLE)
    page = organiser.visit(f"{LIST}/export")
    for given_as in ("json", "kept.csv"):
        values = {"given_as": given_as, "columns": "impersonal"}
        page = organiser.submit(page, values, button="Download", status=422)
        assert "This file holds all answers, personal ones too." in page.text


def test_an_export_costs_the_same_statements_whatever_its_length(
    desk: Desk, organiser: CheckingClient
) -> None:
    costs = {kind: _cost(desk, organiser, kind) for kind in GivenAs}
    version = desk.applications[3].form_version
    assert version is not None
    for number in range(300):
        sent(desk.session, desk.course, version, desk.clock.now, PEOPLE[number % 4], 100 + number)
    desk.session.commit()
    assert {kind: _cost(desk, organiser, kind) for kind in GivenAs} == costs
    assert len(rows(exported(organiser, "", GivenAs.CSV))) == 304


def test_an_export_of_nobody_says_so(desk: Desk, organiser: CheckingClient) -> None:
    assert "There is nothing to export" in organiser.visit(f"{LIST}/export?tag=99").text
    token = organiser.visit(LIST).value("csrf_token")
    wrong = {"csrf_token": token, "given_as": "exe", "columns": "mine"}
    assert organiser.post(f"{LIST}/export", data=wrong).status_code == 422


def _cost(desk: Desk, organiser: CheckingClient, given_as: GivenAs) -> int:
    return statements(desk.app, lambda: exported(organiser, "", given_as))


def _all_text(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    return "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row)
