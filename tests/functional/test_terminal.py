"""On a terminal the run shows a bar; elsewhere (`test_outputs`) it prints plain lines."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable

import pytest
from command import BLANK, Project


@pytest.mark.skipif(sys.platform == "win32", reason="không có pty trên Windows")
def test_a_bar_is_shown_on_a_terminal(new_project: Callable[..., Project]) -> None:
    import fcntl
    import pty
    import termios

    project = new_project(BLANK)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "cchc_toolkit", "batch", "params/2024-6T.yml",
         "--only", BLANK, "--only", "99002"],
        cwd=project.root, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            got = os.read(master, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not got:
            break
        shown += got
    os.close(master)
    assert process.wait(timeout=60) == 1
    text = shown.decode()
    assert "Traceback" not in text
    assert "Lập báo cáo: 100%" in text
    assert "2/2" in text
    assert "99002 Xã Minh Hoạ 02: CHƯA LẬP ĐƯỢC" in text
    assert "[1/2]" not in text
