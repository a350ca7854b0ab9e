"""Hands over a scan that was opened to somebody who may have it: as a file of its own, or within another one."""

from base64 import b64encode

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from backstage.text.file_names import content_disposition
from participants.models import Delegate
from participants.travel.documents.scans import type_of


@sensitive_variables()
def scan_file(of: Delegate, scan: bytes) -> HttpResponse:
    """Browsers save it rather than show it. Its type is that of its first bytes, one of those that are accepted."""
    media_type, extension = type_of(scan)
    name = content_disposition(of.name, _("Scan"), extension=extension, kind="attachment")
    return HttpResponse(scan, content_type=media_type, headers={"Content-Disposition": name})


@sensitive_variables()
def as_data_address(scan: bytes) -> str:
    """The scan for JSON, as a `data:` address (RFC 2397). Pasted into the address bar of a browser, it opens the scan."""
    return f"data:{type_of(scan)[0]};base64,{b64encode(scan).decode()}"
