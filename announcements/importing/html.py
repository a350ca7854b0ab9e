"""HTML of an older site, written as the Markdown of a post: the same words, and what the two have in common of their form."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

import nh3

from announcements.drafting.markdown import body, escape
from announcements.rendering.safe_markdown import ATTRIBUTES, SCHEMES, TAGS, as_html

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = {"p", "div", "section", "article", "figure", "figcaption", "table", "tbody", "thead", "tr", "dl", "dt", "dd"}
_BLOCKS = {*_PARTS, *_HEADINGS, "ul", "ol", "li", "blockquote", "pre", "hr"}
_INLINE = {"a", "em", "i", "strong", "b", "code", "span", "br", "img", "td", "th"}
_EMPTY = {"br", "hr", "img"}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
# What begins a block at the start of a line.
_OPENING = re.compile(r"^(\d{0,9})([-+=.)])")


def as_markdown(source: str) -> str:
    """Without scripts, styles and pictures, of which the alternative text stays. Raises ValueError where words would be lost."""
    attributes = {**ATTRIBUTES, "img": {"alt"}}
    clean = nh3.clean(source, tags=TAGS | _BLOCKS | _INLINE, attributes=attributes, url_schemes=SCHEMES)
    root = _parsed(clean)
    text = body(*_blocks(root))
    if _letters(as_html(text)) != _squeezed(_text(root)):
        raise ValueError("too deep, or not to be said in Markdown")
    return text


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str]
    children: "list[_Element | str]" = field(default_factory=list)


class _Tree(HTMLParser):
    """Of sanitised HTML, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [_Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _parsed(source: str) -> _Element:
    tree = _Tree()
    tree.feed(source)
    tree.close()
    return tree.open[0]


def _blocks(element: _Element) -> Iterator[str]:
    """What stands between blocks is a paragraph."""
    for is_block, nodes in groupby(element.children, lambda node: isinstance(node, _Element) and _holds_blocks(node)):
        if not is_block:
            yield _paragraph(list(nodes))
            continue
        for node in nodes:
            if isinstance(node, _Element):
                yield from _block(node)


def _holds_blocks(element: _Element) -> bool:
    return element.tag in _BLOCKS or any(
        _holds_blocks(child) for child in element.children if isinstance(child, _Element)
    )


def _block(element: _Element) -> Iterator[str]:
    match element.tag:
        case "hr":
            yield "***"  # of other signs than a list: `- ---` would be a rule and no list
        case "pre":
            yield _fenced(_text(element))
        case "ul" | "ol":
            yield _list(element)
        case "blockquote":
            yield _indented(body(*_blocks(element)), "> ", "> ")
        case tag if tag in _HEADINGS:
            words = escape(_text(element))
            yield f"{'#' * _HEADINGS[tag]} {words}" if words else ""
        case _:
            yield from _blocks(element)


def _list(element: _Element) -> str:
    start = element.attributes.get("start", "1")
    number = int(start) if re.fullmatch("[0-9]{1,9}", start) else 1
    entries: list[str] = []
    for child in element.children:
        item = child if isinstance(child, _Element) and child.tag == "li" else _Element("", {}, [child])
        text = body(*_blocks(item))
        if text:
            bullet = "- " if element.tag == "ul" else f"{number + len(entries)}. "
            entries.append(_indented(text, bullet, " " * len(bullet)))
    return "\n".join(entries)


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join(f"{others if at else first}{line}".rstrip() for at, line in enumerate(lines))


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}\n{text.strip(chr(10))}\n{fence}" if text.strip() else ""


def _paragraph(nodes: Iterable["_Element | str"]) -> str:
    """With its marks, unless they would show: Markdown knows none beside some letters and signs. Two breaks part paragraphs."""
    nodes = list(nodes)
    marked, plain = (_lines(_inline(nodes, marks=marks)) for marks in (True, False))
    return marked if _letters(as_html(marked)) == _letters(as_html(plain)) else plain


def _lines(text: str) -> str:
    paragraphs = ([line.strip() for line in part.split("\n")] for part in re.split(r"\n\s*\n", text))
    return body(*("\\\n".join(_OPENING.sub(r"\1\\\2", line) for line in lines if line) for lines in paragraphs))


def _inline(nodes: Iterable["_Element | str"], *, marks: bool) -> str:
    """A break is the only end of a line in it."""
    return "".join(_piece(node, marks=marks) for node in nodes)


def _piece(node: _Element | str, *, marks: bool) -> str:
    if isinstance(node, str):
        return _spaced(node, escape(f"a {node}")[2:])  # a text within a line: signs that open a block are none
    inner = _inline(node.children, marks=marks)
    words = inner.strip()
    match node.tag:
        case "br":
            return "\n"
        case "img":
            return escape(node.attributes.get("alt", ""))
        case "td" | "th":
            return f" {inner} "
        case "a" if marks and words and "href" in node.attributes:
            return _spaced(inner, f"[{words}]({_destination(node.attributes['href'])})")
        case tag if marks and words and tag in _MARKS:
            return _spaced(inner, f"{_MARKS[tag]}{words}{_MARKS[tag]}")
        case _:
            return inner


def _spaced(text: str, words: str) -> str:
    """The words with a space on either side where the text has any."""
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _destination(address: str) -> str:
    coded = re.sub(r"[\s\\<>]", lambda sign: f"%{ord(sign.group()):02X}", address)
    return f"<{coded.replace('&', '&amp;')}>"


def _text(element: _Element) -> str:
    if element.tag == "img":
        return element.attributes.get("alt", "")
    if element.tag == "br":
        return "\n"
    return "".join(node if isinstance(node, str) else _text(node) for node in element.children)


def _letters(source: str) -> str:
    """Of the words of some HTML."""
    return _squeezed(html.unescape(nh3.clean(source, tags=set())))


def _squeezed(text: str) -> str:
    return "".join(text.split())
