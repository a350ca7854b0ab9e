import pytest
from django.test import Client

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.desk.pictures.uploads import photograph
from tours.models import Event, Organisation, Picture
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def office() -> Organisation:
    return rows.organisation("City of Rijeka")


def desk(event: Event, kind: RoleKind = RoleKind.COORDINATOR) -> Client:
    return browser_of(rows.colleague(kind, at=event))


def test_logo_is_uploaded_shown_and_taken_away(event: Event, office: Organisation) -> None:
    browser, page = desk(event), f"/desk/organisations/{office.pk}/logo/"
    assert browser.post(page, {"credit": "City"}).status_code == 400
    assert browser.post(page, {"file": photograph(), "credit": "City"}).status_code == 302
    office.refresh_from_db()
    assert office.logo
    assert (office.logo.alternative, office.logo.credit) == ("Logo: City of Rijeka", "City")
    assert f'<img src="{page}logo-160.jpg" width="120" height="80"' in browser.get(page).content.decode()
    assert browser.get(f"{page}logo-160.jpg")["Content-Type"] == "image/jpeg"
    browser.post(page, {"remove": ""})
    office.refresh_from_db()
    assert (office.logo is None, Picture.objects.count()) == (True, 1)
    assert browser.get(f"{page}logo-160.jpg").status_code == 404


def test_who_edits_no_organisations_sets_no_logo(event: Event, office: Organisation) -> None:
    page = f"/desk/organisations/{office.pk}/logo/"
    kinds = (RoleKind.VIEWER, RoleKind.REGISTRAR)
    assert [desk(event, kind).post(page, {"file": photograph()}).status_code for kind in kinds] == [404, 403]
    assert not Picture.objects.exists()


def test_lists_of_organisations_lead_to_their_logos(event: Event, office: Organisation) -> None:
    event.organisations.create(organisation=office, role="host")
    page = desk(event).get(f"/desk/events/{event.uid}/lists/organisations/").content.decode()
    assert f'href="/desk/organisations/{office.pk}/logo/"' in page
