"""Where the pages of a site in several languages lie, and how one leads to the other."""

import pytest

from plancompare.reports.files.ways import editions, ways


def test_the_first_language_lies_at_the_top():
    chinese, english = editions(("zh", "en"))
    assert chinese.place("150500/report.html") == "150500/report.html"
    assert english.place("150500/report.html") == "en/150500/report.html"
    assert editions(("en",))[0].place("index.html") == "index.html"


@pytest.mark.parametrize(
    ("lang", "page", "other", "compare"),
    [
        ("zh", "index.html", "en/index.html", "compare.html#lang=zh"),
        ("en", "index.html", "../index.html", "../compare.html#lang=en"),
        ("zh", "1/report.html", "../en/1/report.html", "../compare.html#lang=zh"),
        ("en", "1/report.html", "../../1/report.html", "../../compare.html#lang=en"),
    ],
)
def test_a_page_leads_to_its_other_language_and_to_the_comparison(lang, page, other, compare):
    found = ways(lang, ("zh", "en"), page)
    assert list(found.languages.values()) == [other]
    assert found.compare == compare


def test_a_site_in_one_language_has_no_switch():
    assert ways("en", ("en",), "index.html").languages == {}
