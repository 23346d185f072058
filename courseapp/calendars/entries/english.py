"""What calendars say in English."""

from courseapp.calendars.entries.words import Words
from courseapp.events.words import KINDS
from courseapp.selection.rules import Language

ENGLISH = Words(
    language=Language.ENGLISH,
    kinds=KINDS,
    online="Online",
    join="Join online",
    event_page="Page of the event",
    example="Example: this event is made up.",
    cancelled="Cancelled: {title}",
    postponed="Postponed: {title}",
    not_attending="Not attending: {title}",
    event_cancelled="This event is cancelled.",
    session_cancelled="This session is cancelled.",
    seat_given_up="You have given up your seat.",
    planned="Planned, not yet confirmed.",
    now_postponed="This event is postponed. {until}",
    dates_unknown="New dates are not known yet.",
    now_in="Now: {dates}.",
    now_planned_for="Now planned for {dates}.",
    with_speakers="With {names}",
    and_others="and others",
    by_invitation="By invitation only.",
    no_longer_listed="No longer listed",
    for_the_invited="The organisers tell of this to those who are invited only.",
    listed_in_full="Now listed in full: {title}",
    told_in_full="All of its programme is public now, and stands in this calendar by itself.",
    applications_open="Applications open: {title}",
    applications_close="Applications close: {title}",
    registration_opens="Registration opens: {title}",
    registration_closes="Registration closes: {title}",
    opens_at="Applications open {when}.",
    closes_at="Applications close {when}.",
    not_taken="Applications are not taken for now.",
    no_deadline="This no longer applies: see the page of the event.",
)
