"""The health check at /healthz, by which load balancers and monitors learn whether this process can serve."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.db import Error
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.running.reconnecting import answering_within
from config.running.unavailable import RETRY_AFTER

ADDRESS = "/healthz"


class HealthMiddleware:
    """Answers the health check before the host name is checked and before plain HTTP is redirected to HTTPS.

    Load balancers call a machine by its IP address. The answer only says whether the site works, so anyone may ask.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return health(request) if request.path == ADDRESS else self.get_response(request)


@require_safe
def health(request: HttpRequest) -> HttpResponseBase:
    """Answers 200 where readers are served, and otherwise 503, with a sentence on what is missing. Costs one query.

    Readers need the database and not the cache. If all machines share a cache that is away, none of them may be taken out.
    """
    facts = _without_database() or _without_cache() or {"status": "ok"}
    response = JsonResponse(facts, status=503 if facts["status"] == "unavailable" else 200)
    response["Cache-Control"] = "no-store"
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(RETRY_AFTER)
    # Django logs each answer of 500 and above as an error. A monitor that asks every few seconds knows already.
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark, which its stubs leave out
    return response


def _without_database() -> dict[str, str]:
    try:
        with answering_within(settings.DATABASE_WAIT):
            MigrationRecorder.Migration.objects.exists()
    except Error:
        return {"status": "unavailable", "detail": _("The database does not answer.")}
    return {}


def _without_cache() -> dict[str, str]:
    try:
        cache.set("health", 1, timeout=60)
        cache.get("health")
    except Exception:  # noqa: BLE001  # whatever the cache's client raises: each has errors of its own
        return {"status": "degraded", "detail": _("The cache does not answer. Nobody can sign in.")}
    return {}
