"""The rows that events share: programmes, places, organisations and people."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from backstage.text.slugs import slug_for
from bench.site import texts
from tours.editions.composing.cards import Gazetteer
from tours.models import (
    City,
    CityName,
    Country,
    Organisation,
    Person,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
    Venue,
)
from tours.vocabulary import OrganisationRole

COUNTRIES = {
    "": (("HR", "Croatia", "Europe/Zagreb"), ("AT", "Austria", "Europe/Vienna"), ("AL", "Albania", "Europe/Tirane"))
    + (("XK", "Kosovo", "Europe/Belgrade"), ("HU", "Hungary", "Europe/Budapest"), ("PL", "Poland", "Europe/Warsaw")),
    "sr": (("RS", "Serbia", "Europe/Belgrade"), ("MK", "North Macedonia", "Europe/Skopje")),
    "ko": (("KR", "Republic of Korea", "Asia/Seoul"),),
}
FOOTNOTE = "This designation is without prejudice to positions on status."


class Shared(NamedTuple):
    """Rows with what composing reads of them already loaded, so that values are made of them without a query."""

    programmes: Sequence[Programme]
    themes: Sequence[Theme]
    tiers: Sequence[Tier]
    cities: Sequence[City]
    venues: Mapping[int, Sequence[Venue]]
    """Those of a city, by its key."""
    organisations: Sequence[Organisation]
    people: Sequence[tuple[Person, Mapping[str, Any]]]
    """Each with what they are at every event."""
    gazetteer: Gazetteer


def made_shared(random: Random, cities: int) -> Shared:
    programmes = _programmes()
    places = _cities(random, cities)
    organisations = _organisations(random)
    return Shared(
        programmes=programmes,
        themes=[theme for programme in programmes for theme in programme.themes.all()],
        tiers=[tier for programme in programmes for tier in programme.tiers.all()],
        cities=places,
        venues=_venues(random, places),
        organisations=organisations,
        people=_people(random, places, organisations),
        gazetteer=Gazetteer(date(2020, 1, 1), {"XK": FOOTNOTE}),
    )


def _programmes() -> Sequence[Programme]:
    """Four programmes, the first of them the site's own, with the same countries, footnotes, and six themes each."""
    Country.objects.bulk_create(
        Country(code=code, name=name) for group in COUNTRIES.values() for code, name, _ in group
    )
    Programme.objects.bulk_create(
        Programme(
            name=f"City Exchange {name}", short_name=name[:3].upper(), slug=name.lower(), is_own=name == "Partnership"
        )
        for name in ("Partnership", "Academy", "Dialogue", "Fellowship")
    )
    programmes = Programme.objects.order_by("pk")
    for programme in programmes:
        countries = Country.objects.order_by("code")
        TargetCountry.objects.bulk_create(
            TargetCountry(programme=programme, country=country, footnote=FOOTNOTE if country.code == "XK" else "")
            for country in countries
        )
        names = [f"{word} {programme.slug}s" for word in ("Urban", "Green", "Digital", "Social", "Open", "Old")]
        Theme.objects.bulk_create(
            Theme(programme=programme, name=name, slug=slug_for(name, otherwise="")) for name in names
        )
        Tier.objects.bulk_create(Tier(programme=programme, name=name) for name in ("E-learning", "Dialogues"))
    return list(programmes.prefetch_related("themes", "tiers"))


def _cities(random: Random, count: int) -> Sequence[City]:
    names = texts.cities()[:count]
    made = City.objects.bulk_create(_city(random, name) for name in names)
    CityName.objects.bulk_create(
        CityName(city=city, text=name.other, language=name.language, script=name.script)
        for city, name in zip(made, names, strict=True)
        if name.other
    )
    rows = City.objects.select_related("country").prefetch_related("names", "country__former_names")
    return list(rows.order_by("pk"))


def _city(random: Random, name: texts.Named) -> City:
    code, _name, zone = random.choice(COUNTRIES[name.language])
    latitude, longitude = round(random.uniform(36, 48), 3), round(random.uniform(9, 129), 3)
    return City(
        name=name.latin,
        slug=slug_for(name.latin, otherwise="city"),
        country_id=code,
        zone=zone,
        latitude=latitude,
        longitude=longitude,
    )


def _venues(random: Random, cities: Sequence[City]) -> Mapping[int, Sequence[Venue]]:
    made = {city.pk: [_venue(random, city, number) for number in range(3)] for city in cities}
    Venue.objects.bulk_create(venue for of_city in made.values() for venue in of_city)
    return made


def _venue(random: Random, city: City, number: int) -> Venue:
    """A venue. It has a name in the local script if its city has one, and two of three have a point on the map."""
    local = next((name.text for name in city.names.all()), "")
    point = (
        {"latitude": round(random.uniform(36, 48), 4), "longitude": round(random.uniform(9, 129), 4)} if number else {}
    )
    return Venue(
        city=city,
        name=f"{texts.subject(random).capitalize()} hall {number + 1}",
        address=texts.street(random),
        local_name=local and f"{local} {number + 1}",
        local_address=local and f"{local} {random.randint(1, 99)}-{number}",
        **point,
    )


def _organisations(random: Random) -> Sequence[Organisation]:
    codes = [code for group in COUNTRIES.values() for code, _name, _zone in group]
    Organisation.objects.bulk_create(
        Organisation(name=texts.organisation(random, number), short_name=f"O{number}", country_id=random.choice(codes))
        for number in range(100)
    )
    rows = Organisation.objects.select_related("country").prefetch_related("names", "country__former_names")
    made = list(rows.order_by("pk"))
    own = Programme.objects.get(is_own=True)
    ProgrammeOrganisation.objects.bulk_create(
        ProgrammeOrganisation(programme=own, organisation=each, role=OrganisationRole.PARTNER) for each in made[:20]
    )
    return made


def _people(
    random: Random, cities: Sequence[City], organisations: Sequence[Organisation]
) -> Sequence[tuple[Person, Mapping[str, Any]]]:
    cards, facts = [], []
    for _number in range(600):
        cards.append(Person(display_name=texts.person(random)))
        facts.append(
            {
                "title": random.choice(("", "", "Dr", "Prof.")),
                "position": f"Adviser on {texts.subject(random)}",
                "organisation": random.choice(organisations),
                "city": random.choice(cities),
            }
        )
    Person.objects.bulk_create(cards)
    return list(zip(Person.objects.prefetch_related("names").order_by("pk"), facts, strict=True))
