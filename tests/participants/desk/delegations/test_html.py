"""The desk's pages about delegations are valid HTML."""

from pathlib import Path

import pytest
from django.urls import reverse

from participants.delegations.answering import accept_invitation
from participants.desk.delegations.steps import STEPS
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.tours.admin.conftest import browser_of
from tours.models import ParticipatingCity

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_pages_are_valid(tmp_path: Path) -> None:
    """By the Nu Html Checker: with rows and without, with mistakes, and each step."""
    by = rows.coordinator()
    former = makers.published_event(title="Last <week>", starts="2016-01-01", ends="2016-01-02")
    event, empty = makers.published_event(), rows.event()
    point = makers.focal_point(event, rows.rijeka(), telephone="+385 51 000")
    makers.delegation(former, by=by, city=rows.belgrade())
    ours = makers.delegation(event, by=by, city=rows.rijeka(), nominate_by="2016-01-01", freeze_on="2016-01-02")
    makers.proposed(ours, by=by)
    ParticipatingCity.objects.create(event=event, city=rows.seoul())
    browser = browser_of(by)
    invite = reverse("participants:invite", args=[event.uid])
    points = reverse("participants:focal_points", args=[event.programme.slug])
    one = reverse("participants:delegation", args=[ours.pk])
    shown = [
        *(reverse("participants:delegations", args=[each.uid]) for each in (event, empty)),
        *(reverse("participants:invite", args=[empty.uid]), f"{invite}?before={former.uid}&all=1"),
        *(points, f"{points}{point.pk}/", f"{points}{point.pk}/end/", one),
        *(f"{one}{step}/" for step in STEPS),
    ]
    for number, address in enumerate(shown):
        (tmp_path / f"{number}.html").write_bytes(browser.get(address).content)
    accept_invitation(ours, by=by, replied_by="Ana")
    for number, address in enumerate([invite, points, f"{one}accept/", f"{one}propose/"], len(shown)):
        (tmp_path / f"{number}.html").write_bytes(browser.post(address, {"cities": "x"}).content)
    pages = sorted(tmp_path.glob("*.html"))
    assert (len(pages), complaints(pages)) == (8 + len(STEPS) + 4, [])
