"""The programme's feed, drawn from what the last drawing left of it: the next edition costs only what has changed."""

import hashlib
from pathlib import Path

import msgspec
from django.conf import settings

from tours.agenda.view import AgendaView
from tours.calendar import Piece, Pieces, programme_feed
from tours.serving.kept_outputs import Output, keep

_CHECKED = hashlib.sha256().digest_size


def draw_feed(view: AgendaView) -> bytes:
    """Leaves its pieces for the next drawing: one file for each event, audience and renderer, each time replaced."""
    path = pieces_path(view)
    known = _read(path)
    feed = programme_feed(view, known, base_url=settings.BASE_URL, office=settings.OFFICE_EMAIL)
    if feed.pieces != known:
        data = msgspec.msgpack.encode(feed.pieces)
        keep({path: hashlib.sha256(data).digest() + data})
    return feed.body


def pieces_path(view: AgendaView) -> Path:
    """Under the event's UID in place of a digest, which a redaction purges too."""
    return Output(view.event.uid, "programme.pieces", (view.audience.key,)).path(gzipped=False)


def _read(path: Path) -> Pieces:
    """Empty where there is no such file, or not what was written. Checked, as a damaged byte would go on from edition to edition."""
    try:
        stored = path.read_bytes()
        digest, data = stored[:_CHECKED], stored[_CHECKED:]
        return _decoder.decode(data) if hashlib.sha256(data).digest() == digest else {}
    except (OSError, msgspec.DecodeError):
        return {}


_decoder = msgspec.msgpack.Decoder(dict[bytes, Piece])
