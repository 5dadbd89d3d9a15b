"""What a statement leaves out, put back from what stands before it."""

import re
from collections.abc import Sequence

from plancompare.extraction.composition import Head, of_the_most, said_of
from plancompare.extraction.context import facility_in, with_same_subject
from plancompare.extraction.labels import Label, find_label, indicators, known_or, plain
from plancompare.extraction.measures import fits
from plancompare.extraction.members import of_another, of_each, share_of_facilities
from plancompare.extraction.phrases import (
    measure_kind,
    split_at_measure,
    split_link,
    without_lead,
)
from plancompare.extraction.populations import (
    GROUP,
    PEOPLE,
    RESIDENCE,
    set_apart,
    split_groups,
)
from plancompare.extraction.scene import Memory, Scene
from plancompare.extraction.subjects import Item, Subject
from plancompare.language.numbers import YEAR_DIGITS

_LONGEST_ELIDED = 24  # characters of a subject whose measure the clause before names
_DONE = re.compile("(?:筛查|检查|接种|管理|覆盖|普及|参保|签约|分娩|发生|发病|患病|死亡)$")
_ONE_SIGN = tuple("市县城乡男女")  # 住院分娩率 88.4%,其中:市 94.1%,县 84.6%
_CONDITIONS = tuple("按含不如若")  # 每千人口床位 6.3张(按建成床位,可达 6.5张)
_MEAN_BEFORE_BRACKET = re.compile(
    r"(全国|全省|全市|自治区|全州)(?:同期)?(?:平均水平|平均值|平均|水平)?$"
)
# 床位数增加四分之一,达到…
_FRACTION = re.compile(
    "了?(?:近|约|超过|逾)?(?:[一二三四五六七八九十]{1,2}分之[一二三四五六七八九]|[1-9]/[2-9]|一?半)(?:多|以上)?$"
)
_MOST = re.compile(
    "(?:提升|提高|增长|上升|下降|降低|减少)?(?:[增升涨降]幅|幅度|[增降]?速度?)为?最[大高快多]$"
)
# 不同地区中以甲县患病率最高,为…; 不同年龄组中以…较高,分别为
_AMONG_SORTS = re.compile("^[^,]{0,2}(?:不同|各)[^,、以]{1,8}[中间]?以")
_HAS_MOST = re.compile("最[高低多少长短]$|(?:居|列|排)[^,率]{0,12}(?:首位|第[一二三]位?)$")
_WHOM_MOST = re.compile("[以在]?(?P<whom>[^为是达居历的]{1,16})(?:最[高低多少长短]|其次|次之)")
_PLACE = re.compile("[省市县区州盟旗]$")  # one without a code too
# 从…的变化看,2010年为…
_TOPIC = re.compile(
    "^[从就]?(?P<what>.{4,}?)的?(?:变化|情况|指标|趋势)?(?:来看|看|而言|来说|方面)$"
)
# 2010年是 74.83岁, 1978年降至 14.35/10万
_TELLS_YEAR = re.compile(
    "年[底末前]*(?:(?:这[一个]|该)(?:数据|数字|指标|数值|占比|比例|比率))?(?:仅|约|已|则|又|就|还|要|将|应|可|有望|可望|务必|必须|须|力争|争取|确保)*(?:[为是达]|达到|[降升][至到为]|控制[至到在]|(?:下降|上升|提高)[至到为])?$"
)
# 到2020年,提高到 20%; 到2020年,力争控制在 4‰以内
_GOES_TO = re.compile(
    "(?P<aims>(?:力争|争取|确保|要|将)*)(?:再|进一步|逐步)?"
    "(?:(?:提高|提升|上升|增长|下降|降低|升|降)[到至为]|(?:控制|保持|稳定)在|(?(aims)(?<=.)|(?!)))"
)
_PARTS_IN_SHORT = re.compile("[东中西](?=(?:[、和][东中西])*[、和][东中西]部)")  # 东、中、西部
_PLANNED_OR_DONE = re.compile("计划|目标|实际|完成")  # 托位数计划 4.5个,实际 3.1个
_POINTS_BACK = re.compile("(?:这[一个]|该)(?:数字|数据|指标|数值)")  # 城市34%。2008年该数字为…
_ABBREVIATION = re.compile("[A-Z]{2,8}")
_CAUSES = re.compile("死因|死亡原因")
_OF_CAUSE = {"per_100k": "死亡率", "percent": "占死因比例"}
_TELLS_VALUE = re.compile("(?:达到?|为|仅为|高达)")  # …的比例最高,达到 4.3%
_OF_EACH_GROUP = re.compile("(?:率|[寿余]命|水平|素养)$")  # no share of a whole
_SHARED_OUT = re.compile("(?:分别|依次)[为是]?$")  # 添加率分别是:谷类 66%,乳类 26%
_UP_TO_YEAR = re.compile(rf",|{YEAR_DIGITS}年(?:底|末|度)?|(?<!针)对(?!照)")


def left_out(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """The labels of a statement whose own clause names none.

    Args:
        subject: Its head, taken apart.
        count: How many values it has.
        unit: The unit of its first value.
        scene: What is known where it stands.
    """
    memory = scene.memory
    if named := _named_earlier(subject, unit, scene):
        return _of_named(subject, named, count, scene) or [named]
    if not memory.last or memory.passed_over:
        return [] if memory.passed_over or count > 1 else _of_sentence_before(subject, unit, scene)
    of_others = _of_mean(subject, memory.last, count)
    if of_others := of_others or _of_named(subject, memory.last, count, scene):
        return of_others
    again = _again(subject, count, unit, memory)
    if count == 1 and subject.bracketed:  # 全县3.1‰,全省4.2‰(上年4.4‰)
        again = [label._replace(region=memory.beside) for label in again]
    whom = set_apart(plain(subject.earlier[0].text)) if subject.earlier else ""
    return [said_of(each, whom, scene.places) for each in again] if whom else again


def _of_mean(subject: Subject, last: Label, count: int) -> list[Label]:
    """The label before, of a region's mean, of several years, or on a condition."""
    mean = _mean_before(subject)
    if mean or subject.against_each(count):
        return [last._replace(region=mean or last.region)]
    if subject.bracketed and subject.earlier and subject.earlier[0].text[:1] in _CONDITIONS:
        return [last._replace(text=f"{last.text}({plain(subject.earlier[0].text)})", ids=())]
    return []


def _again(subject: Subject, count: int, unit: str, memory: Memory) -> list[Label]:
    """The labels before, shared out, changed, of another time or in a bracket."""
    if subject.link.shared_out or subject.link.direction:
        return _shared_out(subject, count, memory)
    listed = any(time.listed for time in subject.times)
    # A和B分别为…,2013年为 12/10万和 7‰
    if 1 < count <= len(memory.spoken) and subject.times and not listed:
        return memory.latest(count) if memory.unit_of(count) == unit else []
    other_side = _PLANNED_OR_DONE.search(subject.link.text) is not None
    after_bracket = subject.closes and not (subject.items or subject.earlier)  # (≥40%)41.2%
    told = subject.bracketed or subject.times or other_side or after_bracket
    told = told and memory.last_unit == unit
    last = memory.last or Label("", ())
    indicator_id = last.ids[0] if len(last.ids) == 1 else ""
    fitting = fits(last.text, unit, indicator_id, changes=False)
    after_change = not memory.last_unit and (
        fitting or bool(subject.link.text and not indicator_id)
    )
    if not (told or after_change):
        return []
    if whole := [] if subject.bracketed else memory.of_whole():
        return whole
    if _POINTS_BACK.search(subject.words):
        both, said = memory.of_both(), {label.text for label, _ in memory.spoken}
        return [both] if both else memory.latest(1) if len(said) == 1 else []
    # 分别提高 11和 9个百分点,达到 56%和 49%
    reached = after_change and [each for _, each in memory.spoken[-count:]] == [""] * count
    return memory.latest(count if subject.compared_time or reached else 1)


def _shared_out(subject: Subject, count: int, memory: Memory) -> list[Label]:
    """The labels before whose values or changes follow in their order."""
    if any(time.listed and len(time.years) == count for time in subject.times[-1:]):
        return memory.latest(1)  # 而2016年、2015年分别为…
    of_all = memory.alike() if count == 1 and _of_all(subject) else []
    whole = memory.of_whole() if count == 1 else []
    return of_all or whole or memory.latest(count) or memory.all_said(count)


def _named_earlier(subject: Subject, unit: str, scene: Scene) -> Label | None:
    """The label that one of the two clauses before names, without a value of its own."""
    tells = unit not in ("", "count") and _TELLS_VALUE.fullmatch(subject.link.text)
    of_year = _TELLS_YEAR.search(subject.words) is not None  # 寿命连续增长,其中2017年为…
    for item in subject.earlier[:2]:
        said = _AMONG_SORTS.sub("", _FRACTION.sub("", item.text))
        linked = tells and (unit == "percent" or _HAS_MOST.search(said))
        elided = linked or (unit not in ("", "count") and subject.starts)
        most = _MOST.search(said)  # 吸烟率降幅最大,较2015年下降…
        clause = said[: most.start()] if most else _TOPIC.sub(r"\g<what>", said)
        for text in (split_link(clause)[0], split_at_measure(clause)[0]):
            label = find_label(text, scene.places, item.start)
            if label and not label.ids and scene.memory.last:  # 出生率:12‰;死亡率:6‰
                label = with_same_subject(label, scene.memory.last.text)
            changes = bool(split_link(clause)[1].direction)
            changed = subject.starts and changes  # 率逐年提高,由…
            own = changed or _HAS_MOST.search(said) or not scene.memory.last  # 率最低,为…
            free = (elided or most or (of_year and changes)) and own
            if label and (label.ids or (free and fits(label.text, unit, "", changes=bool(most)))):
                return _of_whom_most(label, said, scene)
    return None


def _of_whom_most(label: Label, clause: str, scene: Scene) -> Label:
    """Said of those for whom it is most: 患病率男性最高,为…; 死亡率以肺癌最高,为…."""
    most = _WHOM_MOST.fullmatch(split_at_measure(plain(clause))[1])
    return said_of(label, most["whom"], scene.places) if most else label


def _of_other_most(label: Label, clause: str, scene: Scene) -> Label | None:
    """The same, of others: 患病率男性最高,为…,女性最低,为…."""
    found = _WHOM_MOST.fullmatch(plain(clause))
    if not found:
        return None
    whom = found["whom"]
    known = GROUP.fullmatch(whom) or scene.places.named(whom) or _PLACE.search(whom)
    return said_of(label, whom, scene.places) if known else None


def _of_named(subject: Subject, last: Label, count: int, scene: Scene) -> list[Label]:
    """其次是甲市、乙市,分别为…; 最短的是丙市,仅…: of those that the clause before names."""
    item = subject.earlier[0] if subject.earlier else Item("", 0)
    if count == 1:
        most = of_the_most(Head(item.text, "", scene.places, item.start, scene.memory))
        most = most or _of_other_most(last, item.text, scene)
        return [most] if most else []
    whom = re.split("[、和与及]|[高低多少]于", re.sub("^.*[为是]", "", plain(item.text)))
    if len(whom) != count or not (subject.link.shared_out and all(whom)):
        return []
    found = [said_of(last, each, scene.places) for each in whom]
    places = all(each.region != last.region for each in found)
    return found if places or all(map(GROUP.fullmatch, whom)) else []


def _of_sentence_before(subject: Subject, unit: str, scene: Scene) -> list[Label]:
    """结核病死亡率迅速下降。1978年降至14.35/10万: of what the sentence before speaks of."""
    goes_to = not subject.earlier and _GOES_TO.fullmatch(subject.words.strip())
    tells = subject.times and (goes_to or _TELLS_YEAR.search(subject.words.strip()))
    against = subject.value_time is not None and subject.value_time.kind == "base"
    if unit == "count" or not (tells or against):
        return []
    if whole := scene.before.of_whole():
        return whole
    if said := scene.before.last_in(unit):
        return [said]
    for clause in scene.text_before.split(",")[::-1]:
        label = find_label(split_link(clause)[0], scene.places)
        if label and label.ids and fits(label.text, unit, label.ids[0], changes=False):
            return [label]
    return []


def without_measure(
    parts: Sequence[Item], subject: Subject, count: int, unit: str, scene: Scene
) -> list[Label]:
    """The labels of a statement whose own clause says of what, but not what is measured.

    Args:
        parts: What it says that the values are of.
        subject: Its head, taken apart.
        count: How many values it has.
        unit: The unit of its first value.
        scene: What is known where it stands.
    """
    if in_bracket := _in_bracket(parts[-1], subject, unit, scene):
        return [in_bracket]
    if count > 1 and (each := _again_of(parts, subject, count, unit, scene)):
        return each
    shared = count > 1 or subject.link.each
    if shared and (each := _each_part(parts, subject, count, unit, scene)):
        return each
    of_years = (
        subject.link.shared_out and len(parts) == 1 and scene.moment.lists(subject.times, count)
    )
    if of_years and (elided := _elided(parts, subject, unit, scene)):
        return [elided]
    if count > 1 and subject.link.shared_out and unit == "percent":
        item = parts[-1]
        share = Label(without_lead(plain(item.text)) + "比例", (), "", item.start)
        others = of_another(plain(item.text), scene.memory.latest(count))
        return others or of_each(share, subject, count)
    elided = (
        (share_of_facilities(parts[-1]) if unit == "percent" else None)
        or _rate_of_what_is_done(parts[-1], subject, unit, scene)
        or _of_topic(parts, subject, unit, scene)
        or _elided(parts, subject, unit, scene)
    )
    return [elided] if elided else []


def _again_of(
    parts: Sequence[Item], subject: Subject, count: int, unit: str, scene: Scene
) -> list[Label]:
    """男性患病率和知晓率分别为…,女性分别为…: what was just measured, of another group."""
    whom = scene.places.after_lead(plain(parts[-1].text))[1]
    again = len(parts) == 1 and subject.link.shared_out and scene.memory.unit_of(count) == unit
    if not (again and GROUP.fullmatch(whom)):
        return []
    return [said_of(label, whom, scene.places) for label in scene.memory.latest(count)]


def _in_bracket(item: Item, subject: Subject, unit: str, scene: Scene) -> Label | None:
    """A value in a bracket after those it is of: 死因为肿瘤(149.9/10万), 死亡率(居民为 3/10万)."""
    if not subject.bracketed:
        return None
    if unit in _OF_CAUSE and _CAUSES.search(scene.memory.opening):
        return known_or(
            [re.split("[为是]", plain(item.text))[-1] + _OF_CAUSE[unit]], start=item.start
        )
    if not subject.earlier or not PEOPLE.search(plain(item.text)):
        return None
    known = find_label(split_link(subject.earlier[0].text.lstrip("、"))[0], scene.places)
    fitting = known and known.ids and fits(known.text, unit, known.ids[0], changes=False)
    return known if fitting else None


def _rate_of_what_is_done(item: Item, subject: Subject, unit: str, scene: Scene) -> Label | None:
    """A rate whose word is left out: 产前筛查由 22%上升至 69%."""
    if not subject.starts or unit in ("", "count", "years"):
        return None
    region, done = scene.places.after_lead(plain(item.text).rstrip("的"))
    if not _DONE.search(done):
        return None
    return Label(f"{done}率", indicators(f"{done}率"), region, item.start)


def _of_topic(parts: Sequence[Item], subject: Subject, unit: str, scene: Scene) -> Label | None:
    """What is measured in the clause before, of whom in this one: 肥胖率:中小学生为 15.6%."""
    region, population = scene.places.after_lead(plain(parts[-1].text))
    group = GROUP.fullmatch(population) or facility_in(population) == population != ""
    place = scene.places.named(population) if population else region  # 全市平均
    shared = subject.earlier and _SHARED_OUT.search(subject.earlier[0].text)
    whom = group or place or (subject.after_colon and (shared or PEOPLE.search(population)))
    if len(parts) > 1 or not whom:
        return None
    measure = _measured_before(subject, unit, scene)
    scene.memory.shares |= bool(shared and measure)
    measure = measure or (_rate_of_sentence_before(unit, scene) if group or place else None)
    if measure and place:  # 甲市和乙市率为…。丙市(…): what was said of 乙市
        bare = scene.places.split(measure.text)[1]
        return Label(bare, indicators(bare), place, measure.start)
    return said_of(measure, population, scene.places) if measure else None


def _rate_of_sentence_before(unit: str, scene: Scene) -> Label | None:
    """The rate that the sentence before is about: 检出率随年龄上升。20~29岁组为 12%,男性为 15%."""
    if scene.memory.last or scene.memory.passed_over or unit in ("", "count"):
        return None
    said = scene.before.last_in(unit)
    clauses = [] if said or scene.before.last else _UP_TO_YEAR.split(scene.text_before)[::-1]
    texts = (text for each in clauses for text in (split_link(each)[0], split_at_measure(each)[0]))
    named = (label for text in texts if (label := find_label(text, scene.places)))
    label = said or next(named, None)
    if label is None or not _OF_EACH_GROUP.search(label.text):
        return None
    return label if fits(label.text, unit, "".join(label.ids[:1]), changes=False) else None


def _measured_before(subject: Subject, unit: str, scene: Scene) -> Label | None:
    """The label that the clause before is, without a value: 知晓率,初中为 45%, 患病率分别为:…."""
    changes = bool(subject.link.direction)
    for item in subject.earlier[: 1 + subject.bracketed]:
        for text in (split_link(item.text)[0], split_at_measure(item.text)[0]):
            label = find_label(text, scene.places, item.start)
            if label and fits(label.text, unit, "".join(label.ids[:1]), changes=changes):
                return label
    return None


def _each_part(
    parts: Sequence[Item], subject: Subject, count: int, unit: str, scene: Scene
) -> list[Label]:
    """小学生、初中生和高中生分别为…: of each of them what the clause before measures."""
    text = without_lead("、".join(plain(part.text) for part in parts))
    words, before, after = split_groups(_PARTS_IN_SHORT.sub(r"\g<0>部", text), count)
    measured = find_label(before, scene.places) if before else None
    label = scene.memory.last_in(unit)
    named = re.split("[、和与及]", text)
    places = not words and all(map(scene.places.named, named))
    if count == 1 and not (places and len(named) > 1):  # 甲市和乙市均为 81岁
        return []
    if places or (words and not after and (measured or not before)):
        words = words or named
        label = measured or label or _measured_before(subject, unit, scene)
        label = label or _rate_of_sentence_before(unit, scene)
        label = label or (scene.memory.last if subject.link.direction else None)
    else:
        words = named
    if label is None or len(words) != (len(named) if count == 1 else count):
        return []
    return [said_of(label, text, scene.places)._replace(start=parts[0].start) for text in words]


def _elided(parts: Sequence[Item], subject: Subject, unit: str, scene: Scene) -> Label | None:
    """签约服务覆盖率达到30%,重点人群达到60%: the measure is the clause before's."""
    population = without_lead("、".join(plain(part.text) for part in parts)).removeprefix("到")
    changes = bool(subject.link.direction)
    label = scene.memory.last_in(unit) or (scene.memory.last if changes else None)
    short = len(population) < 2 and population not in _ONE_SIGN
    short = short or population.startswith("每")  # 每千名儿童中有: no part of those before
    if label is None or label.promised or short or len(population) > _LONGEST_ELIDED:
        return None
    if unit == "count" and scene.memory.last_unit != unit:
        return None
    of_group = RESIDENCE.fullmatch(population) or GROUP.fullmatch(population)
    of_class = population.endswith("类") and "类" in label.text  # 丙类上升…
    of_kind = of_class or (facility_in(label.text) and facility_in(population) == population)
    if (changes and not of_group and not of_kind) or measure_kind(population) == "share":
        return None
    found = said_of(label, population, scene.places)
    if _ABBREVIATION.fullmatch(population):  # 期望寿命为 82.9岁, HALE为 75.6岁(男性 74岁)
        return found._replace(whole="")
    if found.region != label.region or found.text == f"{population}素养":
        return found
    group = PEOPLE.search(population) or GROUP.fullmatch(population)
    is_population = (
        group or len(parts) > 1 or len(population) <= 4 or population.endswith(("国家", "类"))
    )
    return found if found.ids or is_population or scene.memory.shares else None


def _of_all(subject: Subject) -> bool:
    """Whether a change is that of all values before: 均比上年下降 0.7个千分点."""
    return subject.link.each or subject.words.lstrip().startswith(("均", "都"))


def _mean_before(subject: Subject) -> str:
    """The region whose mean stands before a bracket: 全省平均水平(5.2‰)."""
    if not (subject.bracketed and subject.earlier):
        return ""
    found = _MEAN_BEFORE_BRACKET.search(subject.earlier[0].text)
    return found[1] if found else ""
