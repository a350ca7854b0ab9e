"""The format of the log: JSON for programs, or text for people. Every line names the request that it belongs to."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that this thread is answering or answered last. It is empty before the first request."""


class LineFormatter(logging.Formatter):
    """Lines such as `2017-08-30 10:00:00,000 WARNING tours.serving.kept_outputs [4bf92f35]: Cannot keep …`, then any
    traceback.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's own name)
        request = f" [{request_id.get()}]" if request_id.get() else ""
        return f"{self.formatTime(record)} {record.levelname} {record.name}{request}: {record.message}"


class JsonFormatter(logging.Formatter):
    """One JSON object on each line, in ASCII: time in UTC, level, logger, message, request_id, the record's `facts`,
    traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class WithoutQueries(logging.Filter):
    """Removes queries of addresses, which may be secrets: Django writes the Referer of a form that it refuses."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = re.sub(r"\?\S*", "", record.getMessage()), ()
        return True


class WithoutVisitors(logging.Filter):
    """Removes visitors from the log: gunicorn logs the IP address and the first line of a request that it cannot read."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if message.startswith("Invalid request from ip="):
            record.msg, record.args = "Invalid request: it cannot be read.", ()
        elif message.startswith("Error handling request"):
            record.msg, record.args = message.partition("?")[0], ()
        return True


FORMATTERS = {"line": LineFormatter, "json": JsonFormatter}


def configuration(form: str, *, requests: bool) -> dict[str, Any]:
    """The settings for logging.config.dictConfig: warnings and errors go to standard error. `requests` adds a line for
    each request.

    `form` is a key of FORMATTERS.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {form: {"()": FORMATTERS[form]}},
        "filters": {"without_visitors": {"()": WithoutVisitors}, "without_queries": {"()": WithoutQueries}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form},
            "nowhere": {
                "class": "logging.NullHandler"
            },  # without any handler, Python itself writes warnings to standard error
        },
        "loggers": {
            "config.running.requests": {"level": "INFO" if requests else "WARNING"},
            "tours.serving.dropping": {"level": "INFO"},
            # The line of the request already has its status, such as 404 or 403.
            "django.request": {"level": "ERROR" if requests else "WARNING"},
            # Anyone can send a host name that is not ours. The answer is 400, and it is no error of the site.
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
            "django.security.csrf": {"filters": ["without_queries"]},
            "gunicorn.error": {"handlers": ["console"], "filters": ["without_visitors"], "propagate": False},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
