"""Imports the posts of an older site, all or none. docs/importing.md describes the file for people."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import msgspec
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.importing.html import as_markdown
from announcements.importing.left_out import left_out
from announcements.importing.plain import plain, without_entities
from announcements.models import OldAddress, Post
from announcements.posts.categories import category_named
from announcements.posts.former_addresses import as_requested
from announcements.posts.writing import publish_post, save_post
from backstage.text.tidying import tidy

Made = TypeVar("Made")
SEPARATOR = "|"
"""It separates the entries of one cell of a CSV file: no address holds it unescaped (RFC 3986)."""
MOST_IN_A_CELL = 10_000_000
_LISTS = ("categories", "old_addresses")


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A post as it stands in the file."""

    title: str
    date: date
    body: str = ""
    format: Literal["markdown", "html"] = "markdown"
    author: str = ""
    language: str = "en"
    dateline: str = ""
    summary: str = ""
    categories: tuple[str, ...] = ()
    views: int = 0
    slug: str = ""
    old_addresses: tuple[str, ...] = ()


class Outcome(NamedTuple):
    imported: int
    known: int
    left_out: tuple[str, ...] = ()
    """A sentence on each thing in the bodies of imported rows that a post cannot hold."""


@dataclass(frozen=True)
class _Row:
    number: int
    record: Record
    paths: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a later import recognises the row: its old addresses and its slug."""
        return (*self.paths, *([self.record.slug] if self.record.slug else []))


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Reads the rows of a JSON list of objects, or of CSV with a line of headings.

    Raises ValidationError for anything else.
    """
    try:
        text = _decoded(path.read_bytes())
        if path.suffix.lower() == ".csv":
            return _rows_of_csv(text)
        return msgspec.json.decode(text, type=list[dict[str, Any]])
    except (ValueError, csv.Error) as wrong:
        raise ValidationError(_("%(file)s cannot be read: %(why)s") % {"file": path.name, "why": wrong}) from wrong


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise ValueError(
            _("Line %(line)d is not UTF-8. Save the file as UTF-8, and try again.") % {"line": line}
        ) from wrong


def _rows_of_csv(text: str) -> list[dict[str, Any]]:
    usual = csv.field_size_limit(MOST_IN_A_CELL)
    rows: list[dict[str, Any]] = []
    try:
        for cells in csv.DictReader(io.StringIO(text, newline=""), strict=True):
            rows.append(_of_cells(cells))
        return rows
    except (ValueError, csv.Error) as wrong:
        raise ValueError(_("Row %(number)d: %(why)s") % {"number": len(rows) + 1, "why": wrong}) from wrong
    finally:
        csv.field_size_limit(usual)


@transaction.atomic
def import_posts(rows: Sequence[dict[str, Any]], *, by: User) -> Outcome:
    """Publishes a post for each row, except for rows that an earlier run imported. About twenty queries a row.

    Raises ValidationError with a sentence for each row that is wrong; then nothing is imported.
    """
    problems: list[str] = []
    valid = [row for at, raw in enumerate(rows, 1) if (row := _tried(at, problems, partial(_read, at, raw)))]
    problems += _duplicates(valid)
    known = _known(valid)
    new = [row for row in valid if known.isdisjoint(row.names)]
    if not problems:
        for row in new:
            _tried(row.number, problems, partial(_publish, row, by))
    if problems:
        raise ValidationError(problems)
    lost = (
        _("Row %(number)d: %(why)s") % {"number": row.number, "why": sentence}
        for row in new
        if row.record.format == "html"
        for sentence in left_out(row.record.body)
    )
    return Outcome(len(new), len(valid) - len(new), tuple(lost))


def _of_cells(cells: dict[str, Any]) -> dict[str, Any]:
    if None in cells:
        raise ValueError(_("It has more cells than there are headings."))
    given = {name: cell for name, cell in cells.items() if cell}
    return {name: cell.split(SEPARATOR) if name in _LISTS else cell for name, cell in given.items()}


def _tried(number: int, problems: list[str], do: Callable[[], Made]) -> Made | None:
    """The result of `do`, or None where it fails. A failure is rolled back and added to the problems."""
    try:
        with transaction.atomic():
            return do()
    except ValidationError as refusal:
        problems.append(_("Row %(number)d: %(why)s") % {"number": number, "why": _sentences(refusal)})
    except (ValueError, RecursionError) as wrong:
        problems.append(_("Row %(number)d: %(why)s") % {"number": number, "why": wrong})
    return None


def _sentences(refusal: ValidationError) -> str:
    if not hasattr(refusal, "error_dict"):
        return " ".join(refusal.messages)
    return " ".join(
        " ".join(messages) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(messages)}"
        for name, messages in refusal.message_dict.items()
    )


def _read(number: int, raw: dict[str, Any]) -> _Row:
    record = msgspec.convert(raw, Record, strict=False)
    if record.slug:
        Post._meta.get_field("slug").run_validators(record.slug)
    addresses = (without_entities(address) for address in record.old_addresses)
    row = _Row(number, record, tuple(as_requested(address) for address in addresses if address.strip()))
    if not row.names:
        raise ValidationError(_("It needs an old address or a slug, so that a second import recognises it."))
    return row


def _duplicates(rows: Iterable[_Row]) -> list[str]:
    counts = Counter(name for row in rows for name in set(row.names))
    return [
        _("“%(name)s” stands in more than one row.") % {"name": name} for name, count in counts.items() if count > 1
    ]


def _known(rows: Sequence[_Row]) -> set[str]:
    """The names in the rows that posts here have already. Two queries."""
    paths = {path for row in rows for path in row.paths}
    slugs = {row.record.slug for row in rows if row.record.slug}
    known = {*OldAddress.objects.filter(path__in=paths).values_list("path", flat=True)}
    return known | {*Post.objects.filter(slug__in=slugs).values_list("slug", flat=True)}


def _publish(row: _Row, by: User) -> None:
    record = row.record
    post = Post(
        title=tidy(plain(record.title)),
        language=record.language,
        dateline=tidy(plain(record.dateline)),
        byline=tidy(plain(record.author)),
        summary=tidy(plain(record.summary)),
        body=tidy(as_markdown(record.body) if record.format == "html" else record.body),
        slug=record.slug,
        published_on=record.date,
        earlier_views=record.views,
    )
    save_post(post)
    names = [" ".join(tidy(plain(name)).split()) for name in record.categories]
    post.categories.set([category_named(name) for name in names if name])
    publish_post(post, by=by)
    for path in row.paths:
        address = OldAddress(post=post, path=path)
        address.full_clean()
        address.save()
