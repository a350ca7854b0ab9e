"""The desk's files to take away, and the page that lists them."""
