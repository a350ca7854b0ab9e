"""Idempotent requests: a client may send one again and it is carried out only once
(draft-ietf-httpapi-idempotency-key-header).

A claim (`backstage.leases`) is committed before the work begins. Whoever sends the request again meanwhile is told to
wait. The changes of the request and its answer are committed together, so there is never one without the other. If the
process dies in between, the lease of the claim runs out and the next attempt takes the request over.
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
"""Longer than a request takes. A slower request may be taken over by another attempt, and then it commits nothing."""
KEPT_FOR = timedelta(hours=24)


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: str


class KeyReusedError(Exception):
    """The key was used for a different request before."""


class InProgressError(Exception):
    """Another attempt is carrying out the request at this moment, for at most `seconds` more."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Being done for {seconds} seconds more at most.")
        self.seconds = seconds


class LostClaimError(Exception):
    """The work took longer than its lease and another attempt took it over: this attempt may commit nothing."""


def fingerprint(method: str, address: str, body: bytes) -> str:
    return hashlib.sha256(b"\0".join((method.encode(), address.encode(), body))).hexdigest()


def claim(user: User, *, token: int, key: str, fingerprint: str) -> KeyedRequest | Answer:
    """A claim to begin the work with, or the kept answer if the request was answered before. Call it outside any
    transaction that may be rolled back. Raises KeyReusedError and InProgressError.
    """
    facts = {"fingerprint": fingerprint, "created_at": timezone.now(), **hold(LEASE)}
    fresh = KeyedRequest(user=user, token=token, key=key, **facts)
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return _claim_known(fresh)
    return fresh


def _claim_known(fresh: KeyedRequest) -> KeyedRequest | Answer:
    """Returns the kept answer of a key that exists already, or claims its request anew where a lease has ended."""
    known = KeyedRequest.objects.annotate(left=time_left()).filter(token=fresh.token, key=fresh.key).first()
    if known is None:  # it was given up between the insert and this query
        raise InProgressError(1)
    if known.fingerprint != fresh.fingerprint:
        raise KeyReusedError
    if known.status is not None:
        return Answer(known.status, known.headers, known.body)
    if not leases.claim(known, Q(status=None), lease=LEASE):
        raise InProgressError(max(1, math.ceil(known.left.total_seconds())))
    return known


def settle(claimed: KeyedRequest, answer: Answer) -> None:
    """Stores the answer. Call it as the last step of the transaction that does the work. Raises LostClaimError."""
    if not release(claimed, status=answer.status, headers=dict(answer.headers), body=answer.body):
        raise LostClaimError


def give_up(claimed: KeyedRequest) -> None:
    """Deletes the claim of a request that had no effect. The client may use the key again, even with another body."""
    ours(claimed).delete()


def blank_answers(texts: Collection[str]) -> int:
    """How many answers that hold one of the texts were emptied. Sent again, their requests are answered without a word of it."""
    blank = blanking(texts, by="")
    held = [answer.pk for answer in KeyedRequest.objects.only("body").iterator() if _holds(answer.body, blank)]
    return KeyedRequest.objects.filter(pk__in=held).update(body="{}")


def _holds(body: str, blank: Blanking) -> bool:
    try:
        read = json.loads(body)
    except ValueError:
        read = body
    return bool(blanked_within(read, blank) != read)


def forget_old_requests(now: datetime) -> int:
    """Deletes requests older than KEPT_FOR and returns their number. Clients no longer repeat them."""
    forgotten, _each = KeyedRequest.objects.filter(is_free(), created_at__lt=now - KEPT_FOR).delete()
    return forgotten
