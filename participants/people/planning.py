"""Works out what pasted rows and a registrar's choices come to: whom they put forward, of which body, with which card.

Nothing is written. The same plan is worked out when it is shown and again when it is applied.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.text.folding import folded
from participants.cards.card import NEW_CARD, NO_CARD, Card
from participants.cards.earlier import Earlier, earlier_participations
from participants.cards.finding import Wanted, possible_cards
from participants.labels import CAPACITIES
from participants.models import Delegate
from participants.people.bodies import Bodies, bodies_of
from participants.people.body_plans import BodyPlan, BodyTicks, body_plans
from participants.people.headings import Column
from participants.people.pasted import Columns, Pasted, PastedRow, read_pasted
from participants.states import TAKING_SEATS
from participants.vocabulary import Capacity, DelegateState
from tours.models import Event, Organisation

LEFT_OUT = "out"
"""What may be chosen for a row beside a card, a new one, and none yet."""
_CAPACITIES = {
    tuple(folded(str(text))): capacity for capacity, label in CAPACITIES.items() for text in (label, capacity)
}


class Choices(NamedTuple):
    """What the registrar chose. All but the text may be empty: then the plan suggests."""

    text: str
    becomes: DelegateState = DelegateState.PROPOSED
    """Proposed, or accepted at once."""
    columns: Columns = ()
    body: str = ""
    """The name of the city or organisation of rows that name none."""
    cards: Mapping[str, str] = {}
    """The choices by the key of a row: the UID of a card, or one of the words."""
    ticks: BodyTicks = BodyTicks()


class PlannedRow(NamedTuple):
    key: str
    """A key made of what the row says: choices stay with it when other rows are changed."""
    pasted: PastedRow
    body: BodyPlan | None
    capacity: Capacity
    becomes: DelegateState
    organisation: Organisation | None
    cards: tuple[Card, ...]
    chosen: str
    """The UID of a card or one of the words; empty where the registrar has to choose."""
    problems: tuple[str, ...]
    """What has to be mended first."""
    waits: str = ""
    """What has to be ticked first."""
    earlier: tuple[Earlier, ...] = ()
    """What the person of the chosen card was earlier."""

    def cell(self, column: Column) -> str:
        return self.pasted.cells.get(column, "")

    @property
    def name(self) -> str:
        return self.cell(Column.NAME)

    @property
    def capacity_label(self) -> str:
        return str(CAPACITIES[self.capacity])

    @property
    def card(self) -> Card | None:
        return next((card for card in self.cards if card.key == self.chosen), None)

    @property
    def taken(self) -> bool:
        """Whether something is to be done with the row."""
        return self.chosen != LEFT_OUT


class Plan(NamedTuple):
    columns: Columns
    first: tuple[str, ...]
    """The cells of the table's first row."""
    bodies: tuple[BodyPlan, ...]
    rows: tuple[PlannedRow, ...]


class Read(NamedTuple):
    """What all rows of a plan are worked out from."""

    choices: Choices
    bodies: Mapping[str, BodyPlan]
    organisations: Mapping[str, Organisation]
    there: Mapping[tuple[str, ...], str]
    """The names of those who come or may come already, with their delegation."""


def planned(event: Event, choices: Choices, *, user: User, may_add: bool) -> Plan:
    """The plan of what was pasted, in the same number of queries for any number of rows. Raises ValidationError for a
    text that is no table.

    `user` is shown cards and earlier participations. `may_add` says whether cities may be added to the event.
    """
    known = bodies_of(event)
    pasted = _read(choices, known)
    texts = Counter(_body_text(row, choices) for row in pasted.rows)
    bodies = body_plans(event, texts, known, choices.ticks, may_add=may_add)
    read = Read(choices, bodies, _organisations(pasted, known), _already(event))
    wanted = [Wanted(row.cells.get(Column.NAME, ""), row.cells.get(Column.EMAIL, "")) for row in pasted.rows]
    cards = possible_cards(wanted, user=user)
    rows = [_row(row, found, read) for row, found in zip(pasted.rows, cards, strict=True)]
    once = {body.key: body for body in bodies.values()}
    return Plan(pasted.columns, pasted.first, tuple(once.values()), _numbered(_with_earlier(rows, event, user)))


def _read(choices: Choices, known: Bodies) -> Pasted:
    """Reads the text by the columns that were chosen, unless it has another number of columns by now."""
    found = read_pasted(choices.text, is_body=known.is_body)
    if not choices.columns or len(choices.columns) != len(found.columns) or choices.columns == found.columns:
        return found
    return read_pasted(choices.text, is_body=known.is_body, columns=choices.columns)


def _body_text(row: PastedRow, choices: Choices) -> str:
    return row.cells.get(Column.BODY) or choices.body


def _organisations(pasted: Pasted, known: Bodies) -> dict[str, Organisation]:
    """The organisations where people work, by the text of the cell, as far as the site knows them."""
    texts = {row.cells.get(Column.ORGANISATION, "") for row in pasted.rows}
    keys = {text: known.organisation(text) for text in texts}
    found = Organisation.objects.in_bulk([key for key in keys.values() if key])
    return {text: found[key] for text, key in keys.items() if key in found}


def _already(event: Event) -> dict[tuple[str, ...], str]:
    rows = Delegate.objects.active().filter(event=event).values_list("name", "delegation__participation")
    return {(str(participation), *sorted(folded(name))): name for name, participation in rows}


def _row(row: PastedRow, cards: tuple[Card, ...], read: Read) -> PlannedRow:
    body = read.bodies.get(_body_text(row, read.choices))
    capacity, unknown = capacity_of(row)
    alone = body is None and capacity not in TAKING_SEATS
    becomes = DelegateState.ACCEPTED if alone else read.choices.becomes
    problems = (*row.problems, *unknown, *_of_body(body, capacity, becomes), *_twice(row, body, read))
    planned = PlannedRow(
        key=_key(row, body),
        pasted=row,
        body=body,
        capacity=capacity,
        becomes=becomes,
        organisation=read.organisations.get(row.cells.get(Column.ORGANISATION, "")),
        cards=cards,
        chosen="",
        problems=problems,
        waits=_waits(body),
    )
    return planned._replace(chosen=_chosen(planned, read.choices))


def _key(row: PastedRow, body: BodyPlan | None) -> str:
    said = [*sorted(row.cells.items()), row.rest, body.key if body else ""]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def _with_earlier(rows: list[PlannedRow], event: Event, user: User) -> list[PlannedRow]:
    chosen = {card.person.pk for row in rows if (card := row.card)}
    earlier = earlier_participations(chosen, before=event, user=user)
    return [row._replace(earlier=earlier.get(row.card.person.pk, ())) if row.card else row for row in rows]


def _numbered(rows: list[PlannedRow]) -> tuple[PlannedRow, ...]:
    """The rows, with keys of their own for rows that say the same. Rows that say the same have a problem, and none of
    them is chosen.
    """
    times: Counter[str] = Counter()
    found = []
    for row in rows:
        times[row.key] += 1
        found.append(row._replace(key=f"{row.key}-{times[row.key]}") if times[row.key] > 1 else row)
    return tuple(found)


def capacity_of(row: PastedRow) -> tuple[Capacity, tuple[str, ...]]:
    """What the row comes as, and a sentence for what nobody comes as."""
    text = row.cells.get(Column.CAPACITY, "")
    found = _CAPACITIES.get(tuple(folded(text)))
    if found or not text:
        return found or Capacity.DELEGATE, ()
    known = ", ".join(str(label) for label in CAPACITIES.values())
    return Capacity.DELEGATE, (_("Nobody comes as “%(text)s”. There are: %(known)s.") % {"text": text, "known": known},)


def _of_body(body: BodyPlan | None, capacity: Capacity, becomes: DelegateState) -> tuple[str, ...]:
    if body is None:
        return () if capacity not in TAKING_SEATS else (_("Say which city or organisation sends this person."),)
    return (body.problem,) if body.problem else body.refusals(becomes)


def _waits(body: BodyPlan | None) -> str:
    if body is None or not body.is_offered or body.ticked:
        return ""
    if body.is_added:
        words = _("%(body)s does not take part. Tick it among the cities to add and invite it.")
    else:
        words = _("%(body)s is not invited. Tick it among the cities to invite it.")
    return words % {"body": body.name}


def _twice(row: PastedRow, body: BodyPlan | None, read: Read) -> tuple[str, ...]:
    participation = body.participation.pk if body and body.participation else None
    name = read.there.get((str(participation), *sorted(folded(row.cells.get(Column.NAME, "")))))
    return (_("%(name)s is already among those who come or may come.") % {"name": name},) if name else ()


def _chosen(row: PlannedRow, choices: Choices) -> str:
    """What was chosen; or what can be suggested without guessing whose card it is."""
    given = choices.cards.get(row.key)
    allowed = {LEFT_OUT, NEW_CARD, *(card.key for card in row.cards)}
    allowed |= {NO_CARD} if row.becomes == DelegateState.PROPOSED else set()
    if given in allowed:
        return given
    if given is None and row.problems:
        return LEFT_OUT
    sure = [card.key for card in row.cards if card.same_name and (card.same_email or _from(card, row.body))]
    if len(sure) == 1:
        return sure[0]
    if not row.cards:
        return NEW_CARD
    return NO_CARD if row.becomes == DelegateState.PROPOSED else ""


def _from(card: Card, body: BodyPlan | None) -> bool:
    """Whether the person came, when they came last, from this city or organisation."""
    if card.last is None or body is None:
        return False
    return body.is_of(card.last.city_id, card.last.organisation_id)


def refuse_undecided(row: PlannedRow) -> None:
    """Raises ValidationError for a row of which something has to be decided or mended first."""
    undecided = "" if row.chosen else _("Choose which card is theirs, or a new one.")
    problems = list(filter(None, [*row.problems, row.waits, undecided]))
    if problems:
        raise ValidationError(problems)
