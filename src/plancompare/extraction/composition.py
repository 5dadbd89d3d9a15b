"""Labels put together from what one clause says in pieces, by the first form that it has.

The forms are rows of `forms.toml`; those that a pattern cannot say are functions here: they take
the words before a value and give a label, or None where they have another form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from plancompare.extraction.forms import Form, forms, label_by
from plancompare.extraction.labels import Label, find_label, indicators, known_or, plain
from plancompare.extraction.phrases import (
    goal_of_plan,
    is_lead,
    level_beside,
    measure_kind,
    split_at_measure,
    split_link,
    without_lead,
)
from plancompare.extraction.places import Places
from plancompare.extraction.populations import FACILITY, GROUP, PEOPLE, of_population
from plancompare.extraction.scene import Memory

_DENOMINATOR_AFTER = re.compile(
    r"^(?P<what>.{2,40}?)(?:达到|达|为|按|有|配备|拥有)?(?P<per>每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?(?:人口|人|居民|儿童|老年人|职工)?)$"
)
_COUNT_OF_KINDS = re.compile(r"^(?:\d+|[一二两三四五六七八九十]+)(?:大类|类|项)")
_SHARES_OUT = re.compile("(?:[由从]高到低)?(?:分别|依次)[为是](?P<whom>[^率]{2,12})")
_NAMED_SO = re.compile("(?:分别|依次)?[为是]")  # 前三位死因分别为…,共占…
# 恶性肿瘤发病率…,前三位为肺癌: its own rate, not that of a part of the population
ILLNESS = "病|梅毒|炎|结核|癌|瘤"  # how their names end
DISEASE = re.compile(f"(?:{ILLNESS}|疹|疾|卒中|高血压|血脂异常|肥胖|超重|症)$")
_OF_DISEASE = re.compile("(?:标化)?(?:报告)?(?:发病|死亡|患病|病死)率$")
# 六类健康问题素养水平: of each of them, its 素养水平
_OF_SORTS = re.compile(
    r"^[两三四五六七八九十\d]{1,2}(?:个方面|大?[类种项])[^率]{0,6}?(?=(?:健康)?素养|[\u4e00-\u9fff]{2}率)"
)
_AGE = re.compile(r"\d{1,3}周?岁(?:及其?|或)?(?:以上|以下)")
_AMONG_WHOLE = re.compile("([^,的]{2,12})中$")
_TAKES_ALONE = re.compile("(?:约|仅|所|及?其)?(?:占比?|占?比[重例]|份额)的?")
# 发病率最高的年龄组是25~29岁组, 患病率农村最高; without a measure it is the clause before's
_MOST = re.compile(
    r"(?P<what>.*?)(?:最[高低大长短]|(?:排名?|位|居|列)[在于居]?[^率为是]{0,4}?[前首末后][^率为是]{0,3}?|前[二三四五六七八九十\d]{1,2}位)的?[^率]{0,6}?(?:依次|分别)?[为是](?P<whom>[^率]{2,16})|(?:其次|第[二三四五])[为是](?P<next>[^率]{2,16})"
)


@dataclass(slots=True)
class Head:
    """The last words before a value, and what is known where they stand.

    Attributes:
        text: The words, without those that link them to the value.
        link: Those that do.
        places: The document's regions.
        start: Where they begin in `Document.text`.
        memory: What the statements before spoke of.
        part: What the clause before counted.
        per: For a count, the population that it or the label before counts by.
        takes: True for a share of what the words name: 占…, also without 的.
    """

    text: str
    link: str
    places: Places
    start: int = 0
    memory: Memory = field(default_factory=Memory)
    part: str = ""
    per: str = ""
    takes: bool = False

    @property
    def core(self) -> str:
        """The words without spaces and quotation marks."""
        return plain(self.text)


def counted_by(head: Head) -> Label | None:
    """A population after what is counted: 全科医生数达到每万人口 3.2人, 经费达到人均 83元."""
    found = _DENOMINATOR_AFTER.match(head.core)
    if found and is_lead(found["what"]):
        return None
    if found:
        what, per = found["what"], found["per"]
    elif "人均" in head.link and head.core:
        what, per = head.core, "" if "人均" in head.core else "人均"
    else:
        return None
    label = find_label(what, head.places)
    bare = label.text if label else head.places.after_lead(what)[1]
    text = per + _COUNT_OF_KINDS.sub("", bare)
    return Label(text, indicators(text), label.region if label else "", head.start)


def of_another_age(head: Head) -> Label | None:
    """What the clause before measures: 60岁及以上人口占 23.9%,65岁及以上占 17.2%."""
    core, before = without_lead(head.core), head.memory.last
    age, own = _AGE.match(core), _AGE.match(before.text) if before else None
    if not (age and own and before) or core[age.end() :].strip("占的"):
        return None
    return before.named(age[0] + before.text[own.end() :])


def share_in_bracket(head: Head) -> Label | None:
    """A share in brackets after a count: 总诊疗人次中,医院 2238万人次(占 43.7%)."""
    part, whole = head.memory.part, _AMONG_WHOLE.match(head.memory.opening)
    if not (part and whole and is_takes(head.core)):
        return None
    of = head.places.after_lead(whole[1])[1] or whole[1]
    if PEOPLE.search(of) and PEOPLE.search(part):  # 全省常住人口中,60岁及以上人口 812万人,占 21%
        return known_or([f"{part}占比", f"{part}占{of}比例"], f"{part}占{of}比例", "", head.start)
    text = f"{part}{of.removeprefix('总')}占{of}比例"
    return Label(text, indicators(text), "", head.start)


def among_whole(clause: str) -> str:
    """The whole that a clause names before its parts: 卫生总费用中; else empty."""
    found = _AMONG_WHOLE.search(clause)
    return found[1] if found else ""


def is_takes(core: str) -> bool:
    """Whether words only say that something takes a share: 占, 约占, 所占比重, 占比."""
    return _TAKES_ALONE.fullmatch(without_lead(core)) is not None


def goal_quoted(head: Head) -> Label | None:
    """The goal of a plan, that what was said before has reached: 达到《…纲要》提出的 12/10万."""
    quoted = goal_of_plan(head.text + head.link)
    if not quoted:
        return None
    rest, before = head.text[quoted.end() :], split_link(head.text[: quoted.start()])[0]
    return (
        find_label(rest, head.places, head.start + quoted.end())
        or find_label(before, head.places, head.start)
        or head.memory.last
    )


def of_the_most(head: Head) -> Label | None:
    """The group with the highest rate, put as a noun: 发病率最高的年龄组是25~29岁(119.67/10万)."""
    found = _MOST.fullmatch(head.core)
    if not found:
        return None
    what = without_lead(found["what"] or "")
    label = find_label(what, head.places, head.start) if what else head.memory.last
    return label and said_of(label, found["whom"] or found["next"], head.places)


def said_of(label: Label, whom: str, places: Places) -> Label:
    """A label said of another region, or of another part of the population."""
    region = places.named(whom)
    if region:
        return label._replace(region=region)
    if label.text.endswith("素养") and not (PEOPLE.search(whom) or GROUP.match(whom)):
        return label.named(f"{whom}素养")  # 安全与急救素养 60%,科学健康观 55%
    measure = _OF_DISEASE.search(label.text) if DISEASE.search(whom) else None
    whole = label.whole or label.text
    if sorts := _OF_SORTS.match(whole):
        return label.named(whom + whole[sorts.end() :])._replace(whole=whole)
    return label.named(whom + measure[0]) if measure else of_population(label, whom)


def level_of_another(head: Head) -> Label | None:
    """The level that another is above or below: 男性…率为 9/10万,高于女性的 7/10万."""
    found = level_beside(head.core, head.link)
    if not found or head.memory.last is None:
        return None
    region, whom = head.places.split(found)
    return (
        head.memory.last._replace(region=region)
        if region
        else said_of(head.memory.last, whom, head.places)
    )


def after_measure(head: Head) -> Label | None:
    """A label with the part of the population after it: 知晓率城市居民 60%."""
    text, rest = split_at_measure(head.core)
    if shares := _SHARES_OUT.fullmatch(rest):  # 患病率分别为高血压 21%,糖尿病 9%
        label = find_label(text, head.places, head.start)
        head.memory.shares = label is not None
        return label and said_of(label, shares["whom"], head.places)
    region = head.places.split(rest)[0] if rest and head.places.is_mean(rest) else ""
    of_part = region or (rest and PEOPLE.search(rest))
    label = find_label(text, head.places, head.start) if of_part else None
    if label and region:  # 患病率全省为 25%
        return label._replace(region=region)
    return of_population(label, rest) if label else None


def another_facility(head: Head) -> Label | None:
    """Two facilities whose beds are counted: 其中公立医院 4.1张、基层医疗卫生机构 1.6张."""
    text, before = without_lead(head.core), head.memory.last
    if not (head.per and before and before.whole and FACILITY.search(text)):
        return None
    return of_population(before, text) if FACILITY.search(before.text) else None


def same_population(head: Head) -> Label | None:
    """Counted by the population of the label before: 每千人口床位数 7张、注册护士 3人."""
    text = without_lead(head.core)
    if not head.per or measure_kind(text) not in ("counted", "count"):
        return None
    return Label(text, (), "", head.start)


def _own_words(head: Head) -> Label | None:
    """A label that stands there as it is: 婴儿死亡率 4.1‰."""
    return None if head.core.startswith("占") else find_label(head.text, head.places, head.start)


def _counted_by_head(head: Head) -> Label | None:
    return counted_by(head) if "人均" in head.link else None


_CODE: dict[str, Callable[[Head], Label | None]] = {
    each.__name__.removeprefix("_"): each
    for each in (
        goal_quoted,
        _counted_by_head,
        of_the_most,
        level_of_another,
        _own_words,
        counted_by,
        of_another_age,
        share_in_bracket,
        after_measure,
        another_facility,
        same_population,
    )
}


def label_of(head: Head) -> Label | None:
    """The label that the words before a value give, by the first form that they have."""
    region, text = head.places.after_lead(head.core)
    as_it_is = bool(indicators(text)) and "人均" not in head.link and not head.takes
    for form in _forms(as_it_is, head.link.startswith("的"), head.takes):
        code = _CODE.get(form.code)
        if found := code(head) if code else _by_pattern(form, head, text, region):
            return found._replace(rule=form.name)
    return None


@cache
def _forms(as_it_is: bool, linked: bool, takes: bool) -> tuple[Form, ...]:
    """The forms that a head can have: a label of the catalogue has no other than its own words."""
    return tuple(
        form
        for form in forms("label")
        if (form.code == "own_words" or not as_it_is)
        and (not form.when or linked or (form.when == "share" and takes))
    )


def _by_pattern(form: Form, head: Head, text: str, region: str) -> Label | None:
    if form.before:
        text = f"{''.join(head.memory.said[-1:])},{text}"
    found = form.pattern.fullmatch(text) if form.pattern else None
    if found is None:
        return None
    return label_by(form, {**_said_before(head), **found.groupdict("")}, region, head.start)


def _said_before(head: Head) -> dict[str, str]:
    """What forms may take from the clauses before."""
    said = head.memory.said
    topic = head.memory.whole or among_whole(head.memory.opening)
    words = {
        "topic": topic,
        "total": topic if measure_kind(topic) in ("yuan", "count", "counted") else "",
        "said": said[-1] if said else "",
        "first": said[0] if len(said) > 1 else "",
        "counted": _NAMED_SO.split(head.part)[0],
    }
    return {slot: head.places.after_lead(text)[1] for slot, text in words.items()}
