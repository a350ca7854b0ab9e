"""Details, contacts, needs, flights: what is kept at once, what is asked for, and what asks for a code."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backstage.models import AuditEntry
from participants.links.making import make_link
from participants.models import (
    AccessLink,
    ChangeRequest,
    Delegate,
    DelegateContact,
    DelegateNeeds,
    Leg,
    LinkSession,
    Preparation,
)
from participants.nominations.describing import describe
from participants.travel.checklist.needs import change_needs
from participants.vocabulary import Direction, RequestKind, Told, Whose
from tests.factories import rows
from tests.participants.delegate import worlds
from tests.participants.travel import makers as journey
from tests.participants.visits import proven_visitor, visitor

pytestmark = pytest.mark.django_db
PRIVATE = (
    "my_details",
    "my_contacts",
    "my_name",
    "my_needs",
    "my_preparation",
    "my_flights",
    "my_data",
    "ask_for_deletion",
)


def address(name: str, *args: Any) -> str:
    return reverse(f"participants:{name}", args=args)


def fields(client: Client, path: str) -> dict[str, Any]:
    """What a browser would send back of the form, its tag included."""
    form = client.get(path).context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def old(client: Client) -> None:
    """The code was typed an hour ago."""
    LinkSession.objects.exclude(mailbox="").update(proven_at=timezone.now() - timedelta(hours=1))


@pytest.mark.parametrize("name", PRIVATE)
def test_private_page_asks_once_for_a_code(name: str) -> None:
    row = worlds.delegate()
    answer = visitor(row).get(address(name))
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("participants:prove_d", query={"next": address(name)}),
    )
    client = proven_visitor(row)
    old(client)
    assert client.get(address(name)).status_code == 200


def test_details_are_kept() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    given = fields(client, address("my_details")) | {
        "position": "Mayor",
        "gender": "man",
        "level": "elected",
        "language": "Serbian (Latin script)",
        "shares_contact": "on",
    }
    assert client.post(address("my_details"), given).status_code == 302
    now = Delegate.objects.get(pk=row.pk)
    said = (now.position, now.gender, now.level, now.language, now.shares_contact, now.shares_photograph)
    assert said == ("Mayor", "man", "elected", "sr-Latn", True, False)
    assert AuditEntry.objects.filter(object_pk=str(row.pk), by_link="Đorđe Čačak", changes__has_key="position").exists()


def test_position_is_asked_for_after_the_last_day_and_all_else_is_kept() -> None:
    row = worlds.frozen_delegate(position="Deputy")
    client = proven_visitor(row)
    given = fields(client, address("my_details")) | {"position": "Mayor", "shares_photograph": "on"}
    body = client.post(address("my_details"), given, follow=True).content.decode()
    now = Delegate.objects.get(pk=row.pk)
    assert (now.position, now.shares_photograph) == ("Deputy", True)
    assert ChangeRequest.objects.get().text == "My position is: Mayor"
    assert "the organiser is asked to change your position" in body


def test_form_of_before_a_colleague_saved_is_refused_and_keeps_what_was_typed() -> None:
    row = worlds.delegate(position="Deputy")
    client = proven_visitor(row)
    given = fields(client, address("my_details")) | {"position": "Mayor"}
    describe(row, {"position": "Acting mayor"}, by=rows.operator())
    answer = client.post(address("my_details"), given)
    body = answer.content.decode()
    assert (answer.status_code, "Acting mayor" in body, 'value="Mayor"' in body) == (400, True, True)


def test_telephone_is_changed_and_an_address_only_after_a_new_code() -> None:
    row = worlds.delegate()
    worlds.contact(row)
    client = proven_visitor(row)
    old(client)
    path = address("my_contacts")
    assert client.post(path, fields(client, path) | {"own_telephone": "+385 51 2"}).status_code == 302
    refused = client.post(path, fields(client, path) | {"own_email": "new@example.org"})
    contact = DelegateContact.objects.get()
    assert (refused.status_code, contact.email, contact.telephone) == (400, "own@example.org", "+385 51 2")
    assert 'value="new@example.org"' in refused.content.decode()


def test_links_to_a_former_address_end_and_the_visit_goes_on() -> None:
    row = worlds.delegate()
    worlds.contact(row)
    worlds.contact(row, whose=Whose.ASSISTANT, name="Ivo", email="office@example.org", telephone="")
    make_link(row, email="office@example.org", whose=Whose.ASSISTANT)
    other, client = visitor(row), proven_visitor(row)
    path = address("my_contacts")
    client.post(path, fields(client, path) | {"own_email": "new@example.org"})
    ended = dict(AccessLink.objects.values_list("email", "end"))
    assert ended == {"own@example.org": "address", "office@example.org": "", "new@example.org": ""}
    assert (other.get("/d/").status_code, client.get("/d/").status_code) == (401, 200)


def test_last_address_is_kept() -> None:
    row = worlds.delegate()
    worlds.contact(row)
    client = proven_visitor(row)
    path = address("my_contacts")
    refused = client.post(path, fields(client, path) | {"own_email": ""})
    assert (refused.status_code, DelegateContact.objects.get().email) == (400, "own@example.org")


def test_another_name_is_always_a_request() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    client.post(address("my_name"), {"name": "Djordje Čačak"})
    found = ChangeRequest.objects.get()
    assert (found.kind, found.name, Delegate.objects.get(pk=row.pk).name) == (
        RequestKind.NAME,
        "Djordje Čačak",
        "Đorđe Čačak",
    )
    same = client.post(address("my_name"), {"name": "Đorđe Čačak"})
    assert (
        same.status_code,
        "The name is spelt like this already. Type the other spelling." in same.content.decode(),
    ) == (400, True)


def test_needs_are_kept_after_the_last_day_too() -> None:
    row = worlds.frozen_delegate()
    client = proven_visitor(row)
    path = address("my_needs")
    assert "kept at once" in client.get(path).content.decode()
    client.post(path, fields(client, path) | {"diet": "vegan", "emergency_telephone": "+385 51 3"})
    found = DelegateNeeds.objects.get(delegate=row)
    assert (found.diet, found.emergency_telephone) == ("vegan", "+385 51 3")
    entry = AuditEntry.objects.filter(object_pk=str(found.pk)).latest("pk")
    assert (entry.by_link, entry.actor) == ("Đorđe Čačak", None)


def test_needs_that_a_registrar_changed_meanwhile_are_merged() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    given = fields(client, address("my_needs")) | {"diet": "vegan"}
    change_needs(row, {"access": "A wheelchair"}, by=rows.operator())
    answer = client.post(address("my_needs"), given)
    assert (answer.status_code, "A wheelchair" in answer.content.decode()) == (400, True)


def test_who_does_not_come_tells_no_needs() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    given = fields(client, address("my_needs")) | {"diet": "vegan"}
    Delegate.objects.filter(pk=row.pk).update(state="withdrawn", takes_seat=False)
    answer = client.post(address("my_needs"), given)
    assert (answer.status_code, DelegateNeeds.objects.count()) == (400, 0)


def test_insurance_and_entry_are_kept_and_a_letter_that_was_sent_is_the_organisers_to_note() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    path = address("my_preparation")
    client.post(path, fields(client, path) | {"insurance": "own", "entry": "filed"})
    refused = client.post(path, fields(client, path) | {"entry": "letter_sent"})
    found = Preparation.objects.get(delegate=row)
    assert (found.insurance, found.entry, refused.status_code) == ("own", "filed", 400)


def flight(row: Delegate, **facts: Any) -> dict[str, Any]:
    first = row.event.starts.isoformat()
    return {"carrier": "Korean Air", "number": "KE 938", "lands_on": first, "lands_at": "13:20"} | facts


def test_flight_is_told_with_who_told_it() -> None:
    row = worlds.delegate()
    proven_visitor(row).post(address("new_flight", "in"), flight(row))
    leg = Leg.objects.get()
    told = (leg.delegate_id, leg.direction, leg.number, str(leg.lands_at), leg.told, leg.told_by)
    assert told == (row.pk, Direction.IN, "KE 938", "13:20:00", Told.LINK, "Đorđe Čačak")


def test_new_flight_begins_with_the_time_zone_of_their_city() -> None:
    client = proven_visitor(worlds.delegate())
    zones = [fields(client, address("new_flight", way)) for way in ("in", "out")]
    assert [(each.get("leaves_zone"), each.get("lands_zone")) for each in zones] == [
        ("Europe/Zagreb", None),
        (None, "Europe/Zagreb"),
    ]


def test_flight_that_lands_before_it_leaves_is_refused() -> None:
    row = worlds.delegate()
    later = (row.event.starts + timedelta(days=1)).isoformat()
    answer = proven_visitor(row).post(address("new_flight", "in"), flight(row, leaves_on=later, leaves_at="10:00"))
    assert (answer.status_code, Leg.objects.count(), 'value="KE 938"' in answer.content.decode()) == (400, 0, True)


def test_after_the_last_day_landing_is_changed_and_all_else_is_asked_for() -> None:
    row = worlds.frozen_delegate()
    leg = journey.leg(row, carrier="Korean Air")
    client = proven_visitor(row)
    path = address("my_flight", leg.pk)
    client.post(path, fields(client, path) | {"lands_at": "22:10"})
    leg.refresh_from_db()
    assert (str(leg.lands_at), ChangeRequest.objects.count()) == ("22:10:00", 0)
    body = client.post(path, fields(client, path) | {"number": "KE 940"}, follow=True).content.decode()
    leg.refresh_from_db()
    asked = ChangeRequest.objects.get().text
    assert (leg.number, asked.startswith("Please change my flight to: Arrival: Korean Air KE 940")) == ("KE 938", True)
    assert "nothing is changed yet" in body


def test_after_the_last_day_adding_and_removing_are_asked_for() -> None:
    row = worlds.frozen_delegate()
    leg = journey.leg(row)
    client = proven_visitor(row)
    client.post(address("new_flight", "out"), {"number": "KE 937", "leaves_on": row.event.ends.isoformat()})
    client.post(address("remove_flight", leg.pk))
    assert (Leg.objects.count(), sorted(ChangeRequest.objects.values_list("text", flat=True))) == (
        1,
        [
            f"Please note: Departure: KE 937, leaves {row.event.ends:%-d %B %Y}",
            f"Please remove: Arrival: KE 938, arrives {row.event.starts:%-d %B %Y}",
        ],
    )


def test_flight_is_removed() -> None:
    row = worlds.delegate()
    leg = journey.leg(row)
    proven_visitor(row).post(address("remove_flight", leg.pk))
    assert Leg.objects.count() == 0


@pytest.mark.parametrize("name", ["my_flight", "remove_flight"])
def test_flight_of_somebody_else_is_not_there(name: str) -> None:
    row = worlds.delegate()
    other = journey.leg(journey.coming(row.event, "Somebody Else"))
    answers = [proven_visitor(row).post(address(name, other.pk)), proven_visitor(row).get(address("new_flight", "up"))]
    assert ([answer.status_code for answer in answers], Leg.objects.count()) == ([404, 404], 1)


def test_who_does_not_come_tells_no_new_flight() -> None:
    row = worlds.delegate()
    client = proven_visitor(row)
    Delegate.objects.filter(pk=row.pk).update(state="withdrawn")
    assert client.get(address("new_flight", "in")).status_code == 404


def test_position_that_stays_is_not_asked_for_after_the_last_day() -> None:
    row = worlds.frozen_delegate(position="Mayor")
    client = proven_visitor(row)
    client.post(address("my_details"), {"position": "Mayor", "level": "elected"})
    row.refresh_from_db()
    assert (row.level, ChangeRequest.objects.count()) == ("elected", 0)


def test_own_requests_alone_are_listed_and_the_open_ones_counted() -> None:
    row = worlds.delegate()
    ask = {"event": row.event, "kind": RequestKind.OTHER}
    mine = ChangeRequest.objects.create(**ask, delegate=row, text="No meat")
    answered = {"state": "refused", "answer": "No", "decided_at": timezone.now()}
    decided = ChangeRequest.objects.create(**ask, delegate=row, text="No fish", **answered)
    ChangeRequest.objects.create(**ask, delegate=journey.coming(row.event), text="No milk")
    client = proven_visitor(row)
    assert {*client.get(address("me")).context["requests"]} == {mine, decided}
    assert client.get(address("delegate_home")).context["requests"] == 1


def test_after_the_last_day_another_landing_at_home_is_asked_for() -> None:
    row = worlds.frozen_delegate()
    days = {"leaves_on": row.event.ends, "lands_on": row.event.ends}
    leg = journey.leg(row, direction=Direction.OUT, **days)
    client = proven_visitor(row)
    path = address("my_flight", leg.pk)
    client.post(path, fields(client, path) | {"lands_at": "22:10"})
    leg.refresh_from_db()
    assert (leg.lands_at, ChangeRequest.objects.count()) == (None, 1)
