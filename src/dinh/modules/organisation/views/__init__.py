"""Screens: each translates a request into one act or one read, and back into a page."""
