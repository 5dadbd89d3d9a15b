"""Labels said of other populations, and populations that share one label."""

import re

from plancompare.extraction.labels import Label, denominator, indicators
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.words import words
from plancompare.language.patterns import any_of

PEOPLE = re.compile(
    r"机构|人群|居民|人口|患者|医院|群众|儿童|老年人|妇女|学生|医生|医师|卫生院|卫生室|中心|企业|学校|社区|地区|家庭|人员|疫苗|城市|农村|服务站|牧民|农民|城区|乡村|牧区|女性|男性|孕产妇|孕妇|婴儿|青少年|公众|职工"
)
GENERAL = re.compile(
    r"^(?:各年龄(?:组|段)|不同年龄(?:组|段)?|城乡居民|全体居民|全人群|公众|群众|居民|人群|人口|全民|常住人口|常住居民)"
)
# young people of all ages, told apart by school: 儿童青少年总体近视率, 其中初中生…
_OF_ALL = re.compile("^(?:儿童青少年|中小学生|青少年|学生)(?:的?总体)?(?=.{3})")
_OF_SCHOOL = re.compile(
    "学生?$|[初高]中生?$|中职生?$|[0-9]周?岁(?:儿童)?$|幼儿园?$|[大小]学$|年级$"
)
RESIDENCE = re.compile(
    "^(?:农村|城市|城镇|乡村|城区|市区|郊区|农?牧区|农区|山区|林区|矿区)(?:地区|居民)?的?"
)
_MIGRANT = re.compile("^(?:非户籍|户籍|流动|外来)(?:人口|人员|居民)?的?")
_AGE_OF_GROUP = (
    r"[<>≥≤]?\d{1,3}(?:[-~—–至]\d{1,3})?周?岁(?:及其?以[上下]|以[上下])?(?:年龄)?[组段]?"
)
_SORT = (
    "男[性生]?|女[性生]?|(?:特?大|中|中?小)?城市|[一二三四]类农村|城镇|农村|乡村|城区|郊区|市区|牧区|东部|中部|西部"
    "|总人群|全人群|儿童|青少年|青壮年|中年人?|老年人?|婴幼儿|成年?人|(?:文盲|幼儿园|[大小]学(?:[一二三四五六]年级)?|[初高]中(?:[一二三]年级)?|中职|职高|大专|本科)(?:及以[上下])?生?|[一二三四五六七八九]年级"
)
_PEOPLES = f"(?:{any_of(words()['peoples']['names'])})族"
_OF_THEM = "(?:地区|居民|学生|儿童|人口|人群|老年人|文化程度|学历|阶段|组)者?"
_OF_THEM_AT_END = re.compile(f"{_OF_THEM}$")
# one of the groups that a population falls into, and nothing else
GROUP = re.compile(f"(?:{_AGE_OF_GROUP}|{_SORT}|{_PEOPLES})(?:{_OF_THEM})?")
_SEX = re.compile("[男女][性生]?")
_SEX_ALONE = re.compile("^[男女]$")  # 期望寿命 81.9岁(男 79.8岁,女 84.1岁)
_OF_AGE = re.compile(_AGE_OF_GROUP)
_OF_PEOPLE = re.compile(_PEOPLES)
# 老年人吸烟率 and 学生吸烟率 of men are not 男性吸烟率, 成人吸烟率 is
_OF_ONE_AGE = re.compile("儿童|少年|学生|幼儿|老年")
_NOUN_OF_AGE = re.compile("(?:老年|成年)?人群?|儿童|青少年|居民")
_AGED = re.compile(f"{_AGE_OF_GROUP}(?:儿童|学生|人群|居民|老年人|老人|成人|妇女)?")
# those whom a label begins with: 城市男性…, 65岁以上老年人…
OF_GROUP = re.compile(
    rf"(?:(?:农村|城市|城镇|乡村|城区|牧区)(?:地区|居民)?|[男女][性生童]?|{_AGE_OF_GROUP})+"
    r"(?:居民|老年人?|成年?人|儿童青少年|儿童|青少年|学生|人群)?的?(?=[^的]{3,})"
)
# a clause that sets one part of the population apart: 65岁以上老年人中, 在农村
_SET_APART = re.compile(
    r"在?(?P<whom>(?:\d{1,3}(?:[-~—–至]\d{1,3})?周?岁(?:及?以[上下])?|男性|女性|农村|城市|流动人口|农民工)"
    r"(?:地区|老年人?|成年人|儿童|居民|人群|人口|学生|妇女|患者|青少年){0,2})(?:群体)?[当之]?中?"
)
_AGES_IN_SHORT = re.compile(r"(?<!\d)\d{1,3}(?=(?:[、和]\d{1,3})*[、和]\d{1,3}岁)")
_BOTH_SEXES = re.compile("男女([性生]?)")
FACILITY = re.compile("医疗机构|卫生机构|医院|卫生院|卫生室|中心|服务站|养老机构|学校")
ENDS_IN_PEOPLE = re.compile(f"(?:{PEOPLE.pattern})$")
_GRADE = re.compile(r"(?:[一二三]级|县级|市级|省级)(?:甲等)?(?:及?以上)?(?:公立)?")


def of_population(label: Label, population: str) -> Label:
    """A label said of another part of the population.

    Args:
        label: e.g. 签约服务覆盖率, 县级医院床位使用率.
        population: e.g. 重点人群, 乡镇卫生院.
    """
    # 重点人群签约率 78%,其中老年人 80%: one of these groups
    whole = (label.whole or label.text).removeprefix("重点人群")
    population = _SEX_ALONE.sub(r"\g<0>性", population)
    if per := len(denominator(whole)):
        text = part_of(whole, population, per)
        return label._replace(text=text, ids=indicators(text), whole=whole)
    bodies = [whole[place:] for place in _ends_of_population(whole, population)]
    bodies += [whole, GENERAL.sub("", whole)]
    for sort in (RESIDENCE, _SEX, _OF_AGE, _OF_PEOPLE):  # 农村地区婴儿死亡率…,城市…
        if sort.match(population) and (own := sort.match(whole)):
            # 65岁以上老年人…,45~64岁人群: those of the other age have a noun of their own
            aged = sort is _OF_AGE and PEOPLE.search(population)
            noun = _NOUN_OF_AGE.match(whole, own.end()) if aged else None
            bodies = [whole[(noun or own).end() :]]
    own, lives = OF_GROUP.match(whole), RESIDENCE.match(whole)
    if own and lives and _OF_AGE.search(own[0]) and _OF_AGE.match(population):
        # 农村6岁以下儿童…,6~17岁儿童青少年…: both live there
        population, bodies = lives[0] + population, [whole[own.end() :]]
    if _OF_SCHOOL.search(population) and (aged := _AGED.match(whole)):
        bodies = [whole[aged.end() :]]  # 6岁儿童近视率, 小学生
    same_end = whole.find(population[-1], 0, len(population) + 1)  # 小学生近视率, 初中生
    measure = _OF_ALL.sub("", whole) if _OF_SCHOOL.search(population) else whole
    alike = whole[:2] == population[:2] and measure_kind(whole[len(population) :])
    if alike and len(population) > 2:  # 健康社区覆盖率 40%, 健康学校
        bodies = [whole[len(population) :]]
    for body in [*bodies, whole[same_end + 1 :], measure]:
        if ids := indicators(population + body):
            return label._replace(text=population + body, ids=ids, whole=whole)
    bare = whole.rpartition("的")[2] if measure == whole else measure  # 工作场所的二手烟暴露率
    body = bodies[0] if len(bodies) > 2 else bare if bare != whole else bodies[-1]
    return label._replace(text=population + body, ids=(), whole=whole)


def set_apart(clause: str) -> str:
    """The part of the population that a clause is and nothing else, or empty.

    Args:
        clause: e.g. 60岁以上老年人中, 在农村.
    """
    found = _SET_APART.fullmatch(clause)
    return found["whom"] if found else ""


def without_group(text: str) -> str:
    """A label without the men, women, town or country that it begins with."""
    own = RESIDENCE.match(text) or _SEX.match(text)
    return text[own.end() :] if own else text


def of_all(label: Label) -> Label:
    """What a label of a part of the population is called of all: 农村婴儿死亡率 5‰,全市 4‰.

    Args:
        label: The label; it stays where the catalogue does not know it without the part.
    """
    rest = _MIGRANT.sub("", without_group(label.text))
    ids = indicators(rest) if rest != label.text else ()
    return label._replace(text=rest, ids=ids, whole="") if ids else label


def part_of(whole: str, part: str, per: int = 0) -> str:
    """The label of a part of what another one measures.

    每千人口床位数 and 公立医院 give 每千人口公立医院床位数.

    Args:
        whole: The other label.
        part: The part's name.
        per: How many characters of the label say which population it counts by.
    """
    for begin in dict.fromkeys((per, 0)):
        for end in range(begin, len(whole) - 1):  # 数 alone counts something else
            named, left = whole[:begin] + part + whole[end:], whole[begin:end]
            of_age = _OF_ONE_AGE.search(left)
            if not indicators(named) or (of_age and _SEX.fullmatch(part)):
                continue
            if (GROUP.fullmatch(part) and not of_age) or not GROUP.search(left):
                return named
    rest = whole[per:]
    own = FACILITY.search(rest) if FACILITY.search(part) else None
    return whole[:per] + part + (rest[own.end() :] if own else rest)


def _ends_of_population(label: str, population: str) -> list[int]:
    """Where the label's own population may end: after the noun that the other one ends in."""
    noun = next(
        (population[-n:] for n in (3, 2) if PEOPLE.fullmatch(population[-n:])), population[-2:]
    )
    place = label.find(noun)
    if place >= 0:
        return [place + len(noun)]
    own = FACILITY.search(label) if FACILITY.search(population) else None
    return [own.end()] if own else []


def split_groups(text: str, count: int) -> tuple[list[str], str, str]:
    """The groups of a list, and what is said before and after them: 患病率 + 12、13和14岁….

    Args:
        text: The words before several values.
        count: How many values there are.

    Returns:
        The groups, as many as there are values, or none; what stands before them, and after.
    """
    text = _AGES_IN_SHORT.sub(r"\g<0>岁", text.replace("以及", "、"))
    text = _BOTH_SEXES.sub(lambda sex: f"男{sex[1] or '性'}、女{sex[1] or '性'}", text, count=1)
    members = rf"{GROUP.pattern}(?:[、和与及]{GROUP.pattern}){{{count - 1}}}"
    found = re.search(f"(?:在|按)?(?P<groups>{members})(?![、和与及])", text) if count > 1 else None
    if found is None:
        return [], "", ""
    groups = re.split("[、和与及](?!以[上下])", found["groups"])
    whom = _OF_THEM_AT_END.search(groups[-1])
    if whom and not any(_OF_THEM_AT_END.search(each) for each in groups[:-1]):
        groups = [*(each + whom[0] for each in groups[:-1]), groups[-1]]  # 城镇、农村居民
    return groups, text[: found.start()], text[found.end() :]


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

    Returns:
        The label of each; a grade before the first (二级及以上) is the second's too where the
        catalogue knows the label so. Empty where the text joins no populations.
    """
    join = re.search(r"[和与及](?!以[上下])", text)
    noun = PEOPLE.search(text, join.end()) if join else None
    if join is None or noun is None or not ENDS_IN_PEOPLE.search(text[: join.start()]):
        return []
    first = text[: join.start()] + text[noun.end() :]
    second = text[join.end() :]
    grade = _GRADE.match(text)
    graded = (grade[0] if grade else "") + second
    return [first, graded if indicators(graded) else second]
