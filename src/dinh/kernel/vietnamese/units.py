"""Unit names as plans print them: one unit in many spellings, several units in one cell."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from dinh.kernel.vietnamese.abbreviations import ABBREVIATIONS, expand
from dinh.kernel.vietnamese.spelling import spelling_key
from dinh.kernel.vietnamese.text import fold, fold_words, squeeze

K = TypeVar("K", bound=Hashable)

LEAST_CONFIDENCE = 0.6
"""Below this two names are not taken for one unit."""
_TIE = 0.02
_LIKE = 0.9

# "VP TK (Một cửa)", "VP TK (NV)": which hat of the unit
_REMARK = re.compile(r"\s*\(([^()]*)\)?")
_SEGMENT = re.compile(r"[-–—,;/&+]|\bvà\b", re.I)
_ONE_STOP = re.compile(r"\b(?:mot cua lien thong|1 cua|tiep nhan (?:va )?tra ket qua)\b")
# Committee and council stand in the names of other units; alone they are not those units.
_BODIES = {"uy ban nhan dan", "hoi dong nhan dan", "hoi dong nhan dan uy ban nhan dan"}
_TITLES = {("cong", "chuc"), ("can", "bo"), ("bo", "phan"), ("phu", "trach"), ("giao", "dich")}
_PLACES = {"xa", "phuong"}
# "ubnd", "hdnd" typed in haste; shorter ones could be words
_TYPED = {fold(letters): letters for letters in ABBREVIATIONS if len(letters) > 3}
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class AliasMatch(Generic[K]):
    """What a printed name was taken for.

    `keys` are the units that fit best and equally well: one when the match is sure, several when the
    name is ambiguous. `confidence` is in 0.6…1, 1 for a name printed exactly as an alias.
    """

    keys: tuple[K, ...]
    alias: str
    confidence: float
    remark: str | None = None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.keys) > 1

    @property
    def key(self) -> K | None:
        """The one unit; None when several fit equally well."""
        return None if self.is_ambiguous else self.keys[0]


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One of the units that a cell names, as printed; `is_group` for "Các ngành liên quan"."""

    text: str
    is_group: bool


def match_alias(printed: str, aliases: Mapping[K, Sequence[str]]) -> AliasMatch[K] | None:
    """Find the unit that a printed name means, among units with their known aliases.

    Ignores case, diacritics, spacing, dashes, abbreviation, titles ("Công chức", "CC."), the words
    "xã", "cấp xã", and a remark in brackets; forgives a slip of the pen. A shorter name matches the
    units whose name it begins, or one of whose parts it is ("Văn phòng", "Hộ tịch"), with less
    confidence. Returns None for a blank name and where nothing reaches 0.6.
    """
    line = squeeze(printed)
    if not line:
        return None
    scored = [
        (_score(line, alias), key, alias) for key, names in aliases.items() for alias in names
    ]
    best = max(scored, key=lambda row: row[0], default=None)
    if best is None or best[0] < LEAST_CONFIDENCE:
        return None
    keys = dict.fromkeys(key for score, key, _ in scored if score > best[0] - _TIE)
    remark = _REMARK.search(line)
    return AliasMatch(tuple(keys), best[2], round(best[0], 3), remark[1] if remark else None)


def _score(printed: str, alias: str) -> float:
    if printed == squeeze(alias):
        return 1.0
    if _key(printed) == _key(alias):
        return 0.99
    bare = _REMARK.sub("", printed).strip()
    whole = max(_compare(left, right) for left in _readings(printed) for right in _readings(alias))
    if not bare or bare == printed:
        return whole
    return max(whole, 0.98 * _score(bare, alias))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name with its abbreviations read one way: folded core words, whole and part by part."""

    core: str
    parts: tuple[str, ...]


def _compare(printed: _Reading, alias: _Reading) -> float:
    left, right = printed.core, alias.core
    if not left or not right:
        return 0.0
    if left.replace(" ", "") == right.replace(" ", ""):
        return 0.97
    if left in _BODIES or right in _BODIES:
        return 0.0
    if right.startswith(f"{left} ") or (len(alias.parts) > 1 and left in alias.parts):
        return 0.75
    if left.startswith(f"{right} "):
        return 0.6 + 0.3 * len(right) / len(left)
    if sorted(left.split()) == sorted(right.split()):
        return 0.85
    return _slip(left.replace(" ", ""), right.replace(" ", ""))


_key = lru_cache(maxsize=4096)(spelling_key)


def _slip(left: str, right: str) -> float:
    """Likeness when only a letter or two differ; 0 otherwise."""
    if abs(len(left) - len(right)) > 2 or min(len(left), len(right)) < 5:
        return 0.0
    likeness = SequenceMatcher(None, left, right, autojunk=False)
    if likeness.quick_ratio() <= _LIKE or likeness.ratio() <= _LIKE:
        return 0.0
    return 0.85 * likeness.ratio()


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[_Reading, ...]:
    return tuple(
        _Reading(_core(reading), tuple(_core(part) for part in _SEGMENT.split(reading)))
        for reading in expand(_LETTERS.sub(_in_capitals, _unglue(squeeze(name))))
    )


def _in_capitals(word: re.Match[str]) -> str:
    return _TYPED.get(fold(word[0]), word[0])


def _unglue(name: str) -> str:
    """ "VănPhòng" with its space again."""
    pairs = zip(name, f"{name[1:]} ", strict=True)
    return "".join(f"{c} " if c.islower() and after.isupper() else c for c, after in pairs)


def _core(name: str) -> str:
    """The folded words of a name without titles, places and joining words; all words if none is left."""
    words = _ONE_STOP.sub("mot cua", " ".join(fold_words(name))).split()
    idle = {at for at in range(len(words)) for step in (0, 1) if _is_idle(words, at, step)}
    return " ".join(word for at, word in enumerate(words) if at not in idle) or " ".join(words)


def _is_idle(words: list[str], at: int, step: int) -> bool:
    """Whether the word tells nothing about which unit is meant; `step` 1: as the second of a pair."""
    pair = tuple(words[max(0, at - step) : at - step + 2])
    if pair in _TITLES:
        return True
    if words[at] in _PLACES:  # "xã hội" and "công xã" are no places
        return words[at + 1 : at + 2] != ["hoi"]
    return words[at] in {"va", "cap"} or (words[at] == "phong" and at == 0)


# --- several units in one cell -----------------------------------------------------------------

_GROUP_HEAD = r"(?:các|toàn thể|toàn bộ|tất cả|những|mọi|trưởng các|thủ trưởng các)\b"
_GROUP_WORDS = re.compile(
    r"(?:(?:co quan|don vi|ban|nganh|to chuc|doan the|phong|truong hoc)\b ?)+"
)
_GROUP = re.compile(_GROUP_HEAD, re.I)
_JOINT = re.compile(rf"\s*[+;\n]\s*|\s*,\s*|\s+và\s+(?={_GROUP_HEAD}|[A-ZĐ])|\s*:\s*", re.I)
_ONE_NAME = re.compile(
    r"tiếp nhận (?:và|&) trả|(?:HĐND|Hội đồng nhân dân) và (?:UBND|Ủy ban)|"
    r"kinh tế, hạ tầng(?: và đô thị)?|hạ tầng và đô thị|(?:tài nguyên|nông nghiệp|đô thị) và môi trường|"
    r"văn hóa và xã hội|thương binh và xã hội|văn hóa, thể thao(?: và truyền thanh)?|"
    r"cán bộ, công chức(?:, viên chức)?|công chức, viên chức",
    re.I,
)


def split_units(text: str, known: Iterable[str] = ()) -> list[UnitPart]:
    """Split a printed cell into the units it names, in order; [] for a blank cell.

    Splits at "+", ";", ",", line breaks and "và" between two units, not inside brackets or inside a
    name that itself holds a comma or "và" (the common ones, and those in `known`). Group words ("Các
    ban, ngành liên quan") stay one part with `is_group`; units listed after "các ban ngành:" follow it.
    """
    line = "\n".join(squeeze(row) for row in text.splitlines())
    kept = _protected(line, known)
    pieces: list[str] = []
    joints: list[str] = []
    start = 0
    for joint in _JOINT.finditer(line):
        if any(kept[joint.start() : joint.end()]):
            continue
        pieces.append(line[start : joint.start()])
        joints.append(joint[0].strip())
        start = joint.end()
    return _parts([*pieces, line[start:]], joints)


def _protected(line: str, known: Iterable[str]) -> bytearray:
    """For each character of the line, 1 where it is never split."""
    mask = bytearray(len(line))
    names = [re.compile(re.escape(squeeze(name)), re.I) for name in known]
    for pattern in (_REMARK, _ONE_NAME, *names):
        for found in pattern.finditer(line):
            mask[found.start() : found.end()] = b"\x01" * len(found[0])
    return mask


def _parts(pieces: list[str], joints: list[str]) -> list[UnitPart]:
    """Units and groups from the pieces; a lower-case piece after a comma goes on with its group."""
    parts: list[UnitPart] = []
    for piece, joint in zip(pieces, ["", *joints], strict=True):
        name = piece.strip(" .…:;,-–")
        if not name:
            continue
        last = parts[-1] if parts else None
        if last and last.is_group and joint == "," and _goes_on(name):
            parts[-1] = UnitPart(f"{last.text}, {name}", True)
        else:
            parts.append(UnitPart(name, _is_group(name)))
    return parts


def _goes_on(name: str) -> bool:
    return name[0].islower() and not _GROUP.match(name)


def _is_group(name: str) -> bool:
    folded = fold(name)
    return (
        _GROUP.match(name) is not None
        or _GROUP_WORDS.fullmatch(folded) is not None
        or folded.endswith(" lien quan")
    )
