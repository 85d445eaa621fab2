"""Template tags that every template has (see `builtins` in the settings)."""
