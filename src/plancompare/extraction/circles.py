"""Service circles: “20分钟急救圈”, “城区10分钟、农村20分钟”急救圈."""

import re
from collections.abc import Sequence

from plancompare.extraction.clauses import Statement
from plancompare.extraction.labels import Label, indicators, known_or, plain
from plancompare.extraction.lexer import Token
from plancompare.extraction.phrases import split_link, without_lead
from plancompare.extraction.subjects import Subject

_MINUTES = re.compile(r"(\d+(?:[-~—–至]\d+)?分钟)(.+)")
_ROUND_CIRCLE = re.compile(
    r"^(?:基本|初步|全面|已|形成|实现|建成|构建|打造|完善|健全|城乡)+|[和与及]$"
)
_FRAME_OF_CIRCLE = re.compile("(?:服务)?(?:格局|体系|网络|模式)$")


def circle_of(subject: Subject, token: Token, post: Sequence[Token]) -> tuple[str, Label] | None:
    """The minutes of a service circle, and its label.

    Args:
        subject: The head of its statement.
        token: The circle, e.g. 20分钟急救圈.
        post: The tokens after it.

    Returns:
        The value as printed and the label.
    """
    found = _MINUTES.match(token.text)
    if found is None:
        return None
    where = _where(subject)
    after = plain("".join(each.text for each in post)).removeprefix("的")
    service = _FRAME_OF_CIRCLE.sub("服务", after)
    texts = [plain(before + found[2]) for before in (where, "", service)]
    return found[1], known_or(texts, start=token.start)


def _where(subject: Subject) -> str:
    """Where a circle is drawn: 城区, 农村牧区."""
    before = subject.items[-1].text if subject.items else ""
    return _ROUND_CIRCLE.sub("", plain(without_lead(split_link(before)[0])))


def circle_of_list(core: str, following: Sequence[Statement], start: int) -> Label | None:
    """The label of minutes whose circle only the next value names: 城区10分钟、农村20分钟急救圈.

    Args:
        core: The words before the value.
        following: The statements after it.
        start: Where the words begin in `Document.text`.
    """
    circle = following[0].values[0].token if following else None
    found = _MINUTES.match(circle.text) if circle and circle.kind == "circle" else None
    if found is None:
        return None
    text = _ROUND_CIRCLE.sub("", plain(without_lead(core))) + plain(found[2])
    return Label(text, indicators(text), "", start)
