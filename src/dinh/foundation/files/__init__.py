"""Stored files: judged by content, named safely, told apart by their hash."""
