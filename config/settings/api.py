"""The API: who is let in, how much may be asked, and how its schema is made."""

from django.core.exceptions import NON_FIELD_ERRORS

from config.settings.environment import flag, text

REST_FRAMEWORK = {
    # DRF's own default takes a password at each request: a way around second factor and throttles.
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.TokenHolder"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.ReadingSchema",
    "EXCEPTION_HANDLER": "api.exceptions.handle",
    # Django's word for what is wrong with the whole, so that messages of verbs and of shapes go by one name.
    "NON_FIELD_ERRORS_KEY": NON_FIELD_ERRORS,
    # Whose address X-Forwarded-For ends with: where no proxy is said to stand before the site, anyone could write it.
    "NUM_PROXIES": int(flag("BEHIND_PROXY", default=False)),
}
# How much may be asked of the API in so many seconds: by a stranger, and with each token.
API_WINDOW = 60
API_REQUESTS = int(text("API_REQUESTS", "300"))
API_TOKEN_REQUESTS = int(text("API_TOKEN_REQUESTS", "1200"))
SPECTACULAR_SETTINGS = {
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
        "ChangeKind": "tours.agenda.comparing.ChangeKind",
        "EventKind": "tours.vocabulary.EventKind",
        "EventPhase": "tours.models.published.Phase",
        "EventState": "tours.vocabulary.EventState",
        "ItemKind": "tours.vocabulary.ItemKind",
        "ItemLevel": "tours.vocabulary.Level",
        "ItemStatus": "tours.vocabulary.Status",
        "OrganisationRole": "tours.vocabulary.OrganisationRole",
        "PersonRole": "tours.vocabulary.PersonRole",
        "RowOutcome": "tours.record.items.Outcome",
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
