"""What the frame of pages needs."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def captured(content: SafeString) -> SafeString:
    """`{% captured as page_title %}{% block title %}{% endblock %}{% endcaptured %}`: what a page says once, to be written
    in several places. It may stand in an attribute: quotes are escaped.
    """
    return SafeString(content.strip().replace('"', "&quot;"))  # safe: it is a template's output, with less in it
