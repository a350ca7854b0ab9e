"""Which person or place a name means that somebody typed: a surname alone, or a venue with its room or city."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.text.folding import folded
from tours.models import City, Event, Person, Venue
from tours.record.items.references import PersonNamed, VenueNamed
from tours.wording import joined

MOST_NAMES = 10
AT_ONCE = 500
LONGEST = 200
"""The most characters that the name of a person or venue has."""


class People:
    """Finds people by what was typed. Those at the event go before others whom the user may see. One query, and one more for
    names that nobody at the event has.
    """

    def __init__(self, event: Event, names: Iterable[str], by: User) -> None:
        asked = list(dict.fromkeys(names))
        self._here = list(Person.objects.filter(appearances__event=event).order_by("pk")) if asked else []
        unknown = [name for name in asked if not self._fitting(name, self._here)]
        self._others = list(_visible(by, unknown)) if unknown else []

    def meant(self, name: str) -> list[Person]:
        """The people whom the name may mean. There is nobody where somebody is to be made, and more than one where it
        is not clear.
        """
        found = self._fitting(name, self._here) or self._fitting(name, self._others)
        return [person for person in found if person.display_name == name] or found

    def named(self, name: str) -> PersonNamed:
        """The person whom the name means; one who is to be made under this name if nobody is meant.

        Raises ValidationError, with the names to choose from, if several may be meant.
        """
        found = self.meant(name)
        if len(found) > 1:
            names = joined([person.display_name for person in found[:MOST_NAMES]])
            message = _("“%(name)s” may be several people: %(people)s. Write the whole name of the one who is meant.")
            raise ValidationError({"parts": [message % {"name": name, "people": names}]})
        return PersonNamed(uid=found[0].uid) if found else PersonNamed(name=name)

    def _fitting(self, name: str, people: Iterable[Person]) -> list[Person]:
        return [person for person in people if means(name, person.display_name)]


def means(typed: str, name: str) -> bool:
    """Whether what was typed may mean who has this name: the same words, a word alone, or words of which some are initials."""
    words, whole = folded(typed), folded(name)
    if words == whole:
        return True
    is_short = len(words) == 1 or any(len(word) == 1 for word in words)
    rest = list(whole)
    for word in words:
        fits = next((each for each in rest if each == word or (len(word) == 1 and each.startswith(word))), None)
        if fits is None:
            return False
        rest.remove(fits)
    return bool(words) and is_short and len(words[-1]) > 1


def _visible(by: User, names: list[str]) -> Iterator[Person]:
    """People whom the user may see, with the last word of a name in theirs. A name that is typed otherwise finds nobody.

    One query for each AT_ONCE last words: SQLite takes no more than a thousand conditions, and none of a long text.
    """
    words = sorted({name.split()[-1] for name in names if len(name) <= LONGEST})
    for start in range(0, len(words), AT_ONCE):
        condition = Q()
        for word in words[start : start + AT_ONCE]:
            condition |= Q(display_name__icontains=word)
        yield from Person.objects.visible_to(by).filter(condition).order_by("pk")[:200]


class Places:
    """Finds venues by what was typed, whatever its capitals: those of the host city go before others. Two queries, and one
    for a venue that nobody knows.
    """

    def __init__(self, event: Event, typed: Iterable[tuple[str, str]]) -> None:
        self._event = event
        pairs = [(room, place) for room, place in typed if place]
        names = Q(pk__in=[])
        for name in sorted({name for pair in pairs for name in pair if 0 < len(name) <= LONGEST}):
            names |= Q(name__iexact=name)
        self._venues = list(Venue.objects.filter(names).select_related("city")) if pairs else []
        wanted = {place for room, place in pairs if room}
        self._cities = {city.name: city for city in City.objects.filter(name__in=wanted)} if wanted else {}

    def named(self, room: str, place: str) -> tuple[str, VenueNamed | None]:
        """The room and the venue that “Room 5, City Hall” means, or “City Hall, Rijeka”. What there is not is to be made.

        Raises ValidationError, with the venues to choose from, if several may be meant.
        """
        if not place:
            return room, None
        if (found := self._one_of(place)) is not None:
            return room, VenueNamed(key=found.pk)
        if (city := self._cities.get(place)) is not None:
            found = self._one_of(room, city)
            return "", VenueNamed(key=found.pk) if found else VenueNamed(name=room, city=city.slug)
        return room, VenueNamed(name=place)

    def known(self, room: str, place: str) -> Venue | None:
        """The venue that is meant, if there is one already. Raises ValidationError as `named` does."""
        return self._one_of(place) or (self._one_of(room, city) if (city := self._cities.get(place)) else None)

    def _one_of(self, name: str, city: City | None = None) -> Venue | None:
        fits = [venue for venue in self._venues if venue.name.casefold() == name.casefold()]
        if city:
            return next((venue for venue in fits if venue.city_id == city.pk), None)
        fits = [venue for venue in fits if venue.city_id == self._event.host_city_id] or fits
        if len(fits) > 1:
            message = _("Several places have this name. Write which one is meant: %(places)s.")
            raise ValidationError({"venue": [message % {"places": joined([f"“{venue}”" for venue in fits])}]})
        return fits[0] if fits else None
