"""Addresses of this sub-room below /desk/."""

from django.urls import path

from tours.desk.publishing import checks_page, draft_links_page, publish_page, redact_page, versions_page, withdraw_page

urlpatterns = [
    path("events/<uuid:uid>/checks/", checks_page.checks, name="desk_checks"),
    path("events/<uuid:uid>/publish/", publish_page.publish, name="desk_publish"),
    path("events/<uuid:uid>/versions/", versions_page.versions, name="desk_versions"),
    path("events/<uuid:uid>/versions/<int:number>/withdraw/", withdraw_page.withdraw, name="desk_withdraw"),
    path("events/<uuid:uid>/redact/", redact_page.redact, name="desk_redact"),
    path("events/<uuid:uid>/drafts/", draft_links_page.draft_links, name="desk_drafts"),
    path("draft-links/<int:key>/revoke/", draft_links_page.revoke, name="desk_revoke_draft"),
    path("draft-comments/<int:key>/done/", draft_links_page.done, name="desk_comment_done"),
]
