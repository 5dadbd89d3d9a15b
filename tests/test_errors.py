"""What a message looks like, whatever a file made it say."""

import pytest

from plancompare.errors import PlancompareError, plain_line


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", r"\x1b[2J\x1b]0;title\x07"),
        ("卫\u202e生", r"卫\u202e生"),
        ("half \ud800", r"half \ud800"),
        ("two\nlines\r\nthree", "two lines three"),
        ("a\ttab", "a tab"),
        ("健康 ≥80% — «é»", "健康 ≥80% — «é»"),
    ],
)
def test_foreign_words_stand_in_a_message_and_do_not_act(said, shown):
    error = PlancompareError(said, where=said, remedy=said)
    assert str(error) == f"{shown}: {shown} {shown}"
    str(error).encode()


def test_a_message_has_an_end():
    assert len(str(PlancompareError("x" * 100_000, where="y" * 100_000))) < 1_000
    assert plain_line("a" + "b" * 5_000 + "c").startswith("ab")
    assert plain_line("a" + "b" * 5_000 + "c").endswith("bc")
