"""The domain modules, by level (docs/architecture.md)."""
