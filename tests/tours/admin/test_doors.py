"""Who may open which page of the administration."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from announcements.drafting import DraftKind
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.admin.pages import shown
from tours.models import Document, Edition, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
LISTS = [
    "agendaitem",
    "appearance",
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
    "redacted",
    "redaction",
    "venue",
]


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
    for address in addresses(event):
        answer = desk.get(address)
        assert (address, answer.status_code, answer.context["title"] != "") == (address, 200, True)
        assert [note.level_tag for note in answer.context["messages"]] == []


def test_lists_and_fields_show_what_ones_role_is_for_and_nothing_else() -> None:
    mine, other = rows.full_event(1), rows.full_event(1)
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=mine))
    for name, found in (("event", [mine]), ("agendaitem", [mine.items.get()])):
        assert list(browser.get(reverse(f"admin:tours_{name}_changelist")).context["cl"].result_list) == found
    item = reverse("admin:tours_agendaitem_change", args=[other.items.get().pk])
    assert browser.get(item).headers["Location"] == "/admin/"
    page = browser.get(reverse("admin:tours_agendaitem_add"))
    assert list(page.context["adminform"].form.fields["event"].queryset) == [mine]
    asked = {"app_label": "tours", "model_name": "agendaitem", "field_name": "event"}
    offered = browser.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert offered == [{"id": str(mine.pk), "text": mine.title}]


def test_event_stays_with_its_programme_unless_one_may_create_events_in_another() -> None:
    event, second, third = (
        rows.event(),
        rows.programme(slug="two", name="Two"),
        rows.programme(slug="three", name="Three"),
    )
    user = rows.colleague(RoleKind.COORDINATOR, at=event)
    rows.role(user, RoleKind.COORDINATOR, at=second)
    rows.role(user, RoleKind.EDITOR, at=third)
    browser, page = browser_of(user), reverse("admin:tours_event_change", args=[event.pk])
    browser.post(page, shown(browser, page) | {"programme": third.pk})
    event.refresh_from_db()
    assert event.programme.slug == "upp"
    browser.post(page, shown(browser, page) | {"programme": second.pk})
    event.refresh_from_db()
    assert event.programme == second


def test_which_programme_is_the_sites_own_is_said_by_operators_alone(desk: Client) -> None:
    programme = rows.programme()
    page = reverse("admin:tours_programme_change", args=[programme.pk])
    for browser, is_own in ((browser_of(rows.coordinator()), False), (desk, True)):
        browser.post(page, shown(browser, page) | {"is_own": "on"})
        programme.refresh_from_db()
        assert programme.is_own is is_own


@pytest.mark.parametrize("count", [3, 60])
def test_lists_cost_those_with_roles_the_same_for_any_number(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    event = rows.event()
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=event))
    for _each in range(count):
        rows.item(event)
    with django_assert_num_queries(9):
        assert len(browser.get(reverse("admin:tours_agendaitem_changelist")).context["cl"].result_list) == min(
            count, 25
        )


@pytest.mark.parametrize("someone", ["stranger", "nobody"])
def test_others_are_sent_to_sign_in(someone: str) -> None:
    """A user who is signed in already is refused by Django's own address for signing in."""
    event = rows.full_event()
    browser = browser_of(rows.stranger()) if someone == "stranger" else Client()
    door = "/admin/login/" if someone == "stranger" else "/account/sign-in/"
    for address in addresses(event):
        response = browser.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"{door}?next={address}")


@pytest.mark.parametrize(
    ("kind", "actions"),
    [
        (RoleKind.VIEWER, []),
        (RoleKind.REGISTRAR, []),
        (RoleKind.EDITOR, [f"draft_{kind}" for kind in sorted(DraftKind)]),
        (RoleKind.COORDINATOR, ["delete_selected", *(f"draft_{kind}" for kind in sorted(DraftKind)), "publish"]),
    ],
)
def test_list_of_events_offers_what_ones_role_is_for(kind: RoleKind, actions: list[str]) -> None:
    browser = browser_of(rows.colleague(kind, at=rows.event()))
    form = browser.get(reverse("admin:tours_event_changelist")).context["action_form"]
    assert sorted(name for name, _label in form.fields["action"].choices if name) == actions if form else actions == []


def test_editor_changes_what_of_the_agenda_is_on_the_events_page_and_nothing_else(desk: Client) -> None:
    event = rows.full_event(title="Before")
    page = reverse("admin:tours_event_change", args=[event.pk])
    fields = shown(desk, page) | {"title": "After", "access": "participants"}
    fields |= {"tracks-0-name": "A", "tracks-0-position": 0, "groups-0-name": "Bus 2"}
    fields |= {"purposes-0-text": "Forged", "purposes-1-text": "Forged too", "contacts-0-DELETE": "on"}
    fields |= {"participating_cities-0-seats": 9, "practical_notes-0-DELETE": "on"}
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=event))
    assert browser.post(page, fields).headers["Location"] == "/admin/tours/event/"
    event.refresh_from_db()
    assert (event.title, event.access) == ("Before", "public")
    found = [list(hanging.values_list(name, flat=True)) for name, hanging in _hanging_on(event)]
    assert found == [
        ["A"],
        ["Bus 2"],
        ["Exchange experience with other countries"],
        ["Event desk"],
        [1, 1],
        ["Language"],
    ]
    shown_to_editor = browser.get(page)
    extra = {
        part.formset.prefix: len(part.formset.extra_forms) for part in shown_to_editor.context["inline_admin_formsets"]
    }
    assert {prefix for prefix, rows_to_fill in extra.items() if rows_to_fill} == {"tracks", "groups", "documents"}
    offered = shown_to_editor.content.decode()
    assert [words in offered for words in ("Save and publish", "Publish …", "Add agenda item")] == [False, False, True]
    for kind in (RoleKind.VIEWER, RoleKind.REGISTRAR):
        reader = browser_of(rows.colleague(kind, at=event))
        parts = reader.get(page).context["inline_admin_formsets"]
        assert [part.formset.prefix for part in parts if part.formset.extra_forms] == []
        assert reader.post(page, fields).status_code == 403


def _hanging_on(event: Event) -> list[tuple[str, Any]]:
    return [
        ("name", event.tracks),
        ("name", event.groups),
        ("text", event.purposes),
        ("name", event.contacts),
        ("seats", event.participating_cities),
        ("heading", event.practical_notes),
    ]


@pytest.mark.parametrize("kind", [RoleKind.VIEWER, RoleKind.REGISTRAR, RoleKind.EDITOR])
def test_those_who_may_not_change_the_event_cannot_publish(kind: RoleKind) -> None:
    event = rows.full_event()
    browser = browser_of(rows.colleague(kind, at=event))
    assert browser.get(reverse("admin:tours_event_change", args=[event.pk])).status_code == 200
    assert browser.post(reverse("admin:tours_event_publish", args=[event.pk]), {"confirmed": "yes"}).status_code == 403
    browser.post(
        reverse("admin:tours_event_changelist"),
        {"action": "publish", "_selected_action": event.pk, "confirmed": "yes"},
    )
    assert not Edition.objects.exists()


def test_coordinator_of_one_event_publishes_no_other() -> None:
    mine, other = rows.full_event(title="Mine"), rows.full_event(title="Other")
    user = rows.colleague(RoleKind.COORDINATOR, at=mine)
    rows.role(user, RoleKind.EDITOR, at=other)
    chosen = {"action": "publish", "_selected_action": [mine.pk, other.pk], "confirmed": "yes"}
    response = browser_of(user).post(reverse("admin:tours_event_changelist"), chosen, follow=True)
    found = [str(message) for message in response.context["messages"]]
    assert found == ["Other: your role does not allow it.", "Mine: published version 1."]
    assert [edition.event for edition in Edition.objects.all()] == [mine]


def test_coordinators_cannot_redact() -> None:
    event = rows.full_event()
    rows.publish(event)
    browser = browser_of(rows.coordinator())
    address = reverse("admin:tours_event_redact", args=[event.pk])
    assert browser.get(address).status_code == 403
    assert browser.post(address, {"text": "Language", "reason": "Asked for"}).status_code == 403
    page = browser.get(reverse("admin:tours_event_change", args=[event.pk])).content.decode()
    assert address not in page


def test_withdrawing_is_offered_to_those_who_may_change_the_event() -> None:
    event = rows.event()
    edition = rows.publish(event)
    page = reverse("admin:tours_edition_change", args=[edition.pk])
    withdraw = reverse("admin:tours_edition_withdraw", args=[edition.pk])
    for kind, offered in ((RoleKind.VIEWER, False), (RoleKind.EDITOR, False), (RoleKind.COORDINATOR, True)):
        browser = browser_of(rows.colleague(kind, at=event))
        assert (withdraw in browser.get(page).content.decode()) is offered
        assert browser.get(withdraw).status_code == (200 if offered else 403)
        assert browser.post(withdraw).status_code == (302 if offered else 403)


def test_files_are_read_by_those_who_may_see_their_rows() -> None:
    event = rows.event()
    row = Document(event=event, title="Note", file=SimpleUploadedFile("note.pdf", b"%PDF-1.7\n"))
    row.full_clean()
    row.save()
    address = reverse("admin:tours_document_file", args=[row.pk])
    assert browser_of(rows.colleague(RoleKind.EDITOR, at=rows.event())).get(address).status_code == 404
    response = browser_of(rows.colleague(RoleKind.VIEWER, at=event)).get(address)
    assert (b"".join(response), response["Content-Disposition"]) == (
        b"%PDF-1.7\n",
        'attachment; filename="note.pdf"',
    )
    assert Client().get(address).headers["Location"] == f"/account/sign-in/?next={address}"


@pytest.mark.parametrize("address", ["/admin/", "/account/sign-in/", "/admin/tours/event/", "/admin/tours/event/add/"])
def test_pages_name_the_icon_of_the_site_so_that_no_browser_guesses(desk: Client, address: str) -> None:
    browser = Client() if address == "/account/sign-in/" else desk
    assert '<link rel="icon" href="/static/icons/favicon.svg"' in browser.get(address).content.decode()
