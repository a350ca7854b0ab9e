import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcements.importing.html import as_markdown
from announcements.rendering.safe_markdown import as_html

WORDS = st.text(st.sampled_from("ab 1.-+=#*_`~<>&[]()!|\\/:\"'éЖ서\n"), max_size=12)


def _wrapped(tag: str) -> object:
    return lambda inner: f"<{tag}>{inner}</{tag}>"


def _text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(
    WORDS.map(_text) | st.just("<br>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["em", "b", "span", "code", 'a href="/x?a=1&copy=2"']).map(str),
        st.lists(inner, max_size=3),
    ).map(lambda source: re.sub(r"</a [^>]*>", "</a>", source)),
    max_leaves=6,
)
BLOCKS = st.recursive(
    st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "h2", "div", "td"]),
        st.lists(INLINE, max_size=3),
    )
    | INLINE
    | st.just("<hr>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["ul", "ol", "li", "blockquote", "div"]),
        st.lists(inner.map(lambda part: f"<li>{part}</li>") | inner, max_size=3),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>One <em>two</em> <b>three</b>.</p><p>Four</p>", "One *two* **three**.\n\nFour"),
        ("One<br>two<br /><br>three", "One\\\ntwo\n\nthree"),
        ("<h1>A</h1><h3>B # c</h3>", "# A\n\n### B \\# c"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n\n  - c"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
        ("<blockquote><p>said</p><p>again</p></blockquote><hr>", "> said\n>\n> again\n\n***"),
        ("<ul><li><hr></li><li>1</li></ul>", "- ***\n- 1"),
        ("<pre>x < y\n  `z`</pre>", "```\nx < y\n  `z`\n```"),
        ('<a href="https://example.org/a b?x=1&amp;y=2">site</a>', "[site](<https://example.org/a%20b?x=1&amp;y=2>)"),
        ("<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>", "A  B\n\nC"),
        ("1. not a list<br>- nor this", "1\\. not a list\\\n\\- nor this"),
        ("a * b <u>c_d</u>", "a \\* b c\\_d"),
        ("word<b>(x)</b>word", "word(x)word"),
        ("<strong> spaced </strong>out", "**spaced** out"),
    ],
)
def test_html_is_said_in_markdown(source: str, markdown: str) -> None:
    assert as_markdown(source) == markdown


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<script>alert(1)</script><p onclick='x()'>a</p><style>p {}</style>", "<p>a</p>\n"),
        ('<a href="javascript:alert(1)">a</a>', "<p>a</p>\n"),
        ('<img src="x" onerror="alert(1)" alt="The hall"><iframe src="x"></iframe>', "<p>The hall</p>\n"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>\n"),
    ],
)
def test_nothing_that_runs_or_loads_comes_in(source: str, html: str) -> None:
    assert as_html(as_markdown(source)) == html


def test_words_that_would_be_lost_are_an_error() -> None:
    with pytest.raises(ValueError, match="too deep"):
        as_markdown("<blockquote>" * 60 + "deep" + "</blockquote>" * 60)


@given(st.lists(BLOCKS, max_size=4).map("".join))
def test_no_word_is_lost_or_added_whatever_the_html(source: str) -> None:
    """`as_markdown` raises where it cannot keep its word; of HTML of this depth it always can."""
    assert as_markdown(source) is not None
