"""Takes the signs around a title away that belong to the layout of its line."""

_BEFORE = " -–—−:.,;•*·>)]/"
_BEHIND = " -–—:,;*(["


def tidy_title(text: str) -> str:
    return " ".join(text.replace("|", " ").split()).lstrip(_BEFORE).rstrip(_BEHIND)
