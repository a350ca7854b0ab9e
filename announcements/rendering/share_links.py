"""Links by which a reader passes a page on: plain addresses of others' sites, which learn nothing until one is followed."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


class ShareLink(NamedTuple):
    name: str
    address: str


def share_links(address: str, title: str) -> list[ShareLink]:
    """To e-mail (RFC 6068) and networks, for the page at `address`."""
    return [
        ShareLink(_("E-mail"), f"mailto:?{urlencode({'subject': title, 'body': address}, quote_via=quote)}"),
        ShareLink("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': address})}"),
        ShareLink("X", f"https://x.com/intent/post?{urlencode({'text': title, 'url': address})}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"),
    ]
