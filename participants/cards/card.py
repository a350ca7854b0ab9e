"""A card as it is shown where somebody chooses one, and how the cards that a user may see are read."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from accounts.models import User
from tours.models import Appearance, Person

MOST_CARDS = 10
"""How many cards are shown for a name. Whoever has more has a name that tells nothing."""
NEW_CARD, NO_CARD = "new", "none"
"""What may be chosen beside one of the cards, which is called by its UID."""


class Card(NamedTuple):
    """A card with what tells it from another of the same name."""

    person: Person
    other_names: tuple[str, ...] = ()
    """Names in other scripts, and names of cards that were merged into this one."""
    last: Appearance | None = None
    """What they were at the latest event where the user may see them."""
    events: int = 0
    """The number of events at which the user may see them."""
    same_name: bool = False
    same_email: bool = False

    @property
    def key(self) -> str:
        return str(self.person.uid)

    @property
    def in_words(self) -> str:
        """The names, and what the person was at their last event."""
        names = f"{self.person} ({', '.join(self.other_names)})" if self.other_names else str(self.person)
        if self.last is None:
            return names
        facts = [self.last.position, str(self.last.organisation or ""), str(self.last.city or "")]
        words = _("%(facts)s, at %(event)s") if any(facts) else _("at %(event)s")
        there = words % {"facts": ", ".join(filter(None, facts)), "event": self.last.event}
        return f"{names}: {there}"


class Named(NamedTuple):
    """A person with every name by which they can be found."""

    person: Person
    names: list[str]


Names = dict[int, Named]
"""By the key of the person."""


def names_in_sight(user: User) -> Names:
    """The names of all cards that the user may see, and of the cards that were merged into them. It takes one query."""
    seen = Person.objects.visible_to(user).order_by()
    own = seen.annotate(name=F("display_name"))
    others = seen.annotate(name=F("names__text")).filter(name__isnull=False)
    former = seen.annotate(name=F("aliases__names")).filter(name__isnull=False)
    found: Names = {}
    for row in own.union(others, former, all=True):
        names: str = vars(row)["name"]
        found.setdefault(row.pk, Named(row, [])).names.extend(names.splitlines())
    return found


def cards_of(named: Collection[Named], *, user: User) -> dict[int, Card]:
    """The cards by the key of the person. It takes one query, and none if nobody is asked for."""
    last = _last_appearances([each.person.pk for each in named], user) if named else {}
    return {each.person.pk: _card(each, last.get(each.person.pk)) for each in named}


def _card(named: Named, last: Appearance | None) -> Card:
    others = dict.fromkeys(name for name in named.names if name != named.person.display_name)
    return Card(named.person, tuple(others), last, getattr(last, "events", 0))


def _last_appearances(people: Collection[int], user: User) -> dict[int, Appearance]:
    """The last appearance of each person that the user may see. Its `events` is the number of all that the user may
    see.
    """
    seen = Appearance.objects.visible_to(user).filter(person__in=people).order_by()
    counted = seen.annotate(
        place=Window(RowNumber(), partition_by="person", order_by=[F("event__starts").desc(), F("pk").desc()]),
        events=Window(Count("pk"), partition_by="person"),
    )
    rows = counted.filter(place=1).select_related("event", "city", "organisation")
    return {row.person_id: row for row in rows}
