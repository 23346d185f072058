"""The letters beside those of outcomes, in English."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.selection.rules import Notice
from courseapp.selection.wording.placeholders import Words

ENGLISH: Mapping[Notice, Words] = MappingProxyType(
    {
        Notice.REMINDER: Words(
            "Please answer by {day} – {event}",
            """Good day {name},

a seat is still held for you: {event}.

{facts}

Please say whether you come, by {reply_by}. After that the seat goes to another person.

{answer_link}

There you can also ask for more time. The link is for you alone: please do not pass it on. If you \
have answered meanwhile, thank you, and forget this letter.

{contact}""",
        ),
        Notice.MORE_TIME: Words(
            "You have more time to answer – {event}",
            """Good day {name},

you asked for more time to answer: {event}.

Your seat is now held until {reply_by}. Please answer by then.

{answer_link}

The link is for you alone: please do not pass it on.

{note}

{contact}""",
        ),
        Notice.NO_MORE_TIME: Words(
            "Please answer by {day} – {event}",
            """Good day {name},

you asked for more time to answer: {event}.

We are sorry that we cannot hold the seat for longer. It is still held for you until {reply_by}. \
Please answer by then.

{answer_link}

{note}

{contact}""",
        ),
        Notice.CONFIRMED: Words(
            "Your seat is confirmed – {event}",
            """Good day {name},

your seat is confirmed: {event}.

{facts}

{travel_link}

The programme: {event_link}

{calendar_link}

If you cannot come after all, please withdraw on the page of your application as early as you \
can, so that another person can have the seat.

{contact}""",
        ),
        Notice.TURNED_DOWN: Words(
            "You gave your seat back – {event}",
            """Good day {name},

thank you for telling us that you cannot come: {event}.

{facts}

Your seat can now go to another person. You need not do anything more. If this was a mistake, \
please write to us at once.

If you like, we write to you when the next edition is announced: {next_edition_link}

{contact}""",
        ),
        Notice.LAPSED: Words(
            "The time to answer is over – {event}",
            """Good day {name},

we held a seat for you: {event}.

{facts}

You could answer until {reply_by}. We received no answer, so the seat is no longer held for you.

If you still want to come, please write to us soon. Perhaps another seat becomes free.

If you like, we write to you when the next edition is announced: {next_edition_link}

{contact}""",
        ),
        Notice.GIVEN_UP: Words(
            "Your seat is not held any more – {event}",
            """Good day {name},

we had a seat for you: {event}.

{facts}

We have given it to another person, so it is not held for you any more.

{note}

If you still want to come, or if this is a mistake, please write to us soon. Perhaps another seat \
becomes free.

If you like, we write to you when the next edition is announced: {next_edition_link}

{contact}""",
        ),
        Notice.REPLACED: Words(
            "Somebody else comes in your place – {event}",
            """Good day {name},

we had a seat for you: {event}.

{facts}

Your nominating office has proposed somebody else in your place, and the organiser has agreed. So \
the seat is not held for you any more. It is no judgement of you or of your work.

Who nominated you: {jurisdiction}. Please ask there first if you did not know of it. If this is a \
mistake, write to us soon.

If you like, we write to you when the next edition is announced: {next_edition_link}

{contact}""",
        ),
        Notice.POINTS: Words(
            "Who of {jurisdiction} gets a seat – {event}",
            """Good day{name},

you nominated people for {jurisdiction}: {event}.

{facts}

This is what was decided:

{people}

They hear it themselves on {due}. Until then please keep it to yourself.

The page on which you nominated shows the same; its address is in our first letter to you.

{ask}""",
        ),
        Notice.WAITED: Words(
            "No seat became free – {event}",
            """Good day {name},

thank you for waiting: {event}.

{facts}

The event has now begun, and no seat became free for you. So your place on the waiting list ends \
here. We are sorry. More people applied than there are seats; it is no judgement of you or of \
your work.

You are welcome to apply again. Coming events: {events_link}

If you like, we write to you when the next edition is announced: {next_edition_link}

{contact}""",
        ),
    }
)
