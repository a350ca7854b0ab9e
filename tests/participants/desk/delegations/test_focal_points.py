"""The desk's pages about a programme's focal points."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participants.models import FocalPoint
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegations.pages import messages_of, problems, table
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import City, Event, ParticipatingCity, Programme
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """One in which Rijeka takes part."""
    made = makers.published_event()
    ParticipatingCity.objects.create(event=made, city=rows.rijeka())
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event.programme))


def address(of: Programme, *more: Any) -> str:
    name = "focal_points" if not more else "focal_point" if len(more) == 1 else "end_focal_point"
    return reverse(f"participants:{name}", args=[of.slug, *more[:1]])


def facts(city: City, **more: str) -> dict[str, str]:
    words = {"name": "Iva Primer", "email": "iva@example.org", "main": "on", "since": "2026-01-02"}
    return words | {"body": f"city-{city.pk}"} | more


def test_focal_point_is_added_listed_changed_and_ended(event: Event, browser: Client) -> None:
    page = address(event.programme)
    assert "There are none yet." in browser.get(page).content.decode()
    answer = browser.post(page, facts(rows.rijeka(), telephone="+385 51 000", language="hr"), follow=True)
    assert messages_of(answer) == ["Iva Primer is a focal point now."]
    contact = "iva@example.org +385 51 000"
    of = "Iva Primer, Rijeka"
    assert table(answer) == [
        ["Rijeka", "Iva Primer main", contact, "since 2 Jan 2026", f"Change: {of} · End: {of}"],
    ]
    point = FocalPoint.objects.get()
    changed = browser.post(address(event.programme, point.pk), facts(rows.rijeka(), name="Mia Primer"), follow=True)
    assert messages_of(changed) == ["Mia Primer is changed."]
    ended = browser.post(address(event.programme, point.pk, "end"), {"ended": "2026-02-03"}, follow=True)
    assert (messages_of(ended), [row[1:] for row in table(ended)]) == (
        ["Mia Primer is no longer a focal point."],
        [["Mia Primer", "iva@example.org", "2 Jan 2026 to 3 Feb 2026", "Change: Mia Primer, Rijeka"]],
    )


def test_second_main_focal_point_is_refused_and_nothing_typed_is_lost(event: Event, browser: Client) -> None:
    makers.focal_point(event, rows.rijeka())
    page = browser.post(address(event.programme), facts(rows.rijeka()))
    assert (page.status_code, problems(page), page.context["form"]["name"].value()) == (
        400,
        ["This city already has a main focal point in the programme. End that one first."],
        "Iva Primer",
    )
    browser.post(address(event.programme), facts(rows.rijeka(), main=""))
    assert list(FocalPoint.objects.values_list("name", "main")) == [("Ana Primer", True), ("Iva Primer", False)]


@pytest.mark.parametrize("body", ["", "city-0", "organisation-x", "city-\0"])
def test_body_that_takes_no_part_is_a_sentence(event: Event, browser: Client, body: str) -> None:
    page = browser.post(address(event.programme), facts(rows.rijeka(), body=body))
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["body"])


def test_mistakes_are_told(event: Event, browser: Client) -> None:
    point = makers.focal_point(event, rows.rijeka())
    wrong = facts(rows.rijeka(), name="\u200b", email="iva", language="zz9", since="soon")
    page = browser.post(address(event.programme, point.pk), wrong)
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["email", "since"])
    page = browser.post(address(event.programme, point.pk), wrong | {"email": "iva@example.org", "since": "2026-01-02"})
    assert (page.status_code, sorted(page.context["form"].errors)) == (400, ["language", "name"])
    assert "<h1>Focal point: Ana Primer</h1>" in page.content.decode()
    early = browser.post(address(event.programme, point.pk, "end"), {"ended": "1990-01-01"})
    assert problems(early) == ["A focal point cannot end before the day on which they began."]


def test_who_has_ended_is_not_ended_again(event: Event, browser: Client) -> None:
    point = makers.focal_point(event, rows.rijeka(), ended="2099-01-01")
    page = browser.post(address(event.programme, point.pk, "end"), {"ended": "2099-02-01"})
    assert (page.status_code, problems(page)) == (400, ["Ana Primer has ended already, on 2099-01-01."])


def test_end_says_who_keeps_them(event: Event, browser: Client) -> None:
    point = makers.focal_point(event, rows.belgrade())
    makers.delegation(event, by=rows.coordinator(), city=rows.belgrade())
    words = browser.get(address(event.programme, point.pk, "end")).content.decode()
    assert "1 delegation has them as its focal point, and keeps them" in words


def test_focal_point_of_another_programme_is_not_found_here(event: Event, browser: Client) -> None:
    two = rows.programme(slug="two", name="Two")
    point = FocalPoint.objects.create(programme=two, city=rows.rijeka(), name="Other", email="other@example.org")
    for more in ((point.pk,), (point.pk, "end")):
        assert is_not_found(browser.get(address(event.programme, *more)))
        assert is_not_found(browser_of(rows.operator()).get(address(event.programme, *more)))
    assert is_not_found(browser.get(address(two)))
    assert "Other" not in browser.get(address(event.programme)).content.decode()


@pytest.mark.parametrize("kind", [RoleKind.VIEWER, RoleKind.EDITOR])
def test_others_are_refused(event: Event, kind: RoleKind) -> None:
    point = makers.focal_point(event, rows.rijeka())
    ours = browser_of(rows.colleague(kind, at=event.programme))
    registrar_of_one_event = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    for more in ((), (point.pk,), (point.pk, "end")):
        assert ours.get(address(event.programme, *more)).status_code == 403
        assert ours.post(address(event.programme, *more), facts(rows.rijeka())).status_code == 403
        assert is_not_found(registrar_of_one_event.get(address(event.programme, *more)))
    assert [point.name for point in FocalPoint.objects.filter(ended=None)] == ["Ana Primer"]
