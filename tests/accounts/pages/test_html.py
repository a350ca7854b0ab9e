"""Every page of the account is valid HTML, under one heading, with the names that its form needs."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from accounts.kept_forms import MOST_CHARACTERS
from accounts.models import User
from tests.accounts.signing_in import link_in, sign_in, signed_in, with_app
from tests.html_checker import complaints
from tests.site.test_html import Outline

pytestmark = pytest.mark.django_db


def entrances(maja: User) -> list[HttpResponseBase]:
    browser = Client()
    answers = [browser.get("/account/sign-in/"), sign_in(browser, maja.email, "not it")]
    answers += [browser.post("/account/password/reset/", fields) for fields in ({"email": maja.email}, {"email": "x"})]
    answers += [browser.get("/account/password/reset/"), browser.get(link_in(mail.outbox[-1]))]
    return [*answers, browser.get("/account/invitation/?link=x")]


def inside(maja: User) -> list[HttpResponseBase]:
    browser = signed_in(maja)
    answers = [browser.get("/account/"), browser.get("/account/app/add/")]
    with_app(maja)
    pages = ["", "name/", "sessions/", "email/change/", "password/change/", "app/remove/", "passkeys/add/"]
    pages += ["recovery-codes/", "recovery-codes/", "recovery-codes/new/", "sign-out/", "again/", "again/code/"]
    answers += [browser.get(f"/account/{page}") for page in pages]
    answers.append(browser.post("/account/password/change/", {}))
    browser.post("/account/email/change/", {"email": "new@example.org"})
    link = link_in(mail.outbox[-1])
    other = Client()
    sign_in(other, maja.email)
    return [*answers, browser.get(link), other.get("/account/sign-in/code/")]


def kept(maja: User) -> list[HttpResponseBase]:
    """What answers a form of the desk whose session has ended: before one signs in, after that, and if it is too large."""
    browser = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    pages = []
    for user in (None, maja):
        if user:
            browser.force_login(user)
        files = [SimpleUploadedFile("a <b>.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
        typed = {"title": "“Week” & <b>weeks</b>", "cities-0-seats": "", "file": files}
        pages += [browser.post("/desk/", typed), browser.post("/desk/", {"title": "x" * MOST_CHARACTERS})]
    return [*pages, browser.get("/account/signed-in/")]


@pytest.mark.slow
def test_pages_are_valid(maja: User, tmp_path: Path) -> None:
    answers = [*entrances(maja), *inside(maja), *kept(maja)]
    files = []
    for number, answer in enumerate(answers):
        assert answer.status_code in {200, 401, 403, 410, 413}
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(answer.content)  # type: ignore[attr-defined]  # no page here is streamed
    assert complaints(files) == []
    outlines = [Outline(file.read_text()) for file in files]
    assert [(each.headings[0], each.headings.count(1)) for each in outlines] == [(1, 1)] * len(files)
    unnamed = [one for each in outlines for one in each.controls if one.get("id") not in each.labels]
    assert unnamed == []
