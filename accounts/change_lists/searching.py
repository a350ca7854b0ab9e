"""Rows of which each word is found in one of some columns, their own or those of rows that belong to them."""

from typing import Any

from django.db.models import Model, Q
from django.utils.text import smart_split, unescape_string_literal


def with_words(model: type[Model], paths: list[str], text: str) -> Q:
    """Searches as Django does, by columns such as `event__title`. It would join all tables and then drop the rows that
    come twice; here each table is searched by itself.
    """
    found = Q()
    for word in map(_unquoted, smart_split(text)):
        in_any = Q()
        for path in paths:
            in_any |= _having(model, path, word)
        found &= in_any
    return found


def _having(model: type[Model], path: str, word: str) -> Q:
    name, _mark, rest = path.partition("__")
    if not rest:
        return Q((f"{name}__icontains", word))
    relation: Any = model._meta.get_field(name)
    other = relation.related_model
    found = other._base_manager.filter(_having(other, rest, word))
    if relation.concrete:
        return Q((f"{name}__in", found))
    return Q(pk__in=found.values(relation.remote_field.attname))


def _unquoted(word: str) -> str:
    is_quoted = word.startswith(('"', "'")) and word[0] == word[-1]
    return unescape_string_literal(word) if is_quoted else word
