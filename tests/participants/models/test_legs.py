"""What a flight or train may say of its days and times."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from participants.models import Leg
from tests.factories import rows
from tests.participants.travel.makers import coming

FOURTH, FIFTH = date(2017, 9, 4), date(2017, 9, 5)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"lands_on": FIFTH}, False),
        ({"lands_on": FOURTH}, True),
        ({"lands_on": FOURTH, "leaves_zone": "Asia/Seoul"}, True),
        ({"lands_on": FOURTH, "leaves_at": None}, False),
        ({"lands_on": FOURTH, "leaves_at": time(20), "lands_at": time(7), "leaves_zone": "Pacific/Kiritimati"}, True),
        ({"lands_on": FOURTH, "leaves_on": FIFTH, "leaves_at": time(1), "leaves_zone": "Pacific/Kiritimati"}, False),
    ],
    ids=[
        "night train",
        "day forgotten",
        "same zone",
        "time not known",
        "other zone, too early",
        "across the date line",
    ],
)
def test_nobody_arrives_before_they_leave(facts: dict[str, Any], refused: bool) -> None:
    """Kiritimati is five hours ahead of Seoul."""
    told = {"leaves_on": FOURTH, "leaves_at": time(22, 30), "lands_at": time(6, 30)} | facts
    if facts.get("leaves_on"):
        told["lands_at"] = time(23)
    leg = Leg(delegate=coming(rows.event()), **told)
    if not refused:
        leg.full_clean()
        return
    with pytest.raises(ValidationError, match="They arrive before they leave"):
        leg.full_clean()
