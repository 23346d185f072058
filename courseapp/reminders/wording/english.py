"""The messages in English."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.reminders.rules import Kind
from courseapp.reminders.wording.words import Small, Words

_DRAFT = "You get this message because you have begun this application and not sent it."
_SEAT = "You get this message because you have a seat at this event."

ENGLISH: Mapping[Kind, Words] = MappingProxyType(
    {
        Kind.DEADLINE: Words(
            "Your draft waits for you until {when} – {event}",
            (
                "you have begun an application for {event}. It is not sent yet.",
                "What you typed is saved. You can go on where you stopped, and send it until:",
            ),
            "Go on with your draft",
            _DRAFT,
            (
                "If you do not want to apply any more, you need to do nothing. If you have sent "
                "it meanwhile, thank you, and please forget this message.",
            ),
        ),
        Kind.LAST_DAY: Words(
            "Soon your draft can no longer be sent – {event}",
            (
                "your application for {event} is still a draft, and the deadline is near.",
                "Please send it by:",
            ),
            "Send your application",
            _DRAFT,
            (
                "Please do not wait for the last minute: lines can be slow. What you typed is "
                "saved. If you have sent it meanwhile, thank you, and please forget this message.",
            ),
        ),
        Kind.DOCUMENTS: Words(
            "A document is still missing – {event}",
            (
                "we have your application for {event}. One thing is to follow, and has not come "
                "yet:",
            ),
            "Add the document",
            "You get this message because your application lets this document follow.",
        ),
        Kind.TRAVEL: Words(
            "Please give us your travel details – {event}",
            (
                "you have a seat at this event: {event}. We still need your travel details: for "
                "your visa, your journey, what you eat, and whom to call if something happens.",
            ),
            "Give your travel details",
            _SEAT,
            ("You can stop at any time; what you type is saved.",),
        ),
        Kind.DAY_BEFORE: Words(
            "It begins {when} – {event}",
            ("soon we see you at {event}.",),
            "See your sessions",
            _SEAT,
            ("If you cannot come, please say so on your page, so that somebody else can.",),
        ),
        Kind.JOIN_LINK: Words(
            "How to join: {when} – {event}",
            ("your session begins soon. This is how you join:",),
            "Join the session",
            _SEAT,
            ("The link is for you alone: please do not pass it on.",),
        ),
        Kind.THANKS: Words(
            "Thank you for taking part – {event}",
            (
                "thank you for taking part in {event}. We hope that it helps you in your work.",
                "Slides, papers and recordings are on your page as soon as they are there.",
            ),
            "Open what was handed out",
            _SEAT,
        ),
    }
)
SMALL_ENGLISH = Small(
    greeting="Good day {name},",
    until="Until",
    when="When",
    where="Where",
    more="And {number} more, on your page.",
    open_page="Your page:",
    copy="If the button does not work, copy this address:",
    evaluation="Please tell us what was good and what could be better. It takes a few minutes.",
    evaluate="Evaluate the event",
    adds="The organiser adds:",
    link_once="The link signs you in once and is for you alone. Later, sign in with your e-mail "
    "address.",
    keep="Your page is for you alone: please do not pass its link on.",
    questions="Questions? Write to",
)
