"""Secrets that let somebody in: making one, its digest, and finding its row. The whole site uses only these functions.

The text of a secret goes to its user and is never stored. A row stores its digest in a unique field. A secret has 256
random bits, so nobody can guess one: a fast digest is enough, and the time of a look-up reveals nothing.
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
    """Makes a secret. A prefix such as `sojourn_` shows people, and scanners for leaked secrets, what it is.

    It adds no randomness.
    """
    return prefix + secrets.token_hex(32)


def make_code() -> str:
    """Six digits that people type. They can be guessed, so whoever takes them counts the tries."""
    return f"{secrets.randbelow(10**6):06}"


def digest_of(secret: str) -> str:
    """The digest to store: SHA-256 in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def row_with_secret(rows: models.QuerySet[Row], secret: str, *fields: str) -> Row | None:
    """The row with the digest of this secret in one of the fields. A text that cannot be a secret costs no query.

    It is asked for without an order: where many rows are joined, an order would cost as much as all the rest.
    """
    if not SHAPE.fullmatch(secret):
        return None
    digest = digest_of(secret)
    return next(iter(rows.filter(Q(*((field, digest) for field in fields), _connector=Q.OR)).order_by()), None)
