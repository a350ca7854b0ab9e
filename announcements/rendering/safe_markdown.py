"""Renders the body of a post: takes Markdown and gives HTML that is safe on a page."""

from collections.abc import MutableMapping, Sequence
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


def as_html(body: str) -> SafeString:
    """Renders CommonMark without raw HTML and pictures.

    Words in other scripts are marked. Headings begin at h2, below the title.
    """
    tokens = _markdown.parse(body)
    _shift_headings(tokens)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    # Safe: the parser escapes what it does not know, and the allow-list drops all but these tags and attributes.
    return SafeString(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"))


def _shift_headings(tokens: list[Token]) -> None:
    """Shifts all headings, so that the highest level becomes h2."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=2)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) + 2 - highest)}"


def _words(
    _renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: MutableMapping[str, Any],
) -> str:
    """Renders a text, and a picture as its alternative text alone."""
    return marked_scripts(tokens[index].content)


_markdown = MarkdownIt("commonmark", {"html": False})
_markdown.add_render_rule("text", _words)
_markdown.add_render_rule("image", _words)
