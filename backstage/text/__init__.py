"""What texts go through: tidied on the way in, folded for search, made into names of pages and files."""
