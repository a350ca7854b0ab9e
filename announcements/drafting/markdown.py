"""Markdown written from plain text: whatever a text holds, it is read back as that text."""

import re
from collections.abc import Iterable, Sequence

_BLANK_LINE = re.compile(r"\n\s*\n")
# What can begin inline markup anywhere, and what can begin a block at the start of a line.
_INLINE = re.compile(r"([\\`*_\[\]<>&~|#])")
# A full stop after another mark. Three full stops in a row are one mark; one within quotation marks belongs to the quotation.
_SECOND_MARK = re.compile(r"(?<![.])([.?!…])\.(?=\s|$)")
_BLOCK = re.compile(r"^(\d{0,9})([-+=.)])")


def one_line(text: str) -> str:
    """Every stretch of white space, line breaks included, as one space."""
    return " ".join(text.split())


def paragraphs_of(text: str) -> list[str]:
    """A blank line ends a paragraph."""
    return [part for part in _BLANK_LINE.split(text) if part.strip()]


def escape(text: str) -> str:
    """The text as Markdown that renders as nothing but the text, on one line."""
    return _BLOCK.sub(r"\1\\\2", _INLINE.sub(r"\\\1", one_line(text)))


def body(*blocks: str) -> str:
    """The blocks that are not empty, a blank line between them."""
    return "\n\n".join(block for block in blocks if block)


def heading(text: str) -> str:
    return f"## {escape(text)}"


def one_mark(text: str) -> str:
    """Without the full stop after a sentence, or a name such as `Co., Ltd.`, that has its own mark."""
    return _SECOND_MARK.sub(r"\1", text)


def paragraph(*sentences: str) -> str:
    """The sentences that are not empty, as one paragraph; empty without any."""
    return escape(one_mark(" ".join(sentences)))


def bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escape(one_mark(text))}" for text in texts)


def labelled(label: str, text: str) -> str:
    """A paragraph that opens with its subject in bold."""
    return f"**{escape(label)}:** {escape(one_mark(text))}"


def told(sentences: Sequence[str]) -> str:
    """A few sentences as a paragraph, many as a list."""
    return paragraph(*sentences) if len(sentences) <= 3 else bullets(sentences)
