"""Reads HTML into a tree of elements and texts, and finds the words and the blocks in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = (
    "address article aside audio button canvas caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form header hgroup iframe legend listing main marquee menu nav noscript object optgroup option p search section select"
    " summary table tbody textarea tfoot thead tr video"
)
BLOCKS = {*_PARTS.split(), *HEADINGS, "ul", "ol", "li", "blockquote", "pre", "hr"}
"""Elements that stand on lines of their own, so that they separate the words before and after them (HTML, 15.3)."""
INLINE = {"a", "em", "i", "strong", "b", "code", "span", "br", "img", "td", "th", "q", "sup", "sub"}
_APART = BLOCKS | {"td", "th", "img", "br"}
_EMPTY = {"br", "hr", "img"}

RAISED = {
    "sup": str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: "list[Node]" = field(default_factory=list)

    def all(self, tag: str) -> "Iterator[Element]":
        """Yields the elements with that tag within this one, at any depth."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag == tag:
                    yield child
                yield from child.all(tag)


Node = Element | str


def parsed(source: str) -> Element:
    """The tree of sanitised HTML, in which every element is closed."""
    tree = _Tree()
    tree.feed(source)
    tree.close()
    return tree.open[0]


def holds_blocks(node: Node) -> bool:
    return isinstance(node, Element) and (node.tag in BLOCKS or any(map(holds_blocks, node.children)))


def words_of(element: Element) -> list[str]:
    return text_of([element]).split()


def text_of(nodes: Iterable[Node]) -> str:
    return "".join(node if isinstance(node, str) else _text(node) for node in nodes)


def in_its_place(element: Element, text: str) -> str:
    """What stands raised or lowered, in signs that stand so: ten to the third is not one hundred and three. A text with
    other letters, or with a link, stays as it is.
    """
    signs = RAISED[element.tag]
    has_signs = all(isinstance(node, str) and all(ord(sign) in signs for sign in node) for node in element.children)
    return text.translate(signs) if has_signs else text


def spread(element: Element, tags: frozenset[str]) -> None:
    """Moves an element of these tags that surrounds blocks into each block: Markdown has no link around paragraphs. Others
    that stand in a line, and surround blocks all the same, are left out.
    """
    children: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
            continue
        spread(child, tags)
        if child.tag in _APART or not holds_blocks(child):
            children.append(child)
        else:
            children += _within(child, child.children) if child.tag in tags else child.children
    element.children = children


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _within(around: Element, nodes: list[Node]) -> list[Node]:
    made: list[Node] = []
    for is_block, run in groupby(nodes, holds_blocks):
        if is_block:
            made += [
                Element(node.tag, node.attributes, _within(around, node.children))
                for node in run
                if isinstance(node, Element)
            ]
        else:
            made.append(Element(around.tag, around.attributes, list(run)))
    return made


def _text(element: Element) -> str:
    inner = element.attributes.get("alt", "") if element.tag == "img" else text_of(element.children)
    if element.tag == "br":
        return "\n"
    if element.tag == "q":
        return f"“{inner}”"
    if element.tag in RAISED:
        return in_its_place(element, inner)
    return f" {inner} " if element.tag in _APART else inner
