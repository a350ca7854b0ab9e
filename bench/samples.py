"""The events to measure, each with its last two editions."""

from functools import cached_property

from accounts.models import User
from bench.events import change_one_item, made_event
from bench.site.shared import Shared
from bench.work import drawing
from bench.work.drawing import Drawing
from tours.agenda.view import AgendaView
from tours.editions.publishing import publish
from tours.models import PublishedEvent
from tours.serving.current import current_view


class Sample:
    """A published event with this many items. Publish everything before you read `drawings`."""

    def __init__(self, items: int, coordinator: User, shared: Shared) -> None:
        self.items = items
        self.coordinator = coordinator
        self.event = made_event(items, shared)
        self.slug = self.event.slug
        self.publish()

    def change(self) -> None:
        change_one_item(self.event)

    def publish(self) -> None:
        publish(self.event, by=self.coordinator)

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """The drawings of the next edition, which is published first."""
        before = self._view()
        self.change()
        self.publish()
        view = self._view()
        return {
            "page": drawing.page(view),
            "calendar": drawing.calendar(view),
            "calendar, next edition": drawing.next_calendar(before, view),
            "booklet": drawing.pdf(view),
        }

    def _view(self) -> AgendaView:
        return current_view(PublishedEvent.objects.get(slug=self.slug))
