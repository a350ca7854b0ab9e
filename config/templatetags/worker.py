"""Whether the worker works, on the pages of those who wait for it."""

from django import template

from config.running.periodic import late

register = template.Library()


@register.simple_tag
def worker_stands_still() -> bool:
    """`{% worker_stands_still as is_still %}`: whether work has waited for longer than five minutes. Two or three queries."""
    return bool(late())
