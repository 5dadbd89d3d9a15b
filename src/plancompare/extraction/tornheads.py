"""The names of columns, put together from the pieces of a torn head as many as the rows demand."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import dropwhile, pairwise, takewhile

from plancompare.extraction.heads import is_aside, is_part, printed_name, word_of
from plancompare.extraction.labels import denominator, indicators, plain
from plancompare.extraction.phrases import measure_kind
from plancompare.extraction.times import is_year
from plancompare.extraction.translations import HAN
from plancompare.extraction.words import words
from plancompare.language import normalise_label
from plancompare.language.labels import label_unit
from plancompare.language.numbers import YEAR_DIGITS
from plancompare.language.patterns import any_of
from plancompare.reading.document import Cell

_YEAR = re.compile(rf"{YEAR_DIGITS}年?")
_AGE = r"(?:\d{1,2}[—–~-])?\d{1,2}周?岁(?:及?以[上下])?"
_WORD = re.compile(rf"{_AGE}(?=\d)|[^\s()]*\([^\s()]*\)?|[^\s()]+|\)")  # a bracket ends a word
_COUNTED = re.compile(r"(?<=[\u4e00-\u9fff])\([^()\d]{1,6}\)$")
_UNIT = re.compile(r"\(.{1,8}\)|[%‰]")
_MOST_GROUPS = 8
_OF_EACH = re.compile(  # of when and where a caption tells
    rf"(?:{YEAR_DIGITS}年)?(?:[全本我][省市县区州])?(?:各?(?:省|市|州|县|区|地|旗|乡|镇|、)+(?:\(.{{1,5}}\))?的?)?"
)


def words_of(line: Cell) -> list[Cell]:
    """The words of a line; a bracket ends one."""
    return [
        Cell(word[0], line.start + word.start(), line.start + word.end())
        for word in _WORD.finditer(line.text)
    ]


def caption_of(head: Sequence[Cell]) -> str:
    """The caption among the lines of a head, else the line above what the side is called."""
    found = [line for line in head if is_caption(line.text)]
    found += [above for above, line in pairwise(head) if _begins_with_side(line)]
    return found[0].text.strip() if found else ""


def _begins_with_side(line: Cell) -> bool:
    return any(is_side(piece) for piece in pieces_of([line])[:1])


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:续?表|附表)\s?\d|^\d{{1,2}}(?:[—–-]\d{{1,2}}){{1,2}}(?![\d岁周])"
        rf"|{any_of(words()['torn']['caption'])}"
    )


@cache
def side_words() -> tuple[str, ...]:
    """What the side of a table is called."""
    return tuple(words()["torn"]["side"])


def is_side(piece: Cell) -> bool:
    """Whether a piece is what a side is called: 地区, 年龄(岁)."""
    return piece.text.removesuffix("(岁)") in side_words()


def is_caption(text: str) -> bool:
    """Whether a line stands above a table and names none of its columns."""
    return _caption().search(text.strip()) is not None


def side_of(head: Sequence[Cell]) -> str:
    """What the side of the table is called."""
    return next((piece.text for piece in pieces_of(head) if is_side(piece)), "")


def pieces_of(head: Iterable[Cell]) -> list[Cell]:
    """The pieces of names: words, single signs put together with the next ones, no caption."""
    pieces: list[Cell] = []
    single = False
    for line in head:
        if is_caption(line.text):
            continue
        for word in words_of(line):
            if pieces and pieces[-1].text.count("(") > pieces[-1].text.count(")"):
                pieces[-1] = _joined([pieces[-1], word])  # (人/平方 over 公里)
                continue
            alone = len(word.text) == 1 and HAN.match(word.text) is not None
            if alone and single and word.text != "女":  # 男 女 are two
                pieces[-1] = Cell(pieces[-1].text + word.text, pieces[-1].start, word.end)
            else:
                pieces.append(word)
            single = alone and (not single or word.text == "女")
    return pieces


def heads_of(head: Sequence[Cell], width: int) -> list[list[Cell]]:
    """The rows of names over all columns, else over the last ones; none where none is told."""
    pieces = pieces_of(head)
    while len(pieces) > width and is_aside(plain(pieces[-1].text)):  # χ2值, P值: over other rows
        pieces.pop()
    sides = [number for number, piece in enumerate(pieces) if is_side(piece)]
    rest = [piece for piece in pieces if not is_side(piece)]
    # what is called so is the side and no column; 指标 城市 农村 are two
    at = next((at + 1 for at in sides if len(pieces) - at - 1 == width), None)
    pieces = pieces[at or (sides[-1] + 1 if sides else 0) :]
    if caption := _measure_of(head, width):
        return [[caption]]
    if rows := two_rows(rest, width) or two_rows(pieces, width):
        return rows
    whole = len({piece.text for piece in pieces}) == len(pieces) == width
    whole = whole and not any(map(_is_no_name, pieces))
    if whole and (sides or all(is_part(plain(piece.text)) for piece in pieces)):
        return [pieces]
    ways = (_halves(pieces, width), _in_turn(pieces, width))
    best = max(ways, key=lambda names: sum(_worth(name.text) for name in names))
    row = _years(head, width) or best or _last(head, width)
    return [row] if row else []


def _measure_of(head: Sequence[Cell], width: int) -> Cell | None:
    """What the only column holds, where the line above its rows says: 2022年各县婴儿死亡率(‰)."""
    line = head[-1] if head and width == 1 else Cell("", 0, 0)
    text = _OF_EACH.sub("", line.text.strip(), count=1).replace("(单位:", "(")
    name = Cell(text, line.start, line.end)
    return name if label_unit(text) and is_known(name) else None


def _is_no_name(piece: Cell) -> bool:
    return bool(_YEAR.match(piece.text) or _UNIT.fullmatch(piece.text))


def two_rows(pieces: Iterable[Cell], width: int) -> list[list[Cell]]:
    """The two rows of names that pieces make, each of the first over as many of the second.

    Groups over the same measures, measures over the same years, one share over groups.

    Args:
        pieces: All pieces of the head, in order, without what its side is called.
        width: How many columns there are.
    """
    names = _with_units(dropwhile(lambda piece: word_of("order").search(piece.text), pieces))
    count = len(names) - width
    if not 0 < count <= min(width - 1, _MOST_GROUPS) or width % count:
        return []
    above, below = names[:count], names[count:]
    texts = [name.text for name in below]
    each = width // count
    again = texts == texts[:each] * count and len({*texts}) == each
    if count == 1:
        told = _is_share(above[0]) and not any(map(_is_worth, below))
    elif all(map(is_year, texts)):
        told = again and all(map(_is_worth, above))
    else:
        told = again and any(map(_is_share, below)) and not any(map(_is_share, above))
    distinct = len({name.text for name in above}) == count
    return [[name for name in above for _ in range(each)], below] if told and distinct else []


def _with_units(pieces: Iterable[Cell]) -> list[Cell]:
    """Names with their units, which follow each of them, or all: then each share has one."""
    pieces = list(pieces)
    are_units = [_UNIT.fullmatch(piece.text) is not None for piece in pieces]
    names = [piece for piece, is_unit in zip(pieces, are_units, strict=True) if not is_unit]
    units = pieces[len(names) :]
    if len(units) > 1 and all(are_units[len(names) :]):
        of = [name for name in names if _is_share(name)]
        if len(of) != len(units):
            return []
        printed = dict(zip(of, units, strict=True))
        return [n._replace(text=n.text + printed[n].text) if n in printed else n for n in names]
    found: list[Cell] = []
    for piece, is_unit in zip(pieces, are_units, strict=True):
        found[-1:] = [_joined([*found[-1:], piece])] if is_unit else [*found[-1:], piece]
    return found


def _years(head: Sequence[Cell], width: int) -> list[Cell]:
    """The years that the last line before the rows names, or a line each, one for each column."""
    years: list[Cell] = []
    for line in reversed([line for line in head if line.text.strip()]):
        rest = _YEAR.sub("", line.text).strip()
        if is_caption(line.text) or "到" in rest or len(years) == width or (years and rest):
            break
        found = _YEAR.finditer(line.text)
        years[:0] = [Cell(y[0], line.start + y.start(), line.start + y.end()) for y in found]
        if rest:
            break
    return years if len(years) == width else []


def _in_turn(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names that pieces make one after the other: 出生率 (‰) 死亡率 (‰)."""
    if not width <= len(pieces) <= 6 * width:
        return []
    banner = takewhile(lambda piece: not (_worth(piece.text) or _UNIT.match(piece.text)), pieces)
    best: dict[tuple[int, int], tuple[int, tuple[Cell, ...]]] = {
        (0, start): (0, ()) for start in range(len(list(banner)) + 1)
    }
    for done in range(width):
        for (named, at), (score, names) in list(best.items()):
            if named != done:
                continue
            for end in range(at + 1, min(at + 5, len(pieces)) + 1):
                name = _joined(pieces[at:end])
                worth = 0 if _is_two(pieces[at:end]) else _worth(name.text)
                key = (done + 1, end)
                if worth and (key not in best or best[key][0] < score + worth):
                    best[key] = (score + worth, (*names, name))
    score, names = best.get((width, len(pieces)), (0, ()))
    return list(names) if score > width and _each_once(names) else []


def _is_two(pieces: Sequence[Cell]) -> bool:
    """Whether pieces are more than one name: a unit ends one, as does a label before another."""
    for end in range(1, len(pieces)):
        first, rest = _joined(pieces[:end]), _joined(pieces[end:])
        ends = is_known(first) or (_is_share(first) and is_known(rest))
        if _ends_in_unit(first.text) or (ends and _worth(rest.text)):
            return True
    return False


def _halves(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names whose beginnings stand in one line and whose ends in the next."""
    if not 2 * width <= len(pieces) < 3 * width or width < 2:
        return []
    pieces = pieces[-2 * width :]
    names = [_joined([pieces[n], pieces[width + n]]) for n in range(width)]
    known = sum(map(is_known, names))
    return names if 2 * known >= width or (known and all(map(_is_worth, names))) else []


def _last(head: Sequence[Cell], width: int) -> list[Cell]:
    """The names of the last columns: by whom is counted, at the end of a line, over what is.

    每万人口 每万人口 over 医生数 床位数; 每万人口拥有 over 床位数 医生数, as far as known.
    """
    lines_of = [words_of(line) for line in head]
    for number, above in enumerate(lines_of):
        pers = [word for word in above if denominator(word.text)]
        if not pers or above[-len(pers) :] != pers:
            continue
        for below in lines_of[number + 1 : number + 3]:
            over = pers if len(pers) > 1 else pers * len(below)
            pairs = zip(over[::-1], below[::-1], strict=False)
            each = (word._replace(text=per.text + word.text) for per, word in pairs)
            names = list(takewhile(is_known if len(pers) == 1 else _is_worth, each))[::-1]
            if len(pers) <= len(names) < width and any(map(is_known, names)):
                return names
    return []


def is_known(name: Cell) -> bool:
    """Whether the catalogue knows a name."""
    return bool(indicators(normalise_label(name.text)))


def _joined(pieces: Sequence[Cell]) -> Cell:
    return Cell("".join(piece.text for piece in pieces), pieces[0].start, pieces[-1].end)


def _ends_in_unit(name: str) -> bool:
    """Whether a name prints its unit, also one that nothing comparable has: 总人口(万人)."""
    return bool(label_unit(name)) or _COUNTED.search(name) is not None


@cache
def _worth(name: str) -> int:
    """How well a text can be a column's name: 3 for a known one, 0 for none."""
    if _UNIT.match(name) or not HAN.search(name):
        return 0
    name = printed_name(name)
    label = normalise_label(name)
    if indicators(label):
        return 4 if label_unit(name) else 3
    return bool(measure_kind(label)) + _ends_in_unit(name)


def _is_worth(name: Cell) -> bool:
    return _worth(name.text) > 0


def _each_once(names: Sequence[Cell]) -> bool:
    """Whether no indicator is named twice."""
    known = [indicators(normalise_label(name.text)) for name in names if is_known(name)]
    return len(known) == len(set(known))


def _is_share(name: Cell) -> bool:
    return measure_kind(normalise_label(name.text)) in ("share", "years")
