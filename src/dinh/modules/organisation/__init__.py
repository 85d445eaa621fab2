"""Agencies, units, positions, people, roles and their calendars (level 0)."""
