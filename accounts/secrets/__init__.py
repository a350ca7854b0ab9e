"""Random secrets that let somebody in, values kept under a key of the site, and digests that only the site can compute."""
