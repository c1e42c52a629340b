"""The keys of a project's forms, to be completed with Tab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cchc_toolkit.catalogue import Form
from cchc_toolkit.errors import UsageError, nearest


class Key(str):
    """A key, or the beginning of some: a text whose attributes are the keys that go on from it."""

    _known: Mapping[str, str]

    def __new__(cls, text: str, known: Mapping[str, str]) -> Key:
        """Return a text that knows the keys that go on from it."""
        made = super().__new__(cls, text)
        made._known = known
        return made

    @property
    def label(self) -> str:
        """What the form prints beside it, "" where it is only the beginning of a key."""
        return self._known.get(str(self), "")

    def __dir__(self) -> list[str]:
        return [*_next(str(self), self._known), "label"]

    def __getattr__(self, name: str) -> Key:
        if name.startswith("_") or name not in _next(str(self), self._known):
            raise AttributeError(name)
        return Key(f"{self}.{name}", self._known)


class Keys(Mapping[str, str]):
    """Labels by key: `keys["tthc.ho_so.tiep_nhan"]`, or `keys.tthc.ho_so.tiep_nhan` with Tab.

    >>> from cchc_toolkit.catalogue import load_form
    >>> keys = Keys.of([load_form("phu_luc_01b")])
    >>> keys.tthc.ho_so.tiep_nhan == "tthc.ho_so.tiep_nhan", "ho_so" in dir(keys.tthc)
    (True, True)
    """

    def __init__(self, values: Mapping[str, str], figures: Mapping[str, str]) -> None:
        self.figures = figures
        """Labels of the derived figures by key."""
        self._labels = {**values, **figures}

    @classmethod
    def of(cls, forms: Iterable[Form]) -> Keys:
        """Return the keys of forms; where two differ in a label, the later one's counts."""
        values: dict[str, str] = {}
        figures: dict[str, str] = {}
        for form in forms:
            values |= {row.key: row.label for row in form.fillable}
            figures |= {ratio.key: ratio.label for ratio in form.ratios}
        return cls(values, figures)

    def __getitem__(self, key: str) -> str:
        if key not in self._labels:
            raise UsageError(
                f'Biểu không có khóa "{key}".',
                where="c.keys",
                advice=nearest(key, self._labels) or 'Xem "cchc catalogue".',
            )
        return self._labels[key]

    def __contains__(self, key: object) -> bool:
        return key in self._labels

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels)

    def __len__(self) -> int:
        return len(self._labels)

    def __repr__(self) -> str:
        return f"{len(self)} khóa, trong đó {len(self.figures)} chỉ số; nhấn Tab sau dấu chấm"

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._labels)

    def __dir__(self) -> list[str]:
        return [*_next("", self._labels), "figures"]

    def __getattr__(self, name: str) -> Key:
        if name.startswith("_") or name not in _next("", self._labels):
            raise AttributeError(name)
        return Key(name, self._labels)


def _next(text: str, known: Mapping[str, str]) -> list[str]:
    """Return how the keys that begin with a text go on, each once."""
    head = f"{text}." if text else ""
    parts = (key.removeprefix(head).split(".")[0] for key in known if key.startswith(head))
    return list(dict.fromkeys(parts))
