"""What people read about where an application stands: one table, used on pages and in mails."""

from types import MappingProxyType
from typing import NamedTuple

from courseapp.applications.rules import Action, OrganisationType, Status
from courseapp.core.translations import gettext, noted


class StatusText(NamedTuple):
    """A status in words for the applicant. `label` for lists, `title` and `next` for her page.

    `tone` is one of the tones of the page's parts: neutral, info, good, wait, bad.
    """

    label: str
    tone: str
    title: str
    next: str


STATUS_TEXTS = MappingProxyType(
    {
        Status.DRAFT: StatusText(
            noted("Not sent yet"),
            "wait",
            noted("Your application is not sent yet"),
            noted("Complete the steps below and send it before the deadline."),
        ),
        Status.SUBMITTED: StatusText(
            noted("Sent"),
            "info",
            noted("We have your application"),
            noted(
                "The organiser reads all applications and writes to you by e-mail. "
                "You need not do anything now."
            ),
        ),
        Status.NEEDS_INFORMATION: StatusText(
            noted("Please answer a question"),
            "wait",
            noted("The organiser asks you for something more"),
            noted(
                "Change or add the answers below and send them. Everything else stays as you "
                "sent it."
            ),
        ),
        Status.OFFERED: StatusText(
            noted("Seat offered: please answer"),
            "wait",
            noted("A seat is held for you"),
            noted(
                "Please say whether you come. If you do not answer in time, the seat goes to "
                "another person."
            ),
        ),
        Status.CONFIRMED: StatusText(
            noted("Seat confirmed"),
            "good",
            noted("Your seat is confirmed"),
            noted("The organiser sends you what you need before the first day."),
        ),
        Status.WAITING: StatusText(
            noted("On the waiting list"),
            "wait",
            noted("You are on the waiting list"),
            noted(
                "If a seat becomes free for you, we write to you by e-mail. "
                "You need not do anything now."
            ),
        ),
        Status.DECLINED: StatusText(
            noted("No seat this time"),
            "neutral",
            noted("We cannot offer you a seat this time"),
            noted(
                "The organiser could not choose everybody. You are welcome to apply for another "
                "event."
            ),
        ),
        Status.TURNED_DOWN: StatusText(
            noted("You gave the seat back"),
            "neutral",
            noted("You said that you do not come"),
            noted("Thank you for telling us. The seat goes to another person."),
        ),
        Status.LAPSED: StatusText(
            noted("Not answered in time"),
            "neutral",
            noted("The time to answer is over"),
            noted(
                "The seat was offered to another person. If you still want to come, "
                "write to the organiser."
            ),
        ),
        Status.GIVEN_UP: StatusText(
            noted("Your seat was given up"),
            "neutral",
            noted("Your seat is not held any more"),
            noted(
                "The organiser gave it to another person and wrote to you why. If you still want "
                "to "
                "come, write to the organiser."
            ),
        ),
        Status.WITHDRAWN: StatusText(
            noted("Withdrawn"),
            "neutral",
            noted("You have withdrawn your application"),
            noted(
                "Nobody reads it any more. While the application window is open you can open it "
                "again and send it anew."
            ),
        ),
    }
)

# What happens next while the event is postponed, where that is other than usual.
# `{days}` stands for ``7 days``.
POSTPONED_TEXTS = MappingProxyType(
    {
        Status.SUBMITTED: noted(
            "Your application stays as it is; nothing is decided yet. The organiser "
            "writes to you when the new dates are certain. You need not do anything now."
        ),
        Status.NEEDS_INFORMATION: noted(
            "The organiser asked you for something more. You can send it "
            "now. Nothing is decided before the new dates are certain."
        ),
        Status.OFFERED: noted(
            "Your seat stays held for you. You need not answer before the new dates "
            "are certain; then you have {days} to answer. If you know already, answer now."
        ),
        Status.CONFIRMED: noted(
            "You keep your seat. Please do not travel for the earlier dates. The "
            "organiser writes to you when new ones are certain. If you cannot come then, withdraw."
        ),
        Status.WAITING: noted(
            "You keep your place on the waiting list. If a seat becomes free for you, "
            "we write to you by e-mail. You need not do anything now."
        ),
        Status.WITHDRAWN: noted(
            "Nobody reads it any more. While the event is postponed you cannot open it again."
        ),
    }
)

# "This application … , so it cannot be …": told to whoever comes second.
HOW_IT_STANDS = MappingProxyType(
    {
        Status.DRAFT: "is not sent yet",
        Status.SUBMITTED: "is sent and not decided",
        Status.NEEDS_INFORMATION: "waits for what the applicant was asked for",
        Status.OFFERED: "has an offer that is not answered yet",
        Status.CONFIRMED: "has a confirmed seat",
        Status.WAITING: "is on the waiting list",
        Status.DECLINED: "is declined",
        Status.TURNED_DOWN: "ended: the person does not want the seat",
        Status.LAPSED: "ended: the offer was not answered in time",
        Status.GIVEN_UP: "ended: the seat was given to another person",
        Status.WITHDRAWN: "is withdrawn",
    }
)

DONE_TO_IT = MappingProxyType(
    {
        Action.SUBMIT: "sent",
        Action.CHANGE: "changed",
        Action.ASK: "sent back with a question",
        Action.REPLY: "sent again",
        Action.STOP_ASKING: "taken back",
        Action.OFFER: "offered a seat",
        Action.WAIT: "put on the waiting list",
        Action.DECLINE: "declined",
        Action.CONFIRM: "confirmed",
        Action.TURN_DOWN: "answered",
        Action.LAPSE: "ended by the clock",
        Action.END_WAIT: "taken off the waiting list",
        Action.WITHDRAW: "withdrawn",
        Action.REOPEN: "opened again",
        Action.REGISTER: "registered",
        Action.QUEUE: "put on the waiting list",
        Action.MOVE_UP: "moved up",
        Action.ENTER: "entered",
        Action.SET_ASIDE: "set aside",
        Action.BRING_BACK: "brought back",
        Action.REMOVE: "taken off the list",
        Action.GIVE_UP: "given up",
    }
)

# The audit log's summary of each step.
WHAT_HAPPENED = MappingProxyType(
    {
        Action.SUBMIT: "Application sent",
        Action.CHANGE: "Answers changed by the applicant",
        Action.ASK: "Information asked for",
        Action.REPLY: "Information sent by the applicant",
        Action.STOP_ASKING: "Question taken back",
        Action.OFFER: "Seat offered",
        Action.WAIT: "Put on the waiting list",
        Action.DECLINE: "Declined",
        Action.CONFIRM: "Seat confirmed by the applicant",
        Action.TURN_DOWN: "Seat given back by the applicant",
        Action.LAPSE: "Offer not answered in time",
        Action.END_WAIT: "The event began: the waiting has ended",
        Action.WITHDRAW: "Withdrawn by the applicant",
        Action.REOPEN: "Opened again by the applicant",
        Action.REGISTER: "Registered, with a seat",
        Action.QUEUE: "Registered for the waiting list: no seat was free",
        Action.MOVE_UP: "A seat became free: moved up from the waiting list",
        Action.ENTER: "Entered by an organiser",
        Action.SET_ASIDE: "Set aside: the same person applied twice",
        Action.BRING_BACK: "Brought back: it is not the same person",
        Action.REMOVE: "Taken off the list",
        Action.GIVE_UP: "Seat given up by an organiser",
    }
)

# The same steps as the applicant reads them in the history of her application.
HER_HISTORY = MappingProxyType(
    {
        "begin": noted("You began your application"),
        Action.SUBMIT: noted("You sent your application"),
        Action.CHANGE: noted("You changed your answers"),
        Action.ASK: noted("The organiser asked you for something more"),
        Action.REPLY: noted("You sent what you were asked for"),
        Action.STOP_ASKING: noted("The organiser no longer needs more from you"),
        Action.OFFER: noted("A seat was offered to you"),
        Action.WAIT: noted("You were put on the waiting list"),
        Action.DECLINE: noted("We could not offer you a seat"),
        Action.CONFIRM: noted("You confirmed your seat"),
        Action.TURN_DOWN: noted("You said that you do not come"),
        Action.LAPSE: noted("The time to answer was over"),
        Action.END_WAIT: noted("The event began, and no seat became free for you"),
        Action.WITHDRAW: noted("You withdrew your application"),
        Action.REOPEN: noted("You opened your application again"),
        Action.REGISTER: noted("You registered and have a seat"),
        Action.QUEUE: noted("You registered and are on the waiting list"),
        Action.MOVE_UP: noted("A seat became free: it is yours"),
        Action.ENTER: noted("An organiser entered your application"),
        Action.SET_ASIDE: noted("The organisers set it aside: it seems that you applied twice"),
        Action.BRING_BACK: noted("The organisers brought it back"),
        Action.REMOVE: noted("The organisers took you off the list"),
        Action.GIVE_UP: noted("The organisers gave your seat to another person"),
    }
)

ORGANISATION_TYPES = MappingProxyType(
    {
        OrganisationType.NATIONAL_GOVERNMENT: "National government or ministry",
        OrganisationType.SUBNATIONAL_GOVERNMENT: "Regional or local government",
        OrganisationType.PUBLIC_AGENCY: "Public agency or regulator",
        OrganisationType.INTERGOVERNMENTAL: "Intergovernmental organisation",
        OrganisationType.RESEARCH: "University or research institute",
        OrganisationType.NON_GOVERNMENTAL: "Non-governmental organisation",
        OrganisationType.PRIVATE_SECTOR: "Company or industry association",
        OrganisationType.OTHER: "Other",
    }
)


def status_text(status: Status) -> StatusText:
    """Return a status in words for the applicant, in the language that is spoken."""
    text = STATUS_TEXTS[status]
    return StatusText(gettext(text.label), text.tone, gettext(text.title), gettext(text.next))
