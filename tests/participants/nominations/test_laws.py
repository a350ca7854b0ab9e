"""No sequence of verbs lets seats, places and rows disagree, whatever is tried and refused on the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from backstage.grounds import NO_GROUNDS
from participants.delegations import answering, seats
from participants.models import Delegate, Delegation, Invitation
from participants.nominations import answering as own
from participants.nominations import deciding, describing, moving, offering, proposing, substituting
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, ParticipatingCity
from tours.record.events import change_event

HOLDING = {"accepted", "offered"}
ACTIVE = HOLDING | {"proposed", "endorsed", "reserve"}
SEATED = {"head", "delegate", "alternate", "adviser"}
BACK = {"proposed", "reserve", "accepted"}
TABLE = {
    None: {"proposed", "accepted"},
    "proposed": {"endorsed", "accepted", "reserve", "declined", "withdrawn"},
    "endorsed": {"accepted", "reserve", "declined", "withdrawn"},
    "reserve": {"offered", "accepted", "declined", "withdrawn"},
    "offered": {"accepted", "declined", "lapsed", "withdrawn"},
    "accepted": {"withdrawn", "replaced"},
    "declined": BACK,
    "lapsed": BACK,
    "withdrawn": BACK,
    "replaced": BACK,
}
"""The table of the house, written here once more by hand."""
DELEGATIONS = {
    "invited": {"accepted", "declined", "cancelled"},
    "accepted": {"declined", "cancelled", "closed"},
    "declined": {"accepted", "cancelled"},
    "cancelled": {"invited"},
    "closed": {"reopened"},
    "reopened": {"declined", "cancelled", "closed"},
}
ON_A_NAME: list[Callable[..., Any]] = [
    proposing.propose_again,
    proposing.endorse,
    deciding.accept,
    deciding.reserve,
    deciding.decline,
    deciding.withdraw,
    offering.lapse,
]
OF_THEIR_OWN: list[Callable[..., Any]] = [
    own.accept_offer,
    own.confirm,
    own.say_no,
    own.come_after_all,
]
ON_A_DELEGATION: list[Callable[..., Any]] = [
    answering.accept_invitation,
    answering.decline_invitation,
    answering.cancel_invitation,
    answering.invite_again,
    answering.close,
    answering.reopen,
]
PLACES, PEOPLE = 4, 8
numbers = st.integers(0, 11)
capacities = st.sampled_from(["head", "delegate", "observer", "companion", "driver"])


class Nominations(RuleBasedStateMachine):
    """An event with few seats, few places and few people, so that every refusal is met."""

    def __init__(self) -> None:
        super().__init__()
        self.by = rows.coordinator()
        self.event = makers.published_event(places=PLACES)
        self.delegations = [
            makers.delegation(self.event, by=self.by, seats=number, extra=number - 1) for number in (1, 2)
        ]
        self.people = [rows.person(f"Primer {number}") for number in range(PEOPLE)]
        self.begin()
        self.known = self.states()
        self.refusals: set[str] = set()

    def begin(self) -> None:
        """Each delegation has somebody with a seat, a reserve and a name, so that no verb needs a long way to its row."""
        for number, person in enumerate(self.people[:6]):
            facts = {"person": person, "capacity": "delegate"}
            row = proposing.propose(self.delegation(number), person.display_name, by=self.by, facts=facts)
            if number < 4:
                [deciding.accept, deciding.reserve][number // 2](row, by=self.by)

    def states(self) -> dict[tuple[str, int], str]:
        found: dict[tuple[str, int], str] = {}
        for model in (Delegate, Delegation):
            found |= {(model.__name__, key): state for key, state in model.objects.values_list("pk", "state")}
        return found

    def attempt(self, verb: Callable[..., Any], *given: Any, **words: Any) -> None:
        """A refusal leaves everything as it was after the step before."""
        try:
            with transaction.atomic():
                verb(*given, by=self.by, **words)
        except ValidationError as refusal:
            self.refusals |= {*refusal.messages}
            assert self.states() == self.known

    def row(self, number: int) -> Delegate | None:
        found = list(Delegate.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    def delegation(self, number: int) -> Delegation:
        return self.delegations[number % 2]

    @rule(to=numbers, who=numbers, capacity=capacities, is_known=st.booleans())
    def propose(self, to: int, who: int, capacity: str, is_known: bool) -> None:
        person = self.people[who % PEOPLE]
        facts = {"capacity": capacity, "person": person if is_known else None}
        self.attempt(proposing.propose, self.delegation(to), person.display_name, facts=facts)

    @rule(to=st.none() | numbers, who=numbers, capacity=capacities)
    def register(self, to: int | None, who: int, capacity: str) -> None:
        ours = None if to is None else self.delegation(to)
        words = {"delegation": ours, "facts": {"capacity": capacity}}
        self.attempt(proposing.register_directly, self.event, self.people[who % PEOPLE], **words)

    @rule(verb=st.sampled_from(ON_A_NAME), number=numbers)
    def decide(self, verb: Callable[..., Any], number: int) -> None:
        if row := self.row(number):
            self.attempt(verb, row)

    @rule(number=numbers, who=numbers)
    def accept_as(self, number: int, who: int) -> None:
        if row := self.row(number):
            self.attempt(deciding.accept, row, person=self.people[who % PEOPLE])

    @rule(number=numbers)
    def free_a_place(self, number: int) -> None:
        """Where the invitation says so, the same city's first reserve who takes one is offered the seat."""
        held = list(Delegate.objects.filter(state__in=HOLDING).order_by("pk"))
        if held:
            leaves = held[number % len(held)]
            following = self.follows(leaves)
            self.attempt(deciding.withdraw, leaves)
            offered = set(Delegate.objects.filter(state="offered").values_list("pk", flat=True)) - {leaves.pk}
            assert offered - {row.pk for row in held} == following

    def follows(self, leaves: Delegate) -> set[int]:
        is_on = Invitation.objects.filter(event=self.event, offers_by_itself=True).exists()
        if not (is_on and leaves.takes_seat and Event.objects.get(pk=self.event.pk).state == "planned"):
            return set()
        reserves = Delegate.objects.filter(delegation=leaves.delegation_id, state="reserve", capacity__in=SEATED)
        return set(reserves.values_list("pk", flat=True)[:1])

    @rule(is_on=st.booleans())
    def offer_by_itself(self, is_on: bool) -> None:
        Invitation.objects.update_or_create(event=self.event, defaults={"offers_by_itself": is_on, "offer_hours": 4})

    @rule(number=numbers)
    def offer(self, number: int) -> None:
        if row := self.row(number):
            self.attempt(offering.offer, row, hours=4)

    @rule(number=numbers)
    def lapse(self, number: int) -> None:
        row = self.row(number)
        if row and row.offered_until:
            self.attempt(offering.lapse, row, now=row.offered_until)

    @rule(verb=st.sampled_from(OF_THEIR_OWN), number=numbers)
    def answer_for_themselves(self, verb: Callable[..., Any], number: int) -> None:
        if row := self.row(number):
            self.attempt(verb, row, grounds=NO_GROUNDS)

    @rule(state=st.sampled_from(["planned", "postponed"]), hours=st.integers(0, 9))
    def change_dates(self, state: str, hours: int) -> None:
        """The worker looks some hours later: while the event is postponed no offer runs out."""
        change_event(self.event, {"state": state})
        offered = Delegate.objects.filter(state="offered").count()
        lapsed = offering.lapse_due(timezone.now() + timedelta(hours=hours))
        assert lapsed <= (0 if state == "postponed" else offered)

    @rule(number=numbers, who=numbers, other=st.none() | numbers, capacity=st.none() | capacities)
    def substitute(self, number: int, who: int, other: int | None, capacity: str | None) -> None:
        words = {"coming": None if other is None else self.row(other), "facts": capacity and {"capacity": capacity}}
        if row := self.row(number):
            self.attempt(substituting.substitute, row, self.people[who % PEOPLE], **words)

    @rule(number=numbers, capacity=capacities)
    def describe(self, number: int, capacity: str) -> None:
        if row := self.row(number):
            self.attempt(describing.describe, row, {"capacity": capacity})

    @rule(number=numbers, capacity=capacities)
    def describe_who_holds_a_place(self, number: int, capacity: str) -> None:
        held = list(Delegate.objects.filter(state__in=HOLDING).order_by("pk"))
        if held:
            self.attempt(describing.describe, held[number % len(held)], {"capacity": capacity})

    @rule(number=numbers, who=numbers)
    def choose_card(self, number: int, who: int) -> None:
        if row := self.row(number):
            self.attempt(describing.choose_card, row, person=self.people[who % PEOPLE])

    @rule(number=numbers, to=numbers)
    def move_person(self, number: int, to: int) -> None:
        if row := self.row(number):
            self.attempt(moving.move_person, row, to=self.delegation(to))

    @rule(number=numbers, to=numbers)
    def move_seat(self, number: int, to: int) -> None:
        self.attempt(seats.move_seat, self.delegation(number), to=self.delegation(to))

    @rule(number=numbers, many=st.integers(0, 3))
    def set_seats(self, number: int, many: int) -> None:
        self.attempt(seats.set_seats, self.delegation(number), many)

    @rule(verb=st.sampled_from(ON_A_DELEGATION), number=numbers)
    def answer(self, verb: Callable[..., Any], number: int) -> None:
        self.attempt(verb, self.delegation(number))

    @invariant()
    def taken_equals_the_rows_and_never_exceeds_the_seats(self) -> None:
        for city in ParticipatingCity.objects.filter(event=self.event):
            held = Delegate.objects.filter(delegation__participation=city, state__in=HOLDING, takes_seat=True).count()
            assert city.taken == held <= city.seats
        assert Delegate.objects.filter(event=self.event, state__in=HOLDING).count() <= PLACES

    @invariant()
    def whoever_comes_as_something_with_a_seat_holds_one(self) -> None:
        held = Delegate.objects.filter(event=self.event, state__in=HOLDING)
        assert [row.pk for row in held if row.takes_seat != (row.capacity in SEATED)] == []

    @invariant()
    def guests_are_no_more_than_the_delegation_may_bring(self) -> None:
        for ours in self.delegations:
            guests = ours.delegates.filter(state__in=ACTIVE, capacity__in=["observer", "companion"])
            assert guests.count() <= ours.extra

    @invariant()
    def refusals_are_sentences(self) -> None:
        assert [text for text in self.refusals if not text.endswith((".", "”.")) or "%(" in text] == []

    @invariant()
    def nobody_has_two_active_rows(self) -> None:
        active = Delegate.objects.filter(event=self.event, state__in=ACTIVE, person__isnull=False)
        assert not active.order_by().values("person").annotate(rows=Count("pk")).filter(rows__gt=1).exists()

    @invariant()
    def nobody_comes_of_a_delegation_that_does_not_come(self) -> None:
        gone = Delegate.objects.filter(delegation__state__in=["declined", "cancelled"])
        assert not gone.filter(state__in=ACTIVE).exists()

    @invariant()
    def states_went_by_the_table(self) -> None:
        now = self.states()
        for key, state in now.items():
            before = self.known.get(key)
            if before != state:
                table: dict[Any, set[str]] = TABLE if key[0] == "Delegate" else {**DELEGATIONS}
                assert state in table[before]
        self.known = now

    @invariant()
    def accepted_people_appear_at_the_event(self) -> None:
        accepted = Delegate.objects.filter(event=self.event, state="accepted")
        assert not accepted.exclude(person__in=self.event.appearances.values("person")).exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_no_sequence_of_verbs_breaks_a_law() -> None:
    class Undone(Nominations):
        def __init__(self) -> None:
            self.undone = transaction.atomic()
            self.undone.__enter__()
            super().__init__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    run_state_machine_as_test(
        Undone, settings=settings(max_examples=max(settings().max_examples // 4, 1), stateful_step_count=30)
    )
