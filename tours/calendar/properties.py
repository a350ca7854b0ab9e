"""Property values that are safe for any text: escaped, without control characters, in valid UTF-8."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import quote

from icalendar.prop import vCalAddress, vCategory, vDate, vDatetime, vInline, vText, vUri

from accounts.emails.addresses import ascii_host

_PLAIN = "!$'()*+,:"
"""What RFC 6068 leaves as it is in an address, beside letters, digits and `-._~`."""
_CONTROLS = {code: " " if chr(code).isspace() else None for code in (*range(32), *range(127, 160))}


class Text(vText):
    r"""TEXT that keeps what was typed: icalendar's own class turns the `\N` of `C:\Novi` into a line break."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


class Clock(vDatetime):
    """DATE-TIME in UTC, or without a zone: icalendar's own class looks through the names of zones to know which."""

    def to_ical(self) -> bytes:
        digits = self.dt.isoformat(timespec="seconds")[:19].replace("-", "").replace(":", "")
        return digits.encode() + (b"Z" if self.dt.tzinfo else b"")


def one_line(value: str) -> str:
    """The value with each run of white space as one space, no control characters, and `?` for a lone surrogate."""
    return " ".join(_printable(value).split())


def text(value: str) -> Text:
    """TEXT on one line. Use it for X- properties too, as icalendar does not escape them itself."""
    return Text(one_line(value))


def prose(value: str) -> Text:
    """TEXT that keeps its line breaks, without control characters or spaces at the ends of lines."""
    return Text("\n".join(_printable(line).rstrip() for line in value.splitlines()))


def categories(values: Iterable[str]) -> vCategory:
    """All categories in one property: several clients read only the first CATEGORIES line."""
    property_ = vCategory([])
    property_.cats = [category for category in map(text, values) if category]
    return property_


def verbatim(value: str) -> vInline:
    """A value that our code makes, in which semicolons are separators and not text."""
    return vInline(value)


def uri(value: str, **parameters: str) -> vUri:
    return vUri("".join(_printable(value).split()), params=_quotable(parameters))


@lru_cache(maxsize=64)
def mailbox(address: str, *, name: str) -> vCalAddress:
    """A mailbox, cached like `moment` because a feed uses only a few. So callers must not change it."""
    return vCalAddress(_mailto(address), params=_quotable({"CN": name}))


def attending(address: str, *, name: str) -> vCalAddress:
    """Somebody who comes, whom nobody asks for an answer."""
    comes = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    named = _quotable({"CN": name})
    return vCalAddress(_mailto(address), params=named | comes if named["CN"] else comes)


@lru_cache(maxsize=256)
def moment(value: datetime) -> Clock:
    """A moment with a zone, converted to UTC."""
    return Clock(value.astimezone(UTC))


def wall_clock(value: datetime, zone: str) -> Clock:
    """A naive time with its zone's name: icalendar takes the TZID only from aware times, and drops it from `params`."""
    property_ = Clock(value)
    property_.params["TZID"] = zone
    return property_


def all_day(value: date) -> vDate:
    return vDate(value, params={"VALUE": "DATE"})


def without_quotes(value: str) -> str:
    """The value with single quotes: a parameter cannot hold a double quote, and few clients know RFC 6868's escape."""
    return value.replace('"', "'")


def _mailto(address: str) -> vUri:
    """The address as a URI of RFC 6068, with its host as mail servers spell it."""
    local, at, host = "".join(_printable(address).split()).rpartition("@")
    return vUri(f"mailto:{quote(local, safe=_PLAIN)}{at}{quote(ascii_host(host), safe=_PLAIN)}")


def _quotable(parameters: dict[str, str]) -> dict[str, str]:
    return {name: without_quotes(one_line(value)) for name, value in parameters.items()}


def _printable(value: str) -> str:
    if value.isprintable():  # most texts are, and this check is a tenth of the work
        return value
    return value.encode("utf-8", "replace").decode().translate(_CONTROLS)
