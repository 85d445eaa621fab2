"""Figures as people read them: Vietnamese marks, and never rounded across a target."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from dinh.kernel.errors import Invalid
from dinh.kernel.vietnamese import fold, squeeze

_UNIT_WORDS = {
    "count": "",
    "rank": "",
    "point": "điểm",
    "minute": "phút",
    "hour": "giờ",
    "working_hour": "giờ làm việc",
    "day": "ngày",
    "calendar_day": "ngày",
    "working_day": "ngày làm việc",
    "week": "tuần",
    "month": "tháng",
    "quarter": "quý",
    "year": "năm",
    "vnd": "đồng",
}
_WHOLE_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_WIDE = Context(prec=60)


class NotANumber(Invalid):
    """The text is not a number as written in Vietnam."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text.strip()[:40]}” không phải một số. Ví dụ đúng: 97,84 hoặc 1.903.")


def show(
    value: Decimal, required: Decimal | None = None, *, places: int = 2, unit: str | None = None
) -> str:
    """The value as text, rounded towards the target and never across it.

    Rounds down to `places` decimals, so 99,996 % never reads 100 %. A value above what is required
    stays visibly above, so 5,004 % is not shown as the 5 % allowed. The unit follows in words.
    """
    shown = (
        _round(value, places, ROUND_FLOOR) if required is None else _beside(value, required, places)
    )
    return with_unit(show_number(shown), unit)


def figure(value: Decimal, unit: str | None) -> str:
    """The exact value with its unit in words: *97,84%*, *15 phút*, *1.903 hồ sơ*."""
    return with_unit(show_number(value), unit)


def unit_in_words(unit: str | None) -> str:
    """The Vietnamese word of a unit code ("minute" → "phút"); "" where nothing is said (a count, a rank).

    "%" and what is not a code ("hồ sơ") stand for themselves.
    """
    return _UNIT_WORDS.get(unit, unit) if unit else ""


def read_unit(text: str) -> str | None:
    """The code of a unit as a person writes it ("phút" → "minute"); another word stays; None for nothing.

    A bare count has no word, so it cannot be told from nothing: keep the code that was there.
    """
    word = squeeze(text)
    key = fold(word)
    codes = [code for code, said in _UNIT_WORDS.items() if said and fold(said) == key]
    return codes[0] if codes else word or None


def with_unit(number: str, unit: str | None) -> str:
    """A number already in words and its unit: "%" close behind it, other words after a space."""
    word = unit_in_words(unit)
    return number + word if word == "%" else f"{number} {word}".rstrip()


def _beside(value: Decimal, required: Decimal, places: int) -> Decimal:
    """The value with as few decimals as keep it on its own side of what is required."""
    for digits in range(places, max(places, _decimals(required)) + 1):
        for rounding in (ROUND_FLOOR, ROUND_CEILING):
            shown = _round(value, digits, rounding)
            if shown.compare(required) == value.compare(required):
                return shown
    return value


def show_number(value: Decimal) -> str:
    """The exact value: comma before the decimals, dots between thousands, no idle zeros."""
    whole, _, decimals = f"{abs(value):,f}".partition(".")
    decimals = decimals.rstrip("0")
    sign = "-" if value < 0 else ""
    return sign + whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def read_number(text: str) -> Decimal:
    """Read a number written in the Vietnamese way: `1.903` is 1903, `97,84` and `97.84` are the same.

    A dot is a thousands mark only where groups of three digits follow; a sign "%" is ignored.
    Raises `NotANumber`.
    """
    line = squeeze(text).removesuffix("%").strip()
    if _WHOLE_GROUPED.fullmatch(line):
        return Decimal(line.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(line):
        return Decimal(line.replace(",", "."))
    raise NotANumber(text)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize(_WIDE).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _round(value: Decimal, places: int, rounding: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=_WIDE)
