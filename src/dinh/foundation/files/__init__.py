"""Files that people hand in: judged by content, kept under their hash, sent safely (ADR 0007)."""
