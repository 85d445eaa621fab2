"""The refusal of a file, and the limits that keep reading bounded in time and memory."""

from dinh.kernel.errors import Refusal

MAX_FILE_BYTES = 60 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_XML_PART_BYTES = 25 * 1024 * 1024
MAX_ZIP_ENTRIES = 4000
MAX_PAGES = 150
MAX_SCANNED_PAGES = 60
MAX_TEXT_CHARACTERS = 3_000_000
MAX_SECONDS = 180
MAX_SCAN_SECONDS = 1200
MAX_PAGE_SECONDS = 45
MAX_OCR_PAGE_SECONDS = 120


class UnreadablePlan(Refusal):
    """The file cannot be read as a plan; the message is one Vietnamese sentence that says what to do."""
