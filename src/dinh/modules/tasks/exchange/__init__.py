"""Tasks out to a table file, and back in as a list of differences that a person looks through."""

from dinh.modules.tasks.exchange.columns import COLUMNS, LARGEST_TABLE
from dinh.modules.tasks.exchange.coming import Difference, Reading, read_table
from dinh.modules.tasks.exchange.going import write_csv, write_xlsx

__all__ = [
    "COLUMNS",
    "LARGEST_TABLE",
    "Difference",
    "Reading",
    "read_table",
    "write_csv",
    "write_xlsx",
]
