"""Labels completed by what the sentence said before them."""

import re
from collections.abc import Iterable, Sequence

from plancompare.extraction.labels import (
    Label,
    denominator,
    indicators,
    may_begin,
    may_end,
    plain,
)
from plancompare.extraction.phrases import without_lead
from plancompare.extraction.populations import FACILITY, GENERAL, GROUP, OF_GROUP, PEOPLE
from plancompare.extraction.scene import Scene
from plancompare.extraction.subjects import Subject

# residence and poverty set a whole clause apart, and hold for the clauses after it
_POVERTY = re.compile(r"^(?:建档立卡|农村)?(?:贫困人口|脱贫人口|低收入人口|脱贫户|贫困户)")
_STANDING = re.compile(
    r"^(?:镇村群众|农村居民|农村|城市居民|城镇居民|城市|城镇|乡村|农牧区|牧区|贫困地区|脱贫地区|建档立卡贫困人口|贫困人口|脱贫人口|流动人口)"
)
_VITAL = re.compile("(?:粗)?(?:出生|死亡|自然增长)率$")
_OF_ALL = re.compile(f"{_VITAL.pattern}|参[保合]")  # said of no part of the population before
_RATE_OF = re.compile("(?:粗|标化|报告)?(?:死亡|发病|患病)率")
_ILLNESS = "[^,是为居列排率]{1,12}(?:病|癌|瘤|炎|结核|疾患|中毒|伤害|损伤|卒中|梗死)"
# 心脏病位居死因首位, 首要死因是心脏病, 其次为肺癌, 排在第二位的是肺炎
_RANKED = re.compile(
    rf"(?P<of>{_ILLNESS})(?:是|为|位?居|位列|列|排名?在?)[^,]{{0,10}}(?:死因|首位|第[一二三四五]位?)"
    rf"|(?:其中|其次|再次|首位|首要|第[一二三四五]位?|排名?|居|列|在|死因|死亡原因|的)+[是为](?P<is>{_ILLNESS})"
)
_REGISTERED = re.compile("^户籍(?:居民|人口)?")
_ADULTS = re.compile("成年?人|[≥>]?(?:15|18|20)周?岁(?:及其?)?以上")  # no part of those surveyed
_OF_REGION = re.compile("全[国省市县区州盟旗]|全人群|各年龄")  # set apart from a part
_PLACES = re.compile("(?:(?:少数)?民族|贫困|脱贫|边远|山区)(?:地区|县)")
_RATE_OF_ILLNESS = re.compile("(?<=[病癌瘤炎压常重胖血])(?:患病|发病|死亡|检出)率$")
_DEATHS = re.compile("(?:婴儿|孕产妇|儿童)死亡率$")
# one institution, not a kind of them: its figures are not the region's
_INSTITUTION = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4})?[省市州盟县区旗]第?[一二三四五六]?"
    r"(?:人民|中医|中西医结合|中心|妇幼保健|妇幼|儿童|精神|传染病|疾病预防控制|疾控|急救|康复|肿瘤)?"
    r"(?:医院|院|中心)(?!.?[所家个])"
)
_OF_POPULATION = re.compile("^(?:县域|区域|城乡|每|人均|居民|全)")
_OF_FACILITY = re.compile(rf".{{0,8}}?(?:{FACILITY.pattern})")
_COST_OR_USE = re.compile("(?:费用|住院日|住院天数|使用率|药占比|周转次数|诊疗人次|药费)$")
_MEANS = re.compile("^(?!每|人均).*(?:人员|医师|护士|床位|费用|住院日|手术|收入|支出)")
_KINDS = tuple("类型级性种甲乙")  # 传染病 is not what 乙类传染病 is, nor 丙类 what 乙丙类 is
_NARROWER = re.compile("[\u4e00-\u9fff]{0,2}(?:(?<!两)性|型)$")  # 出血性 + 脑卒中死亡率
_LONGEST_PREFIX = 24
_REMEMBERED = 4  # labels of a sentence that a bare measure may go on
_IN_ALL = re.compile("(?:总体|总的|全体|合计)")  # 高中生…81%,总体近视率 53%
_GENERIC = 5  # characters of a label that says nothing of whom: 规范管理率, 建档率
_BARE_RATE = 3  # characters: 肥胖率, 控制率
_BARE = re.compile(
    "(?:报告)?(?:死亡|发病|病死|患病|治愈|治疗|控制|知晓|规范管理|健康管理|管理|达标|覆盖|感染|阳性|检出|合格|建档|使用)率$"
)


def in_context(label: Label, subject: Subject, unit: str, scene: Scene) -> Label:
    """A label with the beginning that the words before gave it.

    Args:
        label: The label.
        subject: The head of its statement.
        unit: The unit of its first value.
        scene: What is known where it stands.
    """
    memory, before = scene.memory, scene.memory.last
    if subject.earlier:
        label = with_cause(label, plain(subject.earlier[0].text))
    said = plain(subject.items[-1].text) if subject.items else ""
    of_whole = _IN_ALL.match(said) or scene.places.is_mean(without_lead(said))
    if of_whole and before is not None:
        parted = GROUP.match(before.text)  # what was said of a part is none of the whole's
        before = None if parted else before
        label = label if parted or label.ids else label.named(_IN_ALL.sub("", label.text, count=1))
    if memory.topic and (not label.ids or len(label.text) <= _GENERIC):
        label = with_prefix(with_topic(label, memory.topic), memory.topic)
    if before is not None:
        per = denominator(before.text)
        if per and not denominator(label.text) and unit == "count":
            return with_denominator(label, per, listed=subject.dun and not label.ids)
        alone = memory.of_both() is None and not _OF_REGION.match(said)
        label = with_institution(with_standing(label, before, alone=alone), before)
        label = with_same_group(with_own_means(label, memory.begun), before)
        label = label if label.ids else with_same_disease(label, before.text)
        spoken = [said.whole or said.text for said, _ in memory.spoken[-_REMEMBERED:]]
        label = with_spoken(label, spoken)
        label = label if label.ids else with_full_name(label, before.text)
        label = label if label.ids else with_same_subject(label, before.text)
    if not (of_whole or _OF_REGION.match(said)):
        label = with_group(label, memory.whom)
    for item in subject.earlier[:2]:
        label = label if label.ids else with_topic(label, plain(item.text))
    label = label if label.ids else with_prefix(label, scene.point)
    label = label if label.ids or not memory.opening else with_people(label, memory.opening)
    return with_facility(label, scene.facility)


def with_denominator(label: Label, per: str, *, listed: bool) -> Label:
    """A label with the population that an earlier one counts by: 每千人口 + 注册护士.

    Args:
        label: A label without a population of its own.
        per: The population.
        listed: True where the two stand in one list, so that it holds for both even if the
            catalogue does not know the label.
    """
    for text in (f"{per}{label.text}", f"{per}{label.text}数"):
        if ids := indicators(text):
            return label._replace(text=text, ids=ids)
    return label._replace(text=f"{per}{label.text}", ids=()) if listed else label


def with_group(label: Label, whom: str) -> Label:
    """A label said of the group that a clause before it sets apart: 65岁以上老年人中,患病率….

    Args:
        label: A label.
        whom: The group, or empty.
    """
    deaths = _DEATHS.search(label.text) and _STANDING.match(whom)
    own = PEOPLE.match(label.text) or OF_GROUP.match(label.text)
    if not whom or whom in label.text or (own and not deaths):
        return label
    return label.named(whom + label.text)


def with_cause(label: Label, clause: str) -> Label:
    """A bare rate of the illness that the clause before it ranks: 首位死因是心脏病,死亡率为…."""
    ranked = _RANKED.fullmatch(clause) if _RATE_OF.fullmatch(label.text) else None
    return label.named((ranked["of"] or ranked["is"]) + label.text) if ranked else label


def with_standing(label: Label, before: Label, *, alone: bool = False) -> Label:
    """A label with the residence or poverty that the clause before set apart.

    Poverty always does, and registration does for births and deaths, as residence for deaths of
    mothers and children; else the catalogue decides, where it knows the label either way.

    Args:
        label: The label.
        before: The label before.
        alone: True where the sentence sets no others beside these.
    """
    poverty = _POVERTY.match(before.text)
    vital = _REGISTERED.match(before.text) if _VITAL.fullmatch(label.text) else None
    if _DEATHS.search(label.text) and _DEATHS.search(before.text):
        vital = _REGISTERED.match(before.text)
        if alone and not (before.whole or _REGISTERED.match(label.text)):
            vital = vital or _STANDING.match(before.text) or _PLACES.match(before.text)
    standing = poverty or vital or _STANDING.match(before.text)
    if standing is None or standing[0] in label.text:
        return label
    if _STANDING.match(label.text) or _POVERTY.match(label.text):
        return label
    text = standing[0] + label.text
    ids = indicators(text)
    return label._replace(text=text, ids=ids) if ids or poverty or vital else label


def with_institution(label: Label, before: Label) -> Label:
    """A label said of the one institution that the clause before speaks of: 县医院…率, 药占比…."""
    own = _INSTITUTION.match(before.text[len(denominator(before.text)) :])
    if own is None or label.region or _INSTITUTION.match(label.text):
        return label
    if _OF_POPULATION.match(label.text):
        return label
    return label.named(own[0] + label.text)


def with_own_means(label: Label, begun: str) -> Label:
    """The staff, beds or costs of the one institution that a sentence begins with."""
    own = _INSTITUTION.match(begun)
    if own is None or label.region or not _MEANS.search(label.text) or own[0] in label.text:
        return label
    return label.named(own[0] + label.text)


def facility_in(text: str) -> str:
    """The kind of facility that words begin with, or empty: 乡镇卫生院诊疗人次."""
    kind = _OF_FACILITY.match(text)
    return kind[0] if kind else ""


def with_facility(label: Label, facility: str) -> Label:
    """A cost or use of the kind of facility that the paragraph speaks of: 卫生院…。病床使用率…."""
    if not facility or facility_in(label.text) or not _COST_OR_USE.search(label.text):
        return label
    return label.named(facility + label.text)


def with_prefix(label: Label, before: str) -> Label:
    """A label that the catalogue knows only with a beginning from the words before it.

    Args:
        label: A label that the catalogue does not know.
        before: An earlier label or clause.
    """
    wordings = dict.fromkeys((label.text, label.text.replace("的", "")))
    for begin in _beginnings(before) if any(map(may_end, wordings)) else ():
        for end in _ends(before, begin):
            # 超重 + 肥胖率 is neither of the two, 甲类 + 乙类传染病发病率 not that of the second
            if before[end:] == "率" or (before[end - 1] in _KINDS and label.text[1:2] in _KINDS):
                continue
            for wording in wordings:
                if ids := indicators(text := before[begin:end] + wording):
                    return label._replace(text=text, ids=ids)
    return label


def with_spoken(label: Label, spoken: Sequence[str]) -> Label:
    """A label with the beginning that the nearest of those before gives it.

    A bare rate after one that says of whom is said of the same: …儿童超重率 9%,肥胖率 6%.
    """
    for before in reversed(spoken):
        if label.ids:
            break
        known = with_prefix(label, before)
        group = (
            OF_GROUP.match(before) if known.ids and not before.startswith(known.text[:2]) else None
        )
        if group:  # 城市居民高血压知晓率…,控制率…
            return known.named(group[0] + GENERAL.sub("", known.text))
        label = known if known.ids else _of_whom(label, before)
        if label is not known:
            break
    return label


def _ends(before: str, begin: int) -> Iterable[int]:
    """Where a beginning may end, after a population's noun first."""
    nouns = (found.end() for found in PEOPLE.finditer(before, begin))
    return dict.fromkeys((*nouns, *range(len(before), begin + 1, -1)))


def with_full_name(label: Label, before: str) -> Label:
    """A label whose population is short for the one before: 在册患者… after 严重精神障碍患者…."""
    for noun in PEOPLE.finditer(label.text):
        place = before.find(noun[0])
        full = before[: place + len(noun[0])] if place > 0 else ""
        text = label.text[: noun.start()] + full + label.text[noun.end() :]
        if full and (ids := indicators(text)):
            return label._replace(text=text, ids=ids)
    return label


_AGE_BEFORE = re.compile("岁(?:及?以[上下])?的?$")  # 6岁以下 儿童…: children of that age


def _beginnings(before: str) -> Iterable[int]:
    """Where in earlier words a label may begin: near their start, or after a population's noun."""
    near = (n for n in range(min(8, len(before))) if before[:n][-1:] not in _KINDS)
    after = (found.end() for found in PEOPLE.finditer(before[:_LONGEST_PREFIX]))
    for begin in (*near, *after):
        if may_begin(before[begin:]) and not _AGE_BEFORE.search(before[:begin]):
            yield begin


def with_same_subject(label: Label, before: str) -> Label:
    """A bare measure said of what the label before is about: 传染病发病率…,死亡率….

    Args:
        label: A label that the catalogue does not know.
        before: The label before.
    """
    if _VITAL.search(before) and _VITAL.fullmatch(label.text):
        return label.named(f"人口{label.text}")
    measure = _BARE.search(before)
    if not measure or not _BARE.fullmatch(label.text) or measure[0] == label.text:
        return label
    return label.named(before[: measure.start()] + label.text)


def with_same_disease(label: Label, before: str) -> Label:
    """A bare death rate after a rate of a disease is that disease's: 破伤风发病率…,死亡率…."""
    deaths = label.text in ("死亡率", "病死率") and before.endswith(("发病率", "患病率"))
    return with_same_subject(label, before) if deaths else label


def with_people(label: Label, opening: str) -> Label:
    """A label whose population is the subject of the sentence: 基层医疗卫生机构…,人员编制占…."""
    for noun in PEOPLE.finditer(opening):
        for begin in range(max(0, noun.end() - _LONGEST_PREFIX), noun.start() + 1):
            text = opening[begin : noun.end()] + label.text
            if ids := indicators(text):
                return label._replace(text=text, ids=ids)
    return label


def with_topic(label: Label, earlier: str) -> Label:
    """A label whose beginning the clause before has: 加强儿童保健门诊建设,门诊建成率…."""
    place = earlier.find(label.text[:2])
    for begin in range(max(0, place - _LONGEST_PREFIX), place):
        text = earlier[begin:place] + label.text
        if ids := indicators(text):
            narrower = _NARROWER.search(earlier[:begin])
            whole = narrower[0] + text if narrower else text
            return label._replace(text=whole, ids=indicators(whole) if narrower else ids)
    return label


def _of_whom(label: Label, first: str) -> Label:
    """A bare rate with those whom the first of a list names: 青少年超重率和肥胖率."""
    nouns = list(PEOPLE.finditer(first)) if first.endswith("率") else []
    if len(label.text) > _BARE_RATE or _OF_ALL.match(label.text) or not nouns:
        return label
    return label._replace(text=first[: nouns[-1].end()] + label.text)


def _of_same_group(label: Label, first: Label) -> Label:
    """A label of a list with those whom the first is said of: 男性高血压患病率和糖尿病患病率."""
    deaths = _DEATHS.search(label.text) and not _STANDING.match(label.text)
    group = (_STANDING if deaths else OF_GROUP).match(first.text) if not first.ids else None
    own = PEOPLE.search(label.text) or OF_GROUP.match(label.text) or _ADULTS.match(label.text)
    if group is None or (own and not deaths) or _ADULTS.match(group[0]):
        return label
    known = label if label.ids else with_prefix(label, first.text)
    whole = known.text.startswith(group[0])
    return known if whole else known.named(group[0] + GENERAL.sub("", known.text))


def with_same_group(label: Label, before: Label) -> Label:
    """The same rate of another illness, of those before: 男性高血压患病率…,糖尿病患病率…."""
    ends = [_RATE_OF_ILLNESS.search(each.text) for each in (label, before)]
    alike = all(ends) and len({found[0] for found in ends if found}) == 1
    return _of_same_group(label, before) if alike else label


def carried(labels: Iterable[Label]) -> list[Label]:
    """Labels of one list, with the population or qualifier of the first put before the others."""
    found: list[Label] = []
    for label in labels:
        if not found:
            found.append(label)
            continue
        per = denominator(found[0].text, whose=True)
        if per and not denominator(label.text):
            found.append(with_denominator(label, per, listed=True))
        elif (grouped := _of_same_group(label, found[0])) is not label:
            found.append(grouped)
        elif label.ids:
            found.append(with_institution(label, found[0]))
        elif (diseased := with_same_disease(label, found[0].text)) is not label:
            found.append(diseased)
        else:
            whole = with_standing(with_prefix(label, found[0].text), found[0])
            whole = whole if whole.ids else _of_whom(whole, found[0].text)
            found.append(with_institution(whole, found[0]))
    return found
