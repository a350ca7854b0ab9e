"""Settings of security headers, cookies and HTTPS."""

from csp.constants import NONE, SELF

from config.settings.accounts import OIDC_SERVER
from config.settings.environment import PRODUCTION, flag, number, origin_of

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],  # passkeys, and search in fields of the administration
        "manifest-src": [SELF],  # by which a phone installs a delegate's pages
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Browsers apply this rule also to the address that the answer to a form redirects to.
        "form-action": [SELF, *({origin_of(OIDC_SERVER)} if OIDC_SERVER else ())],
    }
}
# Nothing here uses a device of the reader but passkeys.
PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), "
    "xr-spatial-tracking=()"
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = number("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers take cookies with such names only over HTTPS, from this host, for all of it: no other host of the domain can
    # set or replace one. The demonstration has no HTTPS.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    MESSAGE_STORAGE = "config.running.message_cookies.HostMessages"
    if flag("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.running.refusals.forged"
