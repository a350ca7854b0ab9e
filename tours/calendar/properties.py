"""Property values that any text is safe in: escaped, without control characters, whole in UTF-8."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from icalendar.prop import vCalAddress, vCategory, vDate, vDatetime, vInline, vText, vUri

_CONTROLS = {code: " " if chr(code).isspace() else None for code in (*range(32), *range(127, 160))}


class Text(vText):
    r"""TEXT that keeps what was typed: icalendar's own turns the `\N` of `C:\Novi` into a line break."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode()


def one_line(value: str) -> str:
    """Every run of white space is one space, control characters are gone, a lone surrogate is a question mark."""
    return " ".join(_printable(value).split())


def text(value: str) -> Text:
    """TEXT on one line. Pass it for X- properties too: icalendar escapes nothing there by itself."""
    return Text(one_line(value))


def prose(value: str) -> Text:
    """TEXT as tidy, except that line breaks stay."""
    return Text("\n".join(_printable(line).rstrip() for line in value.splitlines()))


def categories(values: Iterable[str]) -> vCategory:
    """All categories in one property: several clients read only the first CATEGORIES line."""
    property_ = vCategory([])
    property_.cats = [category for category in map(text, values) if category]
    return property_


def verbatim(value: str) -> vInline:
    """A value of our own making whose semicolons separate, and are not text."""
    return vInline(value)


def uri(value: str, **parameters: str) -> vUri:
    return vUri("".join(_printable(value).split()), params=_quotable(parameters))


@lru_cache(maxsize=64)
def mailbox(address: str, *, name: str) -> vCalAddress:
    """Remembered, as `moment` is: all entries of a feed share one or a few. Not to be changed, therefore."""
    return vCalAddress(uri(f"mailto:{address}"), params=_quotable({"CN": name}))


@lru_cache(maxsize=256)
def moment(value: datetime) -> vDatetime:
    """A moment with a zone, as UTC."""
    return vDatetime(value.astimezone(UTC))


def wall_clock(value: datetime, zone: str) -> vDatetime:
    """A naive time with its zone by name: icalendar takes the TZID from an aware time only, and drops it from `params`."""
    property_ = vDatetime(value)
    property_.params["TZID"] = zone
    return property_


def all_day(value: date) -> vDate:
    return vDate(value, params={"VALUE": "DATE"})


def without_quotes(value: str) -> str:
    """A parameter cannot hold a double quote, and few clients know the escape of RFC 6868."""
    return value.replace('"', "'")


def _quotable(parameters: dict[str, str]) -> dict[str, str]:
    return {name: without_quotes(one_line(value)) for name, value in parameters.items()}


def _printable(value: str) -> str:
    if value.isprintable():  # as most texts are; it is a tenth of the work
        return value
    return value.encode("utf-8", "replace").decode().translate(_CONTROLS)
