"""Labels put together from what one clause says in pieces."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plancompare.extraction.labels import Label, find_label, indicators
from plancompare.extraction.phrases import is_lead, measure_kind, split_at_measure, without_lead
from plancompare.extraction.places import Places
from plancompare.extraction.populations import GENERAL, PEOPLE, of_population

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
_TAKES_ALONE = re.compile("(?:约|仅|所)?(?:占比?|占?比[重例]|份额)的?")
_DEATHS = re.compile(
    r"(?P<what>.{0,24}?)(?:导致|引起|所致|造成)?的?(?P<per>每10万(?:人口|人)?)中?死亡$"
)
_AMONG = re.compile(
    r"^(?P<what>.{2,30}?)在(?P<whom>[^在的、和与及]{2,12}(?:[、和与及][^在的、和与及]{2,12}){1,6})的?(?P<measure>[\u4e00-\u9fff]{0,6}(?:率|比例|占比))$"
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
        what, per = core, "" if "人均" in core else "人均"
    else:
        return None
    label = find_label(what, places)
    bare = label.text if label else places.split(without_lead(what))[1]
    text = per + _COUNT_OF_KINDS.sub("", bare)
    return Label(text, indicators(text), label.region if label else "", start)


def deaths_by(core: str, places: Places, start: int) -> Label | None:
    """A rate put as a clause: 脑卒中导致的每10万人口死亡 150人.

    Args:
        core: The words before the value, without those that link the two.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    found = _DEATHS.match(core)
    if not found:
        return None
    region, what = places.split(without_lead(found["what"]))
    text = f"{found['per']}{what}死亡"
    return Label(f"{text}人数", indicators(f"{what}死亡率"), region, start)


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
    if not found or count < 2:
        return []
    members = [*texts[:-1], *re.split("[和与及]", found["last"])]
    whole = [_with_end_of(without_lead(member), members[-1]) for member in members]
    if len(whole) != count:
        return []
    if not found["whole"]:
        return [Label(f"{each}占比", indicators(f"{each}占比"), "", start) for each in whole]
    shares = (share_of_whole(f"{each}占{found['whole']}", "的", places, start) for each in whole)
    return [share for share in shares if share]


def _with_end_of(member: str, last: str) -> str:
    """A member of a list with the end that only the last has: 轻、中、高度近视."""
    if len(member) >= len(last):
        return member
    own = last.find(member[-1])
    return member + last[own + 1 if own >= 0 else len(member) :]


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


def of_another_age(core: str, before: Label | None) -> Label | None:
    """What the clause before measures, of another age: 60岁及以上人口占 23.9%,65岁及以上占 17.2%.

    Args:
        core: The words before the value, without those that link the two.
        before: The label before.
    """
    age = _AGE.match(without_lead(core))
    own = _AGE.match(before.text) if before else None
    if not (age and own and before) or without_lead(core)[age.end() :].strip("占的"):
        return None
    text = age[0] + before.text[own.end() :]
    return replace(before, text=text, ids=indicators(text))


def share_in_bracket(core: str, part: str, opening: str, start: int) -> Label | None:
    """A share in brackets after a count: 总诊疗人次中,医院 2238万人次(占 43.7%).

    Args:
        core: The words before the value, without those that link the two.
        part: What was counted.
        opening: The clauses that the sentence opened with.
        start: Where the core begins in `Document.text`.
    """
    whole = _AMONG_WHOLE.match(opening)
    if not (part and whole and is_takes(core)):
        return None
    text = f"{part}{whole[1].removeprefix('总')}占{whole[1]}比例"
    return Label(text, indicators(text), "", start)


def is_takes(core: str) -> bool:
    """Whether words only say that something takes a share: 占, 约占, 所占比重, 占比."""
    return _TAKES_ALONE.fullmatch(without_lead(core)) is not None


def share_of_said(said: Sequence[str], places: Places, start: int) -> Label | None:
    """A share that what was said before takes, nothing says of what: 人均药费2977元,占比 34.6%.

    Args:
        said: What the statements before counted or measured, in order.
        places: The document's regions.
        start: Where the words before the value begin in `Document.text`.
    """
    part = places.split(without_lead(said[-1]))[1] if said else ""
    return Label(f"{part}占比", indicators(f"{part}占比"), "", start) if part else None


def share_of_first(said: Sequence[str], places: Places, start: int) -> Label | None:
    """A share of what came first: 卫生总费用…亿元,其中政府卫生支出…亿元,占 26.7%.

    Args:
        said: What the statements before counted or measured, in order.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    if len(said) < 2:
        return None
    whole, part = (places.split(without_lead(text))[1] for text in (said[0], said[-1]))
    texts = (f"{part}占{whole}{share}" for share in _SHARE)
    return next((Label(text, ids, "", start) for text in texts if (ids := indicators(text))), None)


def share_of_part(core: str, link: str, part: str, places: Places, start: int) -> Label | None:
    """A share whose part the clause before names: 65岁及以上人口达32.6万人,占常住人口的 14.2%.

    Args:
        core: The words before the value, without those that link the two.
        link: The words that link them.
        part: What the clause before counted.
        places: The document's regions.
        start: Where the core begins in `Document.text`.
    """
    found = _PART_BEFORE.fullmatch(without_lead(core))
    if not found or not part or not link.startswith("的"):
        return None
    region, bare = places.split(without_lead(_NAMED_SO.split(part)[0]))
    texts = [f"{bare}占{found['whole']}{share}" for share in _SHARE]
    text = next((text for text in texts if indicators(text)), texts[1])
    return Label(text, indicators(text), region, start)


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
    whom = GENERAL.sub("", found["whom"])
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
        f"{GENERAL.sub('', whom)}{what}{found['measure']}"
        for whom in re.split(r"[、和与及]", found["whom"])
    ]
    return [Label(text, indicators(text), region, start) for text in texts]


def after_measure(core: str, places: Places, start: int) -> Label | None:
    """A label with the part of the population after it: 知晓率城市居民 60%."""
    text, rest = split_at_measure(core)
    label = find_label(text, places, start) if rest and PEOPLE.search(rest) else None
    return of_population(label, rest) if label else None
