"""Outputs are as public as the record to which they belong."""

import pytest
from sqlalchemy.orm import Session

from courseapp.scenarios.cast import Cast
from tests.reports.story import OUTPUTS, YEAR, add_event, initiative
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

ADDRESSES = (OUTPUTS, YEAR, f"{YEAR}.csv", f"{YEAR}.json")


@pytest.fixture
def draft_record(session: Session, cast: Cast) -> None:
    """The record of ICAP is not public."""
    icap = initiative(session)
    icap.is_public = False
    add_event(session, icap)
    session.commit()


@pytest.mark.usefixtures("draft_record")
@pytest.mark.parametrize("address", ADDRESSES)
def test_of_a_draft_record_only_its_organisers_see_the_outputs(
    client: CheckingClient, as_person: AsPerson, cast: Cast, address: str
) -> None:
    for stranger in (client, as_person(cast.a6ip_organiser), as_person(cast.newcomer)):
        assert stranger.get(address).status_code == 404
    answer = as_person(cast.icap_organiser).get(address)
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
    assert as_person(cast.administrator).get(address).status_code == 200


@pytest.mark.usefixtures("draft_record")
def test_its_organiser_reads_that_nobody_else_sees_it(as_person: AsPerson, cast: Cast) -> None:
    organiser = as_person(cast.icap_organiser)
    for address in (OUTPUTS, YEAR):
        assert "Draft: only its organisers see this page" in organiser.visit(address).text


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("slug", ["nobody", "ICAP", "%00", "icap%00"])
def test_the_outputs_of_nobody_are_not_found(client: CheckingClient, slug: str) -> None:
    for ending in ("", "/2026", "/2026.csv", "/2026.json"):
        client.expect_404(f"/initiatives/{slug}/outputs{ending}")
