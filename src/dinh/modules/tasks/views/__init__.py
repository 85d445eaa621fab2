"""Screens of `tasks`: translate, make one call, translate back."""
