"""Values that stand before what they measure: 100%的病房开展…, 每万人口 2.4名全科医生."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from plancompare.extraction.circles import circle_of_list
from plancompare.extraction.clauses import Statement
from plancompare.extraction.counts import Phrase, counted_after
from plancompare.extraction.labels import Label, find_label, indicators, plain
from plancompare.extraction.phrases import measure_kind, without_lead
from plancompare.extraction.places import Places
from plancompare.extraction.scene import Memory, Scene
from plancompare.extraction.subjects import Subject
from plancompare.extraction.words import words
from plancompare.language.patterns import any_of

_SHARES = ("比例", "的比例", "占比", "率", "覆盖率", "的占比")
_LONGEST = 60  # characters of words after a value
_FIRST_VERB = re.compile(
    "完成|实现|覆盖|达标|达到|达|落实|到位|接入|建成|通过|纳入|提高|下降|增长|以上|设置|开展|配备"
)
# 比2015年的 3.4‰略有下降: says nothing of what is measured
_CHANGED = re.compile(
    "(?:相比较?|相较)?(?:略微?|稍|有所?|明显|显著|大幅度?|小幅|又|还|均|都|已)*(?:上升|下降|提[高升]|降低|增[加长]|减少|持平|改善|回[升落])"
)
_STANDARD = re.compile("^标准(?:配齐|配备|配置|核定)")
_RATE = re.compile("的([^,、和与及率]{2,20}率)(?:[、和与及]|$)")
_GROWTH = re.compile("[增降升]|速率|概率|利率|频率")
_LOOSE_END = re.compile(r"(?:改革|建设|创建|工作|试点)?(?:以及|[和与及、])*$")
_BUILT_IN = ("建设", "建成", "设置", "开设", "覆盖", "普及")


@cache
def _verb() -> re.Pattern[str]:
    verbs = any_of(words()["after_value"]["verbs"])
    return re.compile(rf"(?<!^)(?<![功职性])(?:{verbs})")  # 功能 is no verb


@cache
def _nothing() -> tuple[str, ...]:
    """What nothing is measured of."""
    return tuple(words()["after_value"]["empty"])


def label_after(
    subject: Subject,
    statement: Statement,
    following: Sequence[Statement],
    unit: str,
    scene: Scene,
) -> Label | None:
    """The label of a value from the words after it.

    Args:
        subject: The head of its statement.
        statement: The statement.
        following: Some of those after it in the sentence; they may end a list with it.
        unit: The value's unit.
        scene: What is known where it stands.

    Returns:
        The label, or None where the words after it say nothing of what is measured or the words
        before it do already.
    """
    if subject.items and find_label(subject.items[-1].text, scene.places):
        return None
    start = subject.items[0].start if subject.items else statement.values[0].token.start
    core = plain(subject.items[-1].text) if subject.items else ""
    if unit == "minutes":
        return circle_of_list(core, following, start)
    if after := _rate_after(statement, scene.places):
        return after._replace(start=start)
    phrase = _phrase_of(statement, following, subject, scene.memory)
    if unit in ("count", ""):
        counted = counted_after(subject, _text(statement), phrase, unit, scene)
        rate = not unit and counted and measure_kind(counted.text) == "share"
        return counted._replace(start=start) if counted and not rate else None  # 2 婴儿死亡率
    if phrase is None or unit not in ("percent", "permille"):
        return None
    scene.memory.noun = phrase.noun
    return _share(_context(subject, scene.places), phrase, start)


def _rate_after(statement: Statement, places: Places) -> Label | None:
    """保持95%以上的疫苗接种率: the rate itself follows its value."""
    found = _RATE.match(statement.said_after)
    label = find_label(plain(found[1]), places) if found else None
    return label if label and not _GROWTH.search(label.text) else None


def _phrase_of(
    statement: Statement, following: Sequence[Statement], subject: Subject, memory: Memory
) -> Phrase | None:
    """What the words after a value say, with what they leave to their neighbours."""
    text = _text(statement)
    goes_on = "其中" in subject.words or (subject.dun and not subject.items)
    if goes_on and (verb := _FIRST_VERB.match(text)):
        noun = memory.noun or _noun_before(subject)
        return Phrase(noun, verb[0], text[verb.end() :]) if noun else None
    phrase = _phrase(text)
    for before, after in pairwise((statement, *following)):
        if phrase is None or phrase.verb or not _listed(before, after):
            break
        shared = _phrase(_text(after))
        if shared and shared.verb:
            return Phrase(phrase.noun, shared.verb, shared.rest)
    return phrase


def _noun_before(subject: Subject) -> str:
    """The noun that the clause before says something of: 所有县级医院达到基本标准,其中 60%达到…."""
    phrase = _phrase(without_lead(plain(subject.earlier[0].text))) if subject.earlier else None
    return phrase.noun if phrase and phrase.verb else ""


def _listed(statement: Statement, following: Statement) -> bool:
    """Whether 、 or 和 and nothing else stands between two statements."""
    if not following.head:
        return bool(statement.post) and statement.post[-1].text[-1:] in "和与及"
    return [token.kind for token in following.head] == ["dun"]


def _text(statement: Statement) -> str:
    if not statement.post:
        return ""
    text = plain(statement.said_after)[:_LONGEST].removeprefix("的")
    return _LOOSE_END.sub("", _STANDARD.sub("", text))


def _phrase(text: str) -> Phrase | None:
    empty = len(text) < 2 or text.startswith(_nothing())
    if empty or _FIRST_VERB.match(text) or _CHANGED.match(text):
        return None
    verb = _verb().search(text)
    if verb is None:
        return Phrase(text, "", "")
    return Phrase(text[: verb.start()], verb[0], text[verb.end() :])


def _context(subject: Subject, places: Places) -> str:
    """The noun before the value that the words after it are part of: 二级医院100%的病房."""
    if not subject.items or subject.items[-1].text[-1:] in "和与及":
        return ""
    text = plain("、".join(item.text for item in subject.items))
    return places.after_lead(text)[1]


def _share(context: str, phrase: Phrase, start: int) -> Label | None:
    for stem in _stems(context, phrase):
        for share in _SHARES:
            if ids := indicators(stem + share):
                return Label(stem + share, ids, "", start)
    if not phrase.verb and not context:
        return None
    text = next(_stems(context, phrase))
    return Label(f"{text}比例", (), "", start)


def _stems(context: str, phrase: Phrase) -> Iterator[str]:
    """The ways to put a share in words, the plainest first."""
    noun, verb, rest = phrase.noun, phrase.verb, phrase.rest
    listed = re.sub(r"以及|[和与及]", "、", noun)
    for name in dict.fromkeys((noun, listed)):
        for before in dict.fromkeys((context, "")):
            if rest and verb in ("建设", "建成"):
                yield f"{before}{name}{rest}{verb}"
            yield f"{before}{name}{phrase.predicate}"
            if rest and verb in _BUILT_IN:
                yield f"{before}{name}{rest}{verb}"
            if verb:
                yield f"{before}{phrase.predicate}的{name}"
                yield f"{before}{name}{rest}"
