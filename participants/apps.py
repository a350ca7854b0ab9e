from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Participants")

    def ready(self) -> None:
        from participants.audit_watch import watch
        from participants.nominations.coming import people_who_come
        from tours.record.undoing.staying import keep_appearances_of

        watch()
        keep_appearances_of(people_who_come)
