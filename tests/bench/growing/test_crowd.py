import pytest

from bench.events import made_event
from bench.growing import crowd
from bench.site.shared import made_shared
from bench.site.texts import repeatable
from tests.factories import rows


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls("bench.urls")
def test_readers_who_ask_at_once_all_get_the_same_answer() -> None:
    event = made_event(3, made_shared(repeatable(1), cities=12))
    rows.publish(event)
    assert crowd.after_a_purge(event.slug, "page", readers=2) > 0
    assert crowd.in_turn(event.slug, "page", readers=2) > 0
