"""Django's own administration of events and master data, for users with a role.

One module per subject; importing it registers it. The projection (`Published…`) is not here: it is derived, and only
`tours.editions.projection` writes it.
"""

from tours.admin import agenda_items, events, files, people, places, programmes
from tours.admin.versions import editions

__all__ = ["agenda_items", "editions", "events", "files", "people", "places", "programmes"]
