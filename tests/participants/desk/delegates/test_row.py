"""A row of the table of delegates edited where it stands: by the verbs, in place or on a page of its own, and by two at once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from backstage.models import AuditEntry
from participants.models import Delegate, Delegation
from participants.nominations import deciding, describing, proposing
from tests.counting import asked
from tests.participants import makers
from tests.participants.desk.delegates.reading import list_of
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Group, Organisation

pytestmark = pytest.mark.django_db
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def desk(registrar: User) -> Client:
    return browser_of(registrar)


@pytest.fixture
def ana(event: Event, registrar: User, ours: Delegation) -> Delegate:
    Group.objects.create(event=event, name="B")
    return makers.proposed(ours, by=registrar, name="Ana Primer", position="Architect")


def row_of(row: Delegate) -> str:
    return reverse("participants:delegate_row", args=[row.pk])


def sent(page: Any, **typed: Any) -> dict[str, Any]:
    """What the browser sends of the form that was shown, with what was typed in it."""
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**shown, **typed}.items() if value is not None}


def errors(page: Any) -> list[str]:
    return [sentence for sentences in page.context["form"].errors.values() for sentence in sentences]


def test_every_field_is_saved_by_its_verb_and_the_row_comes_back(
    event: Event, registrar: User, ours: Delegation, desk: Client, ana: Delegate
) -> None:
    Organisation.objects.create(name="City of Rijeka")
    group = Group.objects.get()
    form = desk.get(row_of(ana), headers=IN_PLACE)
    facts = {"capacity": "head", "rank": "7", "position": "Mayor", "organisation": "City of Rijeka"}
    days = {"present_from": "2017-09-05", "present_until": "2017-09-06", "groups": [str(group.pk)]}
    answer = desk.post(row_of(ana), sent(form, state="accepted", reason="Asked", **facts, **days), headers=IN_PLACE)
    assert (answer.status_code, answer.content.decode().count("<tr")) == (200, 1)
    ana.refresh_from_db()
    assert (ana.state, ana.capacity, ana.rank, ana.takes_seat, makers.taken(ours)) == ("accepted", "head", 7, True, 1)
    assert (ana.present_from, ana.present_until, list(ana.groups.all())) == (
        date(2017, 9, 5),
        date(2017, 9, 6),
        [group],
    )
    there = event.appearances.get(person=ana.person)
    assert (there.position, str(there.organisation), ana.told_state) == ("Mayor", "City of Rijeka", "")
    last = AuditEntry.objects.filter(object_repr="Ana Primer", content_type__model="delegate").order_by("-pk")[0]
    assert (last.actor, last.reason, (last.changes or {})["state"]) == (registrar, "Asked", ["proposed", "accepted"])


def test_without_script_the_same_form_has_a_page_and_leads_back(event: Event, desk: Client, ana: Delegate) -> None:
    query = "?sort=city&page=1"
    assert f'href="{row_of(ana)}?sort=city&amp;page=1"' in desk.get(list_of(event) + query).content.decode()
    page = desk.get(row_of(ana) + query)
    assert page.templates[0].name == "participants/delegate_row.html"
    answer = desk.post(row_of(ana) + query, sent(page, rank="3"))
    assert answer["Location"] == f"{list_of(event)}?sort=city&page=1"
    assert Delegate.objects.get().rank == 3
    assert "Ana Primer is changed." in desk.get(list_of(event)).content.decode()


def test_cancelling_shows_the_row_as_it_stands_now(desk: Client, registrar: User, ana: Delegate) -> None:
    describing.describe(ana, {"position": "Mayor"}, by=registrar)
    answer = desk.get(f"{row_of(ana)}?sort=city&row=1", headers=IN_PLACE).content.decode()
    assert ("<form" in answer, "Mayor" in answer, f'href="{row_of(ana)}?sort=city"' in answer) == (False, True, True)


def test_states_are_those_that_ask_for_nothing_more(desk: Client, registrar: User, ours: Delegation) -> None:
    """An offer asks for hours, and a place for a card."""
    named, nameless = makers.proposed(ours, by=registrar), proposing.propose(ours, "Iva", by=registrar)
    gone = deciding.decline(makers.proposed(ours, by=registrar), by=registrar)

    def states(row: Delegate) -> list[str]:
        return [key for key, _label in desk.get(row_of(row)).context["form"].fields["state"].choices]

    assert states(named) == ["proposed", "endorsed", "accepted", "reserve", "declined", "withdrawn"]
    assert states(nameless) == ["proposed", "endorsed", "reserve", "declined", "withdrawn"]
    assert states(deciding.reserve(named, by=registrar)) == ["reserve", "accepted", "declined", "withdrawn"]
    assert states(gone) == ["declined", "accepted", "reserve", "proposed"]
    assert "organisation" not in desk.get(row_of(nameless)).context["form"].fields


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"state": "offered"}, "This cannot be done in the present state."),
        ({"organisation": "Nobody knows it"}, "There is no organisation with this name."),
        (
            {"present_from": "2017-09-06", "present_until": "2017-09-05", "rank": "9"},
            "A delegate cannot leave before the day of arrival.",
        ),
        ({"rank": "x"}, "Enter a whole number."),
        ({"groups": ["9" * 30]}, "“" + "9" * 30 + "” is not a valid value."),
    ],
)
def test_what_is_refused_is_said_in_the_row_and_nothing_typed_is_lost(
    desk: Client, ana: Delegate, typed: dict[str, Any], said: str
) -> None:
    form = desk.get(row_of(ana), headers=IN_PLACE)
    answer = desk.post(row_of(ana), sent(form, **typed), headers=IN_PLACE)
    assert (answer.status_code, errors(answer)) == (400, [said])
    assert {name: answer.context["form"][name].value() for name in typed} == typed
    assert Delegate.objects.get().changed_at == ana.changed_at


def test_facts_go_back_where_the_decision_is_refused(
    desk: Client, registrar: User, ours: Delegation, ana: Delegate
) -> None:
    for _seat in range(2):
        makers.accepted(ours, by=registrar)
    form = desk.get(row_of(ana), headers=IN_PLACE)
    answer = desk.post(row_of(ana), sent(form, state="accepted", rank="9"), headers=IN_PLACE)
    assert (answer.status_code, len(errors(answer)), makers.taken(ours)) == (400, 1, 2)
    ana.refresh_from_db()
    assert (ana.state, ana.rank) == ("proposed", 1)


def test_old_form_is_refused_shows_both_and_loses_nothing_typed(desk: Client, registrar: User, ana: Delegate) -> None:
    form = desk.get(row_of(ana), headers=IN_PLACE)
    describing.describe(ana, {"position": "Mayor", "rank": 4, "groups": [Group.objects.get()]}, by=registrar)
    deciding.reserve(ana, by=registrar)
    answer = desk.post(row_of(ana), sent(form, position="Deputy", capacity="adviser"), headers=IN_PLACE)
    assert (answer.status_code, errors(answer)[1:]) == (
        400,
        [
            "State is now “Reserve”.",
            "Order of choice is now “4”.",
            "Position: a colleague changed it too, to “Mayor”. Yours stands here, and replaces it when you save.",
            "Groups is now “B”.",
        ],
    )
    merged = answer.context["form"]
    shown = {name: merged[name].value() for name in ("state", "rank", "position", "capacity")}
    assert shown == {"state": "reserve", "rank": "4", "position": "Deputy", "capacity": "adviser"}
    again = desk.post(row_of(ana), sent(answer), headers=IN_PLACE)
    ana.refresh_from_db()
    assert again.status_code == 200
    assert (ana.state, ana.rank, ana.position, ana.capacity) == ("reserve", 4, "Deputy", "adviser")


def test_reading_changes_nothing_and_only_registrars_edit(
    event: Event, editor: User, desk: Client, ana: Delegate
) -> None:
    before = AuditEntry.objects.count()
    desk.get(row_of(ana), {"state": "accepted"}, headers=IN_PLACE)
    assert (AuditEntry.objects.count(), Delegate.objects.get().state) == (before, "proposed")
    other = browser_of(editor)
    assert [other.get(row_of(ana)).status_code, other.post(row_of(ana)).status_code] == [403, 403]
    assert row_of(ana) not in other.get(list_of(event)).content.decode()


@pytest.mark.parametrize("number", [1, 40, 300])
def test_showing_and_saving_a_row_cost_the_same_however_many_come(
    number: int, event: Event, ours: Delegation, desk: Client, ana: Delegate
) -> None:
    facts = {"event": event, "delegation": ours, "state": "proposed"}
    Delegate.objects.bulk_create(Delegate(name=f"Primer {each}", **facts) for each in range(number - 1))
    with asked() as table:
        assert len(desk.get(list_of(event)).context["lines"]) == min(number, 50)
    with asked() as showing:
        form = desk.get(row_of(ana), headers=IN_PLACE)
    with asked() as fact:
        desk.post(row_of(ana), sent(form, rank="7"), headers=IN_PLACE)
    form = desk.get(row_of(ana), headers=IN_PLACE)
    with asked() as decision:
        desk.post(row_of(ana), sent(form, state="accepted"), headers=IN_PLACE)
    saved = Delegate.objects.get(pk=ana.pk)
    assert (saved.rank, saved.state) == (7, "accepted")
    assert (table.queries, showing.queries, fact.queries, decision.queries) == (13, 9, 54, 63)
