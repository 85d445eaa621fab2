"""The official acts on agencies, units, people, sign-in and calendars; each one is journalled."""

from dinh.modules.organisation.actions.sign_in import enrol_totp

__all__ = ["enrol_totp"]
