import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcements.importing.html import as_markdown
from announcements.importing.left_out import left_out
from announcements.importing.plain import plain
from announcements.importing.tree import BLOCKS as BLOCK_TAGS
from backstage.text.safe_markdown import as_html

WORDS = st.text(st.sampled_from("ab 1.-+=#*_`~<>&[]()!|\\/:\"'éЖ서\n"), max_size=12)


def _wrapped(tag: str) -> object:
    return lambda inner: f"<{tag}>{inner}</{tag}>"


def _text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(
    WORDS.map(_text) | st.sampled_from(["<br>", '<img src="/i" alt="b">']),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["em", "b", "span", "code", "q", "u", 'a href="/x?a=1&copy=2"']).map(str),
        st.lists(inner, max_size=3),
    ).map(lambda source: re.sub(r"</a [^>]*>", "</a>", source)),
    max_leaves=6,
)
BLOCKS = st.recursive(
    st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["p", "h2", "div", "td", "center", "dt", "figcaption", "pre"]),
        st.lists(INLINE, max_size=3),
    )
    | INLINE
    | st.just("<hr>"),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["ul", "ol", "li", "blockquote", "div", "b", "figure", 'a href="/y"']),
        st.lists(inner.map(lambda part: f"<li>{part}</li>") | inner, max_size=3),
    ).map(lambda source: re.sub(r"</a [^>]*>", "</a>", source)),
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
        ('<h2><a href="/a">One</a> two</h2>', "## [One](</a>) two"),
        ("<h2>One<br>two</h2>", "## One two"),
        ("<h3><p>One</p><p>two</p></h3>", "### One two"),
        ('<a href="/a"><p>One</p><p>two</p></a>', "[One](</a>)\n\n[two](</a>)"),
        ('<a href="/a"><h2>One</h2></a>', "## [One](</a>)"),
        ('<a href="/a"><b><div>One</div></b></a>', "[**One**](</a>)"),
        ('<ul><a href="/a"><li>One</li></a></ul>', "- [One](</a>)"),
        ('<a href="/a">One<br><br>two</a>', "[One\\\ntwo](</a>)"),
        ('<a href="/a"><img src="/i.jpg" alt="The hall"></a>', "[The hall](</a>)"),
        ('<pre>x\n  <a href="/a">y</a></pre>', "x\\\n[y](</a>)"),
        ('word<b>(x)</b>word <a href="/a">y</a>', "word(x)word [y](</a>)"),
        ("<center>One</center>two", "One\n\ntwo"),
        ("<dl><dt>One</dt><dd>two</dd></dl>three", "One\n\ntwo\n\nthree"),
        ('<figure><img src="/i" alt="One"><figcaption>two</figcaption></figure>', "One\n\ntwo"),
        ("<details><summary>One</summary>two</details>", "One\n\ntwo"),
        ("<table><caption>One</caption><tr><th>two</th><td>three</td></tr></table>", "One\n\ntwo  three"),
        ("<form><fieldset><legend>One</legend>two</fieldset></form>", "One\n\ntwo"),
        ("<menu><li>One</li></menu>", "- One"),
        ('One<img src="/i" alt="two">three', "One two three"),
        ('One<img src="/i" alt="*two*">', "One \\*two\\*"),
        ("<pre>```</pre>", "````\n```\n````"),
        ("<q>One</q> said", "“One” said"),
        ("m<sup>2</sup> and wo<wbr>rd", "m² and word"),
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


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("10<sup>3</sup> H<sub>2</sub>O 1<sup>st</sup>", "10³ H₂O 1st"),
        ('Word<sup><a href="#fn1">1</a></sup>', "Word[1](<#fn1>)"),
        ("One<!--more-->two", "One\n\ntwo"),
        ("One.\n\nTwo,\nthree.", "One.\n\nTwo, three."),
        ("<p>One.\n\nTwo</p>", "One. Two"),
        ("<span><div>a</div>b</span>c", "a\n\nbc"),
        ('Come!<a href="/y">y</a>', "Come\\![y](</y>)"),
        ('<a href=" http://x.org/a\nb ">l</a>', "[l](<http://x.org/ab>)"),
    ],
)
def test_what_wordpress_writes_keeps_its_sense(source: str, markdown: str) -> None:
    assert as_markdown(source) == markdown


@pytest.mark.parametrize("source", ["<div>" * 300 + "deep", "<b>" * 500 + "deep"])
def test_what_is_nested_beyond_reason_is_refused_in_words(source: str) -> None:
    with pytest.raises(ValueError, match="too deep"):
        as_markdown(source)


def test_words_that_would_be_lost_are_an_error() -> None:
    with pytest.raises(ValueError, match="too deep"):
        as_markdown("<blockquote>" * 60 + "deep" + "</blockquote>" * 60)


@given(st.lists(BLOCKS, max_size=4).map("".join))
def test_no_word_is_lost_or_added_whatever_the_html(source: str) -> None:
    """`as_markdown` raises where words would be lost. For HTML of this depth it never does."""
    assert as_markdown(source) is not None


@pytest.mark.parametrize(
    "tag", sorted(BLOCK_TAGS - {"hr", "tr", "tbody", "thead", "tfoot", "caption", "option", "optgroup"})
)
def test_words_before_and_after_a_block_stay_apart(tag: str) -> None:
    assert as_markdown(f"zero<{tag}>one</{tag}>two").split()[-1] == "two"


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ('<p>a <a href="/x">b</a></p>', []),
        ('<a href="/x"><img src="/i.jpg" alt="The hall"></a>', ["the picture “The hall”, /i.jpg"]),
        ('<a href="/x"><img src="/i.jpg"></a>', ["the picture “”, /i.jpg", "the link to /x"]),
        ('<a name="top"></a><a href="">a</a>', []),
        ('<a href="/x"></a><a href="/y"> ', ["the link to /x", "the link to /y"]),
        (
            '<a href="javascript:x()">a</a><a href="ftp://x/y">b</a>',
            ["the link to javascript:x()", "the link to ftp://x/y"],
        ),
        ('<iframe src="https://video.example/1"></iframe>', ["what is embedded from https://video.example/1"]),
        ('<map><area href="/z"></map>', ["the link to /z"]),
    ],
)
def test_what_a_post_cannot_hold_is_named(source: str, left: list[str]) -> None:
    assert left_out(source) == [f"Left out: {what}." for what in left]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Research &amp; development", "Research & development"),
        ("&quot;Smart&quot; &#352;ibenik&#x21;", '"Smart" Šibenik!'),
        ("&amp;amp; once", "&amp; once"),
        ("a < b & c > d &copy=2 &nosuch;", "a < b & c > d &copy=2 &nosuch;"),
        ("<b>Smart</b> <i>City</i> &amp; week", "Smart City & week"),
        ("One<br>two", "One two"),
        ('<b>One</b> <img src="/i" alt="two">', "One two"),
    ],
)
def test_plain_text_loses_entities_and_tags(text: str, words: str) -> None:
    assert plain(text) == words
