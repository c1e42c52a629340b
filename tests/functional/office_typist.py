"""Types into a spreadsheet in LibreOffice as a person does: cell by cell, at the keyboard's end.

Run by a Python that has LibreOffice's `uno`, with a JSON object on standard input:
`{"port": 2002, "open": PATH, "steps": [[STEP, …], …]}`. Prints a JSON list with an answer a step:

- `["type", SHEET, CELL, TEXT]`: goes to the cell, enters the text; answers with what it then shows
- `["fill", SHEET, {CELL: VALUE, …}]`: sets numbers and texts as a script does
- `["read", SHEET, CELL]`: answers with what a cell shows
- `["unprotect", SHEET]`, `["insert_row", SHEET, ROW]`, `["hide_row", SHEET, ROW]`,
  `["swap_columns", SHEET, FROM, TO]`, `["merge", SHEET, RANGE]`
- `["save", PATH, FILTER]`
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60.0


def main() -> None:
    asked = json.load(sys.stdin)
    desktop, helper = _office(asked["port"])
    book = desktop.loadComponentFromURL(
        Path(asked["open"]).as_uri(), "_blank", 0, _properties(Hidden=True)
    )
    # The book stays open, and its office serves one person: LibreOffice 7.4 without a screen may
    # fall over once nobody talks to it about a book that was typed into.
    json.dump([_do(book, helper, *step) for step in asked["steps"]], sys.stdout)


def _office(port: int) -> tuple[Any, Any]:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    started = time.monotonic()
    while True:
        try:
            there = resolver.resolve(
                f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
            )
            break
        except NoConnectException:
            if time.monotonic() - started > PATIENCE:
                raise
            time.sleep(0.2)
    services = there.ServiceManager
    return (
        services.createInstanceWithContext("com.sun.star.frame.Desktop", there),
        services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", there),
    )


def _properties(**given: Any) -> tuple[Any, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in given.items())


def _do(book: Any, helper: Any, step: str, *given: Any) -> Any:
    return {
        "type": _type, "fill": _fill, "read": _read, "unprotect": _unprotect,
        "insert_row": _insert_row,
        "hide_row": _hide_row, "swap_columns": _swap_columns, "merge": _merge, "save": _save,
    }[step](book, helper, *given)  # fmt: skip


def _sheet(book: Any, name: str) -> Any:
    return book.Sheets.getByName(name)


def _type(book: Any, helper: Any, sheet: str, cell: str, text: str) -> str:
    controller = book.CurrentController
    controller.setActiveSheet(_sheet(book, sheet))
    frame = controller.Frame
    helper.executeDispatch(frame, ".uno:GoToCell", "", 0, _properties(ToPoint=cell))
    helper.executeDispatch(frame, ".uno:EnterString", "", 0, _properties(StringName=text))
    return _read(book, helper, sheet, cell)


def _fill(book: Any, _: Any, sheet: str, cells: dict[str, Any]) -> None:
    for cell, value in cells.items():
        place = _sheet(book, sheet).getCellRangeByName(cell)
        if isinstance(value, str):
            place.String = value
        else:
            place.Value = float(value)


def _read(book: Any, _: Any, sheet: str, cell: str) -> str:
    return str(_sheet(book, sheet).getCellRangeByName(cell).String)


def _unprotect(book: Any, _: Any, sheet: str) -> bool:
    _sheet(book, sheet).unprotect("")
    return bool(_sheet(book, sheet).isProtected())


def _insert_row(book: Any, _: Any, sheet: str, row: int) -> None:
    _sheet(book, sheet).Rows.insertByIndex(row - 1, 1)


def _hide_row(book: Any, _: Any, sheet: str, row: int) -> None:
    _sheet(book, sheet).Rows.getByIndex(row - 1).IsVisible = False


def _swap_columns(book: Any, _: Any, sheet: str, source: str, before: str) -> None:
    """Cut a column out and put it in before another, as dragging with Alt does."""
    place = _sheet(book, sheet)
    columns = place.Columns
    target = columns.getByName(before).RangeAddress
    columns.insertByIndex(target.StartColumn, 1)
    shifted = columns.getByName(source).RangeAddress.StartColumn
    if shifted >= target.StartColumn:
        shifted += 1
    moved = columns.getByIndex(shifted).RangeAddress
    place.moveRange(place.getCellByPosition(target.StartColumn, 0).CellAddress, moved)
    columns.removeByIndex(shifted, 1)


def _merge(book: Any, _: Any, sheet: str, cells: str) -> None:
    _sheet(book, sheet).getCellRangeByName(cells).merge(True)


def _save(book: Any, _: Any, path: str, kind: str) -> None:
    book.storeToURL(Path(path).as_uri(), _properties(FilterName=kind))


if __name__ == "__main__":
    main()
