"""The UIDs by which editions call a person: that of the card, and those of cards that were merged into it since."""

from collections.abc import Collection

from tours.models import Person, PersonAlias


def uids_of(person_uid: str) -> frozenset[str]:
    """Every UID of the person who has or had this one. A UID of which no card is left stands for itself."""
    cards = Person.objects.with_uid(person_uid).prefetch_related("aliases")
    merged = {str(alias.uid) for card in cards for alias in card.aliases.all()}
    return frozenset({person_uid, *merged, *(str(card.uid) for card in cards)})


def kept_uids(uids: Collection[str]) -> dict[str, str]:
    """The UID that each person has now, by those of the UIDs whose cards were merged. One query."""
    merged = PersonAlias.objects.filter(uid__in=uids).values_list("uid", "person__uid")
    return {str(uid): str(kept) for uid, kept in merged}
