"""The outline of a plan: headings with their role and area, and the paragraphs under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.blocks import Block, Paragraph, Table
from dinh.planreader.recognise.areas import area_of_title
from dinh.planreader.recognise.labels import Label, split_label

LONGEST_HEADING = 230
LONGEST_PLAIN_HEADING = 130
ITEM_LEVELS = {"bullet", "plus"}

ROLES = (
    (
        "annex",
        re.compile(
            r"^(?:phu luc|bieu(?: so)?\b|danh muc nhiem vu|khung (?:nhiem vu|ke hoach)|ke hoach chi tiet)"
        ),
    ),
    (
        "reporting",
        re.compile(
            r"che do (?:thong tin,? )?bao cao|thong tin,? bao cao|^bao cao\b|thoi gian bao cao|kiem tra,? bao cao"
        ),
    ),
    ("funding", re.compile(r"kinh phi|nguon luc")),
    (
        "organisation",
        re.compile(
            r"to chuc thuc hien|phan cong|trach nhiem (?:cua|thuc hien)|cong tac trien khai|to chuc trien khai"
        ),
    ),
    (
        "mixed",
        re.compile(
            r"(?:muc tieu|chi tieu).*\b(?:nhiem vu|noi dung)|(?:nhiem vu|noi dung).*\bchi tieu"
        ),
    ),
    ("container", re.compile(r"(?:muc tieu|chi tieu|muc dich).*\byeu cau|quan diem.*muc tieu")),
    ("targets", re.compile(r"chi tieu|muc tieu")),
    (
        "tasks",
        re.compile(
            r"nhiem vu|noi dung (?:thuc hien|cai cach|cong viec|chu yeu|trong tam|cu the)|^(?:cac )?noi dung$|cong viec|nhung viec"
        ),
    ),
    ("purpose", re.compile(r"muc dich|quan diem|y nghia")),
    ("requirements", re.compile(r"yeu cau")),
    ("solutions", re.compile(r"giai phap")),
    ("basis", re.compile(r"^can cu\b.{0,30}$|^co so phap ly")),
)
SPENDING = re.compile(r"\bchi tiêu\b", re.I)  # folds to the same letters as "chỉ tiêu", a target
WORK_ROLES = {"tasks", "targets", "mixed", "organisation"}
SIDE_ROLES = {"organisation", "funding", "reporting", "purpose", "requirements"}


@dataclass
class Item:
    """One paragraph under a heading; a bullet keeps its sub-bullets in `details`."""

    paragraph: Paragraph
    label: Label | None
    text: str
    details: list[Item] = field(default_factory=list)

    @property
    def whole(self) -> str:
        """The text with its sub-bullets."""
        return " ".join([self.text, *(detail.text for detail in self.details)])


@dataclass
class Section:
    """A heading with what stands under it, in order."""

    title: str
    label: Label | None = None
    parent: Section | None = None
    role: str = "body"
    own_role: str | None = None
    area: int | None = None
    paragraph: Paragraph | None = None
    parts: list[Item | Table | Section] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """The paragraphs directly under this heading."""
        return [part for part in self.parts if isinstance(part, Item)]

    @property
    def sections(self) -> list[Section]:
        """The headings directly under this one."""
        return [part for part in self.parts if isinstance(part, Section)]

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


def role_of(title: str) -> str | None:
    """Return what a heading announces, by its words, or None."""
    folded = fold(SPENDING.sub("chi dùng", title))
    for role, pattern in ROLES:
        if pattern.search(folded):
            return role
    return None


def _is_restarted(label: Label, following: Label | None) -> bool:
    """A short title before a list that counts from one at the title's own level ("2. …", then "1. …")."""
    if following is None or following.level != label.level or following.order != 1:
        return False
    names = role_of(label.rest) or area_of_title(label.rest)
    return bool(names) and len(label.rest) <= LONGEST_PLAIN_HEADING and label.rest[-1] not in ".;,"


def is_capitals(text: str) -> bool:
    """Say whether the letters of the text are nearly all capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def build_outline(blocks: list[Block]) -> Section:
    """Return the root section of the blocks that follow the plan's head."""
    root = Section("")
    builder = _Builder(root)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            builder.current.parts.append(block)
        else:
            builder.add(block, *_next_label(blocks, index))
    return root


def _next_label(blocks: list[Block], index: int) -> tuple[str | None, Label | None]:
    """Return the label of the paragraph that follows, after its level: "" without label, None for none or a table."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(following, Paragraph):
        return None, None
    label = split_label(squeeze(following.text))
    return (label.level if label else ""), label


@dataclass
class _Builder:
    root: Section
    stack: list[Section] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    seen_levels: list[str] = field(default_factory=list)

    @property
    def current(self) -> Section:
        return self.stack[-1] if self.stack else self.root

    def add(self, paragraph: Paragraph, next_level: str | None, following: Label | None) -> None:
        """Put the paragraph in its place, which may depend on the label of the next one."""
        text = squeeze(paragraph.text)
        label = split_label(text)
        if label is None:
            self._add_unlabelled(paragraph, text)
        elif self._is_heading(label, paragraph, next_level) or _is_restarted(label, following):
            self._open(label, paragraph)
        else:
            self._close_level(label)
            self._add_item(Item(paragraph, label, label.rest))

    def _add_unlabelled(self, paragraph: Paragraph, text: str) -> None:
        role = role_of(text)
        short = len(text) <= LONGEST_PLAIN_HEADING and not text.endswith((".", ";", ","))
        if (
            role == "annex"
            and short
            and (is_capitals(text) or paragraph.bold or text[:1].isupper())
        ):
            self._open_plain(paragraph, text, "annex")
        elif short and role and (is_capitals(text) or (paragraph.bold and not paragraph.centred)):
            self._open_plain(paragraph, text, role)
        else:
            self._close_inline_sections(text)
            self._add_item(Item(paragraph, None, text))

    def _close_level(self, label: Label) -> None:
        """An item labelled like an open heading stands beside it, unless it is of a list that began there."""
        if label.level in self.levels and label.level not in ITEM_LEVELS:
            cut = self.levels.index(label.level)
            if self._is_own_list(self.stack[cut], label):
                return
            del self.stack[cut:]
            del self.levels[cut:]

    def _is_own_list(self, section: Section, label: Label) -> bool:
        siblings = [item.label for item in section.items if item.label]
        of_level = [sibling for sibling in siblings if sibling.level == label.level]
        return label.follows(of_level[-1]) if of_level else label.order == 1

    def _close_inline_sections(self, text: str) -> None:
        """A closing sentence ("Trên đây là …") ends every open heading but the top one."""
        if re.match(
            r"tren day la|trong qua trinh (?:to chuc |trien khai )?thuc hien|yeu cau cac|de nghi cac",
            fold(text),
        ):
            del self.stack[1:]
            del self.levels[1:]

    def _open_plain(self, paragraph: Paragraph, text: str, role: str) -> None:
        section = Section(text, None, self.root, role, role, area_of_title(text), paragraph)
        self.stack, self.levels = [section], ["plain"]
        self.root.parts.append(section)

    def _is_heading(self, label: Label, paragraph: Paragraph, next_level: str | None) -> bool:
        if label.level in ITEM_LEVELS or len(label.rest) > LONGEST_HEADING:
            return False
        if label.kind in {"part", "roman", "upper"}:
            return len(label.rest) <= LONGEST_HEADING
        ends_open = not label.rest.endswith((".", ";", "./.", ","))
        if label.kind == "article" or next_level == label.level or not ends_open:
            return (
                paragraph.bold
                and ends_open
                and bool(role_of(label.rest) or area_of_title(label.rest))
            )
        if self._is_shallower(next_level, label.level):
            return False
        return paragraph.bold or len(label.rest) <= LONGEST_PLAIN_HEADING

    def _is_shallower(self, level: str | None, than: str) -> bool:
        if level is None or level == "":
            return False
        if level.startswith("number") and than.startswith("number"):
            return level < than
        return level in self.levels and than not in self.levels[: self.levels.index(level) + 1]

    def _open(self, label: Label, paragraph: Paragraph) -> None:
        if label.level in self.levels:
            cut = self.levels.index(label.level)
            del self.stack[cut:]
            del self.levels[cut:]
        elif label.kind in {"part", "roman"} and self.levels and self.levels[0] != "part":
            cut = 1 if self.stack[0].role == "annex" and label.kind == "roman" else 0
            if label.kind == "roman" and "upper" in self.levels:
                cut = self.levels.index("upper") + 1
            del self.stack[cut:]
            del self.levels[cut:]
        elif label.level.startswith("number"):
            self._close_deeper_numbers(label.level)
        parent = self.current
        own = role_of(label.rest)
        section = Section(label.rest, label, parent, paragraph=paragraph, own_role=own)
        section.role = self._inherited_role(own, parent, label.rest)
        section.area = area_of_title(label.rest) or parent.area
        parent.parts.append(section)
        self.stack.append(section)
        self.levels.append(label.level)

    def _close_deeper_numbers(self, level: str) -> None:
        deeper = [
            i
            for i, open_level in enumerate(self.levels)
            if open_level.startswith("number") and open_level > level
        ]
        if deeper:
            del self.stack[deeper[0] :]
            del self.levels[deeper[0] :]

    def _inherited_role(self, own: str | None, parent: Section, title: str) -> str:
        inherited = parent.role
        if own is None:
            return inherited
        names_area = area_of_title(title) is not None
        if inherited in WORK_ROLES and own in SIDE_ROLES and names_area:
            return inherited
        if inherited == "organisation" and own == "funding":
            return inherited
        if inherited == "organisation" and own in {"tasks", "targets", "mixed"}:
            return inherited
        if inherited == "tasks" and own == "solutions":
            return inherited
        return own

    def _add_item(self, item: Item) -> None:
        last = self.current.parts[-1] if self.current.parts else None
        is_detail = item.label is not None and item.label.level == "plus"
        if is_detail and isinstance(last, Item) and last.label and last.label.level != "plus":
            last.details.append(item)
        else:
            self.current.parts.append(item)
