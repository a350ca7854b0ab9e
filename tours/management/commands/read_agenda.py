"""`manage.py read_agenda FILE --year 2017 [--first-day 2017-09-04] [--last-day …] [--json]`: shows what is read of an agenda."""

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tours.importing.reading.decoding import NoTextError, decoded
from tours.importing.reading.reader import read_agenda
from tours.importing.reading.values import Reading, ReadItem


class Command(BaseCommand):
    help = "Shows what is read of an agenda in a text file. It writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", type=int, help="of dates that are printed without one")
        parser.add_argument("--first-day", type=_day, metavar="YYYY-MM-DD", help="of the event")
        parser.add_argument("--last-day", type=_day, metavar="YYYY-MM-DD", help="of the event")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *_args: Any, **options: Any) -> None:
        year, first_day, last_day = options["year"], options["first_day"], options["last_day"]
        reading = read_agenda(_text(options["file"]), year=year, first_day=first_day, last_day=last_day)
        if options["json"]:
            rows = [_row(item) for item in reading.items]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_table(reading)))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as trouble:
        raise ArgumentTypeError(_("%(day)s is no day; write it as 2017-09-04.") % {"day": written}) from trouble


def _text(path: Path) -> str:
    try:
        return decoded(path.read_bytes())
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise CommandError(_("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": reason}) from trouble
    except NoTextError as trouble:
        message = _("%(file)s is not a text file. Save it as plain text, or paste its text into one.")
        raise CommandError(message % {"file": path}) from trouble


def _row(item: ReadItem) -> dict[str, str | None]:
    return {
        "day": item.day.isoformat() if item.day else None,
        "start": f"{item.start:%H:%M}" if item.start else None,
        "end": f"{item.end:%H:%M}" if item.end else None,
        "title": item.title,
        "text": item.text,
    }


def _table(reading: Reading) -> list[str]:
    lines = [
        f"{item.day or '-'!s:<10} {_hour(item.start)} {_hour(item.end)}  {item.title}{_doubts(item)}"
        for item in reading.items
    ]
    lost = sum(bool(left.text) for left in reading.left)
    return [
        *lines,
        "",
        _("Items: %(items)d. Texts that belong to no item: %(left)d.") % {"items": len(lines), "left": lost},
    ]


def _hour(hour: Any) -> str:
    return f"{hour:%H:%M}" if hour else "  -  "


def _doubts(item: ReadItem) -> str:
    return f"  [{', '.join(sorted(item.doubts))}]" if item.doubts else ""
