from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Participants")

    def ready(self) -> None:
        from participants.audit_watch import watch
        from participants.nominations.told_to_tours import delegates_in_groups, people_who_come, people_who_left
        from participants.touching import touch_where_shown
        from tours.checks.delegates_in_groups import count_delegates_by
        from tours.checks.who_left import ask_who_left
        from tours.record.undoing.staying import keep_appearances_of
        from tours.told_of_shared import hear_of_shared

        watch()
        keep_appearances_of(people_who_come)
        count_delegates_by(delegates_in_groups)
        hear_of_shared(touch_where_shown)
        ask_who_left(people_who_left)
