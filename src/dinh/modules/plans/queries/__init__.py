"""Named reads about plans, their drafts, boards and targets; each says what it costs."""
