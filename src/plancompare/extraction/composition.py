"""Labels put together from what one clause says in pieces: a rule for each form.

A rule takes the words before a value and gives a label, or None where they have another form;
`RULES` says which is asked first. A figure keeps the name of its rule (`reasons.toml`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from plancompare.extraction.labels import Label, find_label, indicators, known_or, plain
from plancompare.extraction.phrases import (
    goal_of_plan,
    is_lead,
    level_beside,
    measure_kind,
    split_at_measure,
    without_lead,
)
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.populations import FACILITY, GENERAL, PEOPLE, of_population
from plancompare.extraction.scene import Memory

_SHARE = ("的比例", "比例", "的比重", "比重", "占比", "的比", "比")
_DENOMINATOR_AFTER = re.compile(
    r"^(?P<what>.{2,40}?)(?:达到|达|为|按|有|配备|拥有)?(?P<per>每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?(?:人口|人|居民|儿童|老年人|职工)?)$"
)
_COUNT_OF_KINDS = re.compile(r"^(?:\d+|[一二两三四五六七八九十]+)(?:大类|类|项)")
_WHOLE = re.compile(r"^(?P<part>.{2,40}?)(?:[仅只约]?所?占|占到)(?P<whole>[^占]{2,30}?)的?$")
_BOUND_WHOLE = re.compile(
    r"^(?P<part>.{2,40}?)(?:不得低于|不低于|不少于|不高于|不超过|不得超过|达到|超过)(?P<whole>[^占]{2,24}?)的?$"
)
_PART_BEFORE = re.compile(r"(?:约|仅|只|已|一?共|总共|合计)?占(?:到)?(?P<whole>[^占]{2,24})")
_SHARED_OUT = re.compile(r"(?P<last>.{2,30}?)(?:分别|依次|各)占(?:到)?(?P<whole>[^占]{0,24}?)的?$")
_NAMED_SO = re.compile("(?:分别|依次)?[为是]")  # 前三位死因分别为…,共占…
_AGE = re.compile(r"\d{1,3}周?岁(?:及其?|或)?(?:以上|以下)")
_AMONG_WHOLE = re.compile("([^,的]{2,12})中$")
_TAKES = re.compile(r"(.{2,40}?)(?:仅|只|已|约|还)?占$")
_TAKES_ALONE = re.compile("(?:约|仅|所|及?其)?(?:占比?|占?比[重例]|份额)的?")
_DEATHS = re.compile(
    r"(?P<what>.{0,24}?)(?:导致|引起|所致|造成)?的?(?P<per>每10万(?:人口|人)?)中?死亡$"
)
_AMONG = re.compile(
    r"^(?P<what>.{2,30}?)在(?P<whom>[^在的、和与及]{2,12}(?:[、和与及][^在的、和与及]{2,12}){1,6})的?(?P<measure>[\u4e00-\u9fff]{0,6}(?:率|比例|占比))$"
)
# 发病率最高的年龄组是25~29岁组, 患病率农村最高; without a measure it is the clause before's
_MOST = re.compile(
    "(?P<what>.*?)最[高低大长短]的?[^率]{0,6}?(?:依次|分别)?[为是](?P<whom>[^率]{2,16})|其次[为是](?P<next>[^率]{2,16})"
)
_COVERED = re.compile(r"^(?P<what>.{2,30}?)(?:已|要)?覆盖(?:了)?(?P<whom>[^覆]{2,20}?)的?$")


@dataclass(frozen=True, slots=True)
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


def deaths_by(head: Head) -> Label | None:
    """A rate put as a clause: 脑卒中导致的每10万人口死亡 150人."""
    found = _DEATHS.match(head.core)
    if not found:
        return None
    region, what = head.places.after_lead(found["what"])
    text = f"{found['per']}{what}死亡"
    return Label(f"{text}人数", indicators(f"{what}死亡率"), region, head.start)


def share_of_whole(head: Head) -> Label | None:
    """A share put as part and whole: 个人卫生支出占卫生总费用的 27%."""
    linked = head.link.startswith("的")
    found = (_BOUND_WHOLE.match(head.core) if linked else None) or (
        _WHOLE.match(head.core) if linked or head.takes else None
    )
    if not found:
        return None
    region, part = head.places.after_lead(found["part"])
    bare = part.removesuffix("比例").removesuffix("所")
    texts = [*_shares(part, found["whole"]), *_shares(bare, found["whole"])]
    return known_or(texts, f"{bare}占{found['whole']}比例", region, head.start)


def _shares(part: str, whole: str) -> list[str]:
    """The ways to put a share in words."""
    return [f"{part}占{whole}{share}" for share in _SHARE]


def shares_of_each(texts: Sequence[str], count: int, places: Places, start: int) -> list[Label]:
    """Shares of several parts: 政府、社会和个人卫生支出分别占卫生总费用的 27%、45%、28%.

    Args:
        texts: The members of a list before the values.
        count: How many values there are.
        places: The document's regions.
        start: Where the list begins in `Document.text`.

    Returns:
        A label for each value; empty where the words say nothing of the kind.
    """
    found = _SHARED_OUT.match(texts[-1])
    if not found:
        return []
    members = [*texts[:-1], *re.split("[和与及]", found["last"])]
    whole = [_with_end_of(without_lead(member), members[-1]) for member in members]
    if len(whole) != count:
        return []
    if not found["whole"]:
        return [known_or([f"{each}占比"], start=start) for each in whole]
    heads = (Head(f"{each}占{found['whole']}", "的", places, start) for each in whole)
    return [share for head in heads if (share := share_of_whole(head))]


def _with_end_of(member: str, last: str) -> str:
    """A member of a list with the end that only the last has: 轻、中、高度近视."""
    if len(member) >= len(last):
        return member
    own = last.find(member[-1])
    return member + last[own + 1 if own >= 0 else len(member) :]


def share_of_topic(head: Head) -> Label | None:
    """Its whole stands in the clause before: 卫生总费用…亿元,其中政府卫生支出占 30%."""
    found = _TAKES.match(head.core)
    part = head.places.after_lead(found[1])[1] if found else ""
    whole = head.places.after_lead(head.memory.whole)[1]
    if len(part) < 2 or part.endswith("的"):
        return None
    is_total = measure_kind(whole) in ("yuan", "count", "counted")
    label = known_or([*(_shares(part, whole) if is_total else ()), f"{part}占比"], start=head.start)
    return label._replace(whole=whole)


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
    text = f"{part}{whole[1].removeprefix('总')}占{whole[1]}比例"
    return Label(text, indicators(text), "", head.start)


def is_takes(core: str) -> bool:
    """Whether words only say that something takes a share: 占, 约占, 所占比重, 占比."""
    return _TAKES_ALONE.fullmatch(without_lead(core)) is not None


def share_of_said(head: Head) -> Label | None:
    """A share of nothing that is named, taken by what was: 人均药费2977元,占比 34.6%."""
    said = head.memory.said if is_takes(head.core) else ()
    part = head.places.after_lead(said[-1])[1] if said else ""
    return known_or([f"{part}占比"], start=head.start) if part else None


def share_of_first(head: Head) -> Label | None:
    """A share of what came first: 卫生总费用…亿元,其中政府卫生支出…亿元,占 26.7%."""
    said = head.memory.said
    if len(said) < 2 or not is_takes(head.core):
        return None
    whole, part = (head.places.after_lead(text)[1] for text in (said[0], said[-1]))
    label = known_or(_shares(part, whole), start=head.start)
    return label if label.ids else None


def share_of_part(head: Head) -> Label | None:
    """Its part stands in the clause before: 65岁及以上人口达32.6万人,占常住人口的 14.2%."""
    found = _PART_BEFORE.fullmatch(without_lead(head.core))
    if not (found and head.part and (head.takes or head.link.startswith("的"))):
        return None
    region, bare = head.places.after_lead(_NAMED_SO.split(head.part)[0])
    texts = _shares(bare, found["whole"])
    return known_or(texts, texts[1], region, head.start)


def goal_quoted(head: Head) -> Label | None:
    """The goal of a plan, that what was said before has reached: 达到《…纲要》提出的 12/10万."""
    quoted = goal_of_plan(head.text)
    if not quoted:
        return None
    rest = head.text[quoted.end() :]
    return find_label(rest, head.places, head.start + quoted.end()) or head.memory.last


def of_the_most(head: Head) -> Label | None:
    """The group with the highest rate, put as a noun: 发病率最高的年龄组是25~29岁(119.67/10万)."""
    found = _MOST.fullmatch(head.core)
    if not found:
        return None
    what = without_lead(found["what"] or "")
    label = find_label(what, head.places, head.start) if what else head.memory.last
    return label and said_of(label, found["whom"] or found["next"])


def said_of(label: Label, whom: str) -> Label:
    """A label said of another region, or of another part of the population."""
    region = named_region(whom)
    return label._replace(region=region) if region else of_population(label, whom)


def level_of_another(head: Head) -> Label | None:
    """The level that another is above or below: 男性…率为 9/10万,高于女性的 7/10万."""
    found = level_beside(head.core, head.link)
    if not found or head.memory.last is None:
        return None
    region, whom = head.places.split(found)
    return head.memory.last._replace(region=region) if region else said_of(head.memory.last, whom)


def share_covered(head: Head) -> Label | None:
    """A coverage put as a sentence: 家庭医生签约服务覆盖常住居民的 36%."""
    found = _COVERED.match(head.core) if head.link.startswith("的") else None
    if not found:
        return None
    region, what = head.places.after_lead(found["what"])
    text = f"{GENERAL.sub('', found['whom'])}{what}覆盖率"
    return Label(text, indicators(text), region, head.start, whole=f"{what}覆盖率")


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
    region, what = places.after_lead(found["what"])
    whom = (GENERAL.sub("", each) for each in re.split(r"[、和与及]", found["whom"]))
    texts = [f"{each}{what}{found['measure']}" for each in whom]
    return [Label(text, indicators(text), region, start) for text in texts]


def after_measure(head: Head) -> Label | None:
    """A label with the part of the population after it: 知晓率城市居民 60%."""
    text, rest = split_at_measure(head.core)
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


RULES: tuple[tuple[str, Callable[[Head], Label | None]], ...] = (
    ("goal_quoted", goal_quoted),
    ("share_of_first", share_of_first),
    ("counted_by", _counted_by_head),
    ("deaths_by", deaths_by),
    ("share_of_whole", share_of_whole),
    ("of_the_most", of_the_most),
    ("level_of_another", level_of_another),
    ("label", _own_words),
    ("counted_by", counted_by),
    ("another_age", of_another_age),
    ("share_of_topic", share_of_topic),
    ("share_in_bracket", share_in_bracket),
    ("share_of_said", share_of_said),
    ("share_of_part", share_of_part),
    ("share_covered", share_covered),
    ("after_measure", after_measure),
    ("another_facility", another_facility),
    ("same_population", same_population),
)


def label_of(head: Head) -> Label | None:
    """The label that the words before a value give, by the first rule that knows their form."""
    for name, rule in RULES:
        if found := rule(head):
            return found._replace(rule=name)
    return None
