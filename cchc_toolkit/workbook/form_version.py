"""What changed in a form since a workbook was handed out: little enough to read it, or too much.

A row that was added and a label that was mended are a minor version: the workbook is read and the
change is told. A row that is gone, or that counts something else now, is a major one: what stands
in its cell would come in as something that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cchc_toolkit.catalogue import Form, Indicator
from cchc_toolkit.errors import DataError
from cchc_toolkit.text.formatting import clean_text, upper_first
from cchc_toolkit.text.likeness import compare_key
from cchc_toolkit.workbook.anchors import FoundSheet
from cchc_toolkit.workbook.identity import Identity, row_digest, rows_digest, whole_digest
from cchc_toolkit.workbook.words import cell_key

_SHOWN = 5


@dataclass(frozen=True)
class FormChange:
    """What is new in a form: rows that the workbook cannot have, and a line for each change."""

    added: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def change_since(
    identity: Identity, form: Form, sheets: Sequence[FoundSheet], where: str
) -> FormChange:
    """Return what changed in a form since its workbook was made; raise `DataError` on too much."""
    if identity.rows in (rows_digest(form), whole_digest(form)):
        return FormChange()
    before = set(identity.rows.split())
    there = dict(_printed(sheets))
    known = {cell_key(key): row for key, row in form.indicators.items()}
    changed = [known[key] for key in there if key in known and row_digest(known[key]) not in before]
    gone = [label for key, label in there.items() if key not in known]
    if changed or gone:
        raise _too_much(form, changed, gone, where)
    added = [
        row for key, row in known.items() if key not in there and row_digest(row) not in before
    ]
    mended = [
        (there[key], row) for key, row in known.items()
        if key in there and compare_key(there[key]) != compare_key(row.label)
    ]  # fmt: skip
    return FormChange(frozenset(row.key for row in added), tuple(_notes(form, added, mended)))


def _printed(sheets: Sequence[FoundSheet]) -> Iterator[tuple[str, str]]:
    """Yield the keys that the sheets hold, as cells hold them, with the labels beside them."""
    for sheet in sheets:
        key, label = (sheet.columns.get(name, 0) for name in ("key", "label"))
        for at in sheet.grid.rows:
            said = clean_text(sheet.grid.text(at, key)) if at >= sheet.first and key else ""
            if said and said[:1] != "@":
                yield said, clean_text(sheet.grid.text(at, label))


def _too_much(
    form: Form, changed: Sequence[Indicator], gone: Sequence[str], where: str
) -> DataError:
    told = []
    if gone:
        told.append(f"không còn dòng {_listed([f'“{label}”' for label in gone])}")
    if changed:
        told.append(f"đổi khóa, loại hoặc đơn vị của dòng {_listed([r.name for r in changed])}")
    return DataError(
        f"{upper_first(form.called)} đã thay đổi từ khi tệp này được tạo: {'; '.join(told)}.",
        where=where,
        advice="Tạo lại biểu mẫu bằng “cchc form write” và chép số liệu sang; hoặc giữ bản cũ của "
        "biểu dưới mã cũ, đưa bản mới vào dưới mã khác.",
    )


def _notes(
    form: Form, added: Sequence[Indicator], mended: Sequence[tuple[str, Indicator]]
) -> Iterator[str]:
    if added:
        yield (
            f"{upper_first(form.called)} có thêm {len(added)} dòng từ khi tệp này được tạo, tệp "
            f"chưa hỏi: {_listed([row.name for row in added])}."
        )
    for old, row in mended:
        yield f"{upper_first(form.called)} đã sửa nhãn “{old}” thành {row.name}."
    if not added and not mended:
        yield f"Đề cương hoặc số bổ sung của {form.called} đã đổi từ khi tệp này được tạo."


def _listed(names: Sequence[str]) -> str:
    more = f" và {len(names) - _SHOWN} dòng khác" if len(names) > _SHOWN else ""
    return "; ".join(names[:_SHOWN]) + more
