"""Which labels a statement speaks of, with what the sentence left out put back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from plancompare.extraction.labels import Label, denominator, find_label, indicators, plain
from plancompare.extraction.phrases import measure_kind, split_at_measure, without_lead
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.subjects import Item, Subject, parts_of

_LONGEST_ELIDED = 24  # characters of a subject whose measure the clause before names
_SHARE = ("的比例", "比例", "的比重", "比重", "占比", "的比", "比")
_PEOPLE = re.compile(r"机构|人群|居民|人口|患者|医院|群众|儿童|老年人|妇女|学生|医生|医师|卫生院|卫生室|中心|企业|学校|社区|地区|家庭|人员|疫苗|城市|农村")
_GENERAL = re.compile(r"^(?:城乡居民|公众|群众|居民|人群|人口|全民|常住人口|常住居民)")
# residence and poverty set a whole clause apart, and hold for the clauses after it
_STANDING = re.compile(r"^(?:镇村群众|农村居民|农村|城市居民|城镇居民|城市|城镇|乡村|农牧区|牧区|贫困地区|脱贫地区|建档立卡贫困人口|贫困人口|脱贫人口|流动人口)")
_DENOMINATOR_AFTER = re.compile(
    r"^(?P<what>.{2,40}?)(?:达到|达|为|按|有|配备|拥有)?(?P<per>每(?:\d+|[一二三四五六七八九十百千万]+)(?:万|千|百)?(?:名|位)?(?:常住|户籍)?(?:人口|人|居民)?)$"
)
_COUNT_OF_KINDS = re.compile(r"^(?:\d+|[一二两三四五六七八九十]+)(?:大类|类|项)")
_WHOLE = re.compile(r"^(?P<part>.{2,40}?)(?:所?占|占到)(?P<whole>[^占]{2,30}?)的?$")


@dataclass(slots=True)
class Memory:
    """What the sentences before spoke of.

    Attributes:
        spoken: The labels of earlier statements of the paragraph, in order, with their units.
    """

    spoken: list[tuple[Label, str]] = field(default_factory=list)

    @property
    def last(self) -> Label | None:
        """The label of the statement before."""
        return self.spoken[-1][0] if self.spoken else None

    def latest(self, count: int) -> list[Label]:
        """The labels of the last few statements, in order; empty where there are fewer."""
        return [label for label, _ in self.spoken[-count:]] if len(self.spoken) >= count else []


def labels_of(
    subject: Subject, count: int, unit: str, memory: Memory, places: Places
) -> list[Label]:
    """The labels of a statement.

    Args:
        subject: Its head, taken apart.
        count: How many values it has.
        unit: The unit of its first value.
        memory: What the statements before spoke of.
        places: The document's regions.

    Returns:
        The labels in order; empty where the values belong to none.
    """
    if not subject.items:
        return _left_out(subject, count, unit, memory, places)
    paired = find_label("、".join(item.text for item in subject.items), places, subject.items[0].start)
    if paired and len(paired.ids) > 1:
        return [paired]
    parts = [part for item in subject.items for part in parts_of(item)]
    last = _last_label(parts, subject, unit, memory, places)
    if last is None:
        return []
    last = _with_context(last, subject, unit, memory)
    return _with_earlier(parts[:-1], last, count, places)


def _left_out(
    subject: Subject, count: int, unit: str, memory: Memory, places: Places
) -> list[Label]:
    """The labels of a statement whose own clause names none."""
    for item in subject.earlier[:2]:
        label = find_label(split_at_measure(item.text)[0] or item.text, places, item.start)
        if label and label.ids:
            return [label]
    region = _mean_before_bracket(subject, places)
    if region and memory.last:
        return [replace(memory.last, region=region)]
    if subject.link.shared_out or subject.link.direction:
        return memory.latest(count)
    told = subject.bracketed or subject.value_time is not None or bool(subject.times)
    return memory.latest(1) if told and memory.spoken and memory.spoken[-1][1] == unit else []


def _mean_before_bracket(subject: Subject, places: Places) -> str:
    """The region whose mean stands before a bracket: 全省平均水平(5.2‰)."""
    if not (subject.bracketed and subject.earlier):
        return ""
    found = re.search(r"(全国|全省|全市|自治区|全州)(?:同期)?(?:平均水平|平均值|平均|水平)?$", subject.earlier[0].text)
    return found[1] if found else ""


def _last_label(
    parts: Sequence[Item], subject: Subject, unit: str, memory: Memory, places: Places
) -> Label | None:
    item = parts[-1]
    core = plain(item.text)
    if places.is_mean(core):
        region = places.split(core)[0]
        return replace(memory.last, region=region) if memory.last else None
    for found in (
        find_label(item.text, places, item.start),
        _counted_by(core, subject, places, item.start),
        _share_of_whole(core, places, item.start),
        _after_measure(core, places, item.start),
    ):
        if found:
            return found
    return _elided(parts, subject, unit, memory)


def _counted_by(core: str, subject: Subject, places: Places, start: int) -> Label | None:
    """全科医生数达到每万人口 3.2人; 经费达到人均 83元."""
    found = _DENOMINATOR_AFTER.match(core)
    if found:
        what, per = found["what"], found["per"]
    elif "人均" in subject.link.text:
        what, per = core, "人均"
    else:
        return None
    label = find_label(what, places, start)
    bare = _COUNT_OF_KINDS.sub("", label.text if label else without_lead(what))
    text = f"{per}{bare}"
    return Label(text, indicators(text), label.region if label else "", start)


def _share_of_whole(core: str, places: Places, start: int) -> Label | None:
    """个人卫生支出占卫生总费用的 27%."""
    found = _WHOLE.match(core)
    if not found:
        return None
    region, part = places.split(without_lead(found["part"]))
    stems = [f"{stem}占{found['whole']}" for stem in (part, part.removesuffix("比例"), part.removesuffix("所"))]
    for text in (stem + share for stem in stems for share in _SHARE):
        if ids := indicators(text):
            return Label(text, ids, region, start)
    return Label(f"{stems[1]}比例", (), region, start)


def _after_measure(core: str, places: Places, start: int) -> Label | None:
    """知晓率城市居民 60%: the part of the population after the label."""
    text, rest = split_at_measure(core)
    label = find_label(text, places, start) if rest and _PEOPLE.search(rest) else None
    return _of_population(label, rest) if label else None


def _of_population(label: Label, population: str) -> Label:
    """A label said of another part of the population."""
    for length in range(min(len(population), 6), 1, -1):
        place = label.text.find(population[-length:])
        if place >= 0 and _PEOPLE.fullmatch(population[-length:]):
            body = label.text[place + length :]
            break
    else:
        body = _GENERAL.sub("", label.text)
    text = population + body
    ids = indicators(text)
    if not ids and indicators(population + label.text):
        text, ids = population + label.text, indicators(population + label.text)
    return replace(label, text=text, ids=ids)


def _elided(
    parts: Sequence[Item], subject: Subject, unit: str, memory: Memory
) -> Label | None:
    """签约服务覆盖率达到30%,重点人群达到60%: the measure is the clause before's."""
    whole = "、".join(plain(part.text) for part in parts)
    population = without_lead(whole)
    if not memory.spoken or not 2 <= len(population) <= _LONGEST_ELIDED:
        return None
    label, spoken_unit = memory.spoken[-1]
    if spoken_unit != unit or subject.link.direction or measure_kind(population):
        return None
    if region := named_region(population):
        return replace(label, region=region)
    found = _of_population(label, population)
    return found if found.ids or _PEOPLE.search(population) or len(parts) > 1 or subject.bracketed or len(population) <= 4 else None


def _with_context(label: Label, subject: Subject, unit: str, memory: Memory) -> Label:
    """A label with the beginning that the statements before gave it."""
    before = memory.last
    if before is None:
        return label
    per = denominator(before.text)
    if per and not denominator(label.text) and unit == "count":
        for text in (f"{per}{label.text}", f"{per}{label.text}数"):
            if ids := indicators(text):
                return replace(label, text=text, ids=ids)
        if subject.dun and not label.ids:
            return replace(label, text=f"{per}{label.text}")
    standing = _STANDING.match(before.text)
    if standing and (ids := indicators(standing[0] + label.text)):
        return replace(label, text=standing[0] + label.text, ids=ids)
    return label if label.ids else _with_prefix(label, before)


def _with_prefix(label: Label, before: Label) -> Label:
    """A label that the catalogue knows only with the beginning of the one before."""
    for length in range(2, min(len(before.text), 20)):
        text = before.text[:length] + label.text
        if ids := indicators(text):
            return replace(label, text=text, ids=ids)
    return label


def _with_earlier(parts: Sequence[Item], last: Label, count: int, places: Places) -> list[Label]:
    """The labels of a list, from its last member and the words of the others."""
    found = [last]
    for item in reversed(parts):
        label = find_label(item.text, places, item.start)
        if label is None:
            label = _short_of_measure(item, found[0], places)
        if label is None or (not label.ids and not measure_kind(label.text)):
            if count > 1:
                return []
            return _as_one_label(parts, last) if len(found) == 1 else found
        found.insert(0, label)
    return list(_carried(found))


def _short_of_measure(item: Item, after: Label, places: Places) -> Label | None:
    """高血压、糖尿病患者规范管理率: a member that shares the end of the next."""
    region, words = places.split(without_lead(plain(item.text)))
    for cut in range(1, len(after.text) - 1):
        for begin in range(min(len(words) - 1, 12)):
            text = words[begin:] + after.text[cut:]
            if (ids := indicators(text)) and without_lead(words[:begin]) == "":
                return Label(text, ids, region, item.start)
    people = _PEOPLE.search(words)
    if people is None:
        return None
    place = after.text.find(people[0])
    if place < 0 or not words.endswith(people[0]):
        return None
    text = words + after.text[place + len(people[0]) :]
    return Label(text, indicators(text), region, item.start)


def _as_one_label(parts: Sequence[Item], last: Label) -> list[Label]:
    """Members that are no labels of their own belong to the one label after them."""
    text = "、".join([*(without_lead(plain(part.text)) for part in parts), last.text])
    return [replace(last, text=text, ids=indicators(text), start=parts[0].start)]


def _carried(labels: Iterable[Label]) -> Iterable[Label]:
    """Labels of one list with the denominator or qualifier of the first put before the others."""
    first: Label | None = None
    for label in labels:
        if first is None:
            first = label
            yield label
            continue
        per = denominator(first.text)
        if per and not denominator(label.text):
            text = next((t for t in (per + label.text, f"{per}{label.text}数") if indicators(t)), per + label.text)
            yield replace(label, text=text, ids=indicators(text))
        else:
            yield label if label.ids else _with_prefix(label, first)
