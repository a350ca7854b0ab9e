"""Every page by which people come in is valid HTML, under one heading, with the names that its form needs."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from participants.links.making import make_link
from participants.vocabulary import Whose
from tests.html_checker import complaints
from tests.participants.entering.mailboxes import SECRETARY, delegate_of, point_of
from tests.participants.visits import coming_event, proven_visitor, visitor
from tests.site.test_html import Outline

pytestmark = pytest.mark.django_db


def by_link() -> list[Any]:
    event = coming_event(title="Week & “more” <b>")
    ana, eva = (delegate_of(SECRETARY, name, event=event) for name in ("Ana <Primer>", "Eva"))
    key = {"key": make_link(ana, email=SECRETARY, whose=Whose.ASSISTANT)[1]}
    point = {"key": make_link(point_of("", event), email="")[1]}
    here = visitor(eva, email=SECRETARY)
    pages = [here.get(f"/d/open/{page}", key) for page in ("", "not-mine/")]
    pages += [here.get(f"/f/open/{page}", point) for page in ("", "not-mine/")]
    pages += [here.get("/d/prove/"), here.post("/d/prove/", {"mailbox": "own"}), here.get("/d/code/")]
    pages += [here.post("/d/prove/", {"mailbox": "own", "code": code}) for code in ("x", "123456")]
    pages += [here.post(f"/d/open/not-mine/?key={key['key']}", typed) for typed in ({}, {"sure": "on"})]
    there = proven_visitor(ana, mailbox=SECRETARY)
    return [*pages, there.get("/d/mailbox/"), there.post("/d/leave/")]


def without_one() -> list[Any]:
    browser = Client()
    pages = [browser.get(page) for page in ("/d/", "/f/", "/d/open/", "/d/code/", "/d/again/")]
    pages += [browser.post(page, {"email": email}) for page in ("/d/code/", "/d/again/") for email in ("", SECRETARY)]
    return [*pages, browser.post("/d/code/enter/", {"email": SECRETARY, "code": "123456"})]


@pytest.mark.slow
def test_pages_are_valid(tmp_path: Path) -> None:
    cache.clear()
    files = []
    for number, answer in enumerate([*by_link(), *without_one()]):
        assert answer.status_code in {200, 400, 401, 410}
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(answer.content)
    assert complaints(files) == []
    outlines = [Outline(file.read_text()) for file in files]
    assert [(each.headings[0], each.headings.count(1)) for each in outlines] == [(1, 1)] * len(files)
    assert [one for each in outlines for one in each.controls if one.get("id") not in each.labels] == []
