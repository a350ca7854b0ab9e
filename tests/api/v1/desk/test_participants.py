"""Who comes is read with the scope people: counts and names, and nothing private."""

from typing import Any

import pytest

from accounts.models import User
from participants.models import Delegate, DelegateContact
from participants.vocabulary import Capacity, DelegateState
from tests.api.programs import Program, token_for
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db
PRIVATE = {"reason": "Knows parks", "gender": "woman", "level": "elected", "language": "hr"}


@pytest.fixture
def event() -> Event:
    return makers.published_event()


def told(row: Delegate, **facts: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "delegation": row.delegation_id,
        "person": str(row.person.uid) if row.person else None,
        "name": row.name,
        "position": "",
        "organisation": None,
        "city": None,
        "state": str(row.state),
        "comes_as": "delegate",
        "takes_seat": False,
        "attends": "in_person",
        "groups": [],
        "present_from": None,
        "present_until": None,
        "changed_at": row.changed_at.isoformat(),
        **facts,
    }


def test_delegations_tell_state_seats_and_deadlines(program: Program, maja: User, event: Event) -> None:
    rijeka = makers.delegation(event, by=maja, city=rows.rijeka(), nominate_by="2017-08-01")
    makers.accepted(rijeka, by=maja)
    makers.delegation(event, by=maja, city=rows.belgrade())
    first, second = program.get(f"events/{event.uid}/delegations/").data["results"]
    assert first == {
        "id": rijeka.pk,
        "city": "rijeka",
        "organisation": None,
        "state": "invited",
        "seats": 2,
        "taken": 1,
        "extra": 0,
        "nominate_by": "2017-08-01",
        "confirm_by": None,
        "freeze_on": None,
        "invited_at": rijeka.invited_at.isoformat(),
        "replied_at": None,
    }
    assert (second["city"], second["taken"]) == ("belgrade", 0)


def test_delegates_tell_name_and_position_and_nothing_private(program: Program, maja: User, event: Event) -> None:
    rijeka = makers.delegation(event, by=maja, city=rows.rijeka())
    ana = makers.accepted(rijeka, by=maja, name="Ana Primer", **PRIVATE)
    ana.groups.add(Group.objects.create(event=event, name="Bus 2"))
    DelegateContact.objects.create(delegate=ana, email="ana@example.org", telephone="+385 51 000")
    assert ana.person
    ana.person.appearances.update(position="Deputy mayor")
    iva = makers.proposed(rijeka, by=maja, name="Iva Primer", person=None, position="Architect")
    makers.proposed(makers.delegation(makers.published_event(), by=maja), by=maja)
    answer = program.get(f"events/{event.uid}/delegates/")
    of_ana = told(ana, takes_seat=True, position="Deputy mayor", city="rijeka", groups=["Bus 2"])
    assert answer.data["results"] == [of_ana, told(iva, position="Architect")]
    private = ("parks", "woman", "elected", "ana@example.org", "385 51")
    assert [word for word in private if word in answer.content.decode()] == []


def test_lists_are_filtered_and_walked(program: Program, maja: User, event: Event) -> None:
    rijeka, belgrade = (
        makers.delegation(event, by=maja, city=city, extra=1) for city in (rows.rijeka(), rows.belgrade())
    )
    makers.accepted(rijeka, by=maja, name="Ana")
    makers.proposed(belgrade, by=maja, name="Bora", capacity=Capacity.OBSERVER)
    asked_for = {
        "state=accepted": ["Ana"],
        "comes_as=observer": ["Bora"],
        "city=belgrade": ["Bora"],
        "ordering=-name": ["Bora", "Ana"],
        "updated_since=2999-01-01T00:00:00Z": [],
        "cursor=&page_size=1": ["Ana"],
    }
    found = {query: program.get(f"events/{event.uid}/delegates/?{query}").data["results"] for query in asked_for}
    assert {query: [row["name"] for row in each] for query, each in found.items()} == asked_for
    here = program.get(f"events/{event.uid}/delegations/?state=invited&city=rijeka").data["results"]
    assert [row["id"] for row in here] == [rijeka.pk]


@pytest.mark.parametrize("kind", [RoleKind.EDITOR, RoleKind.VIEWER])
@pytest.mark.parametrize("list_of", ["delegations", "delegates"])
def test_whoever_does_not_register_people_is_refused(event: Event, kind: RoleKind, list_of: str) -> None:
    answer = Program(token_for(rows.colleague(kind, at=event))).get(f"events/{event.uid}/{list_of}/")
    said = "The role of this token's user does not allow it. Ask a coordinator."
    assert (answer.status_code, answer.data["detail"]) == (403, said)


def test_token_without_the_scope_is_told_which(maja: User, event: Event) -> None:
    reading = Program(token_for(maja, Scope.READ, Scope.AGENDA, Scope.POSTS))
    answer = reading.get(f"events/{event.uid}/delegates/")
    said = "This token does not have the scope people. Issue one that has it at /desk/tokens/."
    assert (answer.status_code, answer.data["detail"]) == (403, said)


def test_event_of_others_is_not_there(event: Event) -> None:
    elsewhere = Program(token_for(rows.colleague(RoleKind.REGISTRAR, at=rows.event())))
    answers = [elsewhere.get(f"events/{event.uid}/{name}/") for name in ("delegations", "delegates")]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("count", [3, 300])
def test_lists_cost_as_much_however_many_come(program: Program, maja: User, event: Event, count: int) -> None:
    rijeka = makers.delegation(event, by=maja, city=rows.rijeka())
    people = [rows.person(f"Primer {number}") for number in range(3)]
    words = {"event": event, "delegation": rijeka, "state": DelegateState.WITHDRAWN}
    Delegate.objects.bulk_create(
        Delegate(name=f"Primer {number}", person=people[number % 3], **words) for number in range(count)
    )
    program.get("events/")  # notes that the token is used
    with asked() as delegates:
        answer = program.get(f"events/{event.uid}/delegates/?page_size=100")
    with asked() as delegations:
        program.get(f"events/{event.uid}/delegations/")
    assert len(answer.data["results"]) == min(count, 100)
    assert (delegates.queries, delegations.queries) == (7, 5)


def test_token_for_another_event_finds_nobody_who_comes_to_this_one(maja: User, event: Event) -> None:
    """Its user registers people at both, and the person is at both."""
    other = makers.published_event()
    person = rows.person("Zdenka Unmistakable")
    for each in (event, other):
        makers.proposed(makers.delegation(each, by=maja), by=maja, name="Zdenka Unmistakable", person=person)
    limited = Program(token_for(maja, *Scope, event=other))
    lists = [f"events/{event.uid}/{name}/" for name in ("delegations", "delegates", "people")]
    assert [limited.get(address).status_code for address in lists] == [404, 404, 404]
    [row] = limited.get(f"events/{other.uid}/delegates/").data["results"]
    assert row["id"] == Delegate.objects.get(event=other).pk
