"""The names of columns, put together from the pieces of a torn head as many as the rows demand."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import dropwhile, takewhile

from plancompare.extraction.heads import is_part, of_groups, share_of_group, word_of
from plancompare.extraction.labels import denominator, indicators, plain
from plancompare.extraction.phrases import measure_kind
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


def words_of(line: Cell) -> list[Cell]:
    """The words of a line; a bracket ends one."""
    return [
        Cell(word[0], line.start + word.start(), line.start + word.end())
        for word in _WORD.finditer(line.text)
    ]


def caption_of(head: Sequence[Cell]) -> str:
    """The caption among the lines of a head, or empty."""
    return next((each.text.strip() for each in head if is_caption(each.text)), "")


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


def is_caption(text: str) -> bool:
    """Whether a line stands above a table and names none of its columns."""
    return _caption().search(text.strip()) is not None


def side_of(head: Sequence[Cell]) -> str:
    """What the side of the table is called."""
    pieces = [cell.text for cell in pieces_of(head)]
    return next((piece for piece in pieces if piece in side_words()), "")


def pieces_of(head: Iterable[Cell]) -> list[Cell]:
    """The pieces of names: words, single signs put together with the next ones, no caption."""
    pieces: list[Cell] = []
    single = False
    for line in head:
        if is_caption(line.text):
            continue
        for word in words_of(line):
            alone = len(word.text) == 1 and HAN.match(word.text) is not None
            if alone and single and word.text != "女":  # 男 女 are two
                pieces[-1] = Cell(pieces[-1].text + word.text, pieces[-1].start, word.end)
            else:
                pieces.append(word)
            single = alone and (not single or word.text == "女")
    return pieces


def names_of(head: Sequence[Cell], width: int) -> list[Cell]:
    """The names of all columns, else of the last ones; none where they cannot be told."""
    if years := _years(head, width):
        return years
    pieces = pieces_of(head)
    if names := names_of_groups([each for each in pieces if each.text not in side_words()], width):
        return names
    for start in range(len(pieces) - 1, -1, -1):  # what is called so is the side, and no column
        if pieces[start].text in side_words():
            pieces = pieces[start + 1 :]
            break
    if len(pieces) == width and all(is_part(plain(piece.text)) for piece in pieces):
        return pieces  # what is measured of them, the caption says
    ways = (_groups, _halves, _in_turn)
    return next(filter(None, (way(pieces, width) for way in ways)), None) or _last(head, width)


def _groups(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names of groups that one share stands over: 比重 over 0-14岁, 15-59岁, 60岁及以上."""
    if len(pieces) != width + 1 or measure_kind(pieces[0].text) != "share":
        return []
    share, *groups = pieces
    if any(_worth(group.text) for group in groups):
        return []
    return [each._replace(text=share_of_group(each.text, share.text)) for each in groups]


def _years(head: Sequence[Cell], width: int) -> list[Cell]:
    """The years that the last line before the rows names, one for each column."""
    last = next((line for line in reversed(head) if line.text.strip()), None)
    if last is None or is_caption(last.text):
        return []
    years = [
        Cell(year[0], last.start + year.start(), last.start + year.end())
        for year in _YEAR.finditer(last.text)
    ]
    return years if len(years) == width and not _YEAR.sub("", last.text).count("到") else []


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
        if _ends_in_unit(first.text) or (is_known(first) and _worth(rest.text)):
            return True
    return False


def _halves(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names whose beginnings stand in one line and whose ends in the next."""
    if len(pieces) != 2 * width or width < 2:
        return []
    names = [_joined([pieces[n], pieces[width + n]]) for n in range(width)]
    known = sum(map(is_known, names))
    return names if 2 * known >= width else []


def _last(head: Sequence[Cell], width: int) -> list[Cell]:
    """The names of the last columns: by whom is counted, at the end of a line, over what is."""
    lines_of = [words_of(line) for line in head]
    for number, above in enumerate(lines_of):
        pers = [word for word in above if denominator(word.text)]
        if not pers or above[-len(pers) :] != pers:
            continue
        for below in lines_of[number + 1 : number + 3]:
            names = _counted(pers, below)
            if 0 < len(names) < width:
                return names
    return []


def _counted(pers: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """What is counted by whom: a name under each, or under the only one as far as it is known.

    每万人口 每万人口 over 医生数 床位数, 每万人口拥有 over 床位数 医生数.
    """
    names = [_joined_to(per, word) for per, word in zip(pers[::-1], below[::-1], strict=False)]
    if len(pers) == 1:
        under = (_joined_to(pers[0], word) for word in reversed(below))
        names = list(takewhile(is_known, under))
    elif len(names) < len(pers) or not any(map(is_known, names)):
        return []
    return names[::-1] if all(_worth(name.text) for name in names) else []


def _joined_to(per: Cell, word: Cell) -> Cell:
    return Cell(per.text + word.text, word.start, word.end)


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
    label = normalise_label(name)
    if indicators(label):
        return 4 if label_unit(name) else 3
    return bool(measure_kind(label)) + _ends_in_unit(name)


def _each_once(names: Sequence[Cell]) -> bool:
    """Whether no indicator is named twice."""
    known = [indicators(normalise_label(name.text)) for name in names if is_known(name)]
    return len(known) == len(set(known))


def names_of_groups(pieces: Sequence[Cell], width: int) -> list[Cell]:
    """The names of columns that groups and measures make; none where that cannot be told.

    Args:
        pieces: All pieces of the head, in order, without what its side is called.
        width: How many columns there are.
    """
    pieces = list(dropwhile(lambda piece: word_of("order").search(piece.text), pieces))
    end = len(pieces)
    while end and _UNIT.fullmatch(pieces[end - 1].text):
        end -= 1
    above, below, units = pieces[: end - width], pieces[end - width : end], pieces[end:]
    count = len(above)
    if end < width or not 1 < count <= _MOST_GROUPS or width % count:
        return []
    each = width // count
    texts = [piece.text for piece in below]
    shares = [number for number, text in enumerate(texts) if _is_share(text)]
    if texts != texts[:each] * count or not shares or any(_is_share(g.text) for g in above):
        return []
    if len({group.text for group in above}) < count or len(set(texts)) < each:
        return []
    if units and len(units) != len(shares):
        return []
    printed = dict(zip(shares, (unit.text for unit in units), strict=False))
    return [
        name._replace(text=_named(name.text + printed.get(number, ""), above[number // each].text))
        for number, name in enumerate(below)
    ]


def measures_over_years(head: Sequence[Cell], width: int) -> list[tuple[Cell, Cell]]:
    """The measure and the year of each column, where each measure has the same years under it.

    Args:
        head: The lines before the first row.
        width: How many columns there are.
    """
    above = [piece for piece in pieces_of(head) if piece.text not in side_words()]
    years = above[-width:] if width else []
    measures: list[Cell] = []
    for piece in above[:-width]:
        is_unit = bool(measures) and _UNIT.fullmatch(piece.text) is not None
        measures[-1:] = [_joined([*measures[-1:], piece])] if is_unit else [*measures[-1:], piece]
    count = len(measures)
    if count < 2 or width % count or not all(_worth(each.text) for each in measures):
        return []
    each, texts = width // count, [year.text for year in years]
    if texts != texts[:each] * count or not all(map(_YEAR.fullmatch, texts)):
        return []
    return [(measures[number // each], year) for number, year in enumerate(years)]


def _is_share(text: str) -> bool:
    return measure_kind(normalise_label(text)) in ("share", "years")


def _named(measure: str, group: str) -> str:
    unit = label_unit(measure)
    return of_groups(measure, [group]) if unit or _is_share(measure) else group + measure
