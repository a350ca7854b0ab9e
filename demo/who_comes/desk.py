"""What every step of a registrar needs to know."""

from datetime import datetime
from typing import NamedTuple

from accounts.models import User
from demo.background import Background
from tours.models import Event


class Desk(NamedTuple):
    """The event that a registrar works on, and when."""

    event: Event
    background: Background
    by: User
    now: datetime
