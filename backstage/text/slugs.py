"""Slugs, the names in addresses: always ASCII, whatever the script of the title."""

from anyascii import anyascii
from django.db.models import Model
from django.utils.text import slugify

LONGEST = 80


def slug_for(text: str, *, otherwise: str) -> str:
    """`Београд` gives `beograd`, `Đakovo` gives `dakovo`; a text without letters or digits gives `otherwise`."""
    return slugify(anyascii(text))[:LONGEST].strip("-") or otherwise


def free_slug(model: type[Model], text: str, *, otherwise: str) -> str:
    """The first of `x`, `x-2`, `x-3` … that no row of `model` has. Costs one query.

    The unique column prevents duplicates in a race.
    """
    slug = slug_for(text, otherwise=otherwise)
    taken = set(model._default_manager.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free
