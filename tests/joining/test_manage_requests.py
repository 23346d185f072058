"""The organisers' list and the settings of the form; nobody else sees either."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from courseapp.core.audit import AuditEntry
from courseapp.extensions import db
from courseapp.joining import deciding, requesting
from courseapp.joining.loading import load_settings
from courseapp.joining.models import JoinForm, JoinRequest
from courseapp.joining.rules import PartnerKind
from courseapp.scenarios.cast import Part
from tests.joining.story import INSTITUTE_ASKED, JOIN, KENYA, LIST, SETTINGS, Story
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value
from tests.support.people import AsPerson


def names_on(page_text: str, *names: str) -> list[str]:
    """Return the names in the order in which they stand on the page."""
    return sorted((name for name in names if name in page_text), key=page_text.index)


@pytest.fixture
def five(story: Story) -> dict[str, JoinRequest]:
    """Five requests that stand differently, each a day later than the one before."""
    made = {}
    for country in ("GH", "FJ", "PE", "VN", "KE"):
        asked = replace(KENYA, country=country, email=f"{country.lower()}@ministry.example")
        made[country] = story.received(asked)
        story.clock.advance(days=1)
    story.decides(deciding.ask_question, made["FJ"], "Who?")
    story.decides(deciding.decline_request, made["PE"], "Not yet.")
    story.does(requesting.withdraw_request, made["GH"])
    return made


def test_what_waits_longest_stands_first(
    story: Story, five: dict[str, JoinRequest], organiser: CheckingClient
) -> None:
    page = organiser.visit(LIST)
    order = ["Viet Nam", "Kenya", "Fiji", "Ghana", "Peru"]
    table = page.soup.find("tbody")
    assert table is not None
    shown = names_on(table.get_text(" "), *order)
    assert shown[:3] == order[:3]
    assert set(shown) == set(order)


def test_the_list_is_narrowed_by_state_and_by_words(
    story: Story, five: dict[str, JoinRequest], organiser: CheckingClient
) -> None:
    story.received(replace(INSTITUTE_ASKED, organisation="Climate Institute of Québec"))
    page = organiser.visit(LIST)
    for link in ("All 6", "To decide 3", "Waits for an answer 1", "Accepted 0", "Declined 1"):
        assert link in page.links
    page = organiser.follow(page, "Declined 1")
    assert "Peru" in page.text
    assert "Viet Nam" not in page.text
    for words in ("quebec", "JOSE nunez", "kenya amina", "ke@ministry"):
        assert "No request fits" not in organiser.visit(f"{LIST}?q={words}").text
    page = organiser.visit(f"{LIST}?q=quebec")
    assert "Climate Institute of Québec" in page.text
    assert "Peru" not in page.text
    reference = five["VN"].reference
    assert "Viet Nam" in organiser.visit(f"{LIST}?q={reference}").text
    page = organiser.visit(f"{LIST}?q=nobody%00&state=nonsense&page=-3")
    assert "No request fits" in page.text


def test_a_long_list_comes_in_pages_at_a_fixed_cost(
    story: Story, organiser: CheckingClient, cost: Callable[[str], int]
) -> None:
    story.received()
    few = cost(LIST)
    for number in range(30):
        story.received(replace(INSTITUTE_ASKED, organisation=f"Institute {number}"))
    assert cost(LIST) == few
    page = organiser.visit(LIST)
    assert "1–25 of 31" in page.text
    assert "26–31 of 31" in organiser.follow(page, "Next").text


@pytest.fixture
def cost(story: Story, organiser: CheckingClient) -> Callable[[str], int]:
    """Return how many SELECTs a page costs."""

    def count(address: str) -> int:
        statements: list[str] = []
        with story.app.app_context():
            connection = db.engine

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            statements.append(statement)

        event.listen(connection, "before_cursor_execute", note)
        organiser.visit(address)
        event.remove(connection, "before_cursor_execute", note)
        return sum(statement.startswith("SELECT") for statement in statements)

    return count


def test_an_empty_list_says_what_to_do_first(
    story: Story, organiser: CheckingClient, as_person: AsPerson
) -> None:
    assert "appear here once their writers have confirmed" in organiser.visit(LIST).text
    icap = as_person(story.cast.icap_organiser)
    page = icap.visit("/manage/icap/joining")
    assert "The form is closed." in page.text
    assert page.link("Open the form") == "/manage/icap/joining/settings"


def test_what_nobody_confirmed_is_counted_and_not_shown(
    story: Story, organiser: CheckingClient
) -> None:
    request = story.sent()
    page = organiser.visit(LIST)
    assert "1 more request waits for the writer to confirm" in page.text
    assert "Kenya" not in page.text
    organiser.expect_404(story.page_of(request))
    organiser.expect_404(f"{story.page_of(request)}/accept")


def test_a_request_shows_its_letters_its_history_and_others_like_it(
    story: Story, organiser: CheckingClient
) -> None:
    first, second = story.received(), story.received(replace(KENYA, email="other@gov.example"))
    story.received(INSTITUTE_ASKED)
    page = organiser.visit(story.page_of(second))
    for text in (
        "Kenya asks to join A6IP",
        "The e-mail address was confirmed",
        "Waits to be sent",
        "We share how we record transfers.",
        "other@gov.example",
    ):
        assert text in page.text
    assert f"{LIST}/{first.reference}" in page.links.values()
    assert "Instituto" not in page.text


@pytest.mark.parametrize("part", [Part.ICAP_ORGANISER, Part.REVIEWER, Part.NEWCOMER])
def test_a_neighbour_sees_neither_list_nor_request_nor_settings(
    story: Story, as_person: AsPerson, part: Part
) -> None:
    request = story.received()
    browser = as_person(story.cast.people[part])
    token = browser.visit("/account").value("csrf_token")
    for path in (LIST, SETTINGS, story.page_of(request), f"{story.page_of(request)}/accept"):
        browser.expect_404(path)
    for path in (SETTINGS, f"{story.page_of(request)}/accept"):
        sent = {"csrf_token": token, "since": "2027", "joins_as": "partner", "step": "send"}
        assert browser.post(path, data=sent).status_code == 404
    assert story.only_request().decided_by == ""


def test_a_request_of_another_initiative_is_not_found(story: Story, as_person: AsPerson) -> None:
    request = story.received()
    icap = as_person(story.cast.icap_organiser)
    for path in ("", "/accept", "/ask", "/decline"):
        icap.expect_404(f"/manage/icap/joining/{request.reference}{path}")
    token = icap.visit("/account").value("csrf_token")
    answer = icap.post(
        f"/manage/icap/joining/{request.reference}/decline",
        data={"csrf_token": token, "text": "No.", "step": "send"},
    )
    assert answer.status_code == 404


def test_a_stranger_is_told_of_nobody(story: Story, client: CheckingClient) -> None:
    request = story.received()
    for path in (LIST, SETTINGS, story.page_of(request)):
        client.expect_404(path)
    for path in ("/joining/guess", f"/joining/{request.reference}", "/joining/guess/withdraw"):
        assert client.expect_404(path).heading == "This link does not work"
    for path in ("/joining/guess", "/joining/guess/answer", "/joining/guess/discard"):
        assert client.post(path).status_code == 404


def test_the_secret_of_a_link_is_kept_as_a_hash_and_out_of_the_log(
    story: Story, client: CheckingClient, caplog: pytest.LogCaptureFixture
) -> None:
    story.sent()
    link = story.link_to()
    secret = link.rsplit("/", 1)[-1]
    assert secret not in str(story.session.execute(select(JoinRequest.__table__)).all())
    story.app.logger.error("Exception on %s [GET]", link)
    assert "/joining/…" in caplog.text
    assert secret not in caplog.text
    assert "Disallow: /joining" in client.get("/robots.txt").text


def test_an_organiser_opens_the_form(
    story: Story, as_person: AsPerson, client: CheckingClient
) -> None:
    icap = as_person(story.cast.icap_organiser)
    page = icap.visit("/manage/icap/joining/settings")
    page = icap.submit(page, {"is_open": True, "introduction": "Typed"}, button="Save", status=422)
    assert "Choose at least one kind" in page.text
    assert page.value("introduction") == "Typed"
    values: dict[str, Value] = {
        "is_open": True,
        "kinds": ["country", "other"],
        "introduction": "Only jurisdictions with a cap.\nSecond line.",
        "commitment": "Share data.",
    }
    page = icap.submit(page, values, button="Save")
    assert "Saved. The form is open." in page.text
    assert page.value("commitment") == "Share data."
    shown = client.visit("/initiatives/icap/join").text
    for text in ("Only jurisdictions with a cap.", "Share data.", "A country"):
        assert text in shown
    assert "research institute" not in shown
    page = icap.submit(page, {"is_open": False}, button="Save")
    assert "Saved. The form is closed." in page.text
    assert "not taken here now" in client.visit("/initiatives/icap/join").text
    summaries = select(AuditEntry.summary).where(AuditEntry.verb == "change joining")
    told = story.session.scalars(summaries.order_by(AuditEntry.id)).all()
    assert told[-2:] == ["The form to join ICAP is open.", "The form to join ICAP is closed."]


def test_saving_the_same_again_writes_no_history(story: Story, organiser: CheckingClient) -> None:
    counted = select(func.count(AuditEntry.id)).where(AuditEntry.verb == "change joining")
    before = story.session.scalar(counted)
    organiser.submit(organiser.visit(SETTINGS), button="Save")
    assert story.session.scalar(counted) == before


def test_the_form_of_the_article_6_partnership_is_open_to_all_kinds(
    story: Story, session: Session, client: CheckingClient
) -> None:
    form = session.scalars(select(JoinForm)).one()
    assert form.open_to == tuple(PartnerKind)
    assert "research institutes, companies and others" in client.visit(JOIN).text


def test_loading_again_leaves_what_organisers_chose(
    story: Story, session: Session, organiser: CheckingClient, clock: FixedClock
) -> None:
    changed: dict[str, Value] = {"is_open": False, "introduction": "Ours"}
    organiser.submit(organiser.visit(SETTINGS), changed, button="Save")
    session.expire_all()
    assert load_settings(session, clock.now) == ()
    form = session.scalars(select(JoinForm)).one()
    assert (form.is_open, form.introduction) == (False, "Ours")
