"""Varied texts in three scripts, the same at every run with the same seed."""

from random import Random
from typing import NamedTuple


class Named(NamedTuple):
    """A name in Latin letters, and the same in another script with its language; empty where there is none."""

    latin: str
    other: str = ""
    language: str = ""
    script: str = ""


def _listed(text: str, between: str = " ") -> list[str]:
    return text.split(between)


_LATIN = (
    ("Novi ", "Stari ", "Gornji ", "Veli", "Crni ", "Bijeli ", "Suho", "Dugo", "Svéti ", "Vrh", "Mali ", "Krasno")
    + ("Ober", "Sankt ", "Zlato", "Kamen", "Vuko", "Shkë", "Lez", "Tri", "Osje", "Kral", "Ban", "Győ", "Mosto"),
    ("grad", "polje", "most", "brod", "vac", "čevo", "šina", "žan", "kovo", "ëra", "štat", "dvor", "gorje")
    + ("hely", "dorf", "nik"),
)
_CYRILLIC = (
    (("Beo", "Бео"), ("Zaje", "Заје"), ("Kuma", "Кума"), ("Stru", "Стру"), ("Vele", "Веле"), ("Uži", "Ужи")),
    (("mir", "мир"), ("nica", "ница"), ("novo", "ново"), ("gora", "гора"), ("čar", "чар"), ("đin", "ђин"))
    + (("šac", "шац"), ("blat", "блат"), ("luka", "лука"), ("tar", "тар"), ("brin", "брин"), ("sel", "сел")),
)
_HANGUL = (
    (("Goy", "고"), ("Suw", "수"), ("Daeg", "대"), ("Busa", "부"), ("Inche", "인"), ("Gwang", "광")),
    (("ang", "양"), ("eon", "원"), ("on", "천"), ("ju", "주"), ("san", "산"), ("po", "포")),
)
_ADJECTIVES = _listed(
    "affordable open safe walkable green circular digital shared resilient fair quiet lasting healthy inclusive "
    "accountable low-carbon flood-proof data-driven neighbourly well-lit car-free trusted"
)
_SUBJECTS = _listed(
    "buses trams housing parks budgets archives harbours markets libraries schools streetlights sensors bridges "
    "reservoirs rooftops tenders museums heating playgrounds courtyards registries waterfronts stations depots"
)
_VERBS = _listed("plans funds measures repairs explains opens compares renews maps doubles halves insures")
_WHOM = _listed(
    "the city council, the water company, residents of the old town, the mayor's office, three universities, "
    "the port authority, a citizens' assembly, the transport agency, small firms, the regional planners, "
    "the audit office, volunteers, the heritage board, teachers and pupils, the housing association",
    ", ",
)
_CYRILLIC_WORDS = _listed("јавни превоз отворен град паметно становање зелен парк буџет грађани музеј лука")
_HANGUL_WORDS = _listed("스마트 도시 교통 주택 공원 예산 시민 박물관 항구 데이터 재생 에너지")
_GIVEN = _listed(
    "Đorđe Ana Luan Miloš Elira Jovana Besnik Tereza Ilir Katarina Žarko Nóra Stefan Vesna Arben Zoë Čedomir Hatidža "
    "Minh Siobhán Øystein Łukasz Mürşide Ioana"
)
_FAMILY = _listed(
    "Čačak Hoxha Novák Perić Dukić Kovačević Krasniqi Şahin Nikolić Gjorgjieva Berisha Tóth Zajęc Lakušić Brânză "
    "Vukšić Popovska Mehmedović Ünal Škrijelj Andonov Fazliu Rácz Đurić"
)
_STREETS = _listed("Station Harbour Linden Market Mill Bridge Castle Garden School Tower Weaver Copper")


def repeatable(seed: int) -> Random:
    """Gives the same texts at every run."""
    return Random(seed)  # noqa: S311  (no secret is made with it)


def cities() -> list[Named]:
    """Five hundred names of cities, in Latin letters alone, in Cyrillic too, and in Hangul too. All fold apart."""
    latin = [Named(f"{first}{last}".capitalize()) for first in _LATIN[0] for last in _LATIN[1]]
    cyrillic = [Named(a + b, c + d, "sr", "Cyrl") for a, c in _CYRILLIC[0] for b, d in _CYRILLIC[1]]
    hangul = [Named(a + b, c + d, "ko", "Hang") for a, c in _HANGUL[0] for b, d in _HANGUL[1]]
    found = [*latin, *cyrillic, *hangul]
    repeatable(3).shuffle(found)
    return found


def person(random: Random) -> str:
    return f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}-{random.choice(_FAMILY)}"


def subject(random: Random) -> str:
    """Words such as `walkable harbours`."""
    return f"{random.choice(_ADJECTIVES)} {random.choice(_SUBJECTS)}"


def title(random: Random) -> str:
    """One in five has words in Cyrillic or Hangul."""
    latin = f"{subject(random)} and {subject(random)}".capitalize()
    if random.random() < 0.8:
        return latin
    words = random.choice((_CYRILLIC_WORDS, _HANGUL_WORDS))
    return f"{latin}: {' '.join(random.sample(words, 2))}"


def sentences(random: Random, most: int) -> str:
    """Between no sentence and `most` of them."""
    return " ".join(_sentence(random) for _ in range(random.randint(0, most)))


def _sentence(random: Random) -> str:
    number, year = random.randint(2, 900), random.randint(1995, 2026)
    return (
        f"{subject(random).capitalize()}: how {random.choice(_WHOM)} {random.choice(_VERBS)} {number} "
        f"{random.choice(_SUBJECTS)} that {random.choice(_WHOM)} had asked for since {year}."
    )


def street(random: Random) -> str:
    return f"{random.randint(1, 199)} {random.choice(_STREETS)} Street"


def organisation(random: Random, number: int) -> str:
    kind = random.choice(("Ministry", "Institute", "Agency", "Association", "Foundation", "Chamber"))
    return f"{kind} of {subject(random).title()} {number}"
