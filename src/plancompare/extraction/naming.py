"""Which labels a statement speaks of, with what the sentence left out put back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from plancompare.extraction.composition import (
    Head,
    among_whole,
    label_of,
    same_population,
)
from plancompare.extraction.context import carried, in_context, with_prefix
from plancompare.extraction.counts import counted_before
from plancompare.extraction.elision import left_out, without_measure
from plancompare.extraction.forms import Form, forms, labels_by
from plancompare.extraction.labels import (
    Label,
    denominator,
    find_label,
    known_or,
    plain,
)
from plancompare.extraction.measures import fits
from plancompare.extraction.members import (
    as_one_label,
    each_of,
    members_of,
    of_place_before,
    of_those_before,
    set_beside,
    short_of_measure,
    standardised,
    town_and_country,
)
from plancompare.extraction.phrases import (
    goal_of_plan,
    level_beside,
    measure_kind,
    split_at_measure,
    split_link,
    without_lead,
)
from plancompare.extraction.populations import (
    ENDS_IN_PEOPLE,
    of_all,
    split_groups,
)
from plancompare.extraction.scene import Scene
from plancompare.extraction.subjects import Item, Subject, in_all, parts_of

_LONGEST_LIST = 20  # members; beyond it is no sentence
_CLAUSES_BEFORE = 3  # among which labels may stand whose values follow
_ASIDE = re.compile(r"\([^()]*\)")
_LISTS = re.compile("[、和与及]")
_SO_MANY_REGIONS = re.compile(
    r"等?(?:[两二三四五六七八九十]|\d{1,2})个?(?:省市|地市|县区|区县|[省市县区州])(?=[^、]{4,}$)"
)
_IS_SHARE = re.compile(r"[^,]*年(?:的|这一)?占比?(?:为|是|达)?")  # 2022年占 27.0%,2021年占比为

_Rule = Callable[[Subject, int, str, Scene], list[Label]]


@dataclass(frozen=True, slots=True)
class _Values:
    """What is known of a statement's values: how many, in which unit, by which population."""

    count: int
    unit: str  # empty for the size of a change
    per: str
    each: bool  # one value holds for each of a list


def labels_of(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """The labels of a statement.

    Args:
        subject: Its head, taken apart.
        count: How many values it has.
        unit: The unit of its first value.
        scene: What is known where it stands.

    Returns:
        The labels in order; empty where the values belong to none.
    """
    if len(subject.items) > _LONGEST_LIST:
        subject = subject._replace(items=subject.items[-_LONGEST_LIST:])
    if subject.times and scene.memory.last_unit == "percent" and _IS_SHARE.fullmatch(subject.words):
        subject = subject._replace(items=())
    subject = of_place_before(in_all(subject, count), scene)
    said: dict[bool, tuple[str, str]] = {}
    kind = "list" if subject.items else "left_out"
    for form, code in _forms(kind, several=count > 1, each=subject.link.each):
        if code:
            labels = code(subject, count, unit, scene)
        else:
            labels = _listed(form, subject, count, scene, said)
        if labels:
            return [_by_rule(form.name, label) for label in labels]
    return []


@cache
def _forms(kind: str, *, several: bool, each: bool) -> list[tuple[Form, _Rule | None]]:
    """The forms that one value or several can have, with the functions that some are."""
    return [
        (form, _CODE.get(form.code))
        for form in forms(kind)
        if (each or not form.when) and (several or form.code or form.before or form.when)
    ]


def _listed(
    form: Form, subject: Subject, count: int, scene: Scene, said: dict[bool, tuple[str, str]]
) -> list[Label]:
    """The labels of a list by a form's pattern: as many as values, unless one holds for all.

    `said` keeps region and words, with the clause before and without, from form to form.
    """
    if form.before and not subject.earlier:
        return []
    if form.before not in said:
        words = "、".join([plain(item.text) for item in subject.items])
        if form.before:
            words = f"{plain(subject.earlier[0].text)},{without_lead(words)}"
        said[form.before] = scene.places.after_lead(words)
    region, text = said[form.before]
    start = subject.items[0].start if subject.items else subject.earlier[0].start
    labels = labels_by(form, text, region, start)
    return labels if form.when or len(labels) == count else []


def _named_before(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """Labels that a clause without values names: 知晓率、治疗率已有改善,分别达到 51% 和 45%."""
    if count < 2 or subject.link.direction:
        return []
    # A率和B率,下降到 12.1‰和15.6‰: with no word between them, of the clause before alone
    ends = bool(subject.link.text and subject.earlier and measure_kind(subject.earlier[0].text))
    reach = _CLAUSES_BEFORE if subject.link.shared_out else ends
    for place, item in enumerate(subject.earlier[:reach]):
        text = _ASIDE.sub("", item.text)
        for named in (split_at_measure(text)[0], text):
            items = tuple(Item(each, item.start) for each in named.split("、") if each)
            if not _LISTS.search(named):
                continue
            earlier = subject._replace(items=items, earlier=subject.earlier[place + 1 :])
            labels = _of_regions(earlier, count, unit, scene)
            labels = labels or _named_one_by_one(earlier, count, unit, scene)
            if len(labels) == count:
                return labels
    return []


def _by_rule(name: str, label: Label) -> Label:
    """A label with the rule that put it together, where none closer to the words did."""
    return label if label.rule and name != "left_out" else label._replace(rule=name)


def _goals_quoted(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """The goals of a plan for several labels: A率和B率,已达到《规划》提出的控制在 5‰和 6‰的目标."""
    if count < 2 or not goal_of_plan(subject.words):
        return []
    if scene.memory.spoken or not subject.earlier:
        return scene.memory.latest(count)
    item = subject.earlier[0]
    items = tuple(Item(each, item.start) for each in split_link(item.text)[0].split("、") if each)
    named = subject._replace(items=items, earlier=subject.earlier[1:])
    labels = _named_one_by_one(named, count, unit, scene)
    return labels if len(labels) == count else []


def _of_regions(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """甲市、乙市、丙市婴儿死亡率分别为…: one measure of each region of a list."""
    text = _SO_MANY_REGIONS.sub("", without_lead("、".join(plain(i.text) for i in subject.items)))
    *others, last = _LISTS.split(text)
    if not others or count not in (1, len(others) + 1):
        return []
    if scene.places.holds(text, len(others[0])):  # 新疆维吾尔自治区和康县 is one
        return []
    region, rest = scene.places.split(last)
    if rest == last:
        return []
    label, start = find_label(rest, scene.places), subject.items[0].start
    named = [scene.places.split(member + rest) for member in others]
    if label is None or any(after != rest for _, after in named):
        return []
    regions = (*(each for each, _ in named), region)
    return [label._replace(region=each, start=start) for each in regions]


def _of_groups(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """18~44岁、45~59岁和60岁及以上组患病率分别为…: one measure of the groups of a list."""
    if count < 2:
        return []
    text = "、".join(plain(item.text) for item in subject.items)
    region, text = scene.places.after_lead(text)
    groups, before, measure = split_groups(text, count)
    if not groups or (before and not ENDS_IN_PEOPLE.search(before)) or not measure_kind(measure):
        return []
    scene.memory.groups = groups
    start, bare = subject.items[0].start, measure.removeprefix("的")
    each = [before + group for group in groups]  # 学龄儿童男女肥胖率分别为…
    return [known_or([one + bare, one + measure], "", region, start) for one in each]


def _shares_of_whole(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """卫生总费用中,政府、社会和个人卫生支出分别为…: shares of the whole that is named before."""
    if count == 1 or unit != "percent" or not subject.earlier:
        return []
    region, text = scene.places.after_lead("、".join(plain(item.text) for item in subject.items))
    whole = among_whole(plain(subject.earlier[0].text))
    if not whole or measure_kind(text) != "yuan":
        return []
    shared = next(form for form in forms("list") if form.name == "shares_of_each")
    labels = labels_by(shared, f"{text}分别占{whole}", region, subject.items[0].start)
    return labels if len(labels) == count else []


def _named_together(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    """One label of the catalogue, or one measure, for all members of a list."""
    text = "、".join(item.text for item in subject.items)
    label = find_label(text, scene.places, subject.items[0].start)
    if label is None:
        return []
    parts = sum(len(parts_of(item)) for item in subject.items)
    if parts == 1 and len(label.ids) == 1:
        return []
    shared_out = len(label.ids) == 1 and subject.link.each and count in (1, parts)
    whole = len(label.ids) >= count or (parts > 1 and label.text.count("、") >= parts // 2)
    return [label] if label.ids and not shared_out and whole else []


def _named_one_by_one(subject: Subject, count: int, unit: str, scene: Scene) -> list[Label]:
    parts = [part for item in subject.items for part in parts_of(item)]
    if count > 1 and scene.places.is_mean(mean := without_lead(plain(parts[-1].text))):
        region = scene.places.split(mean)[0]
        return [label._replace(region=region) for label in scene.memory.latest(count)]
    before = scene.memory.last
    per = ""
    if unit == "count":
        first = scene.places.after_lead(plain(parts[0].text))[1]  # 全市每千人口医师、护士
        per = denominator(first) or (denominator(before.text) if before else "")
    last = _last_label(parts[-1], subject, per, unit, scene)
    # 其中65岁以上老年人 83%,三级医院 93%: of whom, and no number of them
    if last is None or (not measure_kind(last.text) and not _fitting(last, unit)):
        return without_measure(parts, subject, count, unit, scene)
    if len(parts) == 1 < count and (topics := _of_topics(last, count, scene)):
        return topics
    values = _Values(count, "" if subject.link.direction else unit, per, subject.link.each)
    found = _with_earlier(parts[:-1], last, values, scene)
    if len(found) == 1 and subject.link.each:
        found = each_of(found[0])
    if found:
        found = carried([in_context(found[0], subject, unit, scene), *found[1:]])
    elif subject.link.each:
        found = _named_whole(subject, scene)
    if len(found) == 1 < count and (both := town_and_country(found[0], subject, count)):
        return both
    return of_those_before(found[0], subject, count, scene) if len(found) == 1 < count else found


def _of_topics(label: Label, count: int, scene: Scene) -> list[Label]:
    """管理高血压患者3.6万人、糖尿病患者1.2万人,规范管理率分别为…: of each that was counted."""
    counted = scene.memory.counted[-count:] if not label.ids else []
    labels = [with_prefix(label, without_lead(text)) for text in counted]
    return labels if len(labels) == count and all(each.ids for each in labels) else []


def _named_whole(subject: Subject, scene: Scene) -> list[Label]:
    text = "、".join(item.text for item in subject.items)
    label = find_label(text, scene.places, subject.items[0].start)
    return [label] if label else []


def is_aside(subject: Subject, scene: Scene) -> bool:
    """Whether a statement only sets another region's figure beside the one before."""
    if subject.bracketed or not subject.items:
        return True
    words = plain(subject.items[-1].text)
    return scene.places.is_mean(words) or bool(level_beside(words, subject.link.text))


def _last_label(item: Item, subject: Subject, per: str, unit: str, scene: Scene) -> Label | None:
    """The label of the last member, right before the value."""
    core, memory = plain(item.text), scene.memory
    if scene.places.is_mean(mean := without_lead(core)):
        region = scene.places.split(mean)[0]
        last = memory.of_both() or memory.last
        same = last and scene.places.code(last.region) == scene.places.code(region)
        last = of_all(last) if last and same else last
        return last._replace(region=region) if last else None
    # 个人卫生支出占卫生总费用 27.0%
    takes = "占" in core and unit == "percent" and measure_kind(core) != "share"
    part = memory.part or (subject.earlier[0].text if subject.earlier else "")
    link = subject.link.text
    return label_of(Head(item.text, link, scene.places, item.start, memory, part, per, takes))


def _with_earlier(parts: Sequence[Item], last: Label, values: _Values, scene: Scene) -> list[Label]:
    """The labels of a list, from its last member and the words of the others."""
    found = members_of(last, max(values.count - len(parts), 1))
    for item in reversed(parts):
        of_each = values.count > 1 or (values.each and len(found) > 1)
        label = (
            _fitting(find_label(item.text, scene.places, item.start), values.unit)
            or same_population(Head(item.text, "", scene.places, item.start, per=values.per))
            or short_of_measure(item, found[0], of_each, scene)
        )
        if label is None:
            if values.count > 1:
                return []
            return as_one_label(parts, last) if len(found) == 1 else found
        found = [*members_of(label, 1), *found]
    return carried(found)


def _fitting(label: Label | None, unit: str) -> Label | None:
    """A label, unless the catalogue says that it cannot have values in a unit."""
    if label is None or len(label.ids) != 1 or not unit:
        return label
    return label if fits(label.text, unit, label.ids[0], changes=False) else None


_CODE: dict[str, _Rule] = {
    each.__name__.removeprefix("_"): each
    for each in (
        _goals_quoted,
        counted_before,
        _shares_of_whole,
        _of_regions,
        set_beside,
        standardised,
        _of_groups,
        _named_together,
        _named_one_by_one,
        _named_before,
        left_out,
    )
}
