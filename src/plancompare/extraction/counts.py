"""Counts by a population, and counts that a plan promises: 至少有1所…, 新建20个…."""

import re
from dataclasses import dataclass
from functools import cache

from plancompare.extraction.context import with_denominator
from plancompare.extraction.labels import Label, denominator, indicators, known_or, plain
from plancompare.extraction.phrases import measure_kind, without_lead
from plancompare.extraction.scene import Memory, Scene
from plancompare.extraction.subjects import Subject
from plancompare.extraction.words import words
from plancompare.language.patterns import any_of

_COUNTS = ("", "数", "数量")
_POPULATION = re.compile(
    r"每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?"
    r"(?:人口|人|居民|老年人|儿童)?$"
)
_PER_HEAD = re.compile(r"每个[\u4e00-\u9fff(、)]{1,8}$")
_POPULATION_BEFORE = re.compile(r"每(?:千|万|十万)(?:名|位)?(?:常住|户籍)?(?:人口|人|居民)")
# 每10万人中有 95人死于心脏病, 每千名新生儿中有 5人死亡
_AMONG = re.compile(
    r"(?P<per>每(?:10|十)?[万千])(?:名|个|位)?(?P<whom>[\u4e00-\u9fff]{1,8}?)当?中就?有?$"
)
_DIED = re.compile(r"死于(?P<of>[\u4e00-\u9fff]{2,12})|死亡")
_ANYONE = ("人", "人口", "居民")
_HAS = re.compile("^(?:年末|全[省市县区州])*(?:拥?有|设有|配备)")  # 年末全市有床位 3万张,每千人…
_OWN_REGION = re.compile("^(?:区域内|辖区内|域内|本区域内)")
# 旗县至少有, 区域内至少建有
_AT_LEAST = re.compile(
    r"^(?P<where>.{0,40}?)(?:至少|不少于|最少)"
    r"(?:建有|建成|配备|设置|设立|指定|设有|新增|新建|开设|拥有|建设|储备|明确|培养|有)?$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What follows a value: the noun that is counted, and what is said of it.

    Attributes:
        noun: The noun.
        verb: The verb after it, or empty.
        rest: What follows the verb.
    """

    noun: str
    verb: str
    rest: str

    @property
    def predicate(self) -> str:
        """What is said of the noun."""
        return self.verb + self.rest


@cache
def _promise(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words()['after_value'][kind])})$")


@cache
def _promised_noun() -> re.Pattern[str]:
    verbs = any_of(words()["after_value"]["promised"])
    return re.compile(rf"(?:每年)?(?:{verbs})[\u4e00-\u9fff()、]{{2,24}}$")


def counted_after(
    subject: Subject, text: str, phrase: Phrase | None, unit: str, scene: Scene
) -> Label | None:
    """The label of a count from the words around it.

    Args:
        subject: The head of its statement.
        text: The words after it.
        phrase: The same, taken apart; None where they say nothing of what is counted.
        unit: Its unit, or empty.
        scene: What is known where it stands.

    Returns:
        A label of the catalogue; else one of a population's or of a promised count; else None.
    """
    core = plain("、".join(item.text for item in subject.items))
    label = _deaths_among(core + subject.link.text, text)
    if label:
        return label
    if phrase:
        label = _per_population(core, phrase, scene.memory) or _known(core, subject, phrase)
    if label is None and unit:
        tail = core + subject.link.text if core else plain(subject.words)
        label = _promised(tail, text, phrase, scene)
    return label


def _deaths_among(tail: str, text: str) -> Label | None:
    """Deaths in words, the rate of a cause or of those who died."""
    among, died = _AMONG.search(tail), _DIED.match(text)
    if not (among and died):
        return None
    what = died["of"] or ("" if among["whom"] in _ANYONE else among["whom"])
    return Label(f"{among['per']}人{what}死亡人数", indicators(f"{what}死亡率")) if what else None


def _per_population(core: str, phrase: Phrase, memory: Memory) -> Label | None:
    """每万人口 2.4名全科医生; the population may be the statement before's."""
    found = _POPULATION.search(core)
    before = _POPULATION_BEFORE.match(memory.last.text) if memory.last and not core else None
    per = found[0] if found else before[0] if before else ""
    noun = re.split(r"[、,和]", phrase.noun)[0]
    if not per or (not found and measure_kind(noun) not in ("counted", "count")):
        return None
    return known_or([per + noun + end for end in _COUNTS])


def _known(core: str, subject: Subject, phrase: Phrase) -> Label | None:
    """A count that the catalogue has."""
    verb = _promise("promised").search(core + subject.link.text)
    alone = not phrase.verb and not _of_each(core + subject.link.text)
    nouns = [
        verb[0] + phrase.noun if verb else "",
        phrase.noun if alone else "",
        f"{phrase.predicate}的{phrase.noun}" if phrase.verb else "",
        phrase.noun + phrase.predicate if phrase.predicate or alone else "",
        without_lead(core) + phrase.noun if alone else "",
    ]
    texts = (noun + end for noun in nouns if noun for end in _COUNTS)
    return next((Label(text, ids) for text in texts if (ids := indicators(text))), None)


def _of_each(tail: str) -> bool:
    """Whether a count is one of each place or facility: 每个中心至少配备 2名…."""
    return "每" in tail or _AT_LEAST.match(without_lead(tail)) is not None


def _promised(tail: str, text: str, phrase: Phrase | None, scene: Scene) -> Label | None:
    """A promised count that the catalogue does not have."""
    if not phrase and (noun := _promised_noun().search(tail)):
        return Label(noun[0], indicators(noun[0]), promised=True)
    said = f"{phrase.predicate}的{phrase.noun}" if phrase and phrase.verb else text
    if len(said) < 2:
        return None
    if verb := _promise("promised").search(tail):
        return Label(verb[0] + said, (), promised=True)
    if least := _AT_LEAST.match(without_lead(tail)):
        where = _OWN_REGION.sub("", scene.places.split(least["where"])[1])
        return Label(where + said, (), promised=True)
    if _promise("built").search(tail) and len(said) > 3:
        return Label(said, (), promised=True)
    return _of_each_head(tail, said, scene.memory)


def _of_each_head(tail: str, said: str, memory: Memory) -> Label | None:
    """每个家庭有1名…、1份…."""
    found = _PER_HEAD.search(re.sub("(?:应|要|均|都)?(?:拥有|配备|有)$", "", tail))
    before = memory.last.whole if memory.last and not without_lead(tail) else ""
    per = found[0] if found else before if before.startswith("每个") else ""
    return Label(per + said, (), whole=per, promised=True) if per else None


def counted_before(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """What was counted in all, by a population: 医师1088人、护士1412人,每千人口分别为…."""
    item = subject.items[-1]
    core, counted = plain(item.text).removeprefix("平均"), scene.memory.counted[-count:]
    if subject.link.text.startswith("人均") and core in ("千", "万"):  # 医生 284人,千人均 1.42人
        core = f"每{core}人口"
    if not counted and count == 1 and scene.memory.last and scene.memory.last_unit == "count":
        counted = [scene.memory.last.text]
    if not core or core != denominator(core) or len(counted) < count:
        return []
    labels = (
        Label(_HAS.sub("", without_lead(scene.places.split(text)[1])), (), "", item.start)
        for text in counted
    )
    return [with_denominator(label, core, listed=True) for label in labels]
