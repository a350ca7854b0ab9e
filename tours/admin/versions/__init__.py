"""The pages that publish, withdraw and redact versions, and the list of versions."""
