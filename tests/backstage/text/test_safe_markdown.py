from time import process_time

import pytest

from backstage.text.safe_markdown import as_html, note_as_html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("", ""),
        ("One *two* **three**\n\nFour", "<p>One <em>two</em> <strong>three</strong></p>\n<p>Four</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("> said\n\n---\n\n`x < y`", "<blockquote>\n<p>said</p>\n</blockquote>\n<hr>\n<p><code>x &lt; y</code></p>\n"),
        (
            '[site](https://example.org "Title")',
            '<p><a href="https://example.org" title="Title" rel="noopener">site</a></p>\n',
        ),
        ("[event](/events/week/)", '<p><a href="/events/week/" rel="noopener">event</a></p>\n'),
        ("[desk](mailto:desk@example.org)", '<p><a href="mailto:desk@example.org" rel="noopener">desk</a></p>\n'),
    ],
)
def test_markdown_becomes_html(body: str, html: str) -> None:
    assert as_html(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "*Seoul (서울)* & Belgrade (Београд / Beograd)",
            '<p><em>Seoul (<span lang="ko">서울</span>)</em> &amp; Belgrade (<span lang="und-Cyrl">Београд</span> / Beograd)</p>\n',
        ),
        ("## 고양 “<b>”", '<h2><span lang="ko">고양</span> “&lt;b&gt;”</h2>\n'),
        ("![Скопје](a.png)", '<p><span lang="und-Cyrl">Скопје</span></p>\n'),
        ("`서울`", "<p><code>서울</code></p>\n"),
        ('<span lang="ko">it\'s</span>', '<p>&lt;span lang="ko"&gt;it\'s&lt;/span&gt;</p>\n'),
    ],
)
def test_words_of_another_script_are_marked_for_voices_and_fonts(body: str, html: str) -> None:
    assert as_html(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("# A\n\n## B", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("## A\n\n### B", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("### A\n\n## B", "<h3>A</h3>\n<h2>B</h2>\n"),
        ("# A\n\n###### B", "<h2>A</h2>\n<h6>B</h6>\n"),
        ("###### A", "<h2>A</h2>\n"),
    ],
)
def test_headings_begin_at_the_second_level(body: str, html: str) -> None:
    assert as_html(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](JaVaScRiPt:alert(1))", "<p>[x](JaVaScRiPt:alert(1))</p>\n"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>\n"),
        ("[x](ftp://example.org)", '<p><a rel="noopener">x</a></p>\n'),
        ("![The *hall* <b>](https://example.org/a.png)", "<p>The *hall* &lt;b&gt;</p>\n"),
        ('[x](https://example.org/"onclick="alert)', None),
    ],
)
def test_nothing_that_runs_or_loads_gets_through(body: str, html: str | None) -> None:
    made = as_html(body)
    assert made == html if html is not None else "onclick=" not in made.replace("%22onclick=", "")


@pytest.mark.slow
def test_a_hostile_body_of_a_hundred_thousand_characters_is_taken() -> None:
    for piece in ("[", "*", "> ", "`", "![", "- "):
        assert as_html(piece * (100_000 // len(piece))) is not None


def test_long_word_of_a_note_is_searched_for_addresses_once() -> None:
    begun = process_time()
    assert note_as_html("a" * 40_000 + " ana@example.org", 2).count("mailto:ana@example.org") == 1
    assert process_time() - begun < 2
