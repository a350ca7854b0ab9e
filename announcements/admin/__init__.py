"""The administration of what is told. One module a subject; importing one registers it."""

from announcements.admin import drafting, posts, site_texts

__all__ = ["drafting", "posts", "site_texts"]
