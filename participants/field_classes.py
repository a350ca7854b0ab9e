"""To which class of data each field of the room's models belongs. A test holds that none is left out."""

from participants.data_classes import DataClass

FIELD_CLASSES: dict[str, dict[DataClass, tuple[str, ...]]] = {
    "Delegation": {
        DataClass.COUNTS: (
            "id",
            "participation",
            "state",
            "invited_at",
            "nominate_by",
            "confirm_by",
            "freeze_on",
            "extra",
            "language",
            "replied_at",
            "letter_at",
            "reminded_at",
        ),
        DataClass.CHOICE: ("told",),
        DataClass.CONTACTS: ("focal_point", "replied_by", "letter_to"),
    },
    "Delegate": {
        DataClass.NAMES: (
            "id",
            "event",
            "delegation",
            "name",
            "position",
            "person",
            "state",
            "capacity",
            "takes_seat",
            "accompanies",
            "replaces",
            "offered_until",
            "offer_rests_since",
            "attends",
            "present_from",
            "present_until",
            "groups",
            "confirmed_at",
            "confirmed_for",
            "changed_at",
        ),
        DataClass.CHOICE: ("rank", "reason", "told_state", "gave_up"),
        DataClass.PRIVATE: ("language", "gender", "level", "shares_contact", "shares_photograph", "news_by"),
        DataClass.OWN: ("starred",),
    },
    "DelegateContact": {DataClass.CONTACTS: ("id", "delegate", "whose", "name", "email", "telephone")},
    "PersonContact": {DataClass.CONTACTS: ("id", "person", "email", "telephone", "changed_at")},
    "FocalPoint": {
        DataClass.CONTACTS: (
            "id",
            "programme",
            "city",
            "organisation",
            "name",
            "email",
            "telephone",
            "language",
            "main",
            "since",
            "ended",
        )
    },
    "SupportingFile": {
        DataClass.CHOICE: (
            "id",
            "event",
            "delegation",
            "delegate",
            "kind",
            "file",
            "added_at",
            "digest",
            "file_name",
            "media_type",
            "size",
        )
    },
    "ChangeRequest": {
        DataClass.CHOICE: (
            "id",
            "event",
            "delegation",
            "delegate",
            "kind",
            "name",
            "text",
            "asked_by",
            "told",
            "asked_at",
            "state",
            "decided_at",
            "answer",
        ),
        DataClass.CONTACTS: ("focal_point", "email"),
    },
    "Erasure": {
        DataClass.CHOICE: ("id", "uid", "person", "focal_point", "traces", "by", "at", "reason", "finished_at")
    },
    "Invitation": {
        DataClass.COUNTS: (
            "id",
            "event",
            "profile",
            "costs",
            "languages",
            "reply_to",
            "asks_reason",
            "asks_endorsement",
            "reminds",
            "offers_by_itself",
            "offer_hours",
        )
    },
    "InvitationParagraph": {DataClass.COUNTS: ("id", "invitation", "language", "text")},
    "InvitationFile": {
        DataClass.COUNTS: ("id", "invitation", "title", "file", "digest", "file_name", "media_type", "size")
    },
    "DelegateNeeds": {
        DataClass.NEEDS: (
            "id",
            "delegate",
            "diet",
            "diet_note",
            "access",
            "emergency_name",
            "emergency_telephone",
            "changed_at",
        )
    },
    "TravelDocument": {DataClass.DOCUMENTS: ("id", "delegate", "facts", "scan", "changed_at")},
    "Preparation": {
        DataClass.DOCUMENTS: (
            "id",
            "delegate",
            "insurance",
            "entry",
            "needs_no_flight",
            "needs_no_room",
            "reminded_at",
            "changed_at",
        )
    },
    "Leg": {
        DataClass.TRAVEL: (
            "id",
            "delegate",
            "direction",
            "carrier",
            "number",
            "origin",
            "leaves_on",
            "leaves_at",
            "leaves_zone",
            "destination",
            "lands_on",
            "lands_at",
            "lands_zone",
            "pickup",
            "told_by",
            "told",
            "told_at",
            "changed_at",
        )
    },
    "Pickup": {
        DataClass.TRAVEL: (
            "id",
            "event",
            "direction",
            "day",
            "time",
            "place",
            "destination",
            "vehicle",
            "seats",
            "driver",
            "meeter",
            "note",
            "changed_at",
        )
    },
    "Stay": {
        DataClass.TRAVEL: (
            "id",
            "delegate",
            "hotel",
            "arrives_on",
            "leaves_on",
            "kind",
            "room",
            "shares_with",
            "pays",
            "note",
            "changed_at",
        )
    },
    "Checklist": {
        DataClass.COUNTS: (
            "id",
            "event",
            "due_on",
            "asks_document",
            "asks_entry",
            "asks_insurance",
            "asks_flight",
            "asks_room",
            "asks_diet",
            "asks_emergency",
        )
    },
    "AccessLink": {
        DataClass.CONTACTS: (
            "id",
            "delegate",
            "focal_point",
            "role",
            "email",
            "whose",
            "made_at",
            "opened_at",
            "ended_at",
            "end",
        ),
        DataClass.SECRETS: ("digest",),
    },
    "LinkSession": {
        DataClass.SECRETS: (
            "id",
            "delegate",
            "focal_point",
            "role",
            "digest",
            "link",
            "mailbox",
            "whose",
            "proven_at",
            "began_at",
            "expires_at",
        )
    },
    "MailedCode": {DataClass.SECRETS: ("id", "address", "digest", "digest_key", "expires_at", "tries_left")},
    "FeedToken": {
        DataClass.CONTACTS: ("id", "delegate", "made_at", "fetched_at", "ended_at"),
        DataClass.SECRETS: ("digest", "sealed"),
    },
    "SeenEdition": {DataClass.CONTACTS: ("id", "delegate", "number", "groups", "at")},
    "EntryRequirement": {DataClass.COUNTS: ("id", "event", "country", "rule", "days_needed", "note")},
}
"""By the model's name. A row is seen by whoever sees one of its classes; its fields by whoever sees theirs."""
