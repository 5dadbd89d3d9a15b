"""The members of a list that share a label, or its end."""

import re
from collections.abc import Sequence

from plancompare.extraction.composition import ILLNESS, said_of
from plancompare.extraction.labels import Label, find_label, indicators, known_or, plain
from plancompare.extraction.phrases import measure_kind, split_at_measure, without_lead
from plancompare.extraction.populations import (
    FACILITY,
    PEOPLE,
    of_population,
    split_joined,
    split_people,
)
from plancompare.extraction.scene import Scene
from plancompare.extraction.subjects import Item, Subject

_RATE = re.compile(
    "的?"
    "(?:报告|检测)?(?:检测|阳性|发病|发生|死亡|患病|检出|感染|筛查|知晓|治疗|控制|覆盖|参保|参合|达标|建档|接种|管理|(?:二手烟)?暴露|使用|检查|合格|签约|分娩|入学)率$"
)
_BARE_RATE = re.compile(
    "(?:吸烟|饮酒|戒烟|超重|肥胖|知晓|治疗|控制|剖宫产|阳性|就诊|住院|两周患病)率"
)
_ILLNESS = f"(?:{ILLNESS}|肝|HIV)"
_DISEASE = re.compile(f"{_ILLNESS}$")
_BY_DISEASE = re.compile(f"[^,]{{0,8}}?{_ILLNESS}")
_WHOSE = re.compile(rf"(?P<group>.*(?:者|组|族|{PEOPLE.pattern}))(?P<measure>.+率)")
_SHARED_END = re.compile("(?:占比|比例|比重)$")
_HIGHER = re.compile(
    "(?P<one>.+?)(?:明显|显著|远|略|均|都)*[高低多少]于(?P<other>[^高低多少]{1,16})"
)
_FACILITIES_THAT = re.compile(rf".{{2,30}}的[^的]{{0,10}}(?:{FACILITY.pattern})")
_STANDARDISED = re.compile("(?:年龄)?标化(?:后|率)*")
_IS_MOST = re.compile("最[高低长短大多少]$")
_SUBJECT_END = re.compile(r"均|都|分别|各|应|要|已")


def members_of(label: Label, count: int) -> list[Label]:
    """The members that one label joins by 和 before a common end."""
    if label.ids:
        return [label._replace(ids=(indicator_id,)) for indicator_id in label.ids]
    members = split_joined(label.text)
    if not members and count == 2:
        members = split_people(label.text) or _two_measures(label.text)
    if not members and count > 1 and len(each := each_of(label)) == count:
        return each  # 甲及乙发生率
    return [label.named(text) for text in members] or [label]


def short_of_measure(item: Item, after: Label, shared_out: bool, scene: Scene) -> Label | None:
    """高血压、糖尿病患者规范管理率: a member that shares the end of the next.

    Args:
        item: The member.
        after: The label of the next.
        shared_out: True where each member has a value of its own.
        scene: What is known where it stands.
    """
    region, words = scene.places.after_lead(plain(item.text))
    takes = after.text.find("占") if "占" in after.text[:-1] else -1
    end = takes + 1 if takes > 0 else len(after.text) - 1
    nouns = [noun.start() for noun in PEOPLE.finditer(after.text, 0, end)]
    # 艾滋病、梅毒感染孕产妇治疗率: who is meant is said once, for both
    last = max(nouns) + 1 if nouns and _DISEASE.search(words) else end
    for cut in dict.fromkeys((*nouns, *range(1, last))):
        for begin in range(min(len(words) - 1, 12)):
            text = words[begin:] + after.text[cut:]
            if (ids := indicators(text)) and without_lead(words[:begin]) == "":
                return Label(text, ids, region, item.start)
    text = _sharing_end(words, after.text) if shared_out else ""
    return Label(text, indicators(text), region, item.start) if text else None


def _two_measures(text: str) -> list[str]:
    """The two measures that 和 joins: 次均门诊费用和人均住院费用, 门诊量和住院量占比."""
    parts = re.split("[和与及]", text)
    if len(parts) != 2 or min(map(len, parts)) < 3:
        return []
    left, right = parts
    if measure_kind(left):
        return [left, right]
    share = _SHARED_END.search(right)
    return [left + share[0], right] if share and left[-1:] == right[share.start() - 1] else []


def each_of(label: Label) -> list[Label]:
    """A label that the catalogue does not know, for each of the members whose rate it names.

    Args:
        label: The label of a list whose one value holds for each: A、B和C覆盖率均达 95%.
    """
    rate = _RATE.search(label.text)
    members = re.split("[、和与及]", label.text[: rate.start()]) if rate and not label.ids else []
    if len(members) < 2 or min(map(len, members)) < 2:
        return [label]
    *others, last = [member + rate[0] for member in members if rate]
    begun = members[:-1]
    texts = [*(_of_disease(n, last) or text for n, text in zip(begun, others, strict=True)), last]
    return [label.named(text) for text in texts]


def _of_disease(words: str, after: str) -> str:
    """A disease with whom the next member says to have its own: 艾滋病、梅毒感染孕产妇…."""
    own = _BY_DISEASE.match(after) if _DISEASE.search(words) else None
    return words + after[own.end() :] if own and PEOPLE.search(after, own.end()) else ""


def _sharing_end(words: str, after: str) -> str:
    """A member that the catalogue does not know, with the end of the next; empty if unlike it."""
    if words[:1] == after[:1] and not _DISEASE.search(words):  # 血压、血糖…
        return words + after[len(words) :]
    same_end = after.find(words[-2:], 0, len(words) + 3)
    if same_end >= 0:  # 职工医保、居民医保…
        return words + after[same_end + 2 :]
    if _BARE_RATE.fullmatch(after):  # 男性吸烟、饮酒率
        return words + "率"
    if rate := _RATE.search(after):  # 视力不良、龋齿、沙眼患病率
        return words + rate[0]
    own = [*PEOPLE.finditer(after)]
    grown = words.endswith(("成人", "成年人"))  # 成人、孕妇贫血率
    noun = PEOPLE.search(words[-3:])
    if not own or not (noun or grown):
        return ""
    place = after.find(noun[0]) + len(noun[0]) if noun and noun[0] in after else 0
    return words + after[place or own[-grown].end() :]


def as_one_label(parts: Sequence[Item], last: Label) -> list[Label]:
    """Members that are no labels of their own belong to the one label after them.

    Args:
        parts: The members, without the last.
        last: The label of the last.
    """
    text = "、".join([*(without_lead(plain(part.text)) for part in parts), last.text])
    return [last._replace(text=text, ids=indicators(text), start=parts[0].start)]


def of_each(label: Label, subject: Subject, count: int, before: str = "") -> list[Label]:
    """A label said of each member of the list that opens an earlier clause.

    社区卫生服务中心、乡镇卫生院均设置中医科,标准化中医科室分别达 60%、70%.

    Args:
        label: The label.
        subject: The head of its statement.
        count: How many values it has.
        before: The label before, whose members it may be said of: A、B检测率 98%,阳性率分别为….
    """
    listed = _RATE.sub("", before) if "、" in before or "和" in before else ""
    for text in (*(item.text for item in subject.earlier), *([listed] if listed else [])):
        opening = _SUBJECT_END.split(without_lead(plain(text)))[0]
        members = re.split(r"、|和|及", opening)
        if len(members) == count:
            texts = [member + label.text for member in members]
            return [label.named(text) for text in texts]
    return []


def _groups_of(labels: Sequence[Label]) -> list[str]:
    """Those that a list measured the same of: 有接种史者阳性率, 无接种史者阳性率."""
    found = [whose for label in labels if (whose := _WHOSE.fullmatch(label.text))]
    groups = [whose["group"] for whose in found]
    alike = len({whose["measure"] for whose in found}) == 1
    return groups if alike and len({*groups}) == len(labels) > 1 else []


def of_those_before(label: Label, subject: Subject, count: int, scene: Scene) -> list[Label]:
    """One measure of those that an earlier statement shared its values out to."""
    shared_out, last = subject.link.shared_out, scene.memory.last
    groups = scene.memory.groups if len(scene.memory.groups) == count else []
    if shared_out and not subject.times:
        groups = groups or _groups_of(scene.memory.latest(count))
    of_groups = [of_population(label, each) for each in groups]
    each = of_each(label, subject, count, last.text if last else "") if shared_out or groups else []
    return each or of_groups or [label]


def of_another(population: str, before: Sequence[Label]) -> list[Label]:
    """高血压患者知晓率…、治疗率…;糖尿病患者分别为…: what was measured of those before, of others.

    Args:
        population: The others.
        before: The labels of those before.
    """
    noun = PEOPLE.search(before[0].text) if before else None
    whom = before[0].text[: noun.end()] if noun else ""
    alike = whom and all(label.text.startswith(whom) for label in before)
    if not alike or not PEOPLE.search(population[-3:]):
        return []
    return [label.named(population + label.text[len(whom) :]) for label in before]


def town_and_country(label: Label, subject: Subject, count: int) -> list[Label]:
    """A label of 城乡 with a value for each of the two: 城乡居民参保率分别为 97%、99%."""
    spans = any(len(time.years) > 1 for time in subject.times)
    rest = label.text.removeprefix("城乡")
    said = subject.items[-1].text if subject.items else ""
    if count != 2 or spans or f"城乡{rest}" not in said:
        return []
    return [known_or([f"城镇{rest}", f"城市{rest}"], "", *label[2:4]), label.named(f"农村{rest}")]


def set_beside(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """男性吸烟率高于女性(46.1%比2.1%), or …高于女性,分别为…: the rates of both."""
    said = subject.items[-1:] if subject.bracketed else ()
    if subject.link.shared_out and not subject.items:
        said = subject.earlier[:1]
    found = _HIGHER.fullmatch(plain(said[0].text)) if count == 2 and said else None
    if found is None:
        return []
    item = said[0]
    measure, whom = split_at_measure(found["one"])
    label = find_label(measure if whom else found["one"], scene.places, item.start)
    if label is None:
        return []
    first = said_of(label, whom, scene.places) if whom else label
    return [first, said_of(label, found["other"], scene.places)]


def standardised(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """知晓率、治疗率、控制率分别为…(标化率分别为…): the rates before, standardised."""
    alone = count == 1 and not (subject.bracketed and scene.memory.last_unit == unit)
    if alone or not _STANDARDISED.fullmatch(plain(subject.items[-1].text)):
        return []
    return [label.named(f"标化{label.text}") for label in scene.memory.latest(count)]


def of_place_before(subject: Subject, scene: Scene) -> Subject:
    """The head of a value set apart from the region it is of: 成都市:5.1/10万; 上海,78.1岁."""
    if subject.items or not subject.earlier or subject.bracketed:
        return subject
    place, *others = subject.earlier
    words = plain(place.text)
    bare = _IS_MOST.sub("", words)
    if (bare == words and subject.link.text.strip()) or not scene.places.named(bare):
        return subject
    return subject._replace(items=(place._replace(text=bare),), earlier=tuple(others))


def share_of_facilities(item: Item) -> Label | None:
    """A share whose noun stands for it: 能够提供中医药服务的村卫生室达到 80%."""
    text = without_lead(plain(item.text))
    if not _FACILITIES_THAT.fullmatch(text):
        return None
    texts = [text + end for end in ("比例", "占比", "的比例")]
    return known_or(texts, start=item.start)
