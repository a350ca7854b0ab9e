"""The asterisk of Kosovo*: a country's name is printed with one where the programme prints a footnote to it."""

from collections.abc import Iterable
from typing import Protocol


class Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def footnote(self) -> str: ...


def with_asterisk(country: Named) -> str:
    """`Kosovo*` where there is a footnote, else the bare name."""
    return f"{country.name}*" if country.footnote else country.name


def footnotes_of(countries: Iterable[Named]) -> tuple[str, ...]:
    """The footnotes that these countries call for, each once."""
    return tuple(dict.fromkeys(country.footnote for country in countries if country.footnote))
