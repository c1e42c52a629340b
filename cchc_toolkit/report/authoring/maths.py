r"""Simple mathematics as text, so that it looks and copies the same in HTML, PDF and Word.

Known are letters, digits, operators, Greek letters, fractions, roots, and powers and indices that
have signs of their own in Unicode; anything else is refused by name.

>>> maths_text(r"\frac{648}{652} \times 100 \le 100")
'648/652 × 100 ≤ 100'
>>> maths_text(r"x_1^2 + \sqrt{a + b}")
'x₁² + √(a + b)'
"""

from __future__ import annotations

import re

from cchc_toolkit.errors import UsageError

_SIGNS = {
    "times": "×", "cdot": "·", "div": ":", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠", "neq": "≠", "approx": "≈", "sum": "∑", "prod": "∏", "infty": "∞", "to": "→",
    "rightarrow": "→", "in": "∈", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "Delta": "Δ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "Sigma": "Σ", "tau": "τ", "phi": "φ", "omega": "ω", "Omega": "Ω", "%": "%", "_": "_",
    "{": "{", "}": "}", "$": "$", ",": " ", ";": " ", " ": " ", "quad": " ", "left": "",
    "right": "", "dots": "…", "ldots": "…",
}  # fmt: skip
_UP = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_DOWN = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|\s+|[^\\{}^_\s]")
_WRITTEN_OUT = ("text", "mathrm", "operatorname", "mathbf", "mathit")


def maths_text(source: str) -> str:
    """Return a formula in TeX as text; raise `UsageError` naming what is not known."""
    tokens = _TOKEN.findall(source.strip())
    tokens.reverse()
    said = _until_end(tokens, source)
    return re.sub(r" {2,}", " ", said).strip()


def _until_end(tokens: list[str], source: str) -> str:
    parts: list[str] = []
    while tokens:
        if tokens[-1] == "}":
            tokens.pop()
            break
        parts.append(_next(tokens, source))
    return "".join(parts)


def _next(tokens: list[str], source: str) -> str:  # noqa: PLR0911 - a line a kind of token
    if not tokens:
        raise _unknown("phần còn thiếu", source)
    sign = tokens.pop()
    if sign == "{":
        return _until_end(tokens, source)
    if sign in "^_":
        return _raised(_next(tokens, source), sign, source)
    if not sign.startswith("\\"):
        return " " if sign.isspace() else sign
    name = sign[1:]
    if name in ("frac", "dfrac", "tfrac"):
        return f"{_whole(_next(tokens, source))}/{_whole(_next(tokens, source))}"
    if name == "sqrt":
        return f"√{_whole(_next(tokens, source))}"
    if name in _WRITTEN_OUT:
        return _next(tokens, source)
    if name not in _SIGNS:
        raise _unknown(sign, source)
    return _SIGNS[name]


def _whole(text: str) -> str:
    """Return a term in brackets unless it is one word."""
    return text if re.fullmatch(r"[\w.,%]+", text) else f"({text})"


def _raised(text: str, how: str, source: str) -> str:
    signs = _UP if how == "^" else _DOWN
    if not all(sign in signs for sign in text):
        raise _unknown(f"{how}{{{text}}}", source)
    return "".join(signs[sign] for sign in text)


def _unknown(what: str, source: str) -> UsageError:
    return UsageError(
        f'Công thức "{source}" có "{what}", chưa in được.',
        where="công thức toán",
        advice="Viết lại bằng phân số, căn, số mũ và chỉ số là chữ số, chữ Hy Lạp, hoặc bằng lời; "
        "công thức phức tạp thì chèn hình.",
    )
