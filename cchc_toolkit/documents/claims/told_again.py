"""Whether two counts are of one thing: in the same words, or told again where a report sums up."""

from __future__ import annotations

import re

from cchc_toolkit.documents.claims.account import OTHER_SCOPE, Account
from cchc_toolkit.documents.claims.telling import telling

_TWO, _SHARED = 2, 4
_PHRASE = 5
"""So many words behind two numbers make them counts of one thing."""
_AHEAD = re.compile(
    r"\b(?:phương hướng|nhiệm vụ (?:trọng tâm|thời gian|năm|quý)|kế hoạch|dự kiến|sẽ|tiếp tục|thêm"
    r"|phấn đấu|mỗi|kiến nghị|đề nghị|đề xuất|còn|riêng|lần|đợt|khác|phối hợp|liên kết)\b"
)
"""Words of what is to come, or of only some of a thing."""
_SUMMING = re.compile(
    r"^(?:[^\W\d_]{1,3}[.)] |\d[.)] )?(?:tóm tắt|tóm lại|đánh giá chung|nhìn chung|nhận xét"
    r"|tổng quan|khái quát|kết luận|nói chung|đánh giá|ưu điểm|điểm nổi bật|kết quả nổi bật)\b"
    r"|\bnổi bật (?:là|nhất)\b|^với $"
)
"""Words that open what tells again in short what a report tells elsewhere."""
_NOT_ALL = re.compile(r"\b(?:không(?! dây)|chưa|này|đó|mỗi|từng)\b")
"""Behind a count: words of but some of a thing."""


def sums_up(account: Account, n: int) -> bool:
    """Whether a count is told in words that sum up what is told elsewhere, or below such."""
    one = account.quantities[n]
    sentence = re.split(r"[.;] ", account.lower[one.passage][: one.start])[-1]
    heads = [account.lower[at] for at in account.headings[one.passage]]
    return any(
        _SUMMING.search(said) for said in (account.lower[one.passage][:40], sentence, *heads)
    )


def of_all(account: Account, first: int, second: int) -> bool:
    """Whether two counts have the same thing behind them, and neither is of but some of it."""
    told = []
    for n in (first, second):
        one = account.quantities[n]
        text = account.bare[one.passage]
        sentence = re.split(r"[.;] ", text[max(0, one.start - 90) : one.start])[-1]
        behind = re.split(r"[,;:.()§\d]", text[one.stop : one.stop + 80])[0]
        said = f"{sentence} {behind}"
        apart = _NOT_ALL.search(behind) or one.unit in ("phiếu", "ý kiến")
        if apart or one.rough or one.depth or OTHER_SCOPE.search(said) or _AHEAD.search(said):
            return False
        told.append(telling(behind))
    common = told[0] & told[1]
    return len(common) >= _SHARED or (len(common) >= _TWO and common in told)


def word_for_word(account: Account, first: int, second: int) -> bool:
    """Whether two sentences say the same of two numbers: "mở 6 lớp bồi dưỡng kỹ năng số"."""
    said = []
    for n in (first, second):
        one = account.quantities[n]
        text = account.bare[one.passage]
        sentence = re.split(r"[.;] ", text[max(0, one.start - 90) : one.start])[-1]
        head = account.lower[account.section[one.passage]]
        behind = re.split(r"[,;:.()§\d]", text[one.end : one.end + 80])[0]
        if "§" in sentence or _AHEAD.search(f"{sentence} {behind}") or _AHEAD.search(head):
            return False
        if one.rough or one.depth or OTHER_SCOPE.search(sentence):
            return False
        said.append((one.lead.split()[-1:], behind.split(), telling(one.lead)))
    (verb, phrase, lead), (other_verb, other, other_lead) = said
    same = next(
        (n for n, pair in enumerate(zip(phrase, other, strict=False)) if len(set(pair)) > 1), None
    )
    common = min(len(phrase), len(other)) if same is None else same
    close = lead <= other_lead or other_lead <= lead
    return verb == other_verb and bool(verb) and close and common >= _PHRASE
