"""Notes in Markdown as blocks: paragraphs, lists, bold words and links. A page shows the same by the same parser."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from markdown_it.token import Token

from backstage.text.safe_markdown import SCHEMES, note_tokens
from tours.pdf.blocks import Block, Bullets, Paragraph, Span, Text
from tours.pdf.faces.faces import Face

LISTS = {"bullet_list_open": False, "ordered_list_open": True}
"""The beginnings of lists, and whether they are numbered."""
WORDS = frozenset({"text", "code_inline", "image"})
BREAKS = frozenset({"softbreak", "hardbreak"})


class Words(NamedTuple):
    """A paragraph, or a part of the entry of a list."""

    spans: tuple[Span, ...]
    entry: tuple[int, int] | None = None
    """Which list and entry it is a part of. Lists within lists are one with the outer one."""
    numbered: bool = False
    leads: bool = False


def note_blocks(body: str, language: str = "") -> Iterator[Block]:
    """`language` is that of the note, where it is not the document's."""
    words = (
        each._replace(spans=tuple(span._replace(language=language) for span in each.spans))
        for each in _words(note_tokens(body))
    )
    for (listed, numbered), parts in groupby(words, key=_list_of):
        if listed is None:
            for part in parts:
                yield Paragraph(Text(part.spans), leads=part.leads)
        else:
            entries = [list(entry) for _entry, entry in groupby(parts, key=lambda part: part.entry)]
            yield Bullets(tuple(map(_entry_text, entries)), numbered=numbered)


def _list_of(words: Words) -> tuple[int | None, bool]:
    return (words.entry[0], words.numbered) if words.entry else (None, False)


def _entry_text(parts: Sequence[Words]) -> Text:
    """The paragraphs of an entry, each on a line of its own."""
    first, *others = parts
    spans = list(first.spans)
    for part in others:
        spans += [Span(f"\n{part.spans[0].words}", *part.spans[0][1:]), *part.spans[1:]]
    return Text(tuple(spans))


def _words(tokens: Sequence[Token]) -> Iterator[Words]:
    lists, entries = list[bool](), list[int]()
    list_number = entry_number = 0
    in_heading = False
    for token in tokens:
        if token.type in LISTS:
            list_number += not lists
            lists.append(LISTS[token.type])
        elif token.type == "list_item_open":
            entry_number += 1
            entries.append(entry_number)
        elif token.type == "list_item_close":
            entries.pop()
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        in_heading = token.type == "heading_open" or (in_heading and token.type != "heading_close")
        if spans := _spans(token, bold=in_heading):
            within = (list_number, entries[-1]) if entries else None
            yield Words(spans, within, numbered=bool(entries) and lists[0], leads=in_heading)


def _spans(token: Token, *, bold: bool) -> tuple[Span, ...]:
    if token.type in ("fence", "code_block"):
        return (Span(token.content.strip("\n")),)
    pieces = list(_pieces(token.children or (), bold=int(bold)))
    runs = [("".join(words for words, _look in run), look) for look, run in groupby(pieces, key=lambda piece: piece[1])]
    spans, before = list[Span](), " "
    for words, (is_bold, url) in runs:
        joined = not (before[-1:].isspace() or words[:1].isspace())
        spans.append(Span(words, Face.BOLD if is_bold else None, url=url, joined=joined))
        before = words
    return tuple(spans)


def _pieces(tokens: Sequence[Token], *, bold: int) -> Iterator[tuple[str, tuple[bool, str]]]:
    """The words of a paragraph, each with whether they are bold, and with their address."""
    url = ""
    for token in tokens:
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        if token.type in ("link_open", "link_close"):
            url = _address(token.attrs.get("href", ""))
        if token.type in BREAKS:
            yield "\n", (bold > 0, url)
        elif token.type in WORDS and token.content:
            yield token.content, (bold > 0, url)


def _address(href: Any) -> str:
    """The address, if it is of a kind that pages link to."""
    return str(href) if str(href).partition(":")[0] in SCHEMES else ""
