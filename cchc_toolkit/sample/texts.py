"""The narrative of a fictional commune: stock phrases, citing its own register and figures."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

from cchc_toolkit.catalogue import Form
from cchc_toolkit.catalogue.periods import Period
from cchc_toolkit.sample.documents import own_documents
from cchc_toolkit.sample.phrases import BULLETS, PASSAGES
from cchc_toolkit.sample.profile import Profile
from cchc_toolkit.sample.setting import setting_of
from cchc_toolkit.submission import Document, Placeholder, split

Texts = dict[str, tuple[str, ...]]
_LEADING = "I.1.noi_dung"


def texts(
    form: Form, profile: Profile, name: str, period: Period, register: tuple[Document, ...]
) -> Texts:
    """Return paragraphs by outline item, for the items that have no sentence of their own."""
    known = {"vb": {paper.id for paper in register}, "so": form.keys}
    setting = setting_of(form)
    inside = f"{name[:1].lower()}{name[1:]}"
    found: Texts = {}
    for item, asked in form.items.items():
        draw = profile.random(period.id, "loi_van", item)
        if item == _LEADING:
            found[item] = _leading(inside, register)
        elif item in PASSAGES and not asked.sentence:
            fitting = [text for text in PASSAGES[item] if _names_only(text, known)]
            found[item] = (setting.filled(draw.choice(fitting)).replace("«xa»", inside),)
        elif item in BULLETS:
            found[item] = tuple(map(setting.filled, _some(BULLETS[item], draw)))
    return found


def _leading(inside: str, register: tuple[Document, ...]) -> tuple[str, ...]:
    own = own_documents(register)
    above = [paper for paper in register if paper not in own]
    paragraphs = []
    if above:
        cited = "; ".join(f"{{vb:{paper.id}}}" for paper in above)
        paragraphs.append(f"Ủy ban nhân dân {inside} đã quán triệt và triển khai {cited}.")
    if own:
        cited = "; ".join(f"{{vb:{paper.id}}}" for paper in own)
        paragraphs.append(
            "Trong kỳ, Ủy ban nhân dân xã đã ban hành {so:chi_dao.ke_hoach.van_ban_chi_dao} văn "
            f"bản chỉ đạo cải cách hành chính, gồm: {cited}."
        )
    closing = "Các nhiệm vụ được phân công rõ người, rõ việc và kiểm điểm trong họp giao ban."
    return (*paragraphs, closing)


def _names_only(text: str, known: Mapping[str, Collection[str]]) -> bool:
    """Whether the register and the form have what a sentence names."""
    found = [piece for piece in split(text) if isinstance(piece, Placeholder)]
    return all(piece.name in known[piece.kind] for piece in found)


def _some(bullets: tuple[str, ...], draw: random.Random) -> tuple[str, ...]:
    count = draw.randint(2, len(bullets))
    chosen = sorted(draw.sample(range(len(bullets)), count))
    return tuple(bullets[place] for place in chosen)
