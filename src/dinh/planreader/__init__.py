"""Reads an issued plan from a file: blocks, then a plan. No Django, no database.

`read_plan` takes a DOCX, a PDF (with a text layer, or scanned), or plain text, and returns a `Plan`
whose `as_dict()` is plain JSON; `UnreadablePlan` carries one Vietnamese sentence.
"""

from dinh.planreader.plan import Plan
from dinh.planreader.reading import read_plan
from dinh.planreader.unreadable import UnreadablePlan

__all__ = ["Plan", "UnreadablePlan", "read_plan"]
