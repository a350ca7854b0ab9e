"""The page after an import, and undoing it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.tours.desk.importing.pages import (
    applied,
    done_address,
    shown,
)
from tours.models import Event

pytestmark = pytest.mark.django_db


def test_import_leads_on_to_the_agenda_and_the_checks(browser: Client, event: Event) -> None:
    applied(browser, event, shown(browser, event))
    text = browser.get(done_address(event)).content.decode()
    main = text[text.index("<main") :]
    pages = [reverse(f"tours:{name}", args=[event.uid]) for name in ("desk_agenda", "desk_checks", "desk_import")]
    assert [main.count(f'<a href="{page}">') for page in pages] == [1, 1, 1]


def test_import_is_undone_once_and_not_after_something_else(browser: Client, event: Event, editor: User) -> None:
    applied(browser, event, shown(browser, event))
    page = browser.get(done_address(event))
    tag = page.context["offer"].tag
    item = event.items.get(title="Opening")
    item.title = "Welcome"
    item.save()
    assert browser.post(done_address(event), {"tag": tag}).status_code == 400
    page = browser.post(done_address(event), {"tag": browser.get(done_address(event)).context["offer"].tag})
    assert (page.status_code, page.context["offer"].edited_since) == (400, ["Welcome"])
    answer = browser.post(done_address(event), {"tag": page.context["offer"].tag, "anyway": "yes"})
    assert (answer.status_code, event.items.count()) == (302, 0)

    page = browser.get(done_address(event))
    assert page.context["offer"] is None
    assert browser.post(done_address(event), {"tag": "x"}).status_code == 400
