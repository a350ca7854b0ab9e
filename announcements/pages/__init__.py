"""The public pages of news, of the site's own texts, and of search."""
