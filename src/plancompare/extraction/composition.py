"""Labels put together from what the sentence says in pieces."""

import re
from collections.abc import Iterable
from dataclasses import replace

from plancompare.extraction.labels import Label, denominator, find_label, indicators
from plancompare.extraction.phrases import is_lead, measure_kind, split_at_measure, without_lead
from plancompare.extraction.places import Places

_SHARE = ("的比例", "比例", "的比重", "比重", "占比", "的比", "比")
PEOPLE = re.compile(
    r"机构|人群|居民|人口|患者|医院|群众|儿童|老年人|妇女|学生|医生|医师|卫生院|卫生室|中心|企业|学校|社区|地区|家庭|人员|疫苗|城市|农村|服务站|牧民|农民|城区|乡村|牧区|女性|男性|孕产妇|婴儿|青少年|公众|职工"
)
_GENERAL = re.compile(
    r"^(?:城乡居民|全体居民|全人群|公众|群众|居民|人群|人口|全民|常住人口|常住居民)"
)
# residence and poverty set a whole clause apart, and hold for the clauses after it
_POVERTY = re.compile(r"^(?:建档立卡|农村)?(?:贫困人口|脱贫人口|低收入人口|脱贫户|贫困户)")
_STANDING = re.compile(
    r"^(?:镇村群众|农村居民|农村|城市居民|城镇居民|城市|城镇|乡村|农牧区|牧区|贫困地区|脱贫地区|建档立卡贫困人口|贫困人口|脱贫人口|流动人口)"
)
_DENOMINATOR_AFTER = re.compile(
    r"^(?P<what>.{2,40}?)(?:达到|达|为|按|有|配备|拥有)?(?P<per>每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?(?:人口|人|居民|儿童|老年人|职工)?)$"
)
_OWNED = re.compile("^(?:拥有|配备|配置|占有)的?")
_COUNT_OF_KINDS = re.compile(r"^(?:\d+|[一二两三四五六七八九十]+)(?:大类|类|项)")
_WHOLE = re.compile(r"^(?P<part>.{2,40}?)(?:所?占|占到)(?P<whole>[^占]{2,30}?)的?$")
_BOUND_WHOLE = re.compile(
    r"^(?P<part>.{2,40}?)(?:不得低于|不低于|不少于|不高于|不超过|不得超过|达到|超过)(?P<whole>[^占]{2,24}?)的?$"
)
_FACILITY = re.compile("医疗机构|卫生机构|医院|卫生院|卫生室|中心|服务站|养老机构|学校")
_LONGEST_PREFIX = 24
_TAKES = re.compile(r"(.{2,40}?)(?:仅|只|已|约|还)?占$")
_GRADE = re.compile(r"(?:[一二三]级|县级|市级|省级)(?:甲等)?(?:及?以上)?(?:公立)?")
_AMONG = re.compile(
    r"^(?P<what>.{2,30}?)在(?P<whom>[^在的、和与及]{2,12}(?:[、和与及][^在的、和与及]{2,12}){1,6})的?(?P<measure>[\u4e00-\u9fff]{0,6}(?:率|比例|占比))$"
)
_BARE = re.compile(
    "(?:报告)?(?:死亡|发病|病死|患病|治愈|治疗|控制|知晓|规范管理|健康管理|管理|达标|覆盖|感染|阳性|检出|合格|建档|使用)率$"
)
_COVERED = re.compile(r"^(?P<what>.{2,30}?)(?:已|要)?覆盖(?:了)?(?P<whom>[^覆]{2,20}?)的?$")


def counted_by(core: str, link: str, places: Places, start: int) -> Label | None:
    """A label whose population comes after it: 全科医生数达到每万人口 3.2人, 经费达到人均 83元.

    Args:
        core: The words before the value, without those that link the two.
        link: The words that link them.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    found = _DENOMINATOR_AFTER.match(core)
    if found and is_lead(found["what"]):
        return None
    if found:
        what, per = found["what"], found["per"]
    elif "人均" in link and core:
        what, per = core, "人均"
    else:
        return None
    label = find_label(what, places)
    bare = label.text if label else places.split(without_lead(what))[1]
    text = per + _COUNT_OF_KINDS.sub("", bare)
    return Label(text, indicators(text), label.region if label else "", start)


def share_of_whole(core: str, link: str, places: Places, start: int) -> Label | None:
    """A share put as part and whole: 个人卫生支出占卫生总费用的 27%.

    Args:
        core: The words before the value, without those that link the two.
        link: The words that link them.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    bound = _BOUND_WHOLE.match(core) if link.startswith("的") else None
    found = bound or _WHOLE.match(core)
    if not found:
        return None
    region, part = places.split(without_lead(found["part"]))
    bare = part.removesuffix("比例").removesuffix("所")
    stems = (f"{part}占{found['whole']}", f"{bare}占{found['whole']}")
    for text in (stem + share for stem in stems for share in _SHARE):
        if ids := indicators(text):
            return Label(text, ids, region, start)
    return Label(f"{stems[1]}比例", (), region, start)


def share_of_topic(core: str, before: str, places: Places, start: int) -> Label | None:
    """A share whose whole the clause before names: 卫生总费用…亿元,其中政府卫生支出占 30%.

    Args:
        core: The words before the value, without those that link the two.
        before: What the clause before speaks of.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    found = _TAKES.match(core)
    part = places.split(without_lead(found[1]))[1] if found else ""
    whole = places.split(without_lead(before))[1]
    if len(part) < 2 or part.endswith("的"):
        return None
    is_total = measure_kind(whole) in ("yuan", "count", "counted")
    texts = [*(f"{part}占{whole}{share}" for share in _SHARE if is_total), f"{part}占比"]
    text = next((text for text in texts if indicators(text)), texts[0])
    return Label(text, indicators(text), "", start, whole=whole)


def share_covered(core: str, link: str, places: Places, start: int) -> Label | None:
    """A coverage put as a sentence: 家庭医生签约服务覆盖常住居民的 36%.

    Args:
        core: The words before the value, without those that link the two.
        link: The words that link them.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    found = _COVERED.match(core) if link.startswith("的") else None
    if not found:
        return None
    region, what = places.split(without_lead(found["what"]))
    whom = _GENERAL.sub("", found["whom"])
    text = f"{whom}{what}覆盖率"
    return Label(text, indicators(text), region, start, whole=f"{what}覆盖率")


def among(core: str, places: Places, start: int) -> list[Label]:
    """A measure said of several populations: 签约服务在全人群和重点人群的覆盖率.

    Args:
        core: The words before the values, without those that link the two.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    found = _AMONG.match(core)
    if not found:
        return []
    region, what = places.split(without_lead(found["what"]))
    texts = [
        f"{_GENERAL.sub('', whom)}{what}{found['measure']}"
        for whom in re.split(r"[、和与及]", found["whom"])
    ]
    return [Label(text, indicators(text), region, start) for text in texts]


def after_measure(core: str, places: Places, start: int) -> Label | None:
    """A label with the part of the population after it: 知晓率城市居民 60%."""
    text, rest = split_at_measure(core)
    label = find_label(text, places, start) if rest and PEOPLE.search(rest) else None
    return of_population(label, rest) if label else None


def of_population(label: Label, population: str) -> Label:
    """A label said of another part of the population.

    Args:
        label: e.g. 签约服务覆盖率, 县级医院床位使用率.
        population: e.g. 重点人群, 乡镇卫生院.
    """
    whole = label.whole or label.text
    if per := len(denominator(whole)):
        text = part_of(whole, population, per)
        return replace(label, text=text, ids=indicators(text), whole=whole)
    bodies = [whole[place:] for place in _ends_of_population(whole, population)]
    bodies += [whole, _GENERAL.sub("", whole)]
    same_end = whole.find(population[-1], 0, len(population) + 1)  # 小学生近视率, 初中生
    for body in [*bodies, whole[same_end + 1 :]]:
        if ids := indicators(population + body):
            return replace(label, text=population + body, ids=ids, whole=whole)
    body = bodies[0] if len(bodies) > 2 else bodies[-1]
    return replace(label, text=population + body, ids=(), whole=whole)


def part_of(whole: str, part: str, per: int = 0) -> str:
    """The label of a part of what another one measures.

    每千人口床位数 and 公立医院 give 每千人口公立医院床位数.

    Args:
        whole: The other label.
        part: The part's name.
        per: How many characters of the label say which population it counts by.
    """
    for begin in dict.fromkeys((per, 0)):
        for end in range(begin, len(whole)):
            if indicators(whole[:begin] + part + whole[end:]):
                return whole[:begin] + part + whole[end:]
    rest = _OWNED.sub("", whole[per:])
    own = _FACILITY.search(rest) if _FACILITY.search(part) else None
    return whole[:per] + part + (rest[own.end() :] if own else rest)


def _ends_of_population(label: str, population: str) -> list[int]:
    """Where the label's own population may end: after the noun that the other one ends in."""
    noun = next(
        (population[-n:] for n in (3, 2) if PEOPLE.fullmatch(population[-n:])), population[-2:]
    )
    place = label.find(noun)
    if place >= 0:
        return [place + len(noun)]
    own = _FACILITY.search(label) if _FACILITY.search(population) else None
    return [own.end()] if own else []


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
            return replace(label, text=text, ids=ids)
    return replace(label, text=f"{per}{label.text}", ids=()) if listed else label


def with_standing(label: Label, before: Label) -> Label:
    """A label with the residence or poverty that the clause before set apart.

    Poverty always does; for residence the catalogue decides, where it knows the label either way.
    """
    poverty = _POVERTY.match(before.text)
    standing = poverty or _STANDING.match(before.text)
    if standing is None or _STANDING.match(label.text) or _POVERTY.match(label.text):
        return label
    text = standing[0] + label.text
    ids = indicators(text)
    return replace(label, text=text, ids=ids) if ids or poverty else label


def with_prefix(label: Label, before: str) -> Label:
    """A label that the catalogue knows only with a beginning from the words before it.

    Args:
        label: A label that the catalogue does not know.
        before: An earlier label or clause.
    """
    bare = label.text.replace("的", "")
    for begin in _beginnings(before):
        for end in _ends(before, begin):
            text = before[begin:end] + label.text
            if ids := indicators(text) or indicators(before[begin:end] + bare):
                known = text if indicators(text) else before[begin:end] + bare
                return replace(label, text=known, ids=ids)
    return label


def _ends(before: str, begin: int) -> Iterable[int]:
    """Where a beginning may end, after a population's noun first."""
    nouns = (found.end() for found in PEOPLE.finditer(before, begin))
    return dict.fromkeys((*nouns, *range(len(before), begin + 1, -1)))


def with_full_name(label: Label, before: str) -> Label:
    """A label whose population is short for the one before: 在册患者… after 严重精神障碍患者….

    Args:
        label: A label that the catalogue does not know.
        before: The label before.
    """
    for noun in PEOPLE.finditer(label.text):
        place = before.find(noun[0])
        full = before[: place + len(noun[0])] if place > 0 else ""
        text = label.text[: noun.start()] + full + label.text[noun.end() :]
        if full and (ids := indicators(text)):
            return replace(label, text=text, ids=ids)
    return label


def _beginnings(before: str) -> Iterable[int]:
    """Where in earlier words a label may begin: near their start, or after a population's noun."""
    yield from range(min(8, len(before)))
    yield from (found.end() for found in PEOPLE.finditer(before[:_LONGEST_PREFIX]))


def with_same_subject(label: Label, before: str) -> Label:
    """A bare measure said of what the label before is about: …传染病发病率 12/10万,死亡率 1/10万.

    Args:
        label: A label that the catalogue does not know.
        before: The label before.
    """
    measure = _BARE.search(before)
    if not measure or not _BARE.fullmatch(label.text) or measure[0] == label.text:
        return label
    text = before[: measure.start()] + label.text
    return replace(label, text=text, ids=indicators(text))


def with_people(label: Label, opening: str) -> Label:
    """A label whose population is the subject of the sentence: 基层医疗卫生机构…,人员编制占….

    Args:
        label: A label that the catalogue does not know.
        opening: The clauses that the sentence opened with.
    """
    for noun in PEOPLE.finditer(opening):
        for begin in range(max(0, noun.end() - _LONGEST_PREFIX), noun.start() + 1):
            text = opening[begin : noun.end()] + label.text
            if ids := indicators(text):
                return replace(label, text=text, ids=ids)
    return label


def with_topic(label: Label, earlier: str) -> Label:
    """A label whose beginning the clause before has: 加强儿童保健门诊建设,门诊建成率….

    Args:
        label: A label that the catalogue does not know.
        earlier: The clause before.
    """
    place = earlier.find(label.text[:2])
    for begin in range(max(0, place - _LONGEST_PREFIX), place):
        text = earlier[begin:place] + label.text
        if ids := indicators(text):
            return replace(label, text=text, ids=ids)
    return label


def split_joined(text: str) -> list[str]:
    """The members that 和 or 及 joins before a common end: 儿童和孕产妇健康管理率.

    Args:
        text: A label's text, lead and region taken off.

    Returns:
        The labels of all members where the catalogue knows each; else none.
    """
    for join in re.finditer(r"以及|[和与及、]", text):
        left, right = text[: join.start()], text[join.end() :]
        if not indicators(right):
            continue
        for cut in range(1, len(right) - 1):
            if indicators(left + right[cut:]) and left + right[cut:] != right:
                return [left + right[cut:], right]
    return []


def split_people(text: str) -> list[str]:
    """The two populations that 和 joins before one measure: 综合医院和中医医院老年医学科设置率.

    Args:
        text: A label's text.

    Returns:
        The label of each; a grade before the first (二级及以上) is the second's too where the
        catalogue knows the label so. Empty where the text joins no populations.
    """
    join = re.search(r"[和与及](?!以[上下])", text)
    noun = PEOPLE.search(text, join.end()) if join else None
    if join is None or noun is None or not text[: join.start()].endswith(noun[0]):
        return []
    first = text[: join.start()] + text[noun.end() :]
    second = text[join.end() :]
    grade = _GRADE.match(text)
    graded = (grade[0] if grade else "") + second
    return [first, graded if indicators(graded) else second]


def split_grades(text: str, count: int) -> list[str]:
    """The members that 和 or 、 joins by grade: 二级和三级公立医院….

    Args:
        text: A label's text.
        count: How many members there should be.
    """
    found = re.match(r"((?:[^和、]{1,4}[级类型等][和、])+)([^和、]{1,4}?[级类型等])(.+)$", text)
    if not found:
        return []
    grades = [*re.split(r"[和、]", found[1])[:-1], found[2]]
    return [grade + found[3] for grade in grades] if len(grades) == count else []


def carried(labels: Iterable[Label]) -> list[Label]:
    """Labels of one list, with the population or qualifier of the first put before the others."""
    found: list[Label] = []
    for label in labels:
        if not found:
            found.append(label)
            continue
        per = denominator(found[0].text)
        if per and not denominator(label.text):
            found.append(with_denominator(label, per, listed=True))
        elif label.ids:
            found.append(label)
        else:
            found.append(with_standing(with_prefix(label, found[0].text), found[0]))
    return found
