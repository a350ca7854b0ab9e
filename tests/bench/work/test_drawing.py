import pytest
from django.test import Client

from bench.events import made_event
from bench.site.shared import made_shared
from bench.site.texts import repeatable
from bench.work.drawing import page_bytes
from tests.factories import rows
from tours.models import PublishedEvent
from tours.serving.current import current_view


@pytest.mark.django_db
def test_page_that_is_measured_is_the_one_that_is_served(client: Client) -> None:
    event = made_event(30, made_shared(repeatable(1), cities=12))
    rows.publish(event)
    view = current_view(PublishedEvent.objects.get(slug=event.slug))
    assert page_bytes(view).decode() == client.get(f"/events/{event.slug}/").content.decode()
