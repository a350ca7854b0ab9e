"""The page that erases a focal point."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import Erasure, FocalPoint
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegations.pages import messages_of, problems
from tests.tours.admin.conftest import browser_of
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
NAME = "Zdenka Primer"


@pytest.fixture
def point() -> FocalPoint:
    return makers.focal_point(makers.published_event(), rows.rijeka(), name=NAME, ended=timezone.localdate())


def of(point: FocalPoint, name: str = "erase_focal_point") -> str:
    return reverse(f"participants:{name}", args=[point.programme.slug, point.pk])


def browser(point: FocalPoint, kind: RoleKind = RoleKind.COORDINATOR) -> Client:
    return browser_of(rows.colleague(kind, at=point.programme))


def posted(point: FocalPoint, **facts: str) -> Any:
    return browser(point).post(of(point), {"reason": f"{NAME} asked for it", "name": NAME} | facts, follow=True)


def test_coordinator_of_the_programme_erases_who_has_ended(point: FocalPoint) -> None:
    page = browser(point).get(of(point, "focal_point")).content.decode()
    assert f'<a href="{of(point)}">Erase this focal point</a>' in page
    asking = browser(point).get(of(point))
    assert (asking.status_code, asking["Cache-Control"][:9]) == (200, "max-age=0")
    answer = posted(point)
    assert messages_of(answer) == ["The focal point is erased. Nothing is kept."]
    assert "mailto:" not in answer.content.decode()
    point.refresh_from_db()
    assert (point.name, point.email) == ("[removed]", "")
    row = Erasure.objects.get()
    assert (row.focal_point, row.reason, row.by is not None) == (point, "[removed] asked for it", True)


def test_who_still_is_one_is_not_erased_and_the_page_leads_to_ending(point: FocalPoint) -> None:
    FocalPoint.objects.update(ended=None)
    page = browser(point).get(of(point, "focal_point")).content.decode()
    assert (of(point, "end_focal_point") in page, of(point) in page) == (True, False)
    answer = posted(point)
    assert (answer.status_code, problems(answer)) == (
        400,
        [f"{NAME} is still a focal point. Say since when somebody else is, and then erase them."],
    )


def test_name_is_typed_once_more_and_nothing_typed_is_lost(point: FocalPoint) -> None:
    answer = posted(point, name="Another")
    assert (answer.status_code, answer.context["form"]["reason"].value()) == (400, f"{NAME} asked for it")
    assert f"This is another name. Type: {NAME}" in answer.content.decode()
    assert (FocalPoint.objects.get().name, Erasure.objects.count()) == (NAME, 0)


def test_registrar_sees_the_focal_point_and_does_not_erase(point: FocalPoint) -> None:
    page = browser(point, RoleKind.REGISTRAR)
    assert page.get(of(point)).status_code == page.post(of(point)).status_code == 403
    assert of(point) not in page.get(of(point, "focal_point")).content.decode()
