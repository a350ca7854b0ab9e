"""Finds what the HTML of an older site holds and a post cannot: pictures, films, frames and links not allowed here."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from backstage.text.safe_markdown import SCHEMES

_EMBEDDED = {
    "iframe": "src",
    "frame": "src",
    "embed": "src",
    "object": "data",
    "video": "src",
    "audio": "src",
    "source": "src",
}


def left_out(source: str) -> list[str]:
    """A sentence on each thing that is left out, in the order of the source."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.sentences


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []
        self.link, self.words = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.words += facts.get("alt", "")
            self._tell(_("the picture “%(alt)s”, %(address)s"), alt=facts.get("alt", ""), address=facts.get("src", ""))
        elif tag == "area" and facts.get("href"):
            self._tell(_("the link to %(address)s"), address=facts["href"])
        elif tag in _EMBEDDED and facts.get(_EMBEDDED[tag]):
            self._tell(_("what is embedded from %(address)s"), address=facts[_EMBEDDED[tag]])
        elif tag == "a":
            self._end_link()
            self.link, self.words = facts.get("href", ""), ""

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()

    def close(self) -> None:
        super().close()
        self._end_link()

    def _end_link(self) -> None:
        """Ends the open link. A link without words, or with a scheme that pages here may not use, is left out."""
        if self.link and not (self.words.strip() and _may_lead(self.link)):
            self._tell(_("the link to %(address)s"), address=self.link)
        self.link = ""

    def _tell(self, sentence: str, **facts: str) -> None:
        self.sentences.append(_("Left out: %(what)s.") % {"what": sentence % facts})


def _may_lead(address: str) -> bool:
    try:
        scheme = urlsplit(address.strip()).scheme
    except ValueError:  # a browser cannot read it either
        return False
    return not scheme or scheme.lower() in SCHEMES
