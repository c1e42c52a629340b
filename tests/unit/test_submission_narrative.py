"""`narrative.yml`: passages by outline item; a placeholder names something or stops the load."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import Project, refusal

from cchc_toolkit.errors import DataError
from cchc_toolkit.submission import Passage, Placeholder, split
from cchc_toolkit.submission.placeholder import placeholders


def write(project: Project, text: str) -> None:
    project.fill({}, {}, [{"id": "kh-01", "type": "Kế hoạch"}])
    project.write("narrative.yml", text)


def test_a_passage_is_a_text_a_list_or_both_with_a_source(project: Project) -> None:
    write(
        project,
        """
V.noi_dung: Không.
I.5.noi_dung: [Đoạn một., '', "Đoạn  hai."]
I.6.noi_dung: {source: 'bao-cao.txt:49', text: [Chưa có.]}
III.1.noi_dung: {text: "\\u200b"}
III.2.ton_tai.noi_dung: []
""",
    )
    texts = project.submission().texts
    assert texts == {
        "V.noi_dung": Passage(("Không.",), "narrative.yml"),
        "I.5.noi_dung": Passage(("Đoạn một.", "Đoạn hai."), "narrative.yml"),
        "I.6.noi_dung": Passage(("Chưa có.",), "bao-cao.txt:49"),
    }


def test_an_empty_file_says_nothing(project: Project) -> None:
    write(project, "# chưa viết\n")
    assert project.submission().texts == {}


def test_invisible_characters_are_told_and_decomposed_letters_are_not(project: Project) -> None:
    write(project, 'V.noi_dung: "Kho\\u0302ng"\nI.5.noi_dung: "Kh\\u202eông"\n')
    submission = project.submission()
    assert {item: said.paragraphs for item, said in submission.texts.items()} == {
        "V.noi_dung": ("Không",),
        "I.5.noi_dung": ("Không",),
    }
    assert submission.repairs == ("narrative.yml, mục I.5.noi_dung: bỏ ký tự vô hình",)


@pytest.mark.parametrize(
    ("text", "problem", "where", "advice"),
    [
        (
            "[a, b]",
            "Tệp phải là các mục và nội dung.",
            "narrative.yml",
            "Ghi mục: [đoạn, đoạn].",
        ),
        (
            "I.5.noi_dug: a",
            'Đề cương không có mục "I.5.noi_dug".',
            "narrative.yml, mục I.5.noi_dug",
            'Có phải ý bạn là "I.5.noi_dung"?',
        ),
        (
            "x: a",
            'Đề cương không có mục "x".',
            "narrative.yml, mục x",
            'Xem "cchc catalogue --outline".',
        ),
        (
            "II.2.mot_cua: a",
            'Mục "II.2.mot_cua" chỉ dẫn vào các ý bên dưới.',
            "narrative.yml, mục II.2.mot_cua",
            "Viết vào các ý đó.",
        ),
        (
            "V.noi_dung: {txt: a, text: b}",
            "Khóa lạ: txt.",
            "narrative.yml, mục V.noi_dung",
            "Dùng text, source, state.",
        ),
        (
            "V.noi_dung: {source: a}",
            "Nội dung phải là các đoạn văn.",
            "narrative.yml, mục V.noi_dung",
            "text: [đoạn, đoạn]",
        ),
        (
            "V.noi_dung: {state: trống}",
            'Trạng thái "trống" không đúng.',
            "narrative.yml, mục V.noi_dung",
            "Ghi state: nothing_to_report (không phát sinh), hoặc viết text.",
        ),
        (
            "V.noi_dung: {state: nothing_to_report, text: a}",
            "Mục vừa ghi không phát sinh vừa có nội dung.",
            "narrative.yml, mục V.noi_dung",
            "Để một trong hai: state hoặc text.",
        ),
        (
            "V.noi_dung: [[a]]",
            "Nội dung phải là các đoạn văn.",
            "narrative.yml, mục V.noi_dung",
            "text: [đoạn, đoạn]",
        ),
        (
            "V.noi_dung: có {so:tthc.ho_so.tiep_nha} hồ sơ",
            'Nội dung nhắc tới chỉ tiêu "tthc.ho_so.tiep_nha" không có trong danh mục.',
            "narrative.yml, mục V.noi_dung",
            'Có phải ý bạn là "tthc.ho_so.tiep_nhan"?',
        ),
        (
            "V.noi_dung: có {so:tthc.ho_so} hồ sơ",
            'Nội dung nhắc tới chỉ tiêu "tthc.ho_so" không có trong danh mục.',
            "narrative.yml, mục V.noi_dung",
            'Có phải ý bạn là "tthc.ho_so.tiep_nhan"?',
        ),
        (
            "V.noi_dung: theo {vb:qd-99}",
            'Nội dung nhắc tới văn bản "qd-99" không có trong danh mục.',
            "narrative.yml, mục V.noi_dung",
            "Sửa lại tên trong dấu ngoặc nhọn.",
        ),
        (
            "V.noi_dung: theo {vb:kh-01:hoa}",
            'Nội dung nhắc tới văn bản "hoa" không có trong danh mục.',
            "narrative.yml, mục V.noi_dung",
            "Sửa lại tên trong dấu ngoặc nhọn.",
        ),
    ],
)
def test_a_text_that_cannot_be_used(
    project: Project, text: str, problem: str, where: str, advice: str
) -> None:
    write(project, text)
    assert refusal(DataError, project.submission) == (problem, where, advice)


def test_a_repeated_item_and_an_alias(project: Project) -> None:
    write(project, "V.noi_dung: a\nV.noi_dung: b\n")
    said = refusal(DataError, project.submission)
    assert said[:2] == ('Tệp YAML hỏng: khóa "V.noi_dung" lặp lại.', "narrative.yml, dòng 2")
    write(project, "V.noi_dung: &a x\nI.5.noi_dung: *a\n")
    said = refusal(DataError, project.submission)
    assert said[:2] == ("Tệp YAML hỏng: không dùng neo (&, *).", "narrative.yml, dòng 2")


# Placeholders


@given(st.text())
def test_splitting_a_text_loses_nothing(text: str) -> None:
    def written(piece: str | Placeholder) -> str:
        if isinstance(piece, str):
            return piece
        return "{" + ":".join((piece.kind, piece.name, *piece.flags)) + "}"

    assert "".join(map(written, split(text))) == text


@pytest.mark.parametrize(
    "text",
    ["{{so:x}}", "{{{so:x}}}", "{so:}", "{so: x}", "{sô:x}", "{x}", "{vb:a b}", "{so:x:Y}",
     "{so:x", "$x$", "#import", "{{ config }}", "{% for %}", "{so:../x}"],
)  # fmt: skip
def test_nothing_else_means_anything(text: str) -> None:
    assert placeholders(text) == ()
    assert "".join(piece for piece in split(text) if isinstance(piece, str)) == text


def test_flags_and_neighbours() -> None:
    assert list(split("{vb:a:ngan:them}{so:b.c}%")) == [
        Placeholder("vb", "a", ("ngan", "them")),
        Placeholder("so", "b.c"),
        "%",
    ]
