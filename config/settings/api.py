"""Settings of the API: authentication, rate limits, and its schema."""

from django.core.exceptions import NON_FIELD_ERRORS

from config.settings.environment import flag, number

REST_FRAMEWORK = {
    # DRF's default accepts a password with each request, which would bypass the second factor and the throttles.
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.TokenHolder"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.ReadingSchema",
    "EXCEPTION_HANDLER": "api.exceptions.handle",
    # Django's key for errors of the whole input, so that errors of verbs and of serializers have the same key.
    "NON_FIELD_ERRORS_KEY": NON_FIELD_ERRORS,
    # How many proxies add an address to X-Forwarded-For. Without a proxy the header is ignored, as anyone could write
    # it.
    "NUM_PROXIES": int(flag("BEHIND_PROXY", default=False)),
}
# Requests to the API allowed in API_WINDOW seconds: without a token, and with each token.
API_WINDOW = 60
API_REQUESTS = number("API_REQUESTS", 300, least=1)
API_TOKEN_REQUESTS = number("API_TOKEN_REQUESTS", 1200, least=1)
SPECTACULAR_SETTINGS = {
    "COMPONENT_SPLIT_REQUEST": True,  # or generated clients ask for what only the server writes, such as an address
    "OAS_VERSION": "3.1.0",
    "TITLE": "API",
    "DESCRIPTION": (
        "Events, agendas and news of city-exchange programmes: for everyone to read, and for programs with a token to write."
    ),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "APPEND_COMPONENTS": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "ENUM_NAME_OVERRIDES": {
        "Access": "tours.vocabulary.Access",
        "ChangeKind": "tours.agenda.changes.comparing.ChangeKind",
        "DelegateAttendance": "participants.vocabulary.Attendance",
        "DelegateCapacity": "participants.vocabulary.Capacity",
        "DelegateState": "participants.vocabulary.DelegateState",
        "DelegationState": "participants.vocabulary.DelegationState",
        "EventKind": "tours.vocabulary.EventKind",
        "EventPhase": "tours.models.editions.published.EventPhase",
        "EventState": "tours.vocabulary.EventState",
        "ItemKind": "tours.vocabulary.ItemKind",
        "ItemLevel": "tours.vocabulary.Level",
        "ItemStatus": "tours.vocabulary.Status",
        "OrganisationRole": "tours.vocabulary.OrganisationRole",
        "PersonRole": "tours.vocabulary.PersonRole",
        "RowOutcome": "tours.record.items.writing.Outcome",
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
