"""Work given to someone: occurrences, evidence, extensions, reminders (level 1)."""
