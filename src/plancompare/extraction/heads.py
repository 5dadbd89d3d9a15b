"""What the columns of a table measure, by the names at its head and by its caption."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from plancompare.extraction.columns import OF_WHICH
from plancompare.extraction.labels import denominator, indicators, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.places import Places, named_region
from plancompare.extraction.populations import FACILITY, GROUP, part_of
from plancompare.extraction.times import is_year
from plancompare.extraction.words import words
from plancompare.language import normalise_label
from plancompare.language.labels import label_unit
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of
from plancompare.reading.document import Cell, Table

_WITH_YEAR = re.compile(rf"{YEAR_DIGITS}年(?=[\u4e00-\u9fff])")
_FIGURE = re.compile(r"[≥≤<>]?-?\d[\d,. ]*[%‰]?(?:[(\[].*)?")
_CAPTION_START = re.compile(r"^.{0,24}(?:19|20)\d\d年?(?:度|底|末)?|^(?:续?表)?[\d.—–-]+")
_CAPTION_END = re.compile(r"(?:的?(?:变化|基本|统计)?(?:情况|统计表|一览表?|对比|比较|趋势)|表)+$")
SEXES = {"男": "男性", "女": "女性", "男性": "男性", "女性": "女性"}
_PARTS = {*SEXES, "男生", "女生", "市", "县", "城镇", "乡村"}
_OPEN_UNIT = re.compile(r"(?<=[\u4e00-\u9fff])/?([%‰])$")  # 病床使用率%
_INTERVAL = re.compile(r"[,(]?95%CI\)?|\(n/N\)")  # 患病率[%(95%CI)]
_BRACKETS = str.maketrans("[]", "()")
_OWN_GROUP = re.compile(f"(?:{GROUP.pattern})$")
_SHARE = re.compile(r"(?:比重|占比|比例|构成比?)(?:\(%\))?")
_BIRTHS = re.compile(r"(?:人口)?出生率(?:\(‰?\))?")
_DEATHS = re.compile(r"死亡率(?:\(‰?\))?")
_AGE = re.compile(r"([<>≥≤]?=?\d{1,2}(?:[-~—–]\d{1,2})?)([-~—–]?|及?以[上下])")
_ASIDE = re.compile(
    r"[χΧxX]2?(?:趋势)?值?|[PpFtZ]值?|(?:95%)?CI|[\u4e00-\u9fff]*[nN]|样本量|例数|人数"
)
_LONGEST_SUBJECT = 8  # characters
_COUNTED_BY = re.compile(r"每[十百千万]+(?:常住|户籍)?(?:人口|人)")


@cache
def word_of(kind: str) -> re.Pattern[str]:
    """The words of a kind, of tables with years or regions down their side."""
    return re.compile(any_of(words()["crosswise"][kind]))


def is_computed(name: str) -> bool:
    """Whether a caption or head names what was computed of indicators: 集聚度, 基尼系数."""
    return word_of("computed").search(plain(name)) is not None


def is_aside(name: str) -> bool:
    """Whether a cell names what stands beside a measure: how sure a difference is, of how many."""
    return _ASIDE.fullmatch(name) is not None


def is_figure(text: str) -> bool:
    """Whether a cell holds a number, with what is printed beside it in brackets."""
    return _FIGURE.fullmatch(text) is not None


def has_figure(row: Sequence[Cell]) -> bool:
    """Whether a row has a number beside what stands at its side."""
    return any(is_figure(plain(cell.text)) for cell in row[1:])


def is_place(text: str) -> bool:
    """Whether a cell names a region and nothing else."""
    return is_whole(text) or bool(named_region(text))


def is_whole(text: str) -> bool:
    """Whether a cell names all that a table is of: 全省, 合计."""
    return any(word_of(kind).fullmatch(text) for kind in ("region", "total"))


def is_measure(label: str) -> bool:
    """Whether a cell names what is measured."""
    text = normalise_label(label)
    return bool(indicators(text) or denominator(text)) or measure_kind(text) in ("share", "years")


def measured_heads(
    table: Table, depth: int, places: Places
) -> tuple[Sequence[Cell], list[int | None]]:
    """What each column but the first measures, and its year.

    Args:
        table: The table.
        depth: How many rows its head takes.
        places: The document's regions.
    """
    named, years = _heads(table, depth)
    heads = _of_measure_before(_measured(named, table.caption))
    heads = [_with_subject(head, plain(table.caption)) for head in heads]
    return _said_of(table.caption, heads, places), years


def _heads(table: Table, depth: int) -> tuple[list[Cell], list[int | None]]:
    """The names at the head of each column but the first, each one cell, and their years."""
    rows = [row for row in table.rows[:depth] if len(set(row)) > 1]  # no banners
    per = _COUNTED_BY.search(plain(table.caption))
    heads: list[Cell] = []
    years: list[int | None] = []
    groups: list[list[str]] = []
    for column in list(zip(*rows, strict=True))[1:]:
        cells = [cell for cell in dict.fromkeys(column) if cell.text.strip()]
        names = [part for cell in cells for part in _dated(printed_name(cell.text))]
        year = next(filter(is_year, names), "")
        rest = [name for name in names if name != year] if all(names) else [""]
        text = _name(rest, per[0] if per else "") if rest or not year else "合计"
        first, last = (cells[0].start, cells[-1].end) if cells else (0, 0)
        heads.append(Cell(text, first, last))
        years.append(int(year[:4]) if year else None)
        groups.append([name for name in rest[:-1] if name not in text])
    return _of_groups(heads, years, groups), years


def _dated(name: str) -> list[str]:
    """A column's name, its year apart: 2022年发病率(1/10万)."""
    found = _WITH_YEAR.match(name)
    if found is None or not is_measure(name[found.end() :]):
        return [name]
    return [found[0], name[found.end() :]]


def _of_groups(
    heads: Sequence[Cell], years: Sequence[int | None], groups: Sequence[Sequence[str]]
) -> list[Cell]:
    """Heads with the group over them (大城市), where it is a population or tells columns apart."""
    often = Counter((head.text, year) for head, year in zip(heads, years, strict=True))
    return [
        head._replace(
            text=of_groups(
                head.text, [name for name in over if is_part(name) or often[head.text, year] > 1]
            )
        )
        for head, year, over in zip(heads, years, groups, strict=True)
    ]


def of_groups(head: str, groups: Sequence[str]) -> str:
    """What a head measures, said of populations.

    Args:
        head: 婴儿死亡率(‰).
        groups: 男, 农村.
    """
    unit = f"({u})" if groups and (u := printed_unit(head)) else ""
    for name in groups:
        head = of_part(normalise_label(head), name) + unit
    return head


def printed_name(text: str) -> str:
    """A column's name without what is printed beside its unit.

    Args:
        text: 患病率[%(95%CI)], 使用率%.
    """
    name = _INTERVAL.sub("", plain(text)).translate(_BRACKETS)
    return _OPEN_UNIT.sub(r"(\1)", name.replace("/(", "("))


def _with_subject(head: Cell, caption: str) -> Cell:
    """A head that only says how it is measured (知晓率), with what the caption says that is of."""
    measure = normalise_label(head.text)
    if measure_kind(measure) != "share" or len(measure) > 4 or indicators(measure):
        return head
    if re.search(rf"[、和与及]{re.escape(measure[:-1])}(?!率)", caption):
        return head  # 肥胖率 under 超重、肥胖检出情况
    spans = ((a, b) for a in range(len(caption)) for b in range(a + 2, a + _LONGEST_SUBJECT))
    subjects = [caption[a:b] for a, b in spans if indicators(caption[a:b] + measure)]
    if len({indicators(subject + measure) for subject in subjects}) != 1:
        return head
    return head._replace(text=min(subjects, key=len) + head.text)


def _measured(heads: Sequence[Cell], caption: str) -> Sequence[Cell]:
    """Heads that only name populations (合计, 男, 女), with what the caption says is measured."""
    named = _CAPTION_END.sub("", caption)
    label = measured_by(named)
    parts = [is_part(plain(head.text)) for head in heads]
    others = len(parts) - sum(parts)  # 男女差值
    if not label or others > 1 or (others and sum(parts) < 2):
        return heads
    unit = f"({u})" if (u := printed_unit(named)) else ""
    return [
        head._replace(text=of_part(label, plain(head.text)) + unit) if part else head
        for head, part in zip(heads, parts, strict=True)
    ]


def _of_measure_before(heads: Sequence[Cell]) -> list[Cell]:
    """Heads with bare populations said of the measure before: 期望寿命(岁), 男性, 女性."""
    found: list[Cell] = []
    measure = ""
    for head in heads:
        name = plain(head.text)
        of_group = measure and (name in SEXES or GROUP.fullmatch(name))
        found.append(head._replace(text=of_groups(measure, [name])) if of_group else head)
        measure = measure if of_group else head.text if is_measure(head.text) else ""
    return found


def measured_by(caption: str) -> str:
    """The measure that a caption ends in, with the population that it is said of.

    Args:
        caption: 表2 某市城市居民高血压患病率(%).
    """
    text = normalise_label(_CAPTION_START.sub("", plain(caption)))
    cut = next((cut for cut in range(len(text) - 2) if indicators(text[cut:])), len(text))
    if cut == len(text) and printed_unit(caption) and measure_kind(text) in ("share", "years"):
        return text
    whose = _OWN_GROUP.search(text[:cut])
    return text[whose.start() if whose else cut :]


def _said_of(caption: str, heads: Sequence[Cell], places: Places) -> Sequence[Cell]:
    """Heads with the facilities that the caption says all is of: 某省基层床位数变化."""
    of = dict.fromkeys(word_of("caption_of").findall(caption))
    if len(of) != 1 or any(FACILITY.search(head.text) for head in heads):
        return heads
    whose = next(iter(of)).replace("基层", "基层医疗卫生机构")
    return [
        head._replace(text=_of_whom(head.text, whose, places)) if is_measure(head.text) else head
        for head in heads
    ]


def _of_whom(head: str, whose: str, places: Places) -> str:
    region, label = places.split(normalise_label(head))
    unit, per = printed_unit(head), len(denominator(label))
    named = region + label[:per] + whose + label[per:]
    return f"{named}({unit})" if unit else named


def said_of_people(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a table in which a death rate beside a birth rate is called that of all people."""
    texts = {plain(cell.text) for row in rows for cell in row if "生率" in cell.text}
    if not any(map(_BIRTHS.fullmatch, texts)):
        return rows
    return tuple(
        tuple(
            cell._replace(text=f"人口{plain(cell.text)}") if _is_death_rate(cell) else cell
            for cell in row
        )
        for row in rows
    )


def _is_death_rate(cell: Cell) -> bool:
    return "死" in cell.text and _DEATHS.fullmatch(plain(cell.text)) is not None


def is_part(name: str) -> bool:
    """Whether a cell names a population and nothing else: 男, 农村, 杭州市."""
    return is_place(name) or name in _PARTS or GROUP.fullmatch(name) is not None


def of_part(label: str, name: str) -> str:
    """The label of a part of what a caption measures.

    Args:
        label: 人均预期寿命.
        name: 女, 合计, 杭州市.
    """
    if word_of("total").fullmatch(name):
        return label
    if is_place(name):
        return name + label
    return part_of(label, SEXES.get(name, name), len(denominator(label)))


def _name(names: Sequence[str], per: str) -> str:
    """What a column is called: its last name where that says enough, else all of them."""
    if not names:
        return ""
    if len(names) > 1 and _SHARE.fullmatch(names[0]):
        of_group = f"{OF_WHICH.sub('', names[-1])}人口{names[0]}"  # 60岁及以上人口比重(%)
        if indicators(normalise_label(of_group)) or not is_part(names[-1]):
            return of_group
    if len(names) > 1 and is_part(names[-1]):  # 注册护士占比(%) over 男
        return of_groups(_name(names[:-1], per), names[-1:])
    joined = "".join(names)
    forms = [names[-1], joined, "".join(reversed(names))]
    if any(denominator(name) == name for name in names):  # 每千人口 over 医师数
        forms = forms[1:]
    per = "" if "(万" in joined else per  # counted in all
    for form in (*(per + form for form in forms if per), *forms):
        if indicators(normalise_label(form)):
            return form
    kind = measure_kind(normalise_label(joined))
    if per and not denominator(joined) and kind in ("count", "counted", ""):
        return per + joined
    return names[-1] if is_measure(names[-1]) and len(normalise_label(names[-1])) > 1 else joined


def aged(cell: Cell) -> Cell:
    """A cell that names an age with its unit, which stands over it: 60~69, ≥70, 65及以上."""
    age = _AGE.fullmatch(plain(cell.text))
    return cell._replace(text=f"{age[1]}岁{age[2]}") if age else cell


def printed_unit(head: str) -> str:
    """The unit in brackets that a head ends in, or empty."""
    return plain(head).rpartition("(")[2].rstrip(")") if label_unit(head) else ""
