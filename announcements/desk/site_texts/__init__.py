"""The texts of the public site that belong to no event: a table of their kinds, and one set of pages for all of them."""
