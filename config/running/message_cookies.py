"""Messages to a reader in a cookie that only this host can set, over HTTPS. Long ones go into the session."""

from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookies(CookieStorage):
    cookie_name = "__Host-messages"


class HostMessages(FallbackStorage):
    storage_classes = (HostCookies, SessionStorage)
