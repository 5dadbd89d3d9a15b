"""Values that stand before what they measure: 100%的病房开展…, 每万人口 2.4名全科医生, “20分钟急救圈”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from plancompare.extraction.labels import Label, find_label, indicators, plain
from plancompare.extraction.lexer import Token
from plancompare.extraction.naming import Memory
from plancompare.extraction.phrases import split_link, without_lead
from plancompare.extraction.places import Places
from plancompare.extraction.subjects import Subject
from plancompare.extraction.words import any_of, words

_SHARES = ("比例", "的比例", "占比", "率", "覆盖率", "的占比")
_COUNTS = ("", "数", "数量")
_POPULATION = re.compile(
    r"(?P<per>每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?(?:人口|人|居民|老年人|儿童)?|每个?[\u4e00-\u9fff]{1,6})$"
)
_MINUTES = re.compile(r"(\d+(?:[-~—–至]\d+)?分钟)(.+)")
_LONGEST = 60  # characters of words after a value
_FIRST_VERB = re.compile("完成|实现|覆盖|达标|落实|到位|接入|建成|通过|纳入|提高|下降|增长|以上")
_LOOSE_END = re.compile(r"(?:改革|建设|创建|工作|试点)?(?:以及|[和与及、])*$")
_BUILT_IN = ("建设", "建成", "设置", "开设", "覆盖", "普及")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What follows a value: the noun that is counted, and what is said of it."""

    noun: str
    verb: str
    rest: str

    @property
    def predicate(self) -> str:
        return self.verb + self.rest


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!^)(?:{any_of(words()['after_value']['verbs'])})")


@cache
def _promise(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['after_value'][kind])})$")


def label_after(
    subject: Subject, post: Sequence[Token], unit: str, memory: Memory, places: Places
) -> Label | None:
    """The label of a value from the words after it.

    Args:
        subject: The head of its statement.
        post: The tokens after it that belong to it.
        unit: Its unit.
        memory: What the statements before spoke of.
        places: The document's regions.

    Returns:
        The label, or None where the words after it say nothing of what is measured or the words
        before it do already.
    """
    phrase = _phrase(post)
    if phrase is None or (subject.items and find_label(subject.items[-1].text, places)):
        return None
    start = subject.items[0].start if subject.items else post[0].start
    core = plain(subject.items[-1].text) if subject.items else ""
    if unit in ("percent", "permille"):
        return _share(_context(subject, places), phrase, start)
    if unit not in ("count", ""):
        return None
    return _per_population(core, phrase, memory, start) or _count(subject, core, phrase, unit, start)


def _phrase(post: Sequence[Token]) -> _Phrase | None:
    text = plain("".join(token.text for token in post))[:_LONGEST].removeprefix("的")
    text = _LOOSE_END.sub("", text)
    empty = words()["after_value"]["empty"]
    if len(text) < 2 or any(text.startswith(word) for word in empty):
        return None
    if _FIRST_VERB.match(text):
        return None
    verb = _verb().search(text)
    if verb is None:
        return _Phrase(text, "", "")
    return _Phrase(text[: verb.start()], verb[0], text[verb.end() :])


def _context(subject: Subject, places: Places) -> str:
    """The noun before the value that the words after it are part of: 二级医院100%的病房."""
    if not subject.items:
        return ""
    text = plain("、".join(item.text for item in subject.items))
    return places.split(without_lead(text))[1]


def _share(context: str, phrase: _Phrase, start: int) -> Label | None:
    for stem in _stems(context, phrase):
        for share in _SHARES:
            if ids := indicators(stem + share):
                return Label(stem + share, ids, "", start)
    if not phrase.verb and not context:
        return None
    text = next(_stems(context, phrase))
    return Label(f"{text}比例", (), "", start)


def _stems(context: str, phrase: _Phrase) -> Iterator[str]:
    """The ways to put a share in words, the plainest first."""
    noun, verb, rest = phrase.noun, phrase.verb, phrase.rest
    listed = re.sub(r"以及|[和与及]", "、", noun)
    for name in dict.fromkeys((noun, listed)):
        for before in dict.fromkeys((context, "")):
            if rest and verb in _BUILT_IN:
                yield f"{before}{name}{rest}{verb}"
            yield f"{before}{name}{phrase.predicate}"
            if verb:
                yield f"{before}{phrase.predicate}的{name}"
                yield f"{before}{name}{rest}"


def _per_population(core: str, phrase: _Phrase, memory: Memory, start: int) -> Label | None:
    found = _POPULATION.search(core)
    if found is None and (core or not memory.last):
        return None
    per = found["per"] if found else _per_of(memory)
    if not per:
        return None
    noun = re.split(r"[、,和]", phrase.noun)[0]
    text = next((per + noun + end for end in _COUNTS if indicators(per + noun + end)), per + noun)
    return Label(text, indicators(text), "", start)


def _per_of(memory: Memory) -> str:
    found = re.match(r"每(?:千|万|十万)(?:名|位)?(?:常住|户籍)?(?:人口|人|居民)", memory.last.text if memory.last else "")
    return found[0] if found else ""


def _count(subject: Subject, core: str, phrase: _Phrase, unit: str, start: int) -> Label | None:
    """A promised count; one that the catalogue does not know only after a verb that promises."""
    tail = core + subject.link.text
    nouns = [phrase.noun, f"{phrase.predicate}的{phrase.noun}" if phrase.verb else ""]
    promised = _promise("promised").search(tail)
    if promised:
        nouns.insert(0, promised[0] + phrase.noun)
    nouns += [phrase.noun + phrase.predicate, without_lead(core) + phrase.noun]
    for noun in nouns:
        for end in _COUNTS:
            if noun and (ids := indicators(noun + end)):
                return Label(noun + end, ids, "", start)
    if unit and promised:
        return Label(promised[0] + phrase.noun, (), "", start)
    if unit and (_promise("built").search(tail)) and len(phrase.noun) > 3:
        return Label(phrase.noun, (), "", start)
    return None


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
    where = without_lead(split_link(subject.items[-1].text)[0]) if subject.items else ""
    where = plain(re.sub(r"^(?:基本|初步|全面|已|形成|实现|建成|构建|打造|完善|健全|城乡)+|[和与及]$", "", plain(where)))
    after = plain("".join(each.text for each in post)).removeprefix("的")
    for text in (where + found[2], found[2], re.sub(r"(?:服务)?(?:格局|体系|网络|模式)$", "服务", after) + found[2]):
        if ids := indicators(text):
            return found[1], Label(text, ids, "", token.start)
    return found[1], Label(where + found[2], (), "", token.start)
