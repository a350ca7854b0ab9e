"""The site's routes by the names that the router gives them."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

WRITING = "api/v1/desk/"
BY_LINK = ("d/", "f/")
OF_HOST = "h/"
BEHIND_SIGN_IN = ("admin/", "desk/", "account/", WRITING, OF_HOST, *BY_LINK)
"""Where every address asks who one is, or is about signing in; each has tests of its own."""


def public_routes() -> set[str]:
    return {name for name, path in _named(get_resolver().url_patterns, "", "") if not path.startswith(BEHIND_SIGN_IN)}


def desk_routes() -> set[str]:
    return {name for name, path in _named(get_resolver().url_patterns, "", "") if path.startswith("desk/")}


def by_link_routes() -> set[str]:
    """What is reached by a personal link, and how people come in by one."""
    return {name for name, path in _named(get_resolver().url_patterns, "", "") if path.startswith(BY_LINK)}


def host_routes() -> set[str]:
    """For who comes by a host's link."""
    return {name for name, path in _named(get_resolver().url_patterns, "", "") if path.startswith(OF_HOST)}


def writing_routes() -> set[str]:
    """For programs with a token."""
    return {name for name, path in _named(get_resolver().url_patterns, "", "") if path.startswith(WRITING)}


def administration_routes() -> set[str]:
    """The pages of its models; what is of the administration as a whole tells of no row."""
    named = [(name, path) for name, path in _named(get_resolver().url_patterns, "", "") if path.startswith("admin/")]
    return {name for name, path in named if name.endswith(("_changelist", "_add")) or "id>/" in path} - {"admin:None"}


def _named(patterns: list[URLPattern | URLResolver], space: str, above: str) -> Iterator[tuple[str, str]]:
    """Each route's name, with its namespace, and its address as the pattern writes it."""
    for pattern in patterns:
        path = above + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", path
        else:
            yield from _named(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space, path
            )
