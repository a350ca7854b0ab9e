"""Secrets that let somebody in: how they are made, what is kept of them, and how the row of one is found. There is no other way.

The text of a secret goes to whoever may use it, and is never kept. A row keeps its digest, in a unique field. A secret has 256 random
bits: nobody finds one by trying, so a fast digest is enough, and how long a look-up takes tells nothing of it.
"""

import hashlib
import re
import secrets
from typing import TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)
SHAPE = re.compile("[a-z0-9_]*[0-9a-f]{64}")


def make_secret(prefix: str = "") -> str:
    """The prefix, such as `sojourn_`, tells people, and programs that look for leaked secrets, what it is. It is no part of the secret."""
    return prefix + secrets.token_hex(32)


def digest_of(secret: str) -> str:
    """What is kept of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def with_secret(rows: models.QuerySet[Row], secret: str, *fields: str) -> models.QuerySet[Row]:
    """Of the rows, the one that keeps the digest of this secret in one of these fields. What cannot be a secret is not asked for."""
    if not SHAPE.fullmatch(secret):
        return rows.none()
    digest = digest_of(secret)
    return rows.filter(Q(*((field, digest) for field in fields), _connector=Q.OR))
