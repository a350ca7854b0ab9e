"""Version 1 of the reading API. One module a subject; each view starts from what the visitor may see."""
