"""Which roles may see what about those who come: the one table that querysets, pages, files and the API use.

`docs/people.md` shows it to readers. Everything that is not named here is for nobody but its verbs.
"""

from enum import StrEnum

from tours.role_powers import Power


class DataClass(StrEnum):
    """A kind of data about those who come. Each field of the room's models belongs to one class: see `field_classes`."""

    COUNTS = "counts"
    """Which bodies are invited, on which terms and until when they answer, and how many seats are taken. No name."""
    NAMES = "names"
    """Name, position, organisation, city, state, what somebody comes as, groups, days of presence."""
    CHOICE = "choice"
    """How somebody was chosen: reason, order of choice, files, requests, erasures, and what the city was told."""
    CONTACTS = "contacts"
    """E-mail addresses and telephone numbers of delegates, assistants and focal points, and the focal points' names. Also
    which personal links they have, and which version they have seen.
    """
    PRIVATE = "private"
    """What people say of themselves: gender, kind of office, language, consents, how they are told of changes."""
    NEEDS = "needs"
    """Diet, access and emergency contact, by name. They may tell of health or religion."""
    TRAVEL = "travel"
    """Flights, cars and rooms of those who come, with their names."""
    DOCUMENTS = "documents"
    """Passports, sealed; how far insurance and entry are. Each look into a passport is logged."""
    OWN = "own"
    """What a delegate stars. It is nobody's but theirs: no power shows it."""
    SECRETS = "secrets"
    """Visits, mailed codes, and digests of what lets somebody in. They are compared, and never shown."""


SEEN_WITH: dict[DataClass, tuple[Power, ...]] = {
    DataClass.COUNTS: (Power.READ,),
    DataClass.NAMES: (Power.AGENDA, Power.PEOPLE),
    DataClass.CHOICE: (Power.PEOPLE,),
    DataClass.CONTACTS: (Power.PEOPLE,),
    DataClass.PRIVATE: (Power.PEOPLE,),
    DataClass.NEEDS: (Power.PEOPLE,),
    DataClass.TRAVEL: (Power.PEOPLE, Power.JOURNEY),
    DataClass.DOCUMENTS: (Power.PEOPLE,),
    DataClass.OWN: (),
    DataClass.SECRETS: (),
}
"""Any of these powers at the event shows the class."""
