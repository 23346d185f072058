"""What the scripts add, in a real browser; every page works without them."""

from playwright.sync_api import expect

from tests.support.browser import PHONE, NewPerson, check_accessible, check_fits

STYLE = "/style"
FIRST_TIME = ".session:first-child .local-time"


def test_no_part_breaks_a_rule_of_accessibility(new_person: NewPerson) -> None:
    for colours in ("light", "dark"):
        page = new_person(colours=colours)
        page.goto(STYLE)
        check_accessible(page)


def test_every_part_fits_a_phone_in_both_directions(new_person: NewPerson) -> None:
    page = new_person(PHONE)
    for way in ("", "?dir=rtl"):
        page.goto(STYLE + way)
        check_fits(page)


def test_a_reader_sees_her_own_time_beside_that_of_the_event(new_person: NewPerson) -> None:
    page = new_person(zone="Asia/Kathmandu")
    page.goto(STYLE)
    expect(page.locator(FIRST_TIME).first).to_have_text("13:45 UTC+05:45, your time")


def test_the_day_is_said_where_it_is_another(new_person: NewPerson) -> None:
    page = new_person(zone="Pacific/Honolulu")
    page.goto(STYLE)
    expect(page.locator(FIRST_TIME).first).to_contain_text("Sun 14 Mar, 22:00")


def test_where_the_zones_agree_nothing_is_said_twice(new_person: NewPerson) -> None:
    page = new_person(zone="Europe/Rome")
    page.goto(STYLE)
    expect(page.locator(FIRST_TIME).first).to_have_text("")


def test_the_words_left_are_counted_while_typing(new_person: NewPerson) -> None:
    page = new_person()
    page.goto(STYLE)
    area = page.get_by_label("Why do you want to take part?")
    area.fill("one two  three")
    expect(page.get_by_text("297 of 300 words left")).to_be_visible()
    area.fill("word " * 302)
    expect(page.get_by_text("2 words too many")).to_be_visible()
    area.fill("word " * 301)
    expect(page.get_by_text("1 word too many")).to_be_visible()


def test_a_table_is_worked_through_by_keyboard(new_person: NewPerson) -> None:
    page = new_person()
    page.goto(STYLE)
    counted = page.locator("[data-bulk-count]")
    expect(counted).to_have_text("1 chosen")
    page.get_by_role("link", name="Amina Wanjiru Otieno").focus()
    page.keyboard.press(" ")
    expect(counted).to_have_text("2 chosen")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press(" ")
    expect(counted).to_have_text("3 chosen")
    page.get_by_label("Choose all").check()
    expect(counted).to_have_text("4 chosen")
