"""Numbers that a program wrote as formulas are numbers; what computes something stays."""

import pytest

from plancompare.reading.cleaning import clean


@pytest.mark.parametrize(
    ("formula", "plain"),
    [
        (r"达到 $2 8 . 1 \%$ 。", "达到28.1%。"),
        (r"$\geqslant 1 5$ 岁", "≥15岁"),
        (r"为 $7 . 7 \text{‰}$ ,", "为7.7‰,"),
        (r"为 $2 7 . 8 \mathrm { ‰ }$ ", "为27.8‰"),
        (r"为 $8 3 . 6 8 \sim 8 4 . 4 0$ 岁", "为83.68~84.40岁"),
        (r"为 $2 0 \% { \sim } 3 0 \%$ ", "为20%~30%"),
        (r"为 $1 6 4 . 8 5 / 1 0$ 万", "为164.85/10万"),
        (r"为 $1 ~ 1 1 4 . 8 / 1 0$ 万", "为1114.8/10万"),
        (r"为 $4 8 . 6 / 1 \ 0 0 0$ 人年", "为48.6/1000人年"),
        (r"( $P { < } 0 . 0 5$ )", "(P<0.05)"),
        (r"占 $2 4 . 2 \% ^ { [ 3 3 ] }$ ,", "占24.2%,"),
        (r"2016\~2021年", "2016~2021年"),
    ],
)
def test_a_number_in_a_formula(formula, plain):
    assert clean(formula).text.replace(" ", "") == plain


@pytest.mark.parametrize(
    "formula",
    [
        r"$\frac { 2 1 } { 3 }$",  # it computes
        r"$1 0 ^ { 5 }$",  # a power: not 105
        r"$x _ { 2 }$",
        r"$. 3 5 . 6 9 \%$",  # its sign was lost
        "$5.2",
        "票价$5至$7元",  # money
        r"$ $",
    ],
)
def test_what_is_more_than_a_number_stays(formula):
    assert clean(formula).text == formula


def test_a_number_keeps_its_place():
    text = r"吸烟率为 $2 8 . 1 \%$ 。"
    cleaned = clean(text)
    places = [int(place) for place in cleaned.places]
    assert cleaned.text == "吸烟率为28.1%。"
    assert [text[place] for place in places] == list(cleaned.text)
