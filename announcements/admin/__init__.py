"""The administration of posts and of the site's texts. One module per subject; importing it registers it."""

from announcements.admin import drafting, posts, site_texts

__all__ = ["drafting", "posts", "site_texts"]
