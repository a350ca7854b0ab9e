"""Writes HTML of an older site as the Markdown of a post: the same words and links, and the form that Markdown has."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import nh3

from announcements.drafting.markdown import body, escape
from announcements.importing.tree import (
    BLOCKS,
    HEADINGS,
    INLINE,
    RAISED,
    Element,
    Node,
    holds_blocks,
    in_its_place,
    parsed,
    spread,
    text_of,
    words_of,
)
from backstage.text.safe_markdown import ATTRIBUTES, SCHEMES, TAGS, as_html

_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_ALL, _LINKS, _NONE = frozenset({"a", *_MARKS}), frozenset({"a"}), frozenset[str]()
# Signs that begin a block at the start of a line.
_OPENING = re.compile(r"^(\d{0,9})([-+=.)])")
_BEFORE_A_LINK = re.compile(r"(?<!\\)!(?=\[)")
"""A mark that would make a picture of the link behind it. All other brackets are escaped."""
_TEASER = re.compile(r"<!--\s*(?:more|nextpage)\b.*?-->", re.DOTALL)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_KEEPS_LINES = re.compile(r"<(?:p|pre|textarea|listing)\b", re.IGNORECASE)


def as_markdown(source: str) -> str:
    """The HTML as Markdown, without scripts and styles. A picture leaves its alternative text.

    Raises ValueError where words or links would be lost, or two words would become one.
    """
    try:
        return _converted(_with_paragraphs(source))
    except RecursionError as error:
        raise ValueError("too deep, or not to be said in Markdown") from error


def _with_paragraphs(source: str) -> str:
    """WordPress keeps texts without their paragraphs: a blank line begins one, as does the mark of where to read on."""
    parted = _TEASER.sub("<br><br>", source)
    if _KEEPS_LINES.search(parted):
        return parted
    return _BLANK_LINES.sub("<br><br>", parted.replace("\r\n", "\n"))


def _converted(source: str) -> str:
    attributes = {**ATTRIBUTES, "img": {"alt"}}
    clean = nh3.clean(source, tags=TAGS | BLOCKS | INLINE, attributes=attributes, url_schemes=SCHEMES)
    root = parsed(clean)
    spread(root, _ALL)
    text = body(*_blocks(root))
    read = parsed(as_html(text))
    if words_of(read) != words_of(root):
        raise ValueError("too deep, or not to be said in Markdown")
    if lost := _links(root) - _links(read):
        raise ValueError(f"the link to {next(iter(lost))} would be lost")
    return text


def _links(root: Element) -> Counter[str]:
    """How many links with words lead to each address. An address is written as a page here would write it."""
    return Counter(
        _as_written(link.attributes["href"]) for link in root.all("a") if link.attributes.get("href") and words_of(link)
    )


def _as_written(address: str) -> str:
    return next(
        (link.attributes["href"] for link in parsed(as_html(f"[x]({_destination(address)})")).all("a")), address
    )


def _blocks(element: Element) -> Iterator[str]:
    """Yields the blocks within an element. Text between blocks is a paragraph."""
    for is_block, nodes in groupby(element.children, lambda node: isinstance(node, Element) and holds_blocks(node)):
        if not is_block:
            yield _paragraph(list(nodes))
            continue
        for node in nodes:
            if isinstance(node, Element):
                yield from _block(node)


def _block(element: Element) -> Iterator[str]:
    match element.tag:
        case "hr":
            yield "***"  # other signs than a list uses: `- ---` would be a rule and no list
        case "pre":
            yield _lines_of_pre(element) if any(element.all("a")) else _fenced(text_of(element.children))
        case "ul" | "ol" | "menu" | "dir":
            yield _list(element)
        case "blockquote":
            yield _indented(body(*_blocks(element)), "> ", "> ")
        case tag if tag in HEADINGS:
            words = _verified(element.children, _heading)
            yield f"{'#' * HEADINGS[tag]} {words}" if words else ""
        case _:
            yield from _blocks(element)


def _list(element: Element) -> str:
    start = element.attributes.get("start", "1")
    number = int(start) if re.fullmatch("[0-9]{1,9}", start) else 1
    entries: list[str] = []
    for item in _items(element):
        text = body(*_blocks(item))
        if text:
            bullet = f"{number + len(entries)}. " if element.tag == "ol" else "- "
            entries.append(_indented(text, bullet, " " * len(bullet)))
    return "\n".join(entries)


def _items(element: Element) -> Iterator[Element]:
    """The items of a list. Text beside its items is an item too."""
    for is_item, nodes in groupby(element.children, lambda node: isinstance(node, Element) and node.tag == "li"):
        if is_item:
            yield from (node for node in nodes if isinstance(node, Element))
        else:
            yield Element("", {}, list(nodes))


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{others if at else first}{line}".rstrip() for at, line in enumerate(lines))


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text.strip(chr(10))}\n{fence}" if text.strip() else ""


def _paragraph(nodes: list[Node]) -> str:
    """The nodes as text. Two line breaks begin another paragraph."""
    return _verified(nodes, _lines)


def _heading(text: str) -> str:
    return " ".join(text.split())


def _lines_of_pre(element: Element) -> str:
    """A `pre` with links is no code. It becomes a paragraph that keeps its lines."""
    return _verified(element.children, lambda text: _lines(re.sub(r"\n(\s*\n)+", "\n\n", text)), keep_lines=True)


def _verified(nodes: list[Node], form: Callable[[str], str], *, keep_lines: bool = False) -> str:
    """The nodes as Markdown that renders with the same words.

    Beside some letters and signs Markdown does not read the marks of bold and italic. These are then left out.
    """
    words = words_of(Element("", {}, nodes))
    for written in (_ALL, _LINKS):
        text = form(_inline(nodes, written, keep_lines=keep_lines))
        if words_of(parsed(as_html(text))) == words:
            return text
    return form(_inline(nodes, _NONE, keep_lines=keep_lines))


def _lines(text: str) -> str:
    paragraphs = ([line.strip() for line in part.split("\n")] for part in re.split(r"\n\s*\n", text))
    return body(*("\\\n".join(_OPENING.sub(r"\1\\\2", line) for line in lines if line) for lines in paragraphs))


def _inline(nodes: Iterable[Node], written: frozenset[str], *, keep_lines: bool = False) -> str:
    """The nodes as inline Markdown. Only a `br` ends a line, unless the lines of the source are kept."""
    pieces = "".join(_piece(node, written, keep_lines=keep_lines) for node in nodes)
    return _BEFORE_A_LINK.sub(r"\\!", pieces)


def _piece(node: Node, written: frozenset[str], *, keep_lines: bool) -> str:
    if isinstance(node, str):
        return "\n".join(map(_escaped, node.split("\n"))) if keep_lines else _escaped(node)
    inner = _inline(node.children, written, keep_lines=keep_lines)
    words = re.sub(r"\s*\n\s*", "\n", inner.strip())
    match node.tag:
        case "br":
            return "\n"
        case "img":
            return f" {escape(node.attributes.get('alt', ''))} "
        case "q":
            return f"“{inner}”"
        case tag if tag in RAISED:
            return in_its_place(node, inner)
        case "a" if "a" in written and words and node.attributes.get("href"):
            return _spaced(inner, f"[{words}]({_destination(node.attributes['href'])})")
        case tag if tag in _MARKS and tag in written and words:
            return _spaced(inner, f"{_MARKS[tag]}{words}{_MARKS[tag]}")
        case tag if tag in BLOCKS or tag in ("td", "th"):
            return f" {inner} "
        case _:
            return inner


def _escaped(text: str) -> str:
    """A text in the middle of a line, where signs that begin a block need no backslash."""
    return _spaced(text, escape(f"a {text}")[2:])


def _spaced(text: str, words: str) -> str:
    """The words, with a space before and after them where the text has white space."""
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _destination(address: str) -> str:
    """The address as a browser reads it: without spaces around it and line ends within."""
    read = re.sub(r"[\t\r\n]", "", address.strip())
    coded = re.sub(r"[\s\\<>]", lambda sign: f"%{ord(sign.group()):02X}", read)
    return f"<{coded.replace('&', '&amp;')}>"
