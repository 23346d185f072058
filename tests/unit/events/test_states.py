"""A published session survives the way into JSON and back, whatever it says."""

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courseapp.events.published.states import (
    AgendaPart,
    SessionState,
    SpokenBy,
    agenda_from_plain,
    agenda_to_plain,
    speakers_from_plain,
    speakers_to_plain,
    state_from_plain,
    state_to_plain,
)
from courseapp.events.rules import AgendaKind, Presence, SessionStatus
from tests.unit.events.published import wall

texts = st.text(max_size=20)
locals_ = st.datetimes(wall("2000-01-01"), wall("2100-01-01"))
instants = locals_.map(lambda at: at.replace(tzinfo=UTC))
speakers = st.lists(st.builds(SpokenBy, texts, texts, st.sampled_from(Presence)), max_size=3).map(
    tuple
)
agendas = st.lists(
    st.builds(
        AgendaPart,
        st.sampled_from(AgendaKind),
        texts,
        st.integers(0, 1440),
        st.integers(1, 1440),
        speakers,
    ),
    max_size=3,
).map(tuple)
states = st.builds(
    SessionState,
    status=st.sampled_from(SessionStatus),
    title=texts,
    zone=st.sampled_from(("UTC", "Europe/Rome", "Asia/Kathmandu")),
    starts_local=locals_,
    ends_local=locals_,
    starts_at=instants,
    ends_at=instants,
    place=texts,
    track=texts,
    module=texts,
    language=texts,
    repeat_group=texts,
    description=texts,
    speakers=speakers,
    agenda=agendas,
)


@given(states)
def test_what_goes_into_json_comes_back_the_same(state: SessionState) -> None:
    written = json.loads(json.dumps(state_to_plain(state)))
    assert state_from_plain(written) == state


@given(speakers, agendas)
def test_speakers_and_agenda_come_back_by_themselves(
    spoken: tuple[SpokenBy, ...], agenda: tuple[AgendaPart, ...]
) -> None:
    assert speakers_from_plain(json.loads(json.dumps(speakers_to_plain(spoken)))) == spoken
    assert agenda_from_plain(json.loads(json.dumps(agenda_to_plain(agenda)))) == agenda


def test_microseconds_and_the_zone_of_instants_are_kept() -> None:
    at = datetime(2027, 3, 28, 1, 30, 0, 7, tzinfo=UTC)
    state = SessionState(
        SessionStatus.SCHEDULED,
        "Night",
        "Europe/Rome",
        wall("2027-03-28T03:30"),
        wall("2027-03-28T04:30"),
        at,
        at + timedelta(hours=1),
    )
    assert state_from_plain(state_to_plain(state)).starts_at == at
