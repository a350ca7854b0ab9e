"""The verbs of posts and what belongs to them: write, publish, schedule, redact, count readers."""
