"""The feed of an event's programme, drawn with the pieces kept by the last drawing: only changed items cost time."""

import hashlib
from pathlib import Path

import msgspec
from django.conf import settings

from tours.agenda.view import AgendaView
from tours.calendar import Piece, Pieces, programme_feed
from tours.serving.kept_files import keep, read
from tours.serving.kept_outputs import Output

_CHECKED = hashlib.sha256().digest_size


def draw_feed(view: AgendaView, home: str = "") -> bytes:
    """Draws the feed and keeps its pieces for the next drawing.

    `home` is the address of the event's pages, if these are not the public ones. One file per event, audience, home and
    renderer, replaced each time.
    """
    path = pieces_path(view, home)
    known = _read(path)
    feed = programme_feed(view, known, base_url=settings.BASE_URL, office=settings.OFFICE_EMAIL, home=home)
    if feed.pieces != known:
        data = msgspec.msgpack.encode(feed.pieces)
        keep({path: hashlib.sha256(data).digest() + data})
    return feed.body


def pieces_path(view: AgendaView, home: str = "") -> Path:
    """The file of the pieces. Its folder has the event's UID in place of a digest, and a redaction purges it too."""
    return Output(view.event.uid, "programme.pieces", (view.audience.key, *filter(None, [home]))).path(gzipped=False)


def _read(path: Path) -> Pieces:
    """The pieces of the last drawing; none if the file is missing or damaged.

    The file's digest is checked, as a damaged byte would be copied from edition to edition.
    """
    stored = read(path) or b""
    digest, data = stored[:_CHECKED], stored[_CHECKED:]
    try:
        return _decoder.decode(data) if hashlib.sha256(data).digest() == digest else {}
    except msgspec.DecodeError:
        return {}


_decoder = msgspec.msgpack.Decoder(dict[bytes, Piece])
