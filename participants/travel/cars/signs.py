"""The name of somebody as it is held up where they arrive: in the script of the country, and in Latin letters."""

from collections.abc import Collection
from typing import NamedTuple

from backstage.text.scripts import is_written_in, script_of
from participants.models import Delegate
from tours.models import Event

LATIN = "Latn"


class Sign(NamedTuple):
    """`local` is empty where the name is known in no script of the country, or the country writes Latin."""

    local: str
    latin: str

    def __str__(self) -> str:
        return f"{self.local} · {self.latin}" if self.local else self.latin


def scripts_of(event: Event) -> frozenset[str]:
    """The scripts, other than Latin, in which the host city is written. One query."""
    names = event.host_city.names.values_list("text", flat=True)
    return frozenset(script_of(name) for name in names) - {LATIN, ""}


def sign_of(row: Delegate, scripts: Collection[str]) -> Sign:
    """Reads the names of the person. A name is never put into other letters by us."""
    name = row.display_name
    names = [name, *((other.text for other in row.person.names.all()) if row.person else ())]
    local = next((each for each in names if any(is_written_in(each, script) for script in scripts)), "")
    latin = next((each for each in names if is_written_in(each, LATIN)), name)
    return Sign("" if local == latin else local, latin)
