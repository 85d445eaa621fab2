"""Vietnamese text: normal form, folding, variants, Telex, abbreviations, units, order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.kernel.vietnamese import (
    ABBREVIATIONS,
    TonePlacement,
    UnitPart,
    expand,
    fold,
    fold_words,
    has_diacritics,
    is_clean,
    match_alias,
    name_sort_key,
    nfc,
    normalise_tone,
    same_text,
    same_word,
    search_variants,
    sort_key,
    spelling_key,
    split_units,
    squeeze,
    telex,
)

_SYLLABLES = """thủ tục hành chính hoà giải thuý khoẻ nguyễn đường quyết định quý giếng khuỷu xoong
    uỷ ban nhân dân Đặng Ứng ngoài hoạch toàn tỷ lệ ưu tiên yếu già khuya thuở"""
SYLLABLES = st.sampled_from(_SYLLABLES.split())
VIETNAMESE = st.lists(SYLLABLES, max_size=8).map(" ".join)
ANY_TEXT = st.text(max_size=60) | VIETNAMESE


# --- normal form -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch cải cách"), "Kế hoạch cải cách"),
        ("\u00d0ảng ủy, \u00f0ề án", "Đảng ủy, đề án"),
        ("\u0189ảng", "Đảng"),
        ("e\u0301\u0302", "ế"),  # tone typed before the circumflex
        ("o\u0323\u031b", "ợ"),
        ("đã sạch\nhai dòng", "đã sạch\nhai dòng"),
    ],
)
def test_nfc_repairs(given_text, kept):
    assert nfc(given_text) == kept


def test_clean_drops_what_has_no_width_and_keeps_lines():
    assert nfc("xã\u200b\u00a0Đông\u2009Hà\ufeff\n  hai", clean=True) == "xã Đông Hà\n  hai"


def test_squeeze_is_one_line():
    assert squeeze("  Ủy ban\u00a0 \n nhân\tdân ") == "Ủy ban nhân dân"


@given(ANY_TEXT)
def test_nfc_is_settled_after_once(text):
    assert nfc(nfc(text)) == nfc(text)
    assert unicodedata.is_normalized("NFC", nfc(text))
    assert is_clean(nfc(text, clean=True))


@given(VIETNAMESE)
def test_nfc_is_the_same_from_every_form(text):
    forms = {nfc(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {text}


# --- folding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng  ký\u00a0KHAI SINH", "dang ky khai sinh"),
        ("Quyết định số 05/2026/QĐ-UBND", "quyet dinh so 05/2026/qd-ubnd"),
        ("ﬁle №", "file no"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_fold_words_leaves_out_punctuation():
    assert fold_words("Văn hóa - Xã hội (VH-XH)") == ("van", "hoa", "xa", "hoi", "vh", "xh")


@given(ANY_TEXT)
def test_fold_is_settled_after_once(text):
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii(text):
    assert fold(text).isascii()
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_has_diacritics():
    assert [has_diacritics(t) for t in ("dang ky", "đang ky", "Ký", "")] == [
        False,
        True,
        True,
        False,
    ]


# --- spelling variants -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("thúy", "thuý"),
        ("khỏe", "khoẻ"),
        ("ỦY", "UỶ"),
        ("Hòa", "Hoà"),
        ("quý", "quý"),
        ("già", "già"),
        ("giếng", "giếng"),
        ("hoàn", "hoàn"),
        ("mùa", "mùa"),
        ("ngoài", "ngoài"),
        ("khuỷu", "khuỷu"),
        ("người", "người"),
        ("quyển", "quyển"),
        ("huỳnh", "huỳnh"),
        ("gìn", "gìn"),
    ],
)
def test_both_schools_of_tone_placement(old, new):
    for form in (old, new):
        assert normalise_tone(form) == old
        assert normalise_tone(form, TonePlacement.NEW) == new


@pytest.mark.parametrize(
    ("slip", "right"), [("họach", "hoạch"), ("tòan", "toàn"), ("qúy", "quý"), ("ngừơi", "người")]
)
def test_misplaced_tones_are_mended(slip, right):
    assert normalise_tone(slip) == right


@pytest.mark.parametrize(
    "text", ["Zoë café", "iPhone 15", "H'Mông", "ọ̀", "Ế", "Đăk Lăk", "Krông Pắc"]
)
def test_what_is_no_syllable_stays(text):
    assert normalise_tone(text) == nfc(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [("quí", "quý"), ("tỉ", "TỶ"), ("kĩ", "kỹ"), ("hoà", "Hòa"), ("lí", "lý"), ("uỷ", "ủy")],
)
def test_same_word(left, right):
    assert same_word(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("tổ", "tố"), ("thúy", "thúi"), ("tay", "tai"), ("đa", "da"), ("tuy", "tui")],
)
def test_other_words(left, right):
    assert not same_word(left, right)


def test_same_text_needs_diacritics_only_where_both_have_them():
    assert same_text("Văn hoá – Xã hội", "văn hóa- xã hội")
    assert same_text("van hoa xa hoi", "Văn hóa - Xã hội")
    assert not same_text("Văn hóa", "Vận hóa")
    assert not same_text("Văn hóa", "Văn hóa xã")


@given(ANY_TEXT)
def test_tone_placement_is_settled_after_once_and_reversible(text):
    for style in TonePlacement:
        placed = normalise_tone(text, style)
        assert normalise_tone(placed, style) == placed
        assert normalise_tone(placed) == normalise_tone(text)
        assert fold(placed) == fold(text)


@given(ANY_TEXT)
def test_spelling_key_is_settled_after_once(text):
    assert spelling_key(spelling_key(text)) == spelling_key(text)


# --- Telex and search --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ddawng kys", "đăng ký"),
        ("tieengs tiengse tienges", "tiếng tiếng tiếng"),
        ("dduwowcj dduowcj", "được được"),
        ("thur tucj hanhf chinhs", "thủ tục hành chính"),
        ("Nguyeenx DDINHF", "Nguyễn ĐÌNH"),
        ("quyeets ddinhj", "quyết định"),
        ("nguwowif daan", "người dân"),
        ("quow", "quơ"),
        ("gif gias", "gì giá"),
        ("uwu tieen", "ưu tiên"),
        ("xax zalo", "xã zalo"),
        ("thuysz", "thuy"),
        ("dangd", "đang"),
    ],
)
def test_telex(typed, read):
    assert telex(typed) == read


@pytest.mark.parametrize(
    "typed", ["boss", "www", "đăng", "khoe3", "ddd", "", "internet", "full", "INDEX 2026"]
)
def test_telex_leaves_other_words(typed):
    assert telex(typed) == typed


@given(VIETNAMESE)
def test_telex_keeps_what_has_marks(text):
    marked = " ".join(word for word in text.split() if has_diacritics(word))
    assert telex(marked) == marked


def test_search_variants_come_likeliest_first():
    assert search_variants("Hoà  giải") == ("Hoà giải", "Hòa giải", "hoa giai")
    assert search_variants("thur tucj") == ("thur tucj", "thủ tục", "thu tuc")
    assert search_variants("  ") == ()


@given(ANY_TEXT)
def test_search_variants_hold_the_folded_query_once(text):
    variants = search_variants(text)
    assert len(set(variants)) == len(variants)
    assert not fold(text) or fold(text) in variants


# --- abbreviations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("TTHC", ["thủ tục hành chính"]),
        ("VP-TK", ["Văn phòng - Thống kê"]),
        ("VP TK", ["Văn phòng - Thống kê"]),
        ("VPTK", ["Văn phòng - Thống kê"]),
        ("BP TN&TKQ", ["Bộ phận Tiếp nhận và Trả kết quả"]),
        ("ĐC-XD-NN&MT", ["Địa chính - Xây dựng - Nông nghiệp và Môi trường"]),
        ("CC.Tư pháp", ["Công chức Tư pháp"]),
        ("CC. VHXH", ["Công chức Văn hóa - Xã hội"]),
        ("VBQPPL của HĐND", ["văn bản quy phạm pháp luật của Hội đồng nhân dân"]),
        ("CT UBND", ["Chủ tịch Ủy ban nhân dân", "Chỉ thị Ủy ban nhân dân"]),
        ("không viết tắt", ["không viết tắt"]),
        ("cbcc", ["cbcc"]),
    ],
)
def test_expand(text, readings):
    assert expand(text) == readings


def test_expand_never_gives_more_than_sixteen_readings():
    assert len(expand("TT, TT, TT, TT")) == 16


def test_abbreviations_are_written_the_way_they_are_looked_up():
    for letters, meanings in ABBREVIATIONS.items():
        assert letters == letters.upper()
        assert letters.isalpha()
        assert all(meaning == squeeze(meaning) for meaning in meanings)
        assert expand(letters) == list(meanings)


@given(ANY_TEXT)
def test_expand_never_fails_and_begins_with_one_reading(text):
    assert 1 <= len(expand(text)) <= 16


# --- units -------------------------------------------------------------------------------------

SMALL_COMMUNE = {
    "office": ["Văn phòng - Thống kê"],
    "justice": ["Tư pháp - Hộ tịch"],
    "finance": ["Tài chính - Kế toán"],
    "culture": ["Văn hóa - Xã hội"],
    "one-stop": ["Bộ phận Tiếp nhận và Trả kết quả"],
    "police": ["Công an xã"],
    "committee": ["UBND xã"],
}
TWO_OFFICES = SMALL_COMMUNE | {
    "office": ["Văn phòng Nội vụ"],
    "council-office": ["Văn phòng HĐND - UBND"],
}
NEW_COMMUNE = {
    "office": ["Văn phòng HĐND và UBND"],
    "economy": ["Phòng Kinh tế"],
    "culture": ["Phòng Văn hóa - Xã hội"],
    "centre": ["Trung tâm Phục vụ hành chính công"],
}


@pytest.mark.parametrize(
    ("printed", "units", "key"),
    [
        ("CC. VP-TK", SMALL_COMMUNE, "office"),
        ("VP TK (Một cửa)", SMALL_COMMUNE, "office"),
        ("VănPhòng", SMALL_COMMUNE, "office"),
        ("van phong thong ke", SMALL_COMMUNE, "office"),
        ("Văn phòg Thống kê", SMALL_COMMUNE, "office"),
        ("Thống kê", SMALL_COMMUNE, "office"),
        ("VH- XH", SMALL_COMMUNE, "culture"),
        ("Văn hóa- XH", SMALL_COMMUNE, "culture"),
        ("CC. VHXH", SMALL_COMMUNE, "culture"),
        ("Văn hoá", SMALL_COMMUNE, "culture"),
        ("Công chức văn hóa xã", SMALL_COMMUNE, "culture"),
        ("CC.Tư pháp", SMALL_COMMUNE, "justice"),
        ("phòng Tư pháp", SMALL_COMMUNE, "justice"),
        ("CC. Tài chính kế toán", SMALL_COMMUNE, "finance"),
        ("Tài chính - KT", SMALL_COMMUNE, "finance"),
        ("bộ phận 1 cửa", SMALL_COMMUNE, "one-stop"),
        ("Bộ phận giao dịch một cửa xã", SMALL_COMMUNE, "one-stop"),
        ("BP TN&TKQ", SMALL_COMMUNE, "one-stop"),
        ("Công an", SMALL_COMMUNE, "police"),
        ("UBND", SMALL_COMMUNE, "committee"),
        ("Văn Phòng Nội vụ", TWO_OFFICES, "office"),
        ("Văn phòng HĐND - UBND xã", TWO_OFFICES, "council-office"),
        ("VP HĐND&UBND", TWO_OFFICES, "council-office"),
        ("VP HĐND-UBND", NEW_COMMUNE, "office"),
        ("VH-XH", NEW_COMMUNE, "culture"),
        ("P. Kinh tế", NEW_COMMUNE, "economy"),
        ("TTPVHCC", NEW_COMMUNE, "centre"),
        ("TT PVHCC xã", NEW_COMMUNE, "centre"),
    ],
)
def test_match_alias(printed, units, key):
    match = match_alias(printed, units)
    assert match is not None
    assert match.key == key


@pytest.mark.parametrize(
    "printed",
    ["", "Đoàn thanh niên", "Các ngành liên quan", "Văn phòng Nội vụ", "HĐND", "-", "Hội"],
)
def test_match_alias_finds_none(printed):
    assert match_alias(printed, SMALL_COMMUNE) is None


@pytest.mark.parametrize("printed", ["UBND xã", "HĐND", "HĐND-UBND"])
def test_a_body_is_not_the_office_named_after_it(printed):
    assert match_alias(printed, NEW_COMMUNE) is None


def test_match_alias_without_units():
    assert match_alias("Văn phòng", {}) is None


def test_match_alias_tells_several_equally_good():
    match = match_alias("Văn phòng", TWO_OFFICES)
    assert match is not None
    assert match.keys == ("office", "council-office")
    assert (match.key, match.is_ambiguous) == (None, True)


def test_match_alias_is_surer_the_nearer():
    printed = ["Văn phòng - Thống kê", "Văn phòng- thống kê", "VP-TK", "VP TK (NV)", "Văn phòng"]
    matches = [match_alias(name, SMALL_COMMUNE) for name in printed]
    confidences = [match.confidence for match in matches if match]
    assert len(confidences) == 5
    assert confidences == sorted(confidences, reverse=True)
    assert (confidences[0], confidences[-1]) == (1.0, 0.75)


def test_match_alias_keeps_the_remark():
    match = match_alias("VP TK (Một cửa)", SMALL_COMMUNE)
    assert match is not None
    assert match.remark == "Một cửa"


def test_match_alias_prefers_an_alias_learned_for_the_whole_print():
    units = SMALL_COMMUNE | {"one-stop": ["Bộ phận Một cửa", "VP TK (Một cửa)"]}
    match = match_alias("VP TK (Một cửa)", units)
    assert match is not None
    assert (match.key, match.confidence) == ("one-stop", 1.0)


@given(ANY_TEXT)
def test_match_alias_always_answers_within_bounds(text):
    match = match_alias(text, TWO_OFFICES)
    assert match is None or (match.keys and 0.6 <= match.confidence <= 1)


@given(st.sampled_from(sorted(TWO_OFFICES)), st.sampled_from([str.upper, str.lower, fold]))
def test_match_alias_ignores_case_and_diacritics(key, change):
    match = match_alias(change(TWO_OFFICES[key][0]), TWO_OFFICES)
    assert match is not None
    assert match.key == key


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Văn phòng + Tư pháp, Công an", ["Văn phòng", "Tư pháp", "Công an"]),
        ("Văn phòng HĐND-UBND xã; phòng Tư pháp; Công an xã", None),
        ("Tư pháp\nVăn hóa - Xã hội", ["Tư pháp", "Văn hóa - Xã hội"]),
        ("Bộ phận Tiếp nhận và Trả kết quả", ["Bộ phận Tiếp nhận và Trả kết quả"]),
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
        ("Tư pháp và Công an", ["Tư pháp", "Công an"]),
        ("VP TK (Một cửa, NV)", ["VP TK (Một cửa, NV)"]),
        ("Các ngành liên quan", ["*Các ngành liên quan"]),
        ("Các ban, ngành, tổ chức liên quan", ["*Các ban, ngành, tổ chức liên quan"]),
        ("Cơ quan, đơn vị liên quan", ["*Cơ quan, đơn vị liên quan"]),
        ("Các ban, ngành liên quan, UBND xã", ["*Các ban, ngành liên quan", "UBND xã"]),
        ("Bộ phận 1 cửa; các ngân hàng", ["Bộ phận 1 cửa", "*các ngân hàng"]),
        (
            "Văn phòng và các ban ngành: Nội vụ, Tài chính – Kế toán…",
            ["Văn phòng", "*các ban ngành", "Nội vụ", "Tài chính – Kế toán"],
        ),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("", []),
        (" - ", []),
    ],
)
def test_split_units(cell, parts):
    wanted = parts if parts is not None else cell.split("; ")
    assert split_units(cell) == [UnitPart(p.lstrip("*"), p.startswith("*")) for p in wanted]


def test_split_units_keeps_known_names_whole():
    name = "Trung tâm Chữa cháy, Cứu nạn và Cứu hộ"
    cell = f"{name}, Công an xã"
    assert [p.text for p in split_units(cell, known=[name])] == [name, "Công an xã"]


@given(ANY_TEXT)
def test_split_units_invents_no_words(text):
    words = {word for part in split_units(text) for word in fold_words(part.text)}
    assert words <= set(fold_words(text))


# --- order -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "in_order",
    [
        "a à ả ã á ạ ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "an àn ăn ân Bình da đa Đào đi",
        "An an Ân ân",
        "ba bà bả bát bắt",
    ],
)
def test_sort_key(in_order):
    words = in_order.split()
    backwards = list(reversed(words))
    assert sorted(backwards, key=sort_key) == words


def test_people_sort_by_given_name():
    people = ["Nguyễn Văn Ân", "Trần Thị An", "Lê Ánh", "Đỗ An", "Bùi Đạt", "Phạm Dũng"]
    assert sorted(people, key=name_sort_key) == [
        "Đỗ An",
        "Trần Thị An",
        "Lê Ánh",
        "Nguyễn Văn Ân",
        "Phạm Dũng",
        "Bùi Đạt",
    ]


@given(st.lists(VIETNAMESE), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_where_one_starts(texts, random):
    shuffled = random.sample(texts, len(texts))
    assert sorted(texts, key=sort_key) == sorted(shuffled, key=sort_key)
