"""How rows keep names in other languages and scripts: in JSON, each a list of text, language and script."""

from collections.abc import Iterable, Sequence

from tours.agenda.facts import Name


def stored_names(names: Iterable[Name]) -> list[list[str]]:
    return [[name.text, name.language, name.script] for name in names]


def read_names(stored: Iterable[Sequence[str]]) -> tuple[Name, ...]:
    return tuple(Name(text=text, language=language, script=script) for text, language, script in stored)
