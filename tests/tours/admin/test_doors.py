"""Who gets in where."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Document, Edition, Event

pytestmark = pytest.mark.django_db
LISTS = [
    "agendaitem",
    "city",
    "country",
    "document",
    "edition",
    "event",
    "organisation",
    "person",
    "phase",
    "picture",
    "programme",
    "redaction",
    "venue",
]


def staff_with(*codenames: str) -> User:
    user = rows.coordinator()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames, content_type__app_label="tours"))
    return user


def addresses(event: Event) -> list[str]:
    lists = [reverse(f"admin:tours_{name}_changelist") for name in LISTS]
    pages = [reverse(f"admin:tours_event_{name}", args=[event.pk]) for name in ("change", "publish", "redact")]
    return [*lists, *pages]


def test_every_model_is_run_from_its_own_page_or_from_that_of_what_it_hangs_on(desk: Client) -> None:
    groups = desk.get(reverse("admin:index")).context["app_list"]
    (tours,) = (group["models"] for group in groups if group["app_label"] == "tours")
    assert sorted(model["model"]._meta.model_name for model in tours) == LISTS


def test_coordinator_opens_every_page(desk: Client) -> None:
    event = rows.full_event()
    assert {desk.get(address).status_code for address in addresses(event)} == {200}


def test_staff_without_permissions_are_refused_everywhere() -> None:
    event = rows.full_event()
    browser = browser_of(rows.coordinator())
    assert {browser.get(address).status_code for address in addresses(event)} == {403}
    assert browser.get(reverse("admin:index")).context["app_list"] == []


@pytest.mark.parametrize("someone", ["stranger", "nobody"])
def test_others_are_sent_to_sign_in(someone: str) -> None:
    """Whoever is signed in already comes by Django's address for it, which refuses them."""
    event = rows.full_event()
    browser = browser_of(rows.stranger()) if someone == "stranger" else Client()
    door = "/admin/login/" if someone == "stranger" else "/account/sign-in/"
    for address in addresses(event):
        response = browser.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"{door}?next={address}")


@pytest.mark.parametrize(
    ("codenames", "actions"),
    [
        (["view_event"], []),
        (["view_event", "change_event"], ["publish"]),
        (["view_event", "change_event", "delete_event"], ["delete_selected", "publish"]),
    ],
)
def test_publishing_is_offered_to_those_who_may_change_events(codenames: list[str], actions: list[str]) -> None:
    rows.event()
    response = browser_of(staff_with(*codenames)).get(reverse("admin:tours_event_changelist"))
    form = response.context["action_form"]
    offered = [name for name, _label in form.fields["action"].choices if name] if form else []
    assert sorted(offered) == actions


def test_those_who_may_only_look_cannot_publish() -> None:
    event = rows.full_event()
    browser = browser_of(staff_with("view_event"))
    assert browser.get(reverse("admin:tours_event_change", args=[event.pk])).status_code == 200
    assert browser.post(reverse("admin:tours_event_publish", args=[event.pk]), {"confirmed": "yes"}).status_code == 403
    browser.post(
        reverse("admin:tours_event_changelist"),
        {"action": "publish", "_selected_action": event.pk, "confirmed": "yes"},
    )
    assert not Edition.objects.exists()


def test_those_who_may_change_events_cannot_redact() -> None:
    event = rows.full_event()
    rows.publish(event)
    browser = browser_of(staff_with("view_event", "change_event"))
    address = reverse("admin:tours_event_redact", args=[event.pk])
    assert browser.get(address).status_code == 403
    assert browser.post(address, {"text": "Language", "reason": "Asked for"}).status_code == 403
    page = browser.get(reverse("admin:tours_event_change", args=[event.pk])).content.decode()
    assert address not in page


def test_withdrawing_is_offered_to_those_who_may_change_editions() -> None:
    edition = rows.publish(rows.event())
    page = reverse("admin:tours_edition_change", args=[edition.pk])
    withdraw = reverse("admin:tours_edition_withdraw", args=[edition.pk])
    for codenames, offered in ((["view_edition"], False), (["view_edition", "change_edition"], True)):
        browser = browser_of(staff_with(*codenames))
        assert (withdraw in browser.get(page).content.decode()) is offered
        assert browser.get(withdraw).status_code == (200 if offered else 403)
        assert browser.post(withdraw).status_code == (302 if offered else 403)


def test_files_are_read_by_those_who_may_see_their_rows() -> None:
    row = Document(event=rows.event(), title="Note", file=SimpleUploadedFile("note.pdf", b"%PDF-1.7\n"))
    row.full_clean()
    row.save()
    address = reverse("admin:tours_document_file", args=[row.pk])
    assert browser_of(staff_with("view_event")).get(address).status_code == 403
    response = browser_of(staff_with("view_document")).get(address)
    assert (b"".join(response), response["Content-Disposition"]) == (
        b"%PDF-1.7\n",
        'attachment; filename="note.pdf"',
    )
    assert Client().get(address).headers["Location"] == f"/account/sign-in/?next={address}"


@pytest.mark.parametrize("address", ["/admin/", "/account/sign-in/", "/admin/tours/event/", "/admin/tours/event/add/"])
def test_pages_name_the_icon_of_the_site_so_that_no_browser_guesses(desk: Client, address: str) -> None:
    browser = Client() if address == "/account/sign-in/" else desk
    assert '<link rel="icon" href="/static/icons/favicon.svg"' in browser.get(address).content.decode()
