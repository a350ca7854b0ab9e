from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncementsConfig(AppConfig):
    name = "announcements"
    verbose_name = _("Announcements")

    def ready(self) -> None:
        from announcements.audit_watch import watch
        from announcements.people_reached import reach
        from announcements.posts.redacting import VERBS
        from tours.editions.redaction.verbs import redact_by

        watch()
        reach()
        redact_by(VERBS)
