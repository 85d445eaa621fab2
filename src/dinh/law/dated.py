"""What every dated datum of the law carries: when it is in force, whence, how sure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class LawError(LookupError):
    """The law files do not answer; the message says what is missing, in Vietnamese."""


class Confidence(StrEnum):
    """How sure a datum is; the last is shown as "cần đối chiếu" and may be edited."""

    SOURCE = "S"
    HIGH = "K-high"
    UNSURE = "K-unc"

    @property
    def words(self) -> str:
        """What a reader sees beside the value; empty when it is sure."""
        return "cần đối chiếu" if self is Confidence.UNSURE else ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with its unit, the days it is in force (both included), source and mark."""

    value: Any
    unit: str
    in_force_from: date
    in_force_to: date | None
    source: str
    confidence: Confidence
    note: str = ""

    def is_in_force(self, day: date) -> bool:
        """Whether the value rules that day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    @property
    def is_uncertain(self) -> bool:
        """Whether it must be shown with "cần đối chiếu"."""
        return self.confidence is Confidence.UNSURE


def read_dated(row: Mapping[str, Any], unit: str = "") -> Dated:
    """A row of a law file. Raises LawError naming the key that is missing or wrong."""
    try:
        return Dated(
            value=row["value"],
            unit=row.get("unit", unit),
            in_force_from=row["in_force_from"],
            in_force_to=row.get("in_force_to"),
            source=row["source"],
            confidence=Confidence(row["confidence"]),
            note=row.get("note", ""),
        )
    except KeyError as error:
        raise LawError(f"Dữ liệu pháp luật thiếu mục {error}: {dict(row)}.") from None
    except ValueError as error:
        raise LawError(f"Dữ liệu pháp luật ghi sai: {error}.") from None
