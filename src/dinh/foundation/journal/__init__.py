"""The journal: one append-only, hash-chained event for every official act."""
