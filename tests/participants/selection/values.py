"""Values of selection sheets, for tests of what is drawn from them."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from participants.selection.sheet import Body, Name, Sheet, Tour
from participants.vocabulary import Capacity, DelegateState

ANA = Name(
    key=1,
    name="Ana Primer",
    has_card=True,
    rank=1,
    position="Head of transport",
    organisation="City of Rijeka",
    tours=(Tour("Smart City Week", 2016), Tour("Water Days", 2015)),
    reason="Runs the trams.",
    state=DelegateState.PROPOSED,
    offered_until="",
    capacity=Capacity.HEAD,
)


def name(**facts: Any) -> Name:
    return ANA._replace(**facts)


def sheet(*names: Name, **facts: Any) -> Sheet:
    plain = Sheet(
        title="Smart City Week",
        programme="Urban Partnership Program",
        language="en",
        starts=date(2017, 9, 4),
        ends=date(2017, 9, 8),
        at=datetime(2017, 8, 30, 18, 5, tzinfo=ZoneInfo("Asia/Seoul")),
        zone="Asia/Seoul",
        bodies=(Body("Rijeka", 3, 1, names or (ANA,)),),
    )
    return plain._replace(**facts)
