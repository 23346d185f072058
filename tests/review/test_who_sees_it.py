"""Who is in conflict, not assigned, or no reviewer any more finds the application nowhere."""

from io import BytesIO

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.documents.taking import forget_documents
from courseapp.applications.models import Application
from courseapp.files.current import current_folder
from courseapp.files.models import StoredFile
from courseapp.files.rules import PAPERS
from courseapp.files.storing import store
from courseapp.forms.document.record import FormDocument, Kind, Question, Stage, Visibility
from courseapp.forms.document.writing import to_plain
from courseapp.forms.models import FormVersion
from courseapp.review.models import RedactedCopy
from courseapp.review.redacting import forget_lost_copies
from courseapp.review.rules import ReviewStatus, Trait
from courseapp.review.scores import scores_of
from courseapp.scenarios.cast import Cast, Part
from tests.review.story import MANAGE, OWN, Committee
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson
from tests.support.uploads import pdf
from tests.unit.intake.forms import NAME, document, question

BAIT = "Only organisers may read this"


def test_a_reviewer_in_conflict_finds_it_nowhere(
    committee: Committee, as_person: AsPerson, cast: Cast
) -> None:
    friend, other = committee.applications[:2]
    person = committee.reviewers[0]
    friends, _ = committee.assign(person, friend, other)
    committee.assign(committee.reviewers[1], friend)
    committee.phases()
    review = committee.judged(friends, 5, 10)
    committee.conflict(person, friend)
    browser = as_person(person)
    assert "0 of 1 submitted" in browser.visit("/reviews").text
    page = browser.visit(OWN)
    assert friend.full_name not in page.html
    assert friend.reference not in page.html
    page = browser.submit(
        browser.visit(f"{OWN}/{other.reference}"), committee.typed(3, 3), button="Submit the review"
    )
    assert "You have reviewed everything" in page.text  # the friend is not the next one
    token = page.value("csrf_token")
    for address in (f"{OWN}/{friend.reference}", f"{OWN}/{friend.reference}/discussion"):
        browser.expect_404(address)
        assert browser.post(address, data={"csrf_token": token, "text": "x"}).status_code == 404
    assert (
        browser.post(f"{OWN}/{friend.reference}/reopen", data={"csrf_token": token}).status_code
        == 404
    )
    committee.session.refresh(review)
    assert review.status is ReviewStatus.SET_ASIDE
    score = scores_of(committee.session, committee.course)[friend.id]
    assert (score.raw, score.reviews, score.expected) == (None, 0, 1)


def test_an_organiser_in_conflict_reads_no_review_of_it(
    committee: Committee, organiser: CheckingClient, cast: Cast
) -> None:
    friend, other = committee.applications[:2]
    first, second = committee.assign(committee.reviewers[1], friend, other)
    committee.phases()
    committee.judged(first, 5, 10)
    committee.judged(second, 3, 3)
    address = f"{MANAGE}/reading/{friend.reference}"
    assert "Bela Kiss" in organiser.visit(address).text
    committee.conflict(cast.icap_organiser, friend)
    organiser.expect_404(address)
    for page in (f"{MANAGE}/scores", f"{MANAGE}/scores?sort=name"):
        read = organiser.visit(page)
        assert friend.full_name not in read.html
        assert other.full_name in read.html
        assert "of 4" in read.text  # the count does not tell either
    taken = organiser.send(organiser.visit(f"{MANAGE}/scores"), button="Take along as CSV")
    table = taken.get_data(as_text=True)
    assert friend.reference not in table
    assert other.reference in table


def test_nobody_else_finds_anything(committee: Committee, as_person: AsPerson, cast: Cast) -> None:
    one = committee.applications[0]
    committee.assign(committee.reviewers[0], one)
    committee.phases()
    own = (OWN, f"{OWN}/{one.reference}")
    organised = (MANAGE, f"{MANAGE}/rubric", f"{MANAGE}/dates", f"{MANAGE}/scores",
                 f"{MANAGE}/reading/{one.reference}")  # fmt: skip
    session, neighbour = committee.session, cast.people[Part.A6IP_ORGANISER]
    elsewhere = Person(email="else@where.example", created_at=committee.clock.now)
    initiative = neighbour.roles[0].initiative_id
    elsewhere.roles.append(Role(initiative_id=initiative, kind=RoleKind.REVIEWER))
    session.add(elsewhere)
    session.commit()
    people = [committee.reviewers[1], elsewhere, neighbour, cast.newcomer, one.person]
    for person in people:
        browser = as_person(person)
        for address in (*own, *organised):
            browser.expect_404(address)
        assert committee.course.title not in browser.visit("/reviews").text
    reviewer = as_person(committee.reviewers[0])
    for address in organised:
        reviewer.expect_404(address)
    reviewer.visit(own[1])
    role = committee.session.scalars(
        select(Role).where(Role.person_id == committee.reviewers[0].id)
    ).one()
    committee.session.delete(role)
    committee.session.commit()
    committee.session.expire_all()
    for address in own:
        reviewer.expect_404(address)
    assert committee.course.title not in reviewer.visit("/reviews").text


def test_anonymous_reviewing_hides_who_it_is(committee: Committee, as_person: AsPerson) -> None:
    one = committee.applications[3]  # José Núñez of Ministerio de Energía, Chile
    committee.assign(committee.reviewers[0], one)
    committee.phases(Trait.NAMES, Trait.COUNTRY, Trait.ORGANISATION, Trait.GENDER)
    browser = as_person(committee.reviewers[0])
    pages = [browser.visit(OWN), browser.visit(f"{OWN}/{one.reference}")]
    for page in pages:
        for telling in ("José", "JOSÉ", "Núñez", "Chile", "Ministerio", "ministry.example"):
            assert telling not in page.html, (telling, page.address)
        assert f"Application {one.reference}" in page.text
    assert "We plan a market." in pages[1].text
    assert "Policy officer" in pages[1].text
    committee.phases(Trait.GENDER)
    page = browser.visit(f"{OWN}/{one.reference}")
    assert "José Núñez" in page.heading
    assert "Chile" in page.text


def test_answers_for_organisers_are_not_for_reviewers(
    committee: Committee, as_person: AsPerson
) -> None:
    one = committee.applications[0]
    secret = question("secret", Kind.LINE, "Secret", visibility=Visibility.ORGANISERS)
    position = question("position", Kind.LINE, "Position", visibility=Visibility.ORGANISERS)
    form = document(NAME, secret, position)
    ask(one, form, committee)
    one.answers = {"full_name": one.full_name, "secret": BAIT, "position": BAIT}
    one.position = BAIT
    committee.assign(committee.reviewers[0], one)
    committee.phases()
    browser = as_person(committee.reviewers[0])
    for address in (OWN, f"{OWN}/{one.reference}"):
        assert BAIT not in browser.visit(address).html


def test_documents_are_for_reviewers_only_where_nothing_is_hidden(
    committee: Committee, as_person: AsPerson
) -> None:
    one, other = committee.applications[:2]
    kept = with_papers(committee, one)
    committee.assign(committee.reviewers[0], one, other)
    committee.phases()
    browser, address = as_person(committee.reviewers[0]), f"{OWN}/{one.reference}"
    page = browser.visit(address)
    link = page.link("letter.pdf")
    with browser.get(link) as answer:
        assert answer.status_code == 200
        assert answer.get_data().startswith(b"%PDF")
    for foreign in (f"{address}/documents/{kept['proofs']}",
                    f"{OWN}/{other.reference}/documents/{kept['cv']}"):  # fmt: skip
        browser.expect_404(foreign)
    committee.phases(Trait.GENDER)
    assert "letter.pdf" not in browser.visit(address).html
    browser.expect_404(link)


def test_where_something_is_hidden_reviewers_read_the_redacted_copy_and_no_name_of_it(
    committee: Committee, as_person: AsPerson
) -> None:
    one = committee.applications[0]
    kept = with_papers(committee, one)
    committee.assign(committee.reviewers[0], one)
    committee.phases(Trait.NAMES)
    organiser, desk = as_person(committee.cast.icap_organiser), f"{MANAGE}/reading/{one.reference}"
    page = organiser.visit(desk)
    assert "Hidden from reviewers" in page.text
    assert "Proofs" not in page.text
    own, token = f"{desk}/documents/{kept['cv']}/copy", page.value("csrf_token")

    def give(name: str, octets: bytes) -> str:
        sent = {"csrf_token": token, "copy": (BytesIO(octets), name)}
        return organiser.post(own, data=sent, follow_redirects=True).get_data(as_text=True)

    assert "Choose the file" in give("", b"")
    assert "The content of this file is not" in give("notes.pdf", b"no paper at all")
    assert "Reviewers read the copy from now on." in give(f"{one.full_name}.pdf", pdf())
    give("again.pdf", pdf(pages=2))
    assert len(committee.session.scalars(select(RedactedCopy)).all()) == 1
    assert organiser.get(f"{desk}/documents/{kept['proofs']}/copy").status_code == 404
    browser = as_person(committee.reviewers[0])
    page = browser.visit(f"{OWN}/{one.reference}")
    assert one.full_name not in page.html
    with browser.get(page.link(f"document-{kept['cv']}.pdf")) as answer:
        assert answer.status_code == 200
        assert "again" not in str(answer.headers)
    browser.expect_404(own)
    forget_documents(committee.session, [one.id])
    committee.session.expire_all()
    assert forget_lost_copies(committee.session) == 1
    assert committee.session.scalars(select(StoredFile)).all() == []


def with_papers(committee: Committee, one: Application) -> dict[str, int]:
    """Let her send a paper that reviewers read and one that they do not; return their numbers."""
    papers = Question("cv", Kind.FILE, {"en": "Your CV"})
    inner = Question("proofs", Kind.FILE, {"en": "Proofs"}, visibility=Visibility.ORGANISERS)
    ask(one, document(NAME, papers, inner), committee)
    kept = {}
    for key in ("cv", "proofs"):
        with committee.app.test_request_context():
            upload = FileStorage(BytesIO(pdf()), "letter.pdf", "document")
            file = store(committee.session, committee.clock.now, current_folder(), upload, PAPERS)
        row = ApplicationDocument(application_id=one.id, stage=Stage.APPLICATION, question=key,
                                  file=file, sha256=file.sha256,
                                  uploaded_at=committee.clock.now)  # fmt: skip
        committee.session.add(row)
        committee.session.flush()
        kept[key] = row.id
    one.answers = {"full_name": one.full_name, **{key: str(row) for key, row in kept.items()}}
    committee.session.commit()
    return kept


def ask(application: Application, form: FormDocument, committee: Committee) -> None:
    """Let the application be one on this form."""
    assert application.form_version is not None
    application.form_version = FormVersion(
        form=application.form_version.form,
        number=2,
        document=to_plain(form),
        published_at=committee.clock.now,
    )
    committee.session.flush()
