"""The facts that events and their items are made of: places, people, organisations, files, notes."""

import msgspec

from backstage.text.language_tags import tag_in_script
from tours.agenda.country_footnotes import with_asterisk
from tours.vocabulary import DUTIES, Level, OrganisationRole, PersonRole


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An immutable value that can be compared and that encodes to canonical JSON."""


class Name(Value, frozen=True):
    """One more name of a city, person or organisation: ISO 639 language, ISO 15924 script (`Latn`, `Cyrl`, `Hang`)."""

    text: str
    language: str
    script: str = "Latn"

    @property
    def tag(self) -> str:
        """The language tag (BCP 47) of the name, such as `ko` or `sr-Cyrl`."""
        return tag_in_script(self.language, self.script)


class Country(Value, frozen=True):
    """A country with its name on the event's dates. `code` is ISO 3166 alpha-2, or `XK`, which is not part of it."""

    code: str
    name: str
    footnote: str = ""

    @property
    def printed(self) -> str:
        """The name with an asterisk where the programme prints a footnote to it."""
        return with_asterisk(self)


class Point(Value, frozen=True):
    """A point on the map, in degrees of WGS 84."""

    latitude: float
    longitude: float


class City(Value, frozen=True):
    """A city. `zone` is its own time zone, whose time its people use at home."""

    slug: str
    name: str
    country: Country
    names: tuple[Name, ...] = ()
    zone: str = ""
    point: Point | None = None

    @property
    def printed(self) -> str:
        return f"{self.name} ({self.country.printed})"


class Picture(Value, frozen=True):
    digest: str
    file_name: str
    width: int
    height: int
    alternative: str
    credit: str = ""
    caption: str = ""


class Organisation(Value, frozen=True):
    name: str
    short_name: str = ""
    names: tuple[Name, ...] = ()
    country: Country | None = None
    url: str = ""
    city: City | None = None
    logo: Picture | None = None

    @property
    def abbreviation(self) -> str:
        """The short name, if it differs from the name."""
        return self.short_name if self.short_name != self.name else ""

    @property
    def seat(self) -> str:
        """The name of its city, unless its own name says it already."""
        return self.city.name if self.city and self.city.name not in self.name else ""


class Supporter(Value, frozen=True):
    """An organisation and its role in the event."""

    organisation: Organisation
    role: OrganisationRole


class Person(Value, frozen=True):
    """A person's public card. Redaction and later editions identify the person by `uid`."""

    uid: str
    name: str
    names: tuple[Name, ...] = ()
    title: str = ""
    position: str = ""
    organisation: str = ""
    city: str = ""

    @property
    def printed(self) -> str:
        return f"{self.title} {self.name}" if self.title else self.name

    @property
    def affiliation(self) -> str:
        """The position, the organisation and the city, as far as they are known, joined by commas."""
        return ", ".join(part for part in (self.position, self.organisation, self.city) if part)


class Part(Value, frozen=True):
    """A person's part in an item. Without a person the part is still open, and `confirmed` is false."""

    role: PersonRole
    person: Person | None = None
    confirmed: bool = True
    level: Level = Level.PUBLIC

    @property
    def is_duty(self) -> bool:
        """Whether the person is there for the delegates, such as a driver, and is no speaker."""
        return self.role in DUTIES


class Place(Value, frozen=True):
    name: str
    city: str = ""
    address: str = ""
    local_name: str = ""
    local_address: str = ""
    point: Point | None = None

    @property
    def name_there(self) -> str:
        """The place's name as a driver there reads it."""
        return self.local_name or self.name

    @property
    def address_there(self) -> str:
        """The place's address as a driver there reads it."""
        return self.local_address or self.address

    @property
    def has_address(self) -> bool:
        """Whether it says more than its name in Latin letters, so that somebody finds it."""
        return bool(self.address or self.local_name or self.local_address or self.point)


class Link(Value, frozen=True):
    label: str
    url: str
    level: Level = Level.PUBLIC


class Group(Value, frozen=True):
    """A group of delegates. Items name it by `uid`, so that a new name moves nobody."""

    uid: str
    name: str


class Document(Value, frozen=True):
    """A file identified by its SHA-256 digest (hex). `size` is in bytes; `media_type` was checked at upload."""

    title: str
    digest: str
    file_name: str
    media_type: str
    size: int
    language: str = ""
    level: Level = Level.PUBLIC


class Note(Value, frozen=True):
    """A heading of the practical information and the text below it; a blank line ends a paragraph."""

    heading: str
    body: str
    level: Level = Level.PUBLIC


class Contact(Value, frozen=True):
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    level: Level = Level.DELEGATES


class Participation(Value, frozen=True):
    """A city (or an organisation instead) that takes part, with its seats and the number of seats taken."""

    city: City | None = None
    organisation: Organisation | None = None
    seats: int = 0
    taken: int = 0

    @property
    def printed(self) -> str:
        """`Rijeka (Croatia)`; an organisation that comes instead has its city behind it, if that is known."""
        if self.city or not self.organisation:
            return self.city.printed if self.city else ""
        return ", ".join(filter(None, (self.organisation.name, self.organisation.seat)))


class Programme(Value, frozen=True):
    """The funded programme that the event belongs to, as copied into the edition."""

    name: str
    short_name: str = ""
    slug: str = ""
