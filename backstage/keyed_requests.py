"""Requests that may be sent again without being done again (draft-ietf-httpapi-idempotency-key-header).

A claim (`backstage.leases`) is committed before the work begins, so that whoever sends the request again meanwhile is told to wait. What the
request does and its answer are committed together: there is never the one without the other. If the process dies in between,
the lease of the claim runs out and the next to come takes the request up.
"""

import hashlib
import json
import math
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from backstage import leases
from backstage.leases import hold, is_free, ours, release, time_left
from backstage.models import KeyedRequest
from backstage.text.spellings import Blanking, blanked_within, blanking

LEASE = timedelta(seconds=60)
"""Longer than a request takes. One that is slower may be taken up by another, and then commits nothing."""
KEPT = timedelta(hours=24)


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: str


class InUseError(Exception):
    """The key was sent with another request before."""


class AtWorkError(Exception):
    """The request is being done at this moment, for so many seconds more at most."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Being done for {seconds} seconds more at most.")
        self.seconds = seconds


class LostClaimError(Exception):
    """The work took longer than its lease and another took it up: nothing of it may be committed."""


def fingerprint(method: str, address: str, body: bytes) -> str:
    return hashlib.sha256(b"\0".join((method.encode(), address.encode(), body))).hexdigest()


def claim(user: User, *, token: int, key: str, fingerprint: str) -> KeyedRequest | Answer:
    """The claim with which to begin, or the answer that the request has had. Not within a transaction that may be undone.

    Raises InUseError and AtWorkError.
    """
    facts = {"fingerprint": fingerprint, "created_at": timezone.now(), **hold(LEASE)}
    fresh = KeyedRequest(user=user, token=token, key=key, **facts)
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return _met(fresh)
    return fresh


def _met(fresh: KeyedRequest) -> KeyedRequest | Answer:
    """What there is to do where the key is known."""
    known = KeyedRequest.objects.annotate(left=time_left()).filter(token=fresh.token, key=fresh.key).first()
    if known is None:  # given up between the two looks
        raise AtWorkError(1)
    if known.fingerprint != fresh.fingerprint:
        raise InUseError
    if known.status is not None:
        return Answer(known.status, known.headers, known.body)
    if not leases.claim(known, Q(status=None), lease=LEASE):
        raise AtWorkError(max(1, math.ceil(known.left.total_seconds())))
    return known


def settle(claimed: KeyedRequest, answer: Answer) -> None:
    """Keeps the answer. Within the transaction of the work, as its last step; raises LostClaimError."""
    if not release(claimed, status=answer.status, headers=dict(answer.headers), body=answer.body):
        raise LostClaimError


def give_up(claimed: KeyedRequest) -> None:
    """The request had no effect: the same key may be sent again, with another body too."""
    ours(claimed).delete()


def blank_answers(texts: Collection[str]) -> int:
    """How many answers that hold one of the texts were emptied. Sent again, their requests are answered without a word of it."""
    blank = blanking(texts, by="")
    told = [answer.pk for answer in KeyedRequest.objects.only("body").iterator() if _holds(answer.body, blank)]
    return KeyedRequest.objects.filter(pk__in=told).update(body="{}")


def _holds(body: str, blank: Blanking) -> bool:
    try:
        read = json.loads(body)
    except ValueError:
        read = body
    return bool(blanked_within(read, blank) != read)


def forget_old_requests(now: datetime) -> int:
    """How many were forgotten: those a day old, which nobody sends again any more."""
    forgotten, _each = KeyedRequest.objects.filter(is_free(), created_at__lt=now - KEPT).delete()
    return forgotten
