"""The picture shown where people share a page: white text on navy, and the place and dates below an ochre line.

Where the page has a picture, it stands beside the text.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import IO, NamedTuple

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from tours.agenda.values import Event
from tours.labels import EVENT_KINDS, EVENT_STATES
from tours.pdf.faces.drawable import drawable
from tours.pdf.faces.faces import Face, built_faces
from tours.pdf.faces.fonts import as_drawn
from tours.pdf.styles import Colour
from tours.pictures.drawing import picture_of
from tours.pictures.sizes import Size
from tours.vocabulary import EventState
from tours.wording import date_range

WIDTH, HEIGHT = 1200, 630
"""Size in pixels: social networks and messengers show this shape without cutting it."""
SIDE = 72
WORDS = WIDTH - 2 * SIDE
"""How wide a line of words may be."""
HEAD = 396
"""The height of the navy part."""
RULE = 8
OVER_BASELINE = 96
TITLE_BOTTOM = 348
TITLE_ROOM = 236
TITLE_SIZES = (76, 64, 52, 42)
OVER_SIZES = (32, 26)
UNDER_SIZES = (40, 34, 28)
UNDER_LEADING = 58
NOTE_SIZES = (20, 17)
NOTE_ROOM = 56
NOTE_BOTTOM = 606
LEADING = 1.22
HALF_CAPITAL = 0.357  # half the height of a capital in Noto Sans, in em
COLOURS = 32
"""The number of colours, with the shades at the edges of letters; in full colour the file is three times as large."""
PHOTOGRAPH = Size(420, HEAD, is_cut=True)
"""It fills the right end of the navy part."""
COLOURS_WITH_PHOTOGRAPH = 128

Font = ImageFont.FreeTypeFont


class Card(NamedTuple):
    """The card's text: a line above the title, the title, at most two lines below it, and a note in small letters."""

    over: str
    title: str
    under: tuple[str, ...] = ()
    note: str = ""


def event_card(event: Event, site_name: str) -> Card:
    """A card with the event's kind, title, place, dates, its state if it is not planned, and the country's footnote."""
    words = [site_name, str(EVENT_KINDS[event.kind])]
    if event.state is not EventState.PLANNED:
        words.append(str(EVENT_STATES[event.state]))
    city, country = event.host_city.name, event.host_city.country
    under = (f"{city}, {country.printed}", date_range(event.starts, event.ends))
    return Card(" · ".join(words), event.title, under, f"* {country.footnote}" if country.footnote else "")


def draw_card(card: Card, photograph: IO[bytes] | None = None) -> bytes:
    """A PNG of WIDTH by HEIGHT; the same words, and the same photograph, give the same bytes. Text that does not fit is cut
    and ends with `…`.

    It loads fonts and drawing libraries, so import this module only where a card is drawn.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), f"#{Colour.WHITE.value}")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, HEAD - 1), fill=f"#{Colour.NAVY.value}")
    pen.rectangle((0, HEAD, WIDTH, HEAD + RULE - 1), fill=f"#{Colour.OCHRE.value}")
    if photograph:
        picture.paste(picture_of(photograph, PHOTOGRAPH), (WIDTH - PHOTOGRAPH.width, 0))
    _draw_head(pen, card, width=WORDS - PHOTOGRAPH.width if photograph else WORDS)
    _draw_under(pen, [line for line in card.under if line], with_note=bool(card.note))
    _draw_note(pen, card.note)
    file = BytesIO()
    colours = COLOURS_WITH_PHOTOGRAPH if photograph else COLOURS
    picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_head(pen: ImageDraw.ImageDraw, card: Card, *, width: int) -> None:
    over, font = _fitted(card.over, Face.REGULAR, OVER_SIZES, OVER_SIZES[0] * LEADING, width)
    _draw_line(pen, OVER_BASELINE, over[0], font, Colour.WHITE)
    title, font = _fitted(card.title, Face.BOLD, TITLE_SIZES, TITLE_ROOM, width)
    leading = font.size * LEADING
    for number, line in enumerate(title):
        _draw_line(pen, TITLE_BOTTOM - leading * (len(title) - 1 - number), line, font, Colour.WHITE)


def _draw_under(pen: ImageDraw.ImageDraw, lines: list[str], *, with_note: bool) -> None:
    """Draws the lines in the middle of the space below the ochre line."""
    middle = (HEAD + RULE + HEIGHT - (NOTE_ROOM if with_note else 0)) / 2
    top = middle - UNDER_LEADING * (len(lines) - 1) / 2
    for number, words in enumerate(lines):
        [line], font = _fitted(words, Face.REGULAR, UNDER_SIZES, UNDER_LEADING)
        _draw_line(pen, top + UNDER_LEADING * number + font.size * HALF_CAPITAL, line, font, Colour.INK)


def _draw_note(pen: ImageDraw.ImageDraw, note: str) -> None:
    lines, font = _fitted(note, Face.REGULAR, NOTE_SIZES, NOTE_ROOM)
    for number, line in enumerate(reversed(lines)):
        _draw_line(pen, NOTE_BOTTOM - font.size * LEADING * number, line, font, Colour.SOFT)


def _draw_line(pen: ImageDraw.ImageDraw, baseline: float, words: str, font: Font, colour: Colour) -> None:
    pen.text((SIDE, round(baseline)), words, font=font, fill=f"#{colour.value}", anchor="ls")


def _fitted(text: str, face: Face, sizes: tuple[int, ...], room: float, width: int = WORDS) -> tuple[list[str], Font]:
    """The text in lines, in the largest size that fits in a height of `room`; in the smallest, as many lines as fit."""
    words = as_drawn(" ".join(drawable(text).split()))
    for size in sizes:
        font = _font(face, size)
        lines = list(_lines(words, font, width))
        most = max(1, int(room // (size * LEADING)))
        if len(lines) <= most:
            break
    return (lines if len(lines) <= most else [*lines[: most - 1], _cut(lines[most - 1], font, width)]), font


def _lines(words: str, font: Font, width: int) -> Iterator[str]:
    """The words in lines, at least one. A word too long for a line continues on the next."""
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if _fits(longer, font, width):
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, font, width)
        yield from full
    yield line


def _pieces(word: str, font: Font, width: int) -> list[str]:
    """The word in parts, each of which fits on a line."""
    ends = [0]
    for end in range(1, len(word)):
        if not _fits(word[ends[-1] : end + 1], font, width):
            ends.append(end)
    return [word[start:end] for start, end in pairwise([*ends, len(word)])]


def _cut(line: str, font: Font, width: int) -> str:
    while not _fits(f"{line}…", font, width):
        line = line[:-1]
    return f"{line.rstrip(' ,;')}…"


def _fits(words: str, font: Font, width: int) -> bool:
    return font.getlength(words) <= width


def _font(face: Face, size: int) -> Font:
    """The font, set letter by letter whatever is installed, so that the same words give the same bytes everywhere."""
    return ImageFont.truetype(built_faces(settings.FONT_DIR)[face], size, layout_engine=ImageFont.Layout.BASIC)
