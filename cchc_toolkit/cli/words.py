"""What click itself says, in Vietnamese: its words reach every user of the command."""

from __future__ import annotations

from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, termui, types

WORDS = {
    "Aborted!": "Đã dừng.",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Usage:": "Cách dùng:",
    "Missing command.": "Chưa ghi lệnh nào.",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing {param_type}": "Thiếu {param_type}",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "env var: {var}": "biến môi trường: {var}",
    "default: {default}": "mặc định: {default}",
    "(dynamic)": "(tùy lúc)",
    "required": "bắt buộc",
    "Error: {message}": "Lỗi: {message}",
    "Error: invalid input": "Lỗi: trả lời không đúng",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Invalid value: {message}": "Giá trị không đúng: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không đúng: {message}",
    "No such option {name!r}.": 'Không có tùy chọn "{name}".',
    "No such option: {name}": 'Không có tùy chọn "{name}".',
    "No such command {name!r}.": 'Không có lệnh "{name}".',
    "Could not open file {filename!r}: {message}": 'Không mở được tệp "{filename}": {message}',
    "Did you mean {possibility}?": "Có phải ý bạn là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải ý bạn là: {possibilities}?)",
    "(Possible options: {possibilities})": "(Có phải ý bạn là: {possibilities}?)",
    "Got unexpected extra argument ({args})": "Thừa tham số ({args})",
    "Got unexpected extra arguments ({args})": "Thừa các tham số ({args})",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị, mới có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị, đang có {len}.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "Show the version and exit.": "In phiên bản rồi dừng.",
    "Show this message and exit.": "In hướng dẫn này rồi dừng.",
    "Option {name!r} does not take a value.": 'Tùy chọn "{name}" không nhận giá trị.',
    "Option {name!r} requires an argument.": 'Tùy chọn "{name}" cần một giá trị.',
    "Option {name!r} requires {nargs} arguments.": 'Tùy chọn "{name}" cần {nargs} giá trị.',
    "Argument {name!r} takes {nargs} values.": 'Tham số "{name}" cần {nargs} giá trị.',
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not a valid {number_type}.": '"{value}" không phải là số.',
    "{value} is not in the range {range}.": "{value} không nằm trong khoảng {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": '"{value}" không phải là có '
    "hoặc không. Các giá trị: {states}",
    "file": "Tệp",
    "directory": "Thư mục",
    "path": "Đường dẫn",
    "{name} {filename!r} does not exist.": '{name} "{filename}" không có.',
    "{name} {filename!r} is a file.": '{name} "{filename}" là tệp.',
    "{name} {filename!r} is a directory.": '{name} "{filename}" là thư mục.',
    "{name} {filename!r} is not readable.": '{name} "{filename}" không đọc được.',
    "{name} {filename!r} is not writable.": '{name} "{filename}" không ghi được.',
    "{value!r} is not {choice}.": '"{value}" không phải là {choice}.',
    "{value!r} is not one of {choices}.": '"{value}" không thuộc: {choices}.',
}
_SPEAKING: tuple[ModuleType, ...] = (
    core, decorators, exceptions, formatting, parser, termui, types,
)  # fmt: skip


def say(text: str) -> str:
    """Return what click says in Vietnamese, its own words where it is never asked to say them.

    >>> say("Usage:"), say("Repeat for confirmation")
    ('Cách dùng:', 'Repeat for confirmation')
    """
    return WORDS.get(text, text)


def say_many(one: str, several: str, count: int) -> str:
    """Return one of two phrases of click's in Vietnamese, by a count."""
    return say(one if count == 1 else several)


def speak_vietnamese() -> None:
    """Let click speak through `say`: it looks its words up in its modules, whatever the locale."""
    for module in _SPEAKING:
        for name, function in (("_", say), ("ngettext", say_many)):
            if hasattr(module, name):
                setattr(module, name, function)
