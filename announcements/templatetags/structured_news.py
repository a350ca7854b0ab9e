"""The data block of a post's page, for search engines."""

from django import template
from django.utils.safestring import SafeString

from announcements.rendering.structured_data import Article, article_data
from tours.metadata.structured_data import as_script

register = template.Library()


@register.simple_tag
def article_block(post: Article, site_name: str, base_url: str) -> SafeString:
    return as_script(article_data(post, site_name=site_name, base_url=base_url))
