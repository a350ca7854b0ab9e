"""A testimonial on pages of other rooms."""

from django import template

from announcements.models import Testimonial

register = template.Library()


@register.simple_tag
def first_testimonial() -> Testimonial | None:
    """`{% first_testimonial as testimonial %}`: the first in the office's order, if there is any. One query."""
    return Testimonial.objects.published().first()
