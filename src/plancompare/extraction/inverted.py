"""Values that stand before what they measure: 100%的病房…, 2.4名全科医生, “20分钟急救圈”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from plancompare.extraction.clauses import Statement
from plancompare.extraction.labels import Label, find_label, indicators, plain
from plancompare.extraction.lexer import Token
from plancompare.extraction.phrases import measure_kind, split_link, without_lead
from plancompare.extraction.places import Places
from plancompare.extraction.scene import Memory, Scene
from plancompare.extraction.subjects import Subject
from plancompare.extraction.words import any_of, words

_SHARES = ("比例", "的比例", "占比", "率", "覆盖率", "的占比")
_COUNTS = ("", "数", "数量")
_POPULATION = re.compile(
    r"(?P<per>每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?(?:人口|人|居民|老年人|儿童)?|每个?[\u4e00-\u9fff]{1,6})$"
)
_MINUTES = re.compile(r"(\d+(?:[-~—–至]\d+)?分钟)(.+)")
_LONGEST = 60  # characters of words after a value
_FIRST_VERB = re.compile(
    "完成|实现|覆盖|达标|达到|达|落实|到位|接入|建成|通过|纳入|提高|下降|增长|以上|设置|开展|配备"
)
_STANDARD = re.compile("^标准(?:配齐|配备|配置|核定)")
_LOOSE_END = re.compile(r"(?:改革|建设|创建|工作|试点)?(?:以及|[和与及、])*$")
_ROUND_CIRCLE = re.compile(
    r"^(?:基本|初步|全面|已|形成|实现|建成|构建|打造|完善|健全|城乡)+|[和与及]$"
)
_ANOTHER_NAME = re.compile('[”"](?:和|与|及)[“"]?$')
_FRAME_OF_CIRCLE = re.compile("(?:服务)?(?:格局|体系|网络|模式)$")
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
def _promised() -> re.Pattern[str]:
    verbs = any_of(words()["after_value"]["promised"])
    return re.compile(rf"(?:每年)?(?:{verbs})[\u4e00-\u9fff()、]{{2,24}}$")


@cache
def _promise(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['after_value'][kind])})$")


def label_after(
    subject: Subject, statement: Statement, following: Statement | None, unit: str, scene: Scene
) -> Label | None:
    """The label of a value from the words after it.

    Args:
        subject: The head of its statement.
        statement: The statement.
        following: The one after it in the sentence; it may end a list of both.
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
        return _circle_of_list(core, following, start)
    phrase = _phrase_of(statement, following, subject, scene.memory)
    if phrase is None:
        return _promised_before(core + subject.link.text, start) if unit == "count" else None
    if unit in ("percent", "permille"):
        scene.memory.noun = phrase.noun
        return _share(_context(subject, scene.places), phrase, start)
    if unit not in ("count", ""):
        return None
    counted = _per_population(core, phrase, scene.memory, start)
    return counted or _count(subject, core, phrase, unit, start)


def _phrase_of(
    statement: Statement, following: Statement | None, subject: Subject, memory: Memory
) -> _Phrase | None:
    """What the words after a value say, with what they leave to their neighbours."""
    text = _text(statement)
    if "其中" in subject.words and memory.noun and _FIRST_VERB.match(text):
        verb = _FIRST_VERB.match(text)
        return _Phrase(memory.noun, verb[0], text[verb.end() :]) if verb else None
    phrase = _phrase(text)
    if phrase and not phrase.verb and following and _listed(statement, following):
        after = _phrase(_text(following))
        if after and after.verb:
            return _Phrase(phrase.noun, after.verb, after.rest)
    return phrase


def _listed(statement: Statement, following: Statement) -> bool:
    """Whether 、 or 和 and nothing else stands between two statements."""
    if not following.head:
        return bool(statement.post) and statement.post[-1].text[-1:] in "和与及"
    return [token.kind for token in following.head] == ["dun"]


def _text(statement: Statement) -> str:
    text = plain("".join(token.text for token in statement.post))[:_LONGEST].removeprefix("的")
    return _LOOSE_END.sub("", _STANDARD.sub("", text))


def _phrase(text: str) -> _Phrase | None:
    empty = words()["after_value"]["empty"]
    if len(text) < 2 or any(text.startswith(word) for word in empty) or _FIRST_VERB.match(text):
        return None
    verb = _verb().search(text)
    if verb is None:
        return _Phrase(text, "", "")
    return _Phrase(text[: verb.start()], verb[0], text[verb.end() :])


def _circle_of_list(core: str, following: Statement | None, start: int) -> Label | None:
    """城区10分钟、农村20分钟急救圈: the circle is the next one's."""
    circle = following.values[0].token if following else None
    found = _MINUTES.match(circle.text) if circle and circle.kind == "circle" else None
    if found is None:
        return None
    text = plain(without_lead(core) + found[2])
    return Label(text, indicators(text), "", start)


def _promised_before(text: str, start: int) -> Label | None:
    """新增托位 400个: a promised count, its noun before it."""
    found = _promised().search(plain(text))
    return Label(found[0], indicators(found[0]), "", start) if found else None


def _context(subject: Subject, places: Places) -> str:
    """The noun before the value that the words after it are part of: 二级医院100%的病房."""
    if not subject.items or subject.items[-1].text[-1:] in "和与及":
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
            if rest and verb in ("建设", "建成"):
                yield f"{before}{name}{rest}{verb}"
            yield f"{before}{name}{phrase.predicate}"
            if rest and verb in _BUILT_IN:
                yield f"{before}{name}{rest}{verb}"
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
    if measure_kind(noun) not in ("counted", "count"):
        return None
    text = next((per + noun + end for end in _COUNTS if indicators(per + noun + end)), per + noun)
    return Label(text, indicators(text), "", start)


def _per_of(memory: Memory) -> str:
    found = re.match(
        r"每(?:千|万|十万)(?:名|位)?(?:常住|户籍)?(?:人口|人|居民)",
        memory.last.text if memory.last else "",
    )
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
        said = f"{phrase.predicate}的" if phrase.verb else ""
        return Label(promised[0] + said + phrase.noun, (), "", start)
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
    where = _where(subject)
    after = plain("".join(each.text for each in post)).removeprefix("的")
    service = _FRAME_OF_CIRCLE.sub("服务", after)
    texts = [plain(before + found[2]) for before in (where, "", service)]
    text = next((text for text in texts if indicators(text)), texts[0])
    return found[1], Label(text, indicators(text), "", token.start)


def _where(subject: Subject) -> str:
    """Where a circle is drawn: 城区, 农村牧区."""
    before = subject.items[-1].text if subject.items else ""
    if _ANOTHER_NAME.search(before):
        return ""
    return _ROUND_CIRCLE.sub("", plain(without_lead(split_link(before)[0])))
