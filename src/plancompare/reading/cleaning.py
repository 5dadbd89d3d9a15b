"""A clean copy of a text: simplified, half width, without the marks of its making.

Every step either swaps one character for one or cuts some out, so that each character of the
copy keeps its place in the original. The patterns are written so that none runs over the same
characters more than a bounded number of times; where they can they begin with the sign that they
look for and say after it what must stand before, so that the text between is passed over quickly.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from plancompare.language.scripts import simplified
from plancompare.reading.formulas import without_formulas
from plancompare.reading.mapped import Mapped, Span, code_points, of_code_points, span_array
from plancompare.reading.wording import wording

HAN = "〇\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LATIN = "a-zɑɡüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300-\u030c"
_SPACE = " \\t\u00a0\u2000-\u200a\u202f\u3000"
_SIGN = ",;:、。()“”《》〔〕"

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_INVISIBLE = re.compile(
    "[\r\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffd\x00](?:(?<!\r)|(?=\n))"
)
_BOOKMARK = re.compile(r"\[bookmark: ?[^\[\]\n]{1,80}\]")
_LOST = re.compile(rf"\?(?:[{_SPACE}]*\?){{0,100}}")
_LOST_PINYIN = re.compile(rf"\?[{_LATIN}]{{1,6}}\)")
_PINYIN = re.compile(  # 率(lv)(lv): of words that are emphasised it stands more than once
    rf"\((?<=[{HAN}]\()[{_LATIN}]{{1,6}} ?\)(?:\([{_LATIN}]{{1,6}} ?\)){{0,7}}"
)
_PINYIN_OF_WORD = re.compile(rf"\[(?<=[{HAN}]\[)(?:[A-Z][a-z]{{1,5}}){{2,5}}\]")  # 本市[BenShi]
_QUESTION = re.compile("|".join(map(re.escape, wording().question_words)))

_EDGE_SPACE = re.compile(" (?:(?<=^ ) *|(?<!  ) *$)", re.MULTILINE)
_GAP = re.compile(" (?<!  )(?P<cut> +)")
_WITH_SPACE = re.compile("^[^\n ]* [^\n]*", re.MULTILINE)
_SPACED_OUT = re.compile(rf"(?<![{HAN}])(?!男 女)[{HAN}](?: [{HAN}])+(?![{HAN}])")
_BESIDE_NUMBER = re.compile(
    # 婴儿死亡率 5岁以下儿童死亡率 are two names at a table's head
    rf" (?:(?<=[{HAN}] )(?<![率数命] (?=\d岁))(?=[\d<>≥≤])"
    rf"|(?<=[\d%‰] )(?=[%‰{HAN}])|(?<=[≥≤<>=] )(?=\d))"
)
_IN_ROW = re.compile(  # 城市 2.0 3.4 4.1; 指标 2021年 2022年
    r" (?:(?<=[\d%‰] )(?=[\d<>≥≤—-])|(?=(?:19|20)\d\d年?(?: |$)))"
)
_BESIDE_SIGN = re.compile(
    rf" (?:(?<=[{_SIGN}] )(?=[{HAN}{_SIGN}\d])|(?<=[{HAN}\d%‰] )(?=[{_SIGN}]))"
)
_BESIDE_HAN = re.compile(rf" (?:(?<=[{HAN}] )(?=[{HAN}A-ZⅠ-Ⅻa-z])|(?<=[A-ZⅠ-Ⅻa-z] )(?=[{HAN}]))")
_SPLIT_DECIMAL = re.compile(r"\d(?<![\d.]\d)\d{0,8}(?: \. ?|\. )(?=\d)")
_THEN_UNIT = re.compile(r"\d{1,2} ?(?:[张人名%‰/]|岁(?!及?以|儿))")
# 8 3 . 0 7 岁: every sign by itself
_ONE_BY_ONE = re.compile(
    rf"\d(?<=[{HAN}:] \d)(?: \d){{0,3}} \. \d(?: \d){{0,2}}(?= ?(?:[张人%‰]|岁(?!及?以)))"
)
_RAISED_DIGITS = re.compile(r"(?P<opens><sup>)(?P<digits>\d{1,3})(?P<closes></sup>)")
_RAISED_MARK = re.compile(
    # after m and 10 it is a power: 10m², 1/10⁵
    r"[<⁰¹²³⁴-⁹](?:(?<=<)sup>(?:[\d,、\[\]()【】〔〕注*†‡★☆※△▲①-⑳-]{1,8}|[a-z])</sup>"
    r"|(?<=[⁰¹²³⁴-⁹])(?<![A-Za-z].)(?<!/10.)(?<!×10.)[⁰¹²³⁴-⁹]{0,3})"
)
_RAISED = re.compile(r"</?sup>")
_NOTE_MARK = re.compile(
    r"""[\[【〔(①-⑳★☆※△▲†‡*](?<=[\d%‰万岁人张个].)
    (?:(?<=[\[【〔])注?\d{1,2}[\]】〕]|(?<=\()注\d{0,2}\)|(?<=[★☆※△▲†‡])|(?<=\*)\*{0,2}(?![*\d年]|-20\*)
      |(?<=[①-⑳])(?:(?![、.\u4e00-\u9fff])|(?=[张岁个名]|人(?!均|口|员|群))))""",
    re.VERBOSE,
)
# 死亡率[注1]为…, 死亡率▲8.8: between a label and its value
_LABEL_MARK = re.compile(
    r"[\[【〔(★☆※△▲†‡#●○◆◇■□*①-⑳](?<=[率命平例重数].)(?:(?<=[\[【〔])注?\d{1,2}[\]】〕]"
    r"|(?<=\()(?:注\d{0,2}\)|\d\)(?=\d{1,3}\.\d))|(?<=[★☆※△▲†‡#●○◆◇■□①-⑳])|(?<=\*)\*{0,2})"
    r"(?=[\d为达是由从:≥≤<>])"
)
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BREAK = re.compile("<br ?/?>")
_BREAK_BEFORE_UNIT = re.compile(r"<br ?/?>(?=(?:岁|%|‰|1/10万) ?(?:[|<\t]|$))", re.MULTILINE)
# 7·2; 97。4%, a page whose decimal points have become full stops
_DECIMAL_DOT = re.compile(
    r"[·。](?<=\d.)(?:(?<=·)(?=\d)|(?<=。)(?=\d{1,2}(?:[%‰张]|岁(?!及?以[上下])|/10?万|个百分点)))"
)
_SPOKEN_DOT = re.compile(
    r"点(?<=\d点)(?=\d{1,2}(?:[岁张人名%‰,。;、)]|个百分点|$))", re.MULTILINE
)  # 80点3岁
# 下降至5 4‰和7 5‰: decimal points that became spaces
_DECIMAL_SPACE = re.compile(
    r" (?=\d{1,2}[‰岁])(?:" + "|".join(rf"(?<=[至到为达和由从]\d{{{n}}} )" for n in (1, 2, 3)) + ")"
)
# 八○.七岁, 千分之七.三二
_DECIMAL_IN_WORDS = re.compile(
    r"[〇○一二三四五六七八九十百]{1,6}\.[〇○一二三四五六七八九]{1,4}(?=岁|个?[百千]分点|[人张,。;)\n]|$)"
)
_POINT_IN_WORDS = str.maketrans("○.", "〇点")
_LATIN_STOP = re.compile(rf"\.(?<=[{HAN})%‰]\.)(?=[{HAN}])")  # 统计分析.结果 2018年…
_YEAR_IN_WORDS = re.compile("(?:一九|二[零〇○])[零〇○一二三四五六七八九]{2}(?=年)")  # 二零一六年
_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")
# 3.61%。,比2011年的3.88%。下降: the sign of a rate per thousand, read as two
_CUT_PERMILLE = re.compile(
    r"%。(?:(?=[,、。;:)])|(?<=\d%。)(?:(?=[和与及]\d(?!\d{3}年)|分别[上下降升]|[上下][下降升]|[降升增减略]|有所|左右|以[上下内])"
    r"| ?(?=(?:下降|上升|降|升|降低|提高|增加|减少)[到至了])))"
)
# 降低了56.2<;: a percent sign, read as another
_PERCENT_MISREAD = re.compile(r"<(?<=\d\.\d<|\.\d\d<)(?=[,、。;)和与及])")
_NAMED_PERMILLE = re.compile(r"[&p](?<=\d.)(?:(?<=&)p)?ermil;")  # 6.38permil;
_SPLIT_THOUSANDS = re.compile(
    rf"\d(?<=[{HAN}]\d)\d{{0,2}}(?: \d{{3}}){{1,4}}(?=(?:\.\d{{1,4}})?[{HAN}/])"
)
_LEADERS = re.compile(
    rf"[….·](?<=[{HAN})].)(?:(?<=…)…{{1,99}}|(?<=\.)\.{{3,99}}|(?<=·)·{{3,99}})(?=[\d<>≥≤])"
)  # as in a list of contents
_COLUMN_GAP = re.compile(r"\t| {2,}")
_PROSE = re.compile("[。,;]")
_DOUBLED = re.compile("[,;:、。](?: ?[,;:、。]){1,20}")
# full width, radicals, characters of other encodings that stand twice
_OF_OTHER_FORM = (
    range(0xFF01, 0xFF5F), range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20)
)  # fmt: skip
_UNUSED = 0xF0000  # from here on no text has a character
_STRENGTH = "。;:,、"  # of signs printed in a row the strongest is meant


def clean(original: str) -> Mapped:
    """Make the clean copy.

    Args:
        original: A text with line ends of any kind.

    Returns:
        The copy, each character with its place in `original`. It has as many lines as the
        original, each ended by a line feed.
    """
    text = Mapped.of(original).drop(_INVISIBLE)
    for end in _LINE_ENDS:
        text = text.with_text(text.text.replace(end, "\n"))
    text = without_formulas(text)
    text = text.drop(_BOOKMARK).drop(_PINYIN_OF_WORD).drop(_LOST_PINYIN).drop(_LOST, _is_lost)
    text = text.with_text(_half_width(text.text))
    text = text.drop(_PINYIN, _is_pinyin_of_the_character_before)
    text = text.with_text(simplify(text.text))
    return _even_punctuation(_even_spaces(_without_marks(text)))


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, character for character.

    OpenCC looks at phrases (乾燥 but 乾隆). Where a phrase would change the length of a line, that
    line is converted character by character.
    """
    for name, sign in _held_names().items():
        text = text.replace(name, sign)
    lines = zip(text.split("\n"), simplified(text).split("\n"), strict=True)
    converted = "\n".join(
        new if len(new) == len(old) else "".join(map(_simplify_character, old))
        for old, new in lines
    )
    for old, new in wording().phrases.items():
        converted = converted.replace(old, new)
    for name, sign in _held_names().items():
        converted = converted.replace(sign, name)
    return converted


@cache
def _held_names() -> dict[str, str]:
    """What stands for each name that is kept, of its length, while a text is converted."""
    return {name: chr(_UNUSED + at) * len(name) for at, name in enumerate(wording().names_kept)}


@lru_cache(maxsize=20_000)
def _simplify_character(character: str) -> str:
    converted = simplified(character)
    return converted if len(converted) == 1 else character


def _half_width(text: str) -> str:
    """A text in the signs that its characters are read as."""
    return of_code_points(_plain_signs()[code_points(text)])


@cache
def _plain_signs() -> npt.NDArray[np.uint32]:
    """The code point that each code point is read as."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for character in (*wording().signs, *map(chr, chain.from_iterable(_OF_OTHER_FORM))):
        table[ord(character)] = ord(_plain_sign(character))
    return table


def _plain_sign(character: str) -> str:
    sign = wording().signs.get(character)
    if sign is not None:
        return sign
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return unicodedata.normalize("NFKC", character)


def _is_lost(match: re.Match[str]) -> bool:
    """Whether question marks stand for characters that were lost, not for a question."""
    text, start, end = match.string, *match.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start > 1:
        return True
    if _QUESTION.search(text, max(0, start - 20), start) and before not in ("", "\n"):
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(character: str) -> bool:
    return character.isalnum() or character in ("=", "/", "&", "_")


def _is_pinyin_of_the_character_before(match: re.Match[str]) -> bool:
    reading, character = match[0][1:].partition(")")[0].strip(), match.string[match.start() - 1]
    return reading in _readings(character) or _toneless(reading) in _toneless_readings(character)


@lru_cache(maxsize=10_000)
def _readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 (half a second)

    found = pinyin(character, style=Style.TONE, heteronym=True, errors="ignore")
    return frozenset(found[0]) if found else frozenset()


@lru_cache(maxsize=10_000)
def _toneless_readings(character: str) -> frozenset[str]:
    return frozenset(map(_toneless, _readings(character)))


@lru_cache(maxsize=10_000)
def _toneless(syllable: str) -> str:
    latin = syllable.replace("ɑ", "a").replace("ɡ", "g").replace("ü", "u").replace("v", "u")
    decomposed = unicodedata.normalize("NFD", latin)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _without_marks(text: Mapped) -> Mapped:
    """Numbers without the marks of footnotes, and permille signs that were cut into two."""
    text = _raised_digits(text).drop(_RAISED_MARK).drop(_RAISED).drop(_NOTE_MARK).drop(_LABEL_MARK)
    unit = _BREAK_BEFORE_UNIT.sub(lambda found: f"{' ' * (len(found[0]) - 1)}/", text.text)
    text = text.with_text(unit)
    text = text.with_text(_BREAK.sub(lambda found: " " * len(found[0]), text.text))
    text = text.with_text(_SPOKEN_DOT.sub(".", _DECIMAL_DOT.sub(".", text.text)))
    text = text.with_text(_DECIMAL_SPACE.sub(".", text.text))
    text = text.with_text(_PERCENT_MISREAD.sub("%", text.text))
    text = text.with_text(
        _DECIMAL_IN_WORDS.sub(lambda found: found[0].translate(_POINT_IN_WORDS), text.text)
    )
    text = text.with_text(_LATIN_STOP.sub("。", text.text)).drop(_LEADERS)
    text = text.with_text(_YEAR_IN_WORDS.sub(lambda found: found[0].translate(_DIGITS), text.text))
    names = [(found.start(), found.end() - 1) for found in _NAMED_PERMILLE.finditer(text.text)]
    text = text.with_text(_NAMED_PERMILLE.sub(_with_sign, text.text)).without(names)
    cut = [(found.start() + 1, found.start() + 2) for found in _CUT_PERMILLE.finditer(text.text)]
    return text.with_text(_CUT_PERMILLE.sub(_as_permille, text.text)).without(cut)


def _with_sign(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}‰"


def _as_permille(match: re.Match[str]) -> str:
    return f"‰{match[0][1:]}"


def _raised_digits(text: Mapped) -> Mapped:
    """Digits between tags as signs of their own; after the stroke 10⁵ is 10万."""
    found = list(_RAISED_DIGITS.finditer(text.text))
    tags = [match.span(group) for match in found for group in ("opens", "closes")]
    raised = _RAISED_DIGITS.sub(lambda match: match[0].translate(SUPERSCRIPT), text.text)
    plain = text.with_text(raised).without(tags)
    return plain.with_text(plain.text.replace("/10⁵", "/10万"))


def _even_spaces(text: Mapped) -> Mapped:
    """Cut the spaces that mean nothing; those that hold columns apart stay."""
    text = text.drop(_EDGE_SPACE)
    if " " not in text.text:
        return text
    if len(gaps := _spans(_GAP, text.text)):
        in_columns = _lines_with(_COLUMN_GAP, text.text, at_least=2)
        text = text.without(_on_lines(gaps, text.text, ~in_columns))
    text = text.without(_spaces_in(_SPACED_OUT, text.text))
    text = text.without(_spaces_in(_ONE_BY_ONE, text.text))
    text = text.without(_spaces_in(_SPLIT_DECIMAL, text.text, _is_split_decimal))
    if len(beside := _spans(_BESIDE_NUMBER, text.text)):
        in_row = _lines_with(_IN_ROW, text.text, at_least=2)
        in_row &= ~_lines_with(_PROSE, text.text, at_least=1)
        text = text.without(_on_lines(beside, text.text, ~in_row))
    text = text.drop(_BESIDE_SIGN)
    text = text.without(_spaces_in(_SPLIT_THOUSANDS, text.text))
    if len(beside := _spans(_BESIDE_HAN, text.text)):
        in_prose = _lines_with(_PROSE, text.text, at_least=1)
        text = text.without(_on_lines(beside, text.text, in_prose))
    return text


def _even_punctuation(text: Mapped) -> Mapped:
    """Of signs printed in a row, keep the one that is meant."""
    return text.without(chain.from_iterable(map(_weaker_signs, _DOUBLED.finditer(text.text))))


def _weaker_signs(match: re.Match[str]) -> tuple[Span, Span]:
    """What stands before and after the strongest of several signs."""
    if match[0] == ",、":  # a page that put a comma before each of its signs
        return ((match.start(), match.start() + 1), (match.end(), match.end()))
    strongest = match.start() + match[0].index(min(match[0].replace(" ", ""), key=_STRENGTH.index))
    return (match.start(), strongest), (strongest + 1, match.end())


def _is_split_decimal(match: re.Match[str]) -> bool:
    """Whether a space is inside a number; after `1.` at a line's start it is not."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    if before == " " and match.string[max(0, match.start() - 2)].isdigit():
        return False  # 3 5 . 6 9: digits one by one, of which none may be lost
    if before == " " and _THEN_UNIT.match(match.string, match.end()):
        return match.string[match.start() - 2] not in _SIGN  # 床位 6. 82 张
    return " ." in match[0] or before not in ("", "\n", "。", ";", ":", "|", "\t", " ")


def _spaces_in(
    pattern: re.Pattern[str], text: str, when: Callable[[re.Match[str]], bool] = bool
) -> Iterator[Span]:
    """Each space inside what a pattern matches; lines without a space are passed over."""
    for line in _WITH_SPACE.finditer(text):
        for match in pattern.finditer(text, *line.span()):
            for place in range(*match.span()) if when(match) else ():
                if text[place] == " ":
                    yield place, place + 1


def _spans(pattern: re.Pattern[str], text: str) -> npt.NDArray[np.int64]:
    group: str | int = "cut" if "cut" in pattern.groupindex else 0
    return span_array(match.span(group) for match in pattern.finditer(text))


def _lines_with(pattern: re.Pattern[str], text: str, at_least: int) -> npt.NDArray[np.bool_]:
    """For each line, whether the pattern is found in it that many times."""
    return np.array([len(pattern.findall(line)) for line in text.split("\n")]) >= at_least


def _on_lines(
    spans: npt.NDArray[np.int64], text: str, lines: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    return spans[lines[_line_of(spans[:, 0], text)]]


def _line_of(places: npt.NDArray[np.int64], text: str) -> npt.NDArray[np.int64]:
    return np.searchsorted(np.flatnonzero(code_points(text) == ord("\n")), places)
