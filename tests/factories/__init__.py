"""Records for tests, made with as few words as a test needs; all places and people are invented."""
