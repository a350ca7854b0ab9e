"""A program as the API meets it: requests of JSON, with a token."""

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from accounts.models import User
from tours.models import Event, Programme
from tours.rights.tokens import issue
from tours.vocabulary import Scope


def token_for(user: User, *scopes: Scope, event: Event | None = None, programme: Programme | None = None) -> str:
    facts = {"event": event, "programme": programme}
    return issue(by=user, name="Test", scopes=scopes or tuple(Scope), lasts=timedelta(days=30), **facts)[1]  # type: ignore[arg-type]


class Program:
    """Answers as the test client's, so that statuses and headers can be looked at; `data` of an answer is its JSON."""

    def __init__(self, token: str) -> None:
        self.client, self.token = Client(), token

    def ask(self, method: str, address: str, data: Any = None, **headers: str) -> Any:
        """Header names are written with `_` for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.client.generic(
            method,
            f"/api/v1/desk/{address}",
            b"" if data is None else json.dumps(data).encode(),
            content_type="application/json",
            headers={"authorization": f"Bearer {self.token}", **sent},
        )
        answer: Any = response
        answer.data = json.loads(response.content) if response.content else None
        return answer

    def get(self, address: str, **headers: str) -> Any:
        return self.ask("GET", address, **headers)

    def post(self, address: str, data: Any = None, **headers: str) -> Any:
        return self.ask("POST", address, data, **headers)

    def put(self, address: str, data: Any, **headers: str) -> Any:
        return self.ask("PUT", address, data, **headers)

    def patch(self, address: str, data: Any, **headers: str) -> Any:
        return self.ask("PATCH", address, data, **headers)

    def delete(self, address: str, **headers: str) -> Any:
        return self.ask("DELETE", address, **headers)
