"""The form folder and the real submission of Phùng Minh agree with the report they were taken from.

The files are read with csv and yaml only, not through the package, so that a mistake in a loader
cannot hide a mistake in the data.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from cchc_toolkit.catalogue import DENOMINATOR_RULES

ROOT = Path(__file__).parents[2]
FORM = ROOT / "cchc_toolkit" / "catalogue" / "forms" / "phu_luc_01b"
DATA = ROOT / "data" / "2024-6T" / "15109"
REPORT = "bao-cao-phung-minh-2024-6t.txt"
BODY = range(19, 240)
"""Lines of sections I to V in the report."""
CONTINUED = {29: 27, 75: 73, 109: 107, 145: 143, 183: 181, 225: 223}
"""Lines that a page break of the scan cut off from the line given."""
PLACEHOLDER = re.compile(r"\{(so|vb):([A-Za-z0-9_.-]+)((?::[a-z]+)*)\}")
SHORT = re.compile(r"^.*?\d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4})")
DOCUMENT_NUMBER = re.compile(r"\d+(?:/\d{4})?/[\w-]*[A-ZĐ]{2}[\w-]*")
DATE = re.compile(r"ngày (\d{2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
NOT_FIGURES = re.compile(
    r"giai đoạn 20\d\d – 20\d\d|năm 20\d\d|Đề án 06|mức độ 3,4|mức độ [34]|văn bằng 2|\b6 tháng"
)
WITHOUT_BODY = {
    "II.6.nen_tang",
    "II.6.du_lieu",
    "II.6.ung_dung_noi_bo",
    "II.6.ung_dung_nguoi_dan",
    "II.6.do_thi_thong_minh",
}
"""Bullets the report left empty; it closes their labels with a full stop."""


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def texts(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text scalars only


ROWS = table(FORM / "rows.csv")
SUPPLEMENT = table(FORM / "supplement.csv")
FIGURES = table(FORM / "figures.csv")
OUTLINE = texts(FORM / "outline.yml")
PRINTED = table(DATA / "raw" / "phu-luc-01b.csv")
VALUES = table(DATA / "indicators.csv")
DOCUMENTS = table(DATA / "documents.csv")
NARRATIVE = texts(DATA / "narrative.yml")
LINES = ["", *(DATA / "raw" / REPORT).read_text(encoding="utf-8").split("\n")]
INDICATORS = {row["key"]: row for row in ROWS + SUPPLEMENT}
VALUE = {row["key"]: row["value"] for row in VALUES}
CITED = {row["id"]: row for row in DOCUMENTS}
ITEMS = [
    item
    for section in OUTLINE
    for part in section.get("parts", [section])
    for item in part["items"]
]


def clean(text: str) -> str:
    """The text without Markdown asterisks, spaces folded, `- +` read as the one mark it means."""
    return re.sub(r"^- \+ ", "+ ", " ".join(text.replace("*", "").split()))


def paragraphs() -> list[str]:
    """The printed paragraphs of sections I to V, page breaks joined."""
    found: dict[int, str] = {}
    for number in BODY:
        if number in CONTINUED:
            found[CONTINUED[number]] += " " + LINES[number]
        elif LINES[number].strip():
            found[number] = LINES[number]
    return [clean(text) for text in found.values()]


def numbers(key: str) -> Decimal:
    return Decimal(VALUE[key].replace(",", "."))


def figure(row: dict[str, str]) -> Decimal:
    quotient = total(row["numerator"])
    if row["denominator"]:
        quotient /= total(row["denominator"])
    step = Decimal(1).scaleb(-int(row["decimals"]))
    return (quotient * int(row["scale"])).quantize(step, ROUND_HALF_UP)


def total(keys: str) -> Decimal:
    return sum((numbers(key) for key in keys.split(" + ")), start=Decimal(0))


def printed_number(key: str) -> str:
    for row in FIGURES:
        if row["key"] == key:
            return str(figure(row)).replace(".", ",")
    kind, number = INDICATORS[key]["kind"], numbers(key)
    if kind == "money":
        return f"{number:,}".replace(",", ".")
    return f"{number:02}" if kind == "count" else VALUE[key]


def citation(document: str, flags: str) -> str:
    text = CITED[document]["as_printed"]
    if ":ngan" in flags:
        found = SHORT.match(text)
        text = found[0] if found else text
    return text[0].upper() + text[1:]


def substituted(text: str) -> str:
    return PLACEHOLDER.sub(
        lambda m: printed_number(m[2]) if m[1] == "so" else citation(m[2], m[3]), text
    )


def printed_report() -> list[str]:
    """Sections I to V as outline and narrative give them, one entry a printed paragraph."""
    report: list[str] = []
    for section in OUTLINE:
        report.append(f"{section['id']}. {section['heading']}")
        for part in section.get("parts", [section]):
            if part is not section:
                told = f"{part['heading']} {part.get('guidance', '')}".strip()
                report.append(f"{part['id'].split('.')[1]}. {told}")
            for item in part["items"]:
                report.extend(printed_item(item))
    return report


def printed_item(item: dict[str, str]) -> list[str]:
    body = [substituted(text) for text in NARRATIVE.get(item["id"], {}).get("text", [])]
    label = item.get("label", "")
    if item["id"] in WITHOUT_BODY:
        label = label.removesuffix(":") + "."
    first = [item.get("mark", ""), label, item.get("guidance", ""), *body[:1]]
    return [" ".join(filter(None, first)), *body[1:]]


# --- The form ---------------------------------------------------------------------------------


def test_the_form_has_the_165_printed_rows_in_order() -> None:
    assert len(ROWS) == len(PRINTED) == 165
    for row, printed in zip(ROWS, PRINTED, strict=True):
        assert row["stt"] == printed["stt_as_printed"]
        assert row["stt_corrected"] == printed["stt_corrected"]
        assert row["label"] == printed["label"].replace("đúng hện", "đúng hạn")
        assert row["unit"] == printed["unit_as_printed"]
        assert row["seed_lines"] == printed["seed_lines"]


def test_only_one_label_differs_from_the_print() -> None:
    differing = [
        row["key"] for row, p in zip(ROWS, PRINTED, strict=True) if row["label"] != p["label"]
    ]
    assert differing == ["tthc.ho_so.dung_han_dat_dai"]


def test_keys_are_unique_ascii_and_never_the_printed_number() -> None:
    keys = [row["key"] for row in (*ROWS, *SUPPLEMENT, *FIGURES)]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*", key) for key in keys)
    assert all(row["key"].startswith("bs.") for row in SUPPLEMENT)
    assert all(re.match(r"(ty_le|tong|binh_quan)\.", row["key"]) for row in FIGURES)


def test_every_parent_stands_above_its_row() -> None:
    for rows in (ROWS, SUPPLEMENT):
        seen = {""}
        for row in rows:
            assert row["parent"] in seen, row["key"]
            seen.add(row["key"])
    assert [row["key"] for row in ROWS if not row["parent"]] == [
        "chi_dao",
        "the_che",
        "tthc",
        "to_chuc",
        "cong_vu",
        "tai_chinh",
        "chinh_quyen_dien_tu",
    ]


@pytest.mark.parametrize("row", ROWS + SUPPLEMENT, ids=lambda row: row["key"])
def test_a_row_says_only_what_its_kind_allows(row: dict[str, str]) -> None:
    kind = row["kind"]
    assert kind in {"heading", "count", "percent", "choice", "money"}
    assert kind != "money" or row in SUPPLEMENT
    assert set(row["levels"].split("|")) <= {"xa", "huyen"}
    allowed = {
        "heading": {""},
        "count": {"sum", "none"},
        "money": {"sum"},
        "percent": {"recomputed", "none"},
        "choice": {"none"},
    }
    assert row["rollup"] in allowed[kind]
    assert bool(row["choices"]) == (kind == "choice")
    assert row["min"] == "0" if kind in ("count", "money") else row["min"] in ("", "0")
    assert row["max"] in ("", "100")
    if row["part"]:
        assert row["part"] == "sum"
        assert kind == INDICATORS[row["parent"]]["kind"] == "count"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_every_cell_has_a_right_unit_and_it_is_corrected_only_where_wrong(
    row: dict[str, str],
) -> None:
    if row["kind"] == "heading":
        assert not row["unit_corrected"]
        assert row["unit"] == ("Văn bản" if row["stt"] == "7.3." else "")
    else:
        assert row["unit_corrected"] or row["unit"]
        assert row["unit_corrected"] != row["unit"]
    if row["kind"] == "percent":
        assert (row["unit_corrected"] or row["unit"]) == "%"


def test_choices_are_those_hidden_in_the_unit_column() -> None:
    for row in ROWS:
        pairs = [pair.split("=") for pair in row["choices"].split("|") if pair]
        printed = [f"{answer} = {code}" for code, answer in pairs]
        if row["kind"] == "choice":
            assert " ".join(printed) == row["unit"]
            assert sorted(code for code, _ in pairs) == [str(n) for n in range(len(pairs))]


def test_rows_that_name_a_level_belong_to_it() -> None:
    for row in ROWS:
        if row["label"].strip("- ").removeprefix("Tại ") in ("Cấp huyện", "cấp huyện"):
            assert (row["levels"], row["key"].endswith(".cap_huyen")) == ("huyen", True)
        if row["label"].strip("- ").removeprefix("Tại ") in ("Cấp xã", "cấp xã"):
            assert (row["levels"], row["key"].endswith(".cap_xa")) == ("xa", True)
    applicable = [row for row in ROWS if row["kind"] != "heading" and "xa" in row["levels"]]
    assert len(applicable) == 82


def test_figures_are_declared_on_known_keys_and_rules() -> None:
    for row in FIGURES:
        operands = f"{row['numerator']} + {row['denominator']}".split(" + ")
        for key in filter(None, operands):
            assert key in ("@filled", "@applicable") or INDICATORS[key]["kind"] in (
                "count",
                "money",
            )
        assert row["rule"] in DENOMINATOR_RULES
        assert row["source"]
        assert not row["stated"] or row["stated"] in INDICATORS
        assert int(row["scale"]) == (100 if row["unit"] == "%" else 1)


def test_figures_of_the_real_report() -> None:
    known = {row["key"]: str(figure(row)) for row in FIGURES if computable(row)}
    expected = {
        "ty_le.dung_han.tren_tiep_nhan": "99.39",
        "tong.ho_so.muc_3_4": "526",
        "ty_le.truc_tuyen.tren_tiep_nhan": "80.67",
        "ty_le.truc_tuyen.muc_4": "19.58",
        "ty_le.tthc.truc_tuyen": "61.81",
        "ty_le.ngan_sach.thu": "133.2",
        "ty_le.ngan_sach.chi": "101.7",
        "ty_le.bien_che.co_mat": "94.44",
        "binh_quan.may_tinh": "0.94",
        "binh_quan.may_in": "0.53",
        "ty_le.ke_hoach.hoan_thanh": "100.00",
    }
    assert known | expected == known


def computable(row: dict[str, str]) -> bool:
    operands = f"{row['numerator']} + {row['denominator']}".split(" + ")
    return all(VALUE.get(key) for key in operands if key)


def test_the_form_is_a_district_form_that_ended_with_the_districts() -> None:
    head = texts(FORM / "form.yml")
    assert (head["id"], head["label"], head["level"]) == ("phu_luc_01b", "Phụ lục 01b", "huyen")
    assert (head["valid_from"], head["valid_to"]) == ("", "30/6/2025")
    assert head["title"] == [LINES[255], LINES[256]]
    assert head["usage"] in LINES[258]


# --- The submission ---------------------------------------------------------------------------


def test_indicators_are_fillable_rows_in_order() -> None:
    """Every printed row, and of the supplement those that there were when the data were taken."""
    fillable = [row["key"] for row in ROWS if row["kind"] != "heading"]
    reported = [row["key"] for row in VALUES]
    assert reported[: len(fillable)] == fillable
    further = reported[len(fillable) :]
    assert further == [row["key"] for row in SUPPLEMENT if row["key"] in further]
    assert len(further) >= 47
    assert {row["state"] for row in VALUES} == {""}


def test_the_47_filled_cells_are_as_printed() -> None:
    printed = {row["key"]: p for row, p in zip(ROWS, PRINTED, strict=True)}
    assert sum(bool(p["value_as_printed"]) for p in PRINTED) == 47
    for row in VALUES:
        if row["key"] in printed:
            assert row["value"] == printed[row["key"]]["value_as_printed"]
            assert row["note"] == printed[row["key"]]["note"]


@pytest.mark.parametrize("row", VALUES, ids=lambda row: row["key"])
def test_the_source_line_holds_the_value(row: dict[str, str]) -> None:
    if not row["source"]:
        assert row["key"].startswith("bs.") and not row["value"] and row["note"]
        return
    name, _, number = row["source"].partition(":")
    assert name == REPORT
    line = LINES[int(number)]
    if not row["key"].startswith("bs."):
        _, label, _, value, note = re.sub(r"</?i>", "", line).split("\t")
        assert INDICATORS[row["key"]]["label"].startswith(label)
        assert (value, note) == (row["value"], row["note"])
    elif row["value"] == "0" or not row["value"]:
        assert all(words in line for words in re.findall("“(.+?)”", row["note"]))
        assert row["note"]
    else:
        shown = printed_number(row["key"])
        assert re.search(rf"(?<![\d.,]){re.escape(shown)}(?![\d]|,\d)", line)


def test_raw_files_are_byte_copies_of_what_was_received() -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in (DATA / "raw").iterdir()}
    assert found == {
        REPORT: "a01640f38d321add3af93981fecf5e7c5b03073135dfc26765b6b0662b956f34",
        "phu-luc-01b.csv": "a68cfa01c21439a8e8b11c84c64aff607f78eeee4a476308b4700558125e75f1",
    }


# --- The register of documents ----------------------------------------------------------------


def number_of(row: dict[str, str]) -> str:
    return f"{row['number']}/{row['symbol']}"


def test_every_document_number_of_the_report_is_in_the_register() -> None:
    printed = {number for line in LINES for number in DOCUMENT_NUMBER.findall(line)}
    assert printed == {number_of(row) for row in DOCUMENTS}


def test_documents_are_unique_and_in_order_of_first_citation() -> None:
    assert len(CITED) == len(DOCUMENTS) == 36
    assert all(re.fullmatch(r"[a-z0-9-]+", row["id"]) for row in DOCUMENTS)
    text = "\n".join(paragraphs())
    places = [text.index(row["as_printed"][1:]) for row in DOCUMENTS]
    assert places == sorted(places)


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row["id"])
def test_a_citation_agrees_with_its_columns_and_its_line(row: dict[str, str]) -> None:
    cited = row["as_printed"]
    assert cited.startswith(row["type"])
    assert DOCUMENT_NUMBER.findall(cited)[0] == number_of(row)
    date = DATE.search(cited)
    iso = f"{date[3]}-{int(date[2]):02}-{date[1]}" if date else ""
    assert row["date"] == iso
    assert row["date"] or "không in ngày" in row["note"]
    text = "\n".join(paragraphs())
    assert row["subject"] in text
    assert row["subject"] or "trích yếu" in row["note"]
    own = "UBND xã Phùng Minh"
    assert row["issuer"] in ("", own) or row["issuer"].lower() in cited.lower()
    assert row["issuer"] or "cơ quan ban hành" in row["note"]
    name, _, number = row["source"].partition(":")
    assert name == REPORT
    assert number_of(row) in LINES[int(number)]


def test_what_a_document_implements_is_cited_in_its_own_sentence() -> None:
    pairs = {row["id"]: row["implements"] for row in DOCUMENTS if row["implements"]}
    assert pairs == {
        "tt-01-2018": "nd-61-2018",
        "cv-21-2024": "ct-27-2023",
        "kh-15-2024": "kh-218-2023",
        "cv-24-2024": "cv-313-2024",
        "cv-28-2024-02": "cv-190-2024",
        "cv-28-2024-04": "cv-846-2024",
    }


def test_errors_of_the_report_are_kept_for_the_checks_to_find() -> None:
    assert CITED["cv-21-2024"]["date"] == "2014-01-29"
    assert CITED["cv-24-2024"]["date"] < CITED["cv-313-2024"]["date"]
    assert number_of(CITED["cv-28-2024-02"]) == number_of(CITED["cv-28-2024-04"])


# --- The narrative ----------------------------------------------------------------------------


def test_the_outline_has_unique_ids_and_every_item_a_topic_or_a_lead() -> None:
    ids = [item["id"] for item in ITEMS]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[IV]+(\.[A-Za-z0-9_]+)+", name) for name in ids)
    for item in ITEMS:
        assert item.get("mark", "") in ("", "-", "+")
        assert bool(item.get("topic")) != (item.get("lead") == "true")
        assert "zero" not in item or "{so:" in item["sentence"]


def test_the_narrative_fills_every_item_but_the_five_empty_ones() -> None:
    bodies = {item["id"] for item in ITEMS if item.get("lead") != "true"}
    assert set(NARRATIVE) == bodies - WITHOUT_BODY
    assert list(NARRATIVE) == [item["id"] for item in ITEMS if item["id"] in NARRATIVE]


def every_text() -> list[str]:
    texts = [item.get(name, "") for item in ITEMS for name in ("sentence", "zero")]
    return texts + [text for entry in NARRATIVE.values() for text in entry["text"]]


def test_every_placeholder_names_something_that_has_a_value() -> None:
    figures = {row["key"] for row in FIGURES}
    cells = {key for key, row in INDICATORS.items() if row["kind"] != "heading"}
    for text in every_text():
        found = list(PLACEHOLDER.finditer(text))
        assert len(found) == text.count("{") == text.count("}")
        for kind, name, flags in (match.groups() for match in found):
            assert name in (cells | figures if kind == "so" else CITED)
            assert set(flags.split(":")) <= {"", "ngan"}


def test_no_figure_is_typed_into_the_narrative() -> None:
    for entry in NARRATIVE.values():
        for text in entry["text"]:
            rest = NOT_FIGURES.sub("", PLACEHOLDER.sub("", text))
            assert not re.search(r"\d", rest), rest


def test_every_document_of_the_narrative_is_cited_from_the_register() -> None:
    cited = {
        match[2]
        for entry in NARRATIVE.values()
        for text in entry["text"]
        for match in PLACEHOLDER.finditer(text)
        if match[1] == "vb"
    }
    # The one document that only the outline's guidance names.
    assert set(CITED) - cited == {"nd-60-2021"}


def test_the_report_is_reproduced_word_for_word_but_for_the_one_wrong_rate() -> None:
    """But for capitals too: a document that is named has one by the decree (Phụ lục II, V.6)."""
    expected = [text.replace("99,38%", "99,39%").casefold() for text in paragraphs()]
    assert [text.casefold() for text in printed_report()] == expected


def test_sources_of_the_narrative_are_the_lines_its_words_stand_on() -> None:
    for name, entry in NARRATIVE.items():
        first, _, last = entry["source"].partition("-")
        lines = [LINES[n] for n in range(int(first), int(last or first) + 1)]
        printed = clean(" ".join(line for line in lines if line.strip()))
        for text in entry["text"]:
            words = substituted(text).replace("99,39", "99,38")
            assert words.casefold() in printed.casefold(), name


@pytest.mark.parametrize(
    "path",
    [*sorted(FORM.iterdir()), *sorted(DATA.glob("*.*"))],
    ids=lambda path: path.name,
)
def test_files_are_nfc_utf8_with_unix_line_ends(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert text.endswith("\n")
