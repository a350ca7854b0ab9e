"""The administration of what happens: Django's own admin, for whoever has a role. One module a subject; importing one registers it.

The projection (`Published…`) is not here: it is derived, and `tours.editions.projection` alone writes it.
"""

from tours.admin import agenda_items, editions, events, files, people, places, programmes

__all__ = ["agenda_items", "editions", "events", "files", "people", "places", "programmes"]
