"""A focal point accepts and names three people on a phone, puts them in order, reads of a reserve, and names a substitute."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.letters.telling.sending import tell
from participants.links.sessions import cookie_name
from participants.models import ChangeRequest, Delegate, Delegation
from participants.nominations import deciding
from participants.vocabulary import Area
from tests.browser.conftest import PHONE
from tests.browser.looking import assert_sound
from tests.factories import rows
from tests.participants.focal_point.worlds import browser as visit
from tests.participants.focal_point.worlds import invited, named
from tests.participants.letters.values import keys, shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Look = Callable[[Page], None]
ON_A_PHONE = pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["390px"])
TYPED = "Ana Primer, Head of transport, ana@example.org\nĐorđe Čačak, Mayor\n김민재"


@pytest.fixture
def rijeka(transactional_db: None) -> Delegation:
    return invited()


@ON_A_PHONE
def test_focal_point_names_people_and_someone_else_comes(
    page: Page, live_server: LiveServer, rijeka: Delegation
) -> None:
    _name_and_exchange(page, live_server, rijeka, look=assert_sound)


def test_focal_point_names_people_without_script(
    page_without_script: Page, live_server: LiveServer, rijeka: Delegation
) -> None:
    _name_and_exchange(page_without_script, live_server, rijeka, look=_nothing)


def _name_and_exchange(page: Page, live_server: LiveServer, rijeka: Delegation, *, look: Look) -> None:
    _come_in(page, live_server)
    look(page)
    page.get_by_role("link", name="Accept the invitation").click()
    page.get_by_label("Your name").fill("Zdenka Šarić")
    look(page)
    page.get_by_role("button", name="Accept the invitation").click()
    _name_three(page, look)
    page.get_by_label("Order of choice: Đorđe Čačak").fill("1")
    page.get_by_label("Order of choice: Đorđe Čačak").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("The order of choice is saved.")
    assert list(rijeka.delegates.values_list("name", flat=True)) == ["Đorđe Čačak", "Ana Primer", "김민재"]
    _decide_and_tell(rijeka)
    page.reload()
    expect(page.get_by_text("Reserve", exact=True)).to_have_count(1)
    expect(page.get_by_text("Has a place", exact=True)).to_have_count(2)
    look(page)
    _someone_else(page, look)
    assert ChangeRequest.objects.values_list("kind", "name").get() == ("substitute", "Eva Primer")


def _come_in(page: Page, live_server: LiveServer) -> None:
    """With the cookie that a personal link gives."""
    name = cookie_name(Area.FOCAL_POINT)
    cookie = visit().cookies[name].value
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/f/")


def _name_three(page: Page, look: Look) -> None:
    expect(page.get_by_role("status")).to_contain_text("Rijeka comes. Now name your people.")
    page.get_by_role("link", name="Add names").first.click()
    page.get_by_label("Names").fill(TYPED)
    page.get_by_role("button", name="Continue").click()
    look(page)
    page.get_by_role("button", name="Put 3 names forward").click()
    expect(page.get_by_role("status")).to_contain_text("3 names are put forward.")
    look(page)


def _decide_and_tell(rijeka: Delegation) -> None:
    by, event = rows.operator(), rijeka.participation.event
    for name in ("Đorđe Čačak", "Ana Primer"):
        deciding.accept(named(name), by=by, person=rows.person(name))
    deciding.reserve(named("김민재"), by=by)
    tell(event, shown=shown(event), mails=keys(event), by=by)
    assert set(Delegate.objects.values_list("told_state", flat=True)) == {"accepted", "reserve"}


def _someone_else(page: Page, look: Look) -> None:
    page.get_by_role("link", name=re.compile("Someone else comes ?: Đorđe Čačak")).click()
    page.get_by_label("Who comes instead").fill("Eva Primer")
    look(page)
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("status")).to_contain_text("Your request is sent.")
    look(page)


def _nothing(page: Page) -> None:
    """Is asked where no script runs: what finds faults is one. The pages are the same."""
