"""What the templates of the desk ask of values."""

from collections.abc import Mapping
from typing import Any

from django import template

from tours.wording import short_moment_there

register = template.Library()
register.filter("there", short_moment_there)


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """`{{ answers|of:event.pk }}`: what a tag has found by that key; None for nothing."""
    return found.get(key)


@register.simple_tag
def as_list(row: Any) -> list[Any]:
    """`{% as_list event as alone %}`: for tags that take the rows of a whole page."""
    return [row]
