"""What was sent earlier stays readable, in the words of its own version of the form."""

from datetime import timedelta

from courseapp.applications.models import Sending
from courseapp.applications.rules import Cause
from tests.intake.story import LIST, ONCE_OPEN, SECRET, Desk
from tests.support.checking_client import CheckingClient


def sent_again(desk: Desk) -> str:
    """Amina sent three times, the last time on the second version, with another gender."""
    amina, second = desk.applications[0], desk.applications[-1].form_version
    first = dict(amina.answers)
    changed = {**first, "years": "13", "plan": "", "health": f"{SECRET} again"}
    last = {**changed, "gender": "man"}
    versions = (amina.form_version, amina.form_version, second)
    causes = (Cause.SENT, Cause.CHANGED, Cause.INFORMATION)
    for number, answers in enumerate((first, changed, last)):
        amina.sendings.append(
            Sending(
                number=number + 1,
                form_version=versions[number],
                cause=causes[number],
                author="Amina Yusuf",
                sent_at=desk.clock.now + timedelta(hours=number),
                answers=answers,
                told="It is for you." if number == 0 else "",
            )
        )
    amina.form_version, amina.answers = second, last
    desk.session.commit()
    return f"{LIST}/{amina.reference}"


def test_each_sending_stays_readable_with_what_changed(
    desk: Desk, organiser: CheckingClient
) -> None:
    page = organiser.visit(sent_again(desk))
    page = organiser.follow(page, "Sent 3 times: see what changed")
    third, second, first = page.soup.select("main section")
    assert "3. Sent what was asked for" in third.text
    assert [each.text for each in third.select("h3")][:1] == ["Your gender"]
    told = [each.get_text(" ", strip=True) for each in third.select(".pair-answers p")]
    assert told[:2] == ["Before Woman", "Then Male"]
    assert [each.text for each in second.select("h3")] == ["Years in office", "Your plan"]
    told = [each.get_text(" ", strip=True) for each in second.select(".pair-answers p")]
    assert told[0:2] == ["Before 12", "Then 13"]
    assert told[3] == "Then Not given"
    assert first.select("h3") == []
    assert "It is for you." in first.text
    assert "version 1 of the form" in first.text
    assert "version 2 of the form" in third.text
    assert "MRV" in first.text  # not asked any more, and still read
    for hidden in (SECRET, ONCE_OPEN, "Health", "Diet"):
        assert hidden not in page.html


def test_where_nothing_changed_or_nobody_may_look_there_is_nothing(
    desk: Desk, organiser: CheckingClient
) -> None:
    other = f"{LIST}/{desk.applications[1].reference}"
    assert "see what changed" not in organiser.visit(other).text
    assert "Nothing was kept of what was sent" in organiser.visit(f"{other}/sendings").text
    organiser.expect_404(f"{LIST}/AAAA-AAAA-AAAA/sendings")
