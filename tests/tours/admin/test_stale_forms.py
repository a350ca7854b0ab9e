"""Two people have the administration's form of one row open, and both save it."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backstage.models import AuditEntry
from tests.announcements import makers
from tests.factories import rows
from tests.tours.admin.pages import errors, shown
from tours.models import City, Contact, Event, ParticipatingCity, Person, Programme

pytestmark = pytest.mark.django_db
REFUSED = (
    "Nothing is saved: this was changed since you opened it. Read what stands below, where your own changes are kept, and save"
    " it again."
)


def change(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def delete(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])


def shown_again(response: Any) -> dict[str, Any]:
    """What the refused page would send."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {bound.html_name: bound.value() for form in forms for bound in form if bound.value() not in (None, False)}


def hidden(page: Any) -> dict[str, str]:
    """The hidden fields of the page as a browser reads it."""
    tags = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: html.unescape(value) for name, value in tags}


@pytest.mark.usefixtures("_undrawn")
def test_of_two_forms_the_second_is_refused_and_nothing_of_either_is_lost(desk: Client) -> None:
    event = rows.event(summary="Before", conditions="Before")
    mine, theirs = shown(desk, change(event)), shown(desk, change(event))
    assert desk.post(change(event), theirs | {"summary": "Of a colleague"}).status_code == 302
    refused = desk.post(change(event), mine | {"conditions": "Mine"})
    assert errors(refused) == [REFUSED, "Summary is now “Of a colleague”."]
    event.refresh_from_db()
    assert (event.summary, event.conditions) == ("Of a colleague", "Before")
    assert desk.post(change(event), shown_again(refused)).status_code == 302
    event.refresh_from_db()
    assert (event.summary, event.conditions) == ("Of a colleague", "Mine")
    told = [
        entry.changes for entry in AuditEntry.objects.filter(event_key=event.pk, object_pk=str(event.pk)).order_by("pk")
    ]
    assert told[-2:] == [{"summary": ["Before", "Of a colleague"]}, {"conditions": ["Before", "Mine"]}]


@pytest.mark.usefixtures("_undrawn")
def test_where_both_changed_one_field_the_second_reads_what_the_first_wrote(desk: Client) -> None:
    event = rows.event(summary="Before")
    mine = shown(desk, change(event))
    Event.objects.update(summary="Of a colleague")
    refused = desk.post(change(event), mine | {"summary": "Mine"})
    told = "Summary: a colleague changed it too, to “Of a colleague”. Yours stands here, and replaces it when you save."
    assert errors(refused) == [REFUSED, told]
    assert desk.post(change(event), shown_again(refused)).status_code == 302
    assert Event.objects.get().summary == "Mine"


def test_form_that_nobody_else_touched_is_saved_and_so_is_one_that_both_changed_alike(desk: Client) -> None:
    event = rows.event(summary="Two\nlines")
    mine = shown(desk, change(event))
    Event.objects.update(conditions="Alike")
    assert desk.post(change(event), mine | {"summary": "Two\r\nlines", "conditions": "Alike"}).status_code == 302


@pytest.mark.usefixtures("_undrawn")
def test_seats_taken_meanwhile_are_neither_refused_nor_taken_back(desk: Client) -> None:
    event = rows.event()
    city = ParticipatingCity.objects.create(event=event, city=rows.seoul(), seats=3)
    mine = shown(desk, change(event))
    assert [name for name in mine if "taken" in name] == []
    ParticipatingCity.objects.update(taken=2)
    assert desk.post(change(event), mine | {"participating_cities-0-seats": "4"}).status_code == 302
    city.refresh_from_db()
    assert (city.seats, city.taken) == (4, 2)
    few = desk.post(change(event), shown(desk, change(event)) | {"participating_cities-0-seats": "1"})
    assert errors(few) == ["2 seats are taken."]


def contacts(event: Event, *names: str) -> list[Contact]:
    event.contacts.all().delete()
    return [Contact.objects.create(event=event, name=name, phone="+82 2 000") for name in names]


@pytest.mark.usefixtures("_undrawn")
def test_rows_that_a_colleague_added_changed_and_deleted_are_named(desk: Client) -> None:
    event = rows.event()
    ana, _bo, cy = contacts(event, "Ana", "Bo", "Cy")
    mine = shown(desk, change(event))
    Contact.objects.filter(pk=ana.pk).update(phone="+82 2 111")
    Contact.objects.filter(pk=cy.pk).delete()
    Contact.objects.create(event=event, name="Di", phone="+82 2 444")
    refused = desk.post(
        change(event), mine | {"contacts-1-role": "Bus", "contacts-3-name": "Ed", "contacts-3-phone": "+82 5"}
    )
    assert errors(refused) == [
        REFUSED,
        "Contact “Ana”: Telephone is now “+82 2 111”.",
        "Contact “Di” was added.",
        "Contact “Cy” was deleted.",
    ]
    assert desk.post(change(event), shown_again(refused)).status_code == 302
    assert list(event.contacts.order_by("pk").values_list("name", "role", "phone")) == [
        ("Ana", "", "+82 2 111"),
        ("Bo", "Bus", "+82 2 000"),
        ("Di", "", "+82 2 444"),
        ("Ed", "", "+82 5"),
    ]


@pytest.mark.usefixtures("_undrawn")
def test_row_that_was_deleted_while_one_typed_in_it_stays_as_a_new_one(desk: Client) -> None:
    event = rows.event()
    (ana,) = contacts(event, "Ana")
    mine = shown(desk, change(event))
    ana.delete()
    refused = desk.post(change(event), mine | {"contacts-0-phone": "+82 2 999"})
    words = (
        "Contact “Ana” was deleted. What you typed in it stands below as a new row; leave it out, or it is added again."
    )
    assert errors(refused) == [REFUSED, words]
    assert desk.post(change(event), shown_again(refused)).status_code == 302
    assert list(event.contacts.values_list("name", "phone")) == [("Ana", "+82 2 999")]


def test_every_page_carries_its_tag(desk: Client) -> None:
    event, post = rows.full_event(1), makers.post()
    item, person = event.items.get(), Person.objects.get()
    each_kind: list[Any] = [event, item, person, post, City.objects.first(), Programme.objects.get(), rows.stranger()]
    for row, field, value in zip(
        each_kind, ("title", "room", "display_name", "summary", "name", "name", "name"), "abcdefg", strict=True
    ):
        mine = shown(desk, change(row))
        type(row)._default_manager.filter(pk=row.pk).update(**{field: value})
        refused = desk.post(change(row), mine)
        assert (refused.status_code, errors(refused)[0]) == (200, REFUSED), row
        assert hidden(refused)["row_tag"] != mine["row_tag"]
        assert desk.post(change(row), shown_again(refused)).status_code == 302, row
        row.refresh_from_db()
        assert getattr(row, field) == value


def test_what_was_typed_into_a_row_that_is_gone_is_kept_as_a_new_one(desk: Client) -> None:
    person = rows.person("Ana")
    page, mine = change(person), shown(desk, change(person))
    person.delete()
    kept = desk.post(page, mine | {"display_name": "Anna"})
    assert kept.status_code == 200
    assert "Nothing is saved: this was deleted since you opened it." in kept.content.decode()
    assert 'action="/admin/tours/person/add/' in kept.content.decode()
    assert desk.post("/admin/tours/person/add/", shown_again(kept)).status_code == 302
    assert Person.objects.get().display_name == "Anna"


@pytest.mark.parametrize("tag", ["", "{", "[]", '{"title": 1}'])
def test_what_is_no_tag_is_none(desk: Client, tag: str) -> None:
    event = rows.event()
    assert desk.post(change(event), shown(desk, change(event)) | {"row_tag": tag}).status_code == 302


def deletion(browser: Client, page: str, **sent: Any) -> dict[str, Any]:
    response = browser.post(page, sent) if sent else browser.get(page)
    assert hidden(response)["row_tag"] == response.context["row_tag"]
    return {"post": "yes", "row_tag": response.context["row_tag"], **sent}


def test_what_was_changed_since_one_was_asked_is_not_deleted(desk: Client) -> None:
    item = rows.item(rows.event(), title="Opening")
    asked = deletion(desk, delete(item))
    type(item).objects.update(title="Opening, with the mayor")
    again = desk.post(delete(item), asked)
    assert "Nothing is deleted: it was changed since you were asked." in again.content.decode()
    assert "Opening, with the mayor" in again.content.decode()
    assert desk.post(delete(item), deletion(desk, delete(item))).status_code == 302
    assert not type(item).objects.exists()


def test_what_was_added_to_it_since_one_was_asked_is_not_deleted_with_it(desk: Client) -> None:
    event = rows.event()
    asked = deletion(desk, delete(event))
    rows.item(event)
    desk.post(delete(event), asked)
    assert Event.objects.filter(pk=event.pk).exists()


def test_chosen_rows_that_were_changed_since_one_was_asked_are_not_deleted(desk: Client) -> None:
    item = rows.item(rows.event())
    page = "/admin/tours/agendaitem/"
    asked = deletion(desk, page, action="delete_selected", _selected_action=[item.pk])
    type(item).objects.update(title="Otherwise")
    again = desk.post(page, asked)
    assert "Nothing is deleted: it was changed since you were asked." in again.content.decode()
    desk.post(page, asked | {"row_tag": again.context["row_tag"]})
    assert not type(item).objects.exists()
