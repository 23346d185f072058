"""Whether an event is for its applicant: foretold while she writes, kept with what she sends."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.asked import form_asked
from courseapp.applications.known_facts import facts_of
from courseapp.applications.lifecycle import hold
from courseapp.applications.models import Application
from courseapp.applications.writing import open_questions
from courseapp.core.errors import Problem
from courseapp.core.translations import gettext, lazy_gettext, noted, told_later
from courseapp.eligibility.judging.outcomes import Finding, Outcome
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.people.recording import foretell, forget_outcomes, record_outcome
from courseapp.eligibility.people.ruling import may_take_part
from courseapp.eligibility.queries import current_outcome, rules_in_force
from courseapp.eligibility.rules import Severity, Verdict

LONGEST_REPLY = 2000
ANSWER_FIRST = noted("Answer the organiser’s question first: %(question)s")
TOO_LONG = lazy_gettext(
    "Use at most %(number)s characters for each answer to the organiser.",
    number=f"{LONGEST_REPLY:,}",
)
REFUSED = noted("Your application is not sent, and nothing that you wrote is lost.")
NOT_REFUSED = lazy_gettext("You can send your application: no rule keeps you from it.")


@dataclass(frozen=True)
class Judged:
    """What the rules mean for an applicant now, and what the organisers made of it.

    `is_let_in` says that an organiser lets her apply whatever the rules say; `asked_at` when the
    organisers came to know of it, and None while they do not. Their reasons are not hers to read.
    """

    outcome: Outcome
    is_let_in: bool = False
    asked_at: datetime | None = None

    @property
    def is_shut_out(self) -> bool:
        """Whether she cannot send what she wrote."""
        return self.outcome.blocks and not self.is_let_in

    @property
    def unanswered(self) -> tuple[Finding, ...]:
        """The questions that she has to answer before she sends."""
        return tuple(each for each in self.outcome.questions if not each.reply)


def subject_of(application: Application) -> str:
    """Return by what name an outcome is kept."""
    return f"application/{application.reference}"


def foretold(session: Session, now: datetime, application: Application) -> Judged | None:
    """Return what the rules mean for what she wrote; None where everybody may apply.

    Nothing is kept. Ten statements at most.
    """
    event = application.event
    outcome = foretell(session, event, facts_of(session, now, application), now)
    if not outcome.findings:
        return None
    kept = current_outcome(session, event, subject_of(application)) if outcome.blocks else None
    knows = kept is not None and kept.verdict is Verdict.BLOCKED
    return Judged(outcome, _is_let_in(kept), kept.at if kept and knows else None)


def keep_replies(
    session: Session, now: datetime, application: Application, replies: Mapping[str, str]
) -> None:
    """Keep what she replied to rules that ask, by their keys; others are left out.

    `replies` are tidy texts. Raises Problem for one that is too long.
    """
    if not replies or not open_questions(application, form_asked(application), now):
        return
    held = rules_in_force(session, application.event)
    rules = held.rules.rules if held else ()
    asking = {rule.key for rule in rules if rule.severity is Severity.ASK}
    said = {key: text for key, text in replies.items() if key in asking}
    if any(len(text) > LONGEST_REPLY for text in said.values()):
        raise Problem(TOO_LONG)
    application.replies = {**application.replies, **said}
    session.flush()


def judge(session: Session, actor: Person, now: datetime, application: Application) -> Outcome:
    """Keep what the rules mean for an application that is being sent, which is held.

    The applicant herself is refused with the reasons where a rule blocks her and no organiser
    let her in, and where she owes a reply. Whoever sends it for her decided that already.
    Raises Problem.
    """
    event, subject = application.event, subject_of(application)
    facts = facts_of(session, now, application)
    outcome = record_outcome(session, now, event, subject, facts, actor)
    if actor.id != application.person_id:
        return outcome
    if outcome.blocks and not _is_let_in(current_outcome(session, event, subject)):
        reasons = " ".join(outcome.text.splitlines())
        raise Problem(told_later(lambda: f"{reasons} {gettext(REFUSED)}"))
    for each in Judged(outcome).unanswered:
        raise Problem(lazy_gettext(ANSWER_FIRST, question=each.question))
    return outcome


def ask_to_be_let_in(
    session: Session, actor: Person, now: datetime, application: Application
) -> None:
    """Show the organisers, at her own wish, which rule keeps her from sending her application.

    They can then let her in. Asked again, the newest stands. Raises Problem where nothing does.
    """
    hold(session, application)
    judged = foretold(session, now, application)
    if judged is None or not judged.is_shut_out:
        raise Problem(NOT_REFUSED)
    facts = facts_of(session, now, application)
    record_outcome(session, now, application.event, subject_of(application), facts, actor)


def told_in_words(outcome: Outcome) -> str:
    """Return what she was told when she sent, with her replies; "" where no rule was in force."""
    return "\n".join((outcome.text, *_replied(outcome))) if outcome.findings else ""


def forget_judged(session: Session, application: Application) -> None:
    """Delete what was kept of her answers to judge her by, when those are deleted."""
    forget_outcomes(session, subject_of(application))
    application.replies = {}
    for sending in application.sendings:
        sending.told = ""


def _replied(outcome: Outcome) -> Iterator[str]:
    for each in outcome.questions:
        yield f"You were asked: {each.question}"
        yield f"You replied: {each.reply}" if each.reply else "You did not reply."


def _is_let_in(kept: EligibilityOutcome | None) -> bool:
    """An organiser's word counts for as long as she does not take it back."""
    return kept is not None and kept.ruling is not None and may_take_part(kept) is True
