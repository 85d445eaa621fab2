"""Plain Python that every other package may use: time, text, numbers, measures."""
