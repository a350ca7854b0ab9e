"""Links by which a reader shares a page: plain addresses of other sites, which learn nothing until a reader follows
one.
"""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


class ShareLink(NamedTuple):
    name: str
    address: str


def share_links(address: str, title: str) -> list[ShareLink]:
    """Links that share the page at `address` by e-mail (RFC 6068) and on social networks."""
    return [
        ShareLink(_("E-mail"), f"mailto:?{urlencode({'subject': title, 'body': address}, quote_via=quote)}"),
        ShareLink("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': address})}"),
        ShareLink("X", f"https://x.com/intent/post?{urlencode({'text': title, 'url': address})}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"),
    ]
