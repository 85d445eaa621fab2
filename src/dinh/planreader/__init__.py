"""Reads an issued plan from a file: blocks, then a plan. No Django, no database."""
