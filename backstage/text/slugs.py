"""Slugs, the names in addresses: always ASCII, whatever the script of the title."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:  # renderers make slugs too, and know no rows
    from django.db.models import Model

LONGEST = 80
RESERVED = frozenset(
    [
        "account",
        "admin",
        "api",
        "desk",
        "favicon",
        "healthz",
        "login",
        "logout",
        "media",
        "robots",
        "sitemap",
        "sitemaps",
        "static",
    ]
)
"""Names of this site's own addresses, and of what other programs look for: no row is called so in addresses."""


def validate_free(slug: str) -> None:
    if slug.casefold() in RESERVED:
        raise ValidationError(
            _("“%(slug)s” is a name of the site's own. Choose another one, such as %(slug)s-2."),
            code="reserved",
            params={"slug": slug},
        )


def slug_for(text: str, *, otherwise: str) -> str:
    """`Београд` gives `beograd`, `Đakovo` gives `dakovo`; a text without letters or digits gives `otherwise`."""
    return slugify(anyascii(text))[:LONGEST].strip("-") or otherwise


def slug_without(slug: str, texts: Iterable[str]) -> str:
    """The slug without the words of the texts, where these stand in it as whole words."""
    for words in (slug_for(text, otherwise="") for text in texts):
        if words:
            slug = re.sub(rf"(?<![^-]){words}(?![^-])", "", slug)
    return slug


def free_slug(model: "type[Model]", text: str, *, otherwise: str) -> str:
    """The first of `x`, `x-2`, `x-3` … that is free: no row of `model` has it, nor the site itself. Costs one query.
    The unique column prevents duplicates in a race.
    """
    slug = slug_for(text, otherwise=otherwise)
    taken = RESERVED | set(model._default_manager.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free
