"""The verb that makes a card."""

from tours.models import Person


def new_card(name: str) -> Person:
    """Makes the card of somebody who has none yet. Call it in the transaction of what they get it for. Raises
    ValidationError.
    """
    card = Person(display_name=name)
    card.full_clean()
    card.save()
    return card
