"""Who may read a material, told for every reader and every instant."""

from datetime import UTC, datetime, timedelta

import pytest

from courseapp.materials.plans import MaterialPlan, material_faults
from courseapp.materials.rules import (
    EVERYBODY,
    ORGANISER,
    Audience,
    MaterialKind,
    belongs_to,
    may_read,
)

NOW = datetime(2027, 3, 22, 8, tzinfo=UTC)
wall = datetime.fromisoformat
READERS = {
    "anybody": EVERYBODY,
    "participant": belongs_to(attends=True, is_delegate=False),
    "delegate": belongs_to(attends=False, is_delegate=True),
    "organiser": ORGANISER,
}
# To whom it is shown, and who therefore reads it.
WHO_READS = {
    Audience.PUBLIC: {"anybody", "participant", "delegate", "organiser"},
    Audience.PARTICIPANTS: {"participant", "delegate", "organiser"},
    Audience.DELEGATIONS: {"delegate", "organiser"},
    Audience.ORGANISERS: {"organiser"},
}
PLAN = MaterialPlan("Cap", MaterialKind.SLIDES, link="https://example.org")


@pytest.mark.parametrize("audience", Audience)
def test_each_reader_sees_what_is_for_her_and_nothing_else(audience: Audience) -> None:
    found = {name for name, who in READERS.items() if may_read(audience, None, NOW, who)}
    assert found == WHO_READS[audience]


@pytest.mark.parametrize("audience", Audience)
def test_before_its_hour_only_organisers_see_it_and_from_then_on_everybody_it_is_for(
    audience: Audience,
) -> None:
    later = NOW + timedelta(seconds=1)
    early = {name for name, who in READERS.items() if may_read(audience, later, NOW, who)}
    in_time = {name for name, who in READERS.items() if may_read(audience, NOW, NOW, who)}
    assert early == {"organiser"}
    assert in_time == WHO_READS[audience]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"link": ""}, "link"),
        ({"file_id": 1}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"title": ""}, "title"),
        ({"language": "English, please"}, "language"),
        (
            {
                "visible_from_local": wall("2027-03-28T02:30"),
                "visible_from_zone": "Europe/Rome",
            },
            "visible_from_day",
        ),
        ({"visible_from_local": wall("2027-03-28T03:30"), "visible_from_zone": "Rome"},
         "visible_from_day"),
    ],
)  # fmt: skip
def test_a_fault_of_a_plan_names_its_field(changes: dict[str, object], field: str) -> None:
    fields = [each.field for each in material_faults(MaterialPlan(**{**vars(PLAN), **changes}))]
    assert fields == [field]


def test_a_file_that_is_being_uploaded_lends_its_name() -> None:
    empty = MaterialPlan("", MaterialKind.SLIDES)
    assert list(material_faults(empty, is_uploading=True)) == []
    assert list(material_faults(PLAN)) == []
