"""Renders what people write in Markdown, such as the body of a post, as HTML that is safe on a page.

A *note* is a short text such as practical information: its line breaks count, addresses in it become links,
and &amp; stays as it was typed.
"""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from backstage.text.scripts import marked_scripts

TAGS = {
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "code",
    "pre",
    "span",
    *(f"h{n}" for n in range(2, 7)),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"lang"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESS = re.compile(
    r"(?P<web>https?://[^\s<>]*[\w/=&#%~+-])|(?P<www>www\.[\w-]+\.[^\s<>]*[\w/=&#%~+-])|(?<![\w.+-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)


def as_html(body: str) -> SafeString:
    """Renders CommonMark without raw HTML and pictures.

    Words in other scripts are marked. Headings begin at h2, below the title.
    """
    return _html(_markdown.parse(body), _markdown, top=2)


def note_as_html(body: str, top: int, own: str = "en") -> SafeString:
    """A note in the language `own`, as safe HTML. Its headings begin at the level `top`."""
    return _html(note_tokens(body), _notes, top=top, own=own)


def note_tokens(body: str) -> list[Token]:
    """What a note consists of, for other documents than pages. Addresses are links already."""
    tokens = _notes.parse(body)
    for token in tokens:
        if token.children:
            token.children = list(_with_links(token.children))
    return tokens


def _html(tokens: list[Token], markdown: MarkdownIt, *, top: int, own: str = "en") -> SafeString:
    _shift_headings(tokens, top)
    html = markdown.renderer.render(tokens, markdown.options, {"own": own})
    # Safe: the parser escapes what it does not know, and the allow-list drops all but these tags and attributes.
    return SafeString(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"))


def _with_links(tokens: Sequence[Token]) -> Iterator[Token]:
    within = 0
    for token in tokens:
        within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        yield from [token] if within or token.type != "text" else _linked(token.content)


def _linked(text: str) -> Iterator[Token]:
    done = 0
    for found in _ADDRESS.finditer(text):
        prefix = {"web": "", "www": "https://", "mail": "mailto:"}[found.lastgroup or ""]
        yield Token("text", "", 0, content=text[done : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": f"{prefix}{found[0]}"})
        yield Token("text", "", 0, content=found[0])
        yield Token("link_close", "a", -1)
        done = found.end()
    yield Token("text", "", 0, content=text[done:])


def _shift_headings(tokens: list[Token], top: int) -> None:
    """Shifts all headings, so that the highest level becomes `top`."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=top)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) + top - highest)}"


def _words(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    """Renders a text, and a picture as its alternative text alone."""
    return marked_scripts(tokens[index].content, env["own"])


def _parser(**options: bool) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, **options})
    markdown.add_render_rule("text", _words)
    markdown.add_render_rule("image", _words)
    return markdown


_markdown = _parser()
_notes = _parser(breaks=True).disable("entity")
