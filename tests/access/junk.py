"""What the walks that send junk to the desk share."""

import re

FINE = {200, 302, 400, 403, 404, 405}
"""How junk may be answered: no 500, which the tests' client raises."""
_NAMED = re.compile(r'<(?:input|select|textarea|button)\b[^>]*\sname="([^"]+)"')


def fields_of(html: str) -> set[str]:
    """The names of all fields and buttons of a page."""
    return set(_NAMED.findall(html))
