"""`cchc init`: a new project, the next period of one, a notebook of its own, a fictional one."""

from __future__ import annotations

from pathlib import Path

import click

from cchc_toolkit.catalogue import Form, forms_in_force, load_form
from cchc_toolkit.catalogue.calendar import calendar_of
from cchc_toolkit.catalogue.periods import Period, parse_period
from cchc_toolkit.catalogue.units import find_province
from cchc_toolkit.cli.group import EPILOG
from cchc_toolkit.errors import UsageError, nearest
from cchc_toolkit.system import paths

_DEMO = 10
"""Communes of a fictional project."""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="DIR", default=".", type=click.Path(path_type=Path))
@click.option("--province", default="", metavar="NAME", help='Tỉnh, thành phố: "Thanh Hóa".')
@click.option("--period", default="", metavar="P", help="Kỳ báo cáo, ví dụ 2026-Q3.")
@click.option("--form", "form_id", default="", metavar="ID", help="Biểu dùng cho kỳ này.")
@click.option(
    "--commune", "communes", multiple=True, metavar="NAME",
    help="Chỉ xã này (tên hoặc mã), ghi được nhiều lần; không ghi thì mọi xã của tỉnh.",
)  # fmt: skip
@click.option("--demo", is_flag=True, help="Dự án minh hoạ, lập được báo cáo ngay.")
@click.option(
    "--next-period", is_flag=True, help="Tệp tham số của kỳ sau, lập từ kỳ mới nhất của dự án."
)
@click.option(
    "--notebook", default="", metavar="NAME",
    help="Chép sổ tay này của gói vào notebooks/ để sửa, ví dụ commune_report.ipynb.",
)  # fmt: skip
@click.option(
    "--copy-form", default="", metavar="ID", help="Chép biểu này của gói vào forms/ để sửa."
)
def init(
    folder: Path,
    province: str,
    period: str,
    form_id: str,
    communes: tuple[str, ...],
    demo: bool,
    next_period: bool,
    notebook: str,
    copy_form: str,
) -> None:
    """Tạo một dự án: thư mục params, data, notebooks, forms, outputs và trang hướng dẫn.

    Danh sách xã của tỉnh lấy từ danh mục đơn vị hành chính vào ngày cuối kỳ. Điều gì chưa ghi thì
    lệnh hỏi. Không tệp nào đã có bị ghi đè.
    """
    if demo:
        _tell(folder, _demo(folder))
    elif next_period:
        _tell(folder, (_next(folder, period),))
    elif notebook:
        _tell(folder, _take_notebook(folder, notebook))
    elif copy_form:
        _tell(folder, _take_form(folder, copy_form))
    else:
        _tell(folder, _start(folder, province, period, form_id, communes))


def _start(
    folder: Path, province: str, period: str, form_id: str, communes: tuple[str, ...]
) -> tuple[Path, ...]:
    from cchc_toolkit.project import Start, start_project

    province = province or _ask("Tỉnh, thành phố", "--province")
    chosen = parse_period(period or _ask("Kỳ báo cáo (ví dụ 2026-Q3)", "--period"))
    day = calendar_of(province, folder / "params").schedule(chosen).window.last
    find_province(province, day)
    return start_project(
        Start(folder, province, chosen, _form(form_id, chosen, province, folder), communes)
    )


def _form(form_id: str, period: Period, province: str, folder: Path) -> Form:
    """Return the form asked for, if it holds at the end of the period; ask among those that do."""
    day = calendar_of(province, folder / "params").schedule(period).window.last
    known = {form.id: form for form in forms_in_force(day, load_form().reported_by)}
    if not form_id:
        listed = "; ".join(f"{form.id} ({form.label})" for form in known.values())
        form_id = _ask(f"Biểu, một trong: {listed}\nBiểu", "--form", default=_usual(known))
    form = load_form(form_id)
    if form.id not in known:
        raise UsageError(
            f"{form.label} không còn dùng vào cuối kỳ {period.id}.",
            where="--form",
            advice=f"Các biểu còn hiệu lực: {', '.join(known)}.",
        )
    return form


def _usual(known: dict[str, Form]) -> str:
    """Return the form with the fullest outline: the report and not only a table."""
    return max(known.values(), key=lambda form: len(form.items)).id


def _ask(question: str, option: str, default: str = "") -> str:
    try:
        return str(click.prompt(question, default=default or None))
    except click.Abort:
        raise UsageError(
            "Chưa đủ điều cần biết để tạo dự án.",
            where="cchc init",
            advice=f"Ghi thêm {option}.",
        ) from None


def _next(folder: Path, period: str) -> Path:
    from cchc_toolkit.project import next_period_text
    from cchc_toolkit.project.next_period import following
    from cchc_toolkit.project.start import refuse_replacing
    from cchc_toolkit.submission.params import load_params

    found = [load_params(file.resolve()) for file in sorted((folder / "params").glob("*.yml"))]
    if not found:
        raise UsageError(
            "Thư mục chưa có tệp tham số nào.",
            where=paths.shown(folder / "params"),
            advice='Tạo dự án trước: cchc init --province "…" --period 2026-Q3.',
        )
    last = max(found, key=lambda params: (params.window.last, params.period.id))
    wanted = parse_period(period) if period else following(last.period)
    target = folder / "params" / f"{wanted.id}.yml"
    refuse_replacing(target)
    text = next_period_text(last, last.source.read_text(encoding="utf-8-sig"), wanted)
    paths.write_file(target, text)
    if (form := load_params(target.resolve()).form).id != last.form.id:
        click.echo(f"{last.form.label} đã hết hiệu lực, kỳ này dùng {form.id} ({form.label}).")
    return target


def _take_notebook(folder: Path, name: str) -> tuple[Path, ...]:
    from cchc_toolkit.project.originals import package_notebooks, take_notebook

    target = folder / "notebooks" / name
    _refuse_taking(name, tuple(package_notebooks()), target, "--notebook")
    return (take_notebook(name, folder / "notebooks"),)


def _take_form(folder: Path, form_id: str) -> tuple[Path, ...]:
    from cchc_toolkit.catalogue.places import package_forms
    from cchc_toolkit.project.originals import take_form

    target = folder / "forms" / form_id
    _refuse_taking(form_id, tuple(package_forms()), target, "--copy-form")
    return take_form(form_id, folder / "forms")


def _refuse_taking(name: str, known: tuple[str, ...], target: Path, option: str) -> None:
    """Raise `UsageError` where the package has no such thing, or the project has it already."""
    if name not in known:
        raise UsageError(
            f'Gói không có "{name}".',
            where=option,
            advice=nearest(name, known) or f"Gói có: {', '.join(known)}.",
        )
    if target.exists():
        raise UsageError(
            "Dự án đã có, không ghi đè.",
            where=paths.shown(target),
            advice="Chuyển bản ấy đi nơi khác rồi chạy lại.",
        )


def _demo(folder: Path) -> tuple[Path, ...]:
    from cchc_toolkit.project.demo import start_demo

    return start_demo(folder, _DEMO)


def _tell(folder: Path, written: tuple[Path, ...]) -> None:
    """Say what was written and what to do next."""
    for file in written:
        click.echo(f"Đã tạo {paths.shown(file)}")
    params = next((file for file in written if file.parent.name == "params"), None)
    if params is not None:
        inside = f"cd {paths.shown(folder)} && " if folder.resolve() != Path.cwd() else ""
        click.echo(f"Tiếp theo: {inside}cchc batch params/{params.name} (xem HUONG-DAN.md)")
