"""TCVN3 and VNI: every letter there and back, found where they are, and nowhere else."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from corpus.word import SEED
from hypothesis import given
from hypothesis import strategies as st

from cchc_toolkit.text.legacy_text import (
    ENCODINGS,
    TCVN3,
    VNI,
    Encoding,
    convert,
    detect,
    from_bytes,
    of_font,
)
from cchc_toolkit.text.legacy_text.syllables import is_syllable

SMALL = unicodedata.normalize(
    "NFC",
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ",
)
SEED_TEXT = unicodedata.normalize("NFC", SEED.read_text(encoding="utf-8"))
SENTENCES = [text for text in SEED_TEXT.splitlines() if len(text.split()) > 7]
PLAIN = " 0123456789.,;:/()%-"
ANY = pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda one: one.name)


@ANY
@given(data=st.data())
def test_every_letter_comes_back(encoding: Encoding, data: st.DataObject) -> None:
    capitals = SMALL.upper() if encoding.capitals else "ABCDĂÂĐÊÔƠƯ"
    text = data.draw(st.text(st.sampled_from(SMALL + capitals + PLAIN)))
    written = encoding.encode(text)
    assert encoding.decode(written) == text
    assert not set(written) & (set(SMALL) - set(map(chr, range(256))))


def test_tcvn3_is_the_standard_of_1993() -> None:
    """The letters agree with the system's own table of TCVN 5712:1993."""
    program = shutil.which("iconv")
    if program is None:
        pytest.skip("không có iconv trên máy này")
    letters = "".join(TCVN3.letters.values())
    ran = subprocess.run(
        [program, "-f", "UTF-8", "-t", "TCVN"], input=letters.encode(), capture_output=True,
        check=False,
    )  # fmt: skip
    if ran.returncode:
        pytest.skip("iconv của máy này không biết TCVN")
    assert ran.stdout.decode("latin-1") == "".join(TCVN3.letters)


def test_vni_writes_the_mark_after_the_letter() -> None:
    said = {"ấ": "aá", "Ấ": "AÁ", "ắ": "aé", "ơ": "ô", "ợ": "ôï", "ư": "ö", "đ": "ñ", "ị": "ò",
            "ỉ": "æ", "ĩ": "ó", "ỵ": "î", "ộ": "oä"}  # fmt: skip
    assert {letter: VNI.encode(letter) for letter in said} == said
    assert VNI.decode("Aù Ñaïi hoïc") == "Á Đại học"


@ANY
@given(words=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3))
def test_a_text_of_a_few_sentences_is_found_and_comes_back(
    encoding: Encoding, words: list[str]
) -> None:
    written = [encoding.encode(text) for text in words]
    assert detect(written) is encoding
    back = [convert(text, encoding) for text in written]
    assert [text.lower() for text in back] == [text.lower() for text in words]
    if encoding.capitals:
        assert back == words


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
def test_vietnamese_in_unicode_is_never_touched(words: list[str]) -> None:
    assert detect(words) is None


SYLLABLES = sorted(
    {word for word in SEED_TEXT.split() if is_syllable(word) and max(word) < "\u0100"}
)


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=30).map(" ".join))
def test_unicode_of_latin_1_letters_alone_is_never_touched(text: str) -> None:
    """Words such as `công` and `là` have only letters that the old encodings use too."""
    assert detect([text]) is None


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_english_and_numbers_are_never_touched(text: str) -> None:
    assert detect([text]) is None
    assert all(convert(text, encoding) == text for encoding in ENCODINGS)


@pytest.mark.parametrize(
    "text",
    [
        "São Paulo, Zürich, Malmö, Besançon",
        "Où est le café? Voilà, là-bas, à côté de l'hôtel.",
        "Größe: 5 µm × 3 µm ± 0,1 °C; § 12 Abs. 3 «Straße»",
        "© 2024 · Tất cả quyền được bảo lưu ®",
        "El señor Muñoz está aquí, ¿qué tal?",
    ],
)
def test_other_languages_and_signs_are_never_touched(text: str) -> None:
    assert detect([text]) is None


def test_a_file_of_both_keeps_what_is_in_unicode() -> None:
    lines = ["Ủy ban nhân dân xã", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Tổng số: 5 × 3"]
    lines += ["Xã Lam, công tác", "Cã hå s¬"]
    found = detect(lines)
    assert found is not None
    assert (found.name, found.careful) == ("TCVN3", True)
    assert [convert(text, found) for text in lines] == [
        "Ủy ban nhân dân xã",
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Tổng số: 5 × 3",
        "Xã Lam, công tác",
        "Có hồ sơ",
    ]


def test_a_file_in_one_encoding_has_every_word_of_it_converted() -> None:
    lines = ["Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cã"]
    found = detect(lines)
    assert found is TCVN3
    assert [convert(text, found) for text in lines][1] == "Có"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Sè: 05/Q§-UBND, H§ND", "Số: 05/QĐ-UBND, HĐND"),
        ("CéNG HOµ X· HéI", "CỘNG HOÀ XÃ HỘI"),
        ("§ång ý 5 × 3", "Đồng ý 5 × 3"),
    ],
)
def test_abbreviations_and_capitals_of_tcvn3(written: str, meant: str) -> None:
    assert convert(written, TCVN3) == meant


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", TCVN3), (".VnArialH", TCVN3), ("VNI-Times", VNI), ("vni-helve", VNI),
     ("Times New Roman", None), ("Vnitalic", None), ("", None)],
)  # fmt: skip
def test_a_font_says_what_it_was_made_for(font: str, encoding: Encoding | None) -> None:
    assert of_font(font) is encoding


@ANY
def test_bytes_of_an_old_file(encoding: Encoding) -> None:
    text = "“Đã nhận đủ hồ sơ của xã” – 5 bộ"
    raw = encoding.encode(text).encode("cp1252")
    assert convert(from_bytes(raw), encoding) == text


@pytest.mark.parametrize(
    "word", ["gì", "giếng", "quốc", "nghiêng", "thuở", "khuỷu", "yến", "oán", "Ủy", "uỷ", "ngoằn"]
)
def test_what_is_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ngía", "kà", "gê", "bapp", "xaõ", "tóan", "lẹc̣", "mât", "wá"])
def test_what_is_none(word: str) -> None:
    assert not is_syllable(word)
