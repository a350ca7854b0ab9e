"""Acknowledged writes are found, and lost ones are noticed."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from bench.survival.site import Site
from bench.survival.writing import LIST, Writers, form, found, signed_in
from tours.models import Organisation, OrganisationName

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writers(tmp_path: Path) -> Writers:
    """Writers with two acknowledged writes, sent as the threads send them."""
    cookies = signed_in()
    made = Writers(Site(tmp_path / "var"), cookies=cookies)
    browser = Client(enforce_csrf_checks=True, headers={"Host": "localhost"})
    browser.cookies.load(cookies)
    for name in ("Organisation 0-1", "Organisation 0-2"):
        answer = browser.post(f"{LIST}add/", form(name), content_type="application/x-www-form-urlencoded")
        assert (answer.status_code, answer["Location"]) == (302, LIST)
        made.acknowledged.add(name)
    return made


def test_nothing_is_lost_where_all_is_kept(writers: Writers) -> None:
    writers.cut_off |= {"Organisation 0-3"}
    left = found(writers)
    assert (left.lost, left.kept_unsaid, left.halves) == (0, 0, 0)
    assert (left.integrity, left.guard) == ("intact", "guarded")


def test_write_that_is_gone_is_lost(writers: Writers) -> None:
    OrganisationName.objects.filter(organisation__name="Organisation 0-1").delete()
    Organisation.objects.get(name="Organisation 0-1").delete()
    assert found(writers).lost == 1


def test_write_that_was_cut_off_may_be_kept(writers: Writers) -> None:
    writers.acknowledged -= {"Organisation 0-2"}
    writers.cut_off |= {"Organisation 0-2"}
    assert (found(writers).lost, found(writers).kept_unsaid) == (0, 1)


@pytest.mark.parametrize("half", [OrganisationName.objects, LogEntry.objects])
def test_half_a_write_is_noticed(writers: Writers, half: object) -> None:
    half.latest("pk").delete()  # type: ignore[attr-defined]  # a manager
    assert found(writers).halves == 1
