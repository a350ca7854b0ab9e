"""The asterisk of Kosovo*: a country's name has an asterisk where the programme prints a footnote to it."""

from collections.abc import Iterable
from typing import Protocol


class Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def footnote(self) -> str: ...


def with_asterisk(country: Named) -> str:
    """The country's name, with an asterisk (`Kosovo*`) where there is a footnote."""
    return f"{country.name}*" if country.footnote else country.name


def footnotes_of(countries: Iterable[Named]) -> tuple[str, ...]:
    """The footnotes that these countries need, each once."""
    return tuple(dict.fromkeys(country.footnote for country in countries if country.footnote))
