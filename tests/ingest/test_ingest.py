"""A document becomes a source folder; what a person edited in it is never overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.errors import UsageError
from plancompare.extraction import ExtractedFigure
from plancompare.harmonisation import harmonise
from plancompare.ingest import Known, NotTold, entries_of, guess_source, ingest
from plancompare.ingest.printed import printed_value
from plancompare.language import parse_value
from plancompare.reading import read_document
from plancompare.regions import region
from plancompare.sources import load_source

# our own writing; no county says this
PLAN = """扬中市人民政府办公室关于印发扬中市“十四五”卫生健康发展规划的通知
扬政办发〔2021〕99号
各镇人民政府，市各有关部门：
现将规划印发给你们。（本文为虚构示例）
2021年11月30日
扬中市“十四五”卫生健康发展规划
一、基础
2020年，全市每千人口医疗卫生机构床位数5.20张，人均预期寿命79.5岁。
二、目标
到2025年，每千人口医疗卫生机构床位数达到6.1张，人均预期寿命达到80.2岁，孕产妇死亡率控制在8/10万以下。
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_document_tells_what_it_is(document):
    meta = guess_source(read_document(document)).meta
    assert meta["title"] == "扬中市“十四五”卫生健康发展规划"
    assert meta["region"] == "321182"
    assert meta["issuer"] == "扬中市人民政府办公室"
    assert meta["number"] == "扬政办发〔2021〕99号"
    assert meta["issued"] == date(2021, 11, 30)
    assert (meta["first_year"], meta["last_year"]) == (2021, 2025)
    assert (meta["kind"], meta["status"]) == ("plan", "final")


def test_what_it_does_not_tell_is_absent_and_pointed_out(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("到2025年，每千人口床位数达到6张。\n", encoding="utf-8")
    guess = guess_source(read_document(path), "321182")
    assert "issuer" not in guess.meta
    assert any("issuer" in doubt for doubt in guess.doubts)


def test_a_number_inside_a_sentence_is_another_documents(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(
        "扬中市2024年卫生健康工作要点\n根据上级通知（苏卫发〔2023〕7号）要求，制定本要点。\n",
        encoding="utf-8",
    )
    assert "number" not in guess_source(read_document(path)).meta


def test_a_draft_is_told_from_a_final_plan(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(PLAN.replace("规划\n一、", "规划\n（征求意见稿）\n一、"), encoding="utf-8")
    assert guess_source(read_document(path)).meta["status"] == "draft"


def test_the_folder_is_one_that_the_build_reads(document, tmp_path):
    result = ingest(document, tmp_path / "raw")
    assert result.folder.name == "yangzhong-2021-2025-plan"
    source = load_source(result.folder)
    assert source.meta.document is not None
    values = {
        (each.indicator_id, each.year, each.role): each.value
        for each in harmonise(source).observations
    }
    assert values == {
        ("beds_per_1000", 2020, "actual"): Decimal("5.20"),
        ("beds_per_1000", 2025, "target"): Decimal("6.1"),
        ("life_expectancy", 2020, "actual"): Decimal("79.5"),
        ("life_expectancy", 2025, "target"): Decimal("80.2"),
        ("maternal_mortality", 2025, "target"): Decimal(8),
    }


def test_a_second_run_writes_nothing_and_shows_the_difference(document, tmp_path):
    folder = ingest(document, tmp_path / "raw").folder
    edited = (folder / "figures.csv").read_text(encoding="utf-8").replace("6.1张", "6.3张")
    (folder / "figures.csv").write_text(edited, encoding="utf-8")
    again = ingest(document, tmp_path / "raw")
    assert (folder / "figures.csv").read_text(encoding="utf-8") == edited
    assert again.difference is not None
    assert again.confirmed == frozenset()
    assert [str(fact.value) for fact, _ in again.difference.missed] == ["6.3"]
    assert [str(fact.value) for fact, _ in again.difference.spurious] == ["6.1"]


@pytest.fixture
def note(tmp_path):
    """A document that says next to nothing of itself."""
    path = tmp_path / "note.txt"
    path.write_text("每千人口床位数达到6张。（本文为虚构示例）\n", encoding="utf-8")
    return path


def test_what_a_document_does_not_tell_is_asked_before_anything_is_written(note, tmp_path):
    with pytest.raises(NotTold, match="--region") as told:
        ingest(note, tmp_path / "raw")
    assert [each.key for each in told.value.questions] == ["title", "region", "kind", "period"]
    assert not (tmp_path / "raw").exists()


def test_what_is_answered_stands_in_the_source_and_the_text_is_read_by_it(note, tmp_path):
    asked = []

    def ask(questions):
        asked.append([each.key for each in questions])
        return {"title": "某计划", "region": "321182", "kind": "plan"} | entries_of(
            "period", "2021-2025"
        )

    result = ingest(note, tmp_path / "raw", ask=ask)
    assert len(asked) == 1
    assert result.folder.name == "yangzhong-2021-2025-plan"
    assert load_source(result.folder).figures[0].year == 2025


def test_guesses_may_be_taken_as_they_are_but_for_a_region_that_is_not_known(note, tmp_path):
    with pytest.raises(NotTold) as told:
        ingest(note, tmp_path / "raw", known=Known(accept=True))
    assert [each.key for each in told.value.questions] == ["region"]
    known = Known("321182", accept=True)
    assert ingest(note, tmp_path / "raw", known=known).folder.name == "yangzhong-plan"


@pytest.mark.parametrize(
    ("text", "given", "named"),
    [
        (PLAN, "321100", "321182"),  # the title names a part of it
        (PLAN, "150500", "321182"),
        (
            "卫生健康工作要点（虚构）\n" + "通辽市要加强工作，通辽市床位数增加。" * 3,
            "321182",
            "150500",
        ),
    ],
)
def test_a_region_that_the_document_contradicts_is_never_taken_in_silence(
    tmp_path, text, given, named
):
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    (question,) = [e for e in guess_source(document, given).questions if e.key == "region"]
    assert question.guess == named
    insists = guess_source(document, told={"region": given})
    assert "region" not in [each.key for each in insists.questions]
    assert any(region(named).name in doubt for doubt in insists.doubts)


UNLISTED = "白鹭市“十四五”卫生健康规划\n（虚构）{}到2025年全市每千人口床位数达到6张。\n"
OTHERS = "江苏省要求,江苏省各市学习江苏省经验,"


@pytest.mark.parametrize(
    ("given", "others", "guess"), [("", OTHERS, ""), ("", "", ""), ("150500", OTHERS, "320000")]
)
def test_a_place_that_no_list_has_is_not_taken_for_a_region_that_the_text_names(
    tmp_path, given, others, guess
):
    path = tmp_path / "plan.txt"
    path.write_text(UNLISTED.format(others), encoding="utf-8")
    with pytest.raises(NotTold) as told:
        ingest(path, tmp_path / "raw", known=Known(given, accept=True))
    (question,) = told.value.questions
    assert (question.key, question.guess) == ("region", guess)


@pytest.mark.parametrize(("given", "others"), [("320000", OTHERS), ("150500", "")])
def test_the_region_of_a_place_that_no_list_has_is_said_and_told_to_look_at(
    tmp_path, given, others
):
    path = tmp_path / "plan.txt"
    path.write_text(UNLISTED.format(others), encoding="utf-8")
    found = ingest(path, tmp_path / "raw", known=Known(given, accept=True))
    assert any("白鹭市" in doubt and "no list" in doubt for doubt in found.guess.doubts)


@pytest.mark.parametrize("title", ["城市医疗服务规划", "农村地区卫生规划", "县级医院建设规划"])
def test_a_title_that_begins_with_a_common_word_names_no_place(tmp_path, title):
    path = tmp_path / "plan.txt"
    path.write_text(f"{title}\n（虚构）江苏省要求,江苏省各市加强工作。\n", encoding="utf-8")
    (question,) = [e for e in guess_source(read_document(path)).questions if e.key == "region"]
    assert question.guess == "320000"


def test_a_region_that_is_contradicted_is_asked_whatever_is_accepted(document, tmp_path):
    with pytest.raises(NotTold, match="--set region"):
        ingest(document, tmp_path / "raw", known=Known("150500", accept=True))


@pytest.mark.parametrize("given", ["321182", "320000"])
def test_a_region_that_the_text_bears_out_is_taken(tmp_path, given):
    path = tmp_path / "plan.txt"
    head = "扬中市“十四五”卫生健康发展规划" if given == "321182" else "江苏省卫生健康发展规划"
    path.write_text(f"{head}\n（虚构）到2025年，扬中市每千人口床位数达到6张。\n", encoding="utf-8")
    assert not guess_source(read_document(path), given, {"first_year": 2021}).questions


@pytest.mark.parametrize(
    ("key", "answer", "entries"),
    [
        ("region", "通辽", {"region": "150500"}),
        ("period", "2021—2025", {"first_year": 2021, "last_year": 2025}),
        ("period", "2024", {"first_year": 2024, "last_year": 2024}),
        ("issued", "2021-12-31", {"issued": date(2021, 12, 31)}),
        ("status", "draft", {"status": "draft"}),
    ],
)
def test_an_answer_is_given_as_people_write_it(key, answer, entries):
    assert entries_of(key, answer) == entries


@pytest.mark.parametrize(
    ("key", "answer", "problem"),
    [
        ("region", "朝阳", "4 regions are called"),
        ("region", "乌有乡", "no region called"),
        ("period", "2025-2021", "no period"),
        ("issued", "去年", "no date"),
        ("kind", "poem", "one of plan, work_points"),
        ("colour", "red", "“colour” is not known"),
        ("title", " ", "“title” is empty"),
    ],
)
def test_an_answer_that_will_not_do_says_what_will(key, answer, problem):
    with pytest.raises(UsageError, match=problem):
        entries_of(key, answer)


def test_how_sure_an_entry_is_follows_from_what_it_was_told_from(document):
    guess = guess_source(read_document(document))
    assert guess.questions == ()
    assert all(guess.sure[key] >= 0.9 for key in ("title", "region", "first_year", "issuer"))


@pytest.mark.parametrize(
    ("head", "entry", "value"),
    [
        ("虚构：2026年扬中市政府工作报告\n——2026年1月8日在扬中市人民代表大会会议上\n", "issuer",
         "扬中市人民政府"),
        ("2026年扬中市政府工作报告\n——2026年1月8日在扬中市人民代表大会会议上\n", "issued",
         date(2026, 1, 8)),
        ("市卫生健康委关于印发扬中市2024年卫生健康工作要点的通知\n", "issuer", "扬中市卫生健康委"),
        ("扬中市卫生健康发展规划\n本规划依据《江苏省规划纲要（草案）》编制，全文如下。\n", "status",
         "final"),
    ],
)  # fmt: skip
def test_a_document_tells_of_itself_in_several_ways(tmp_path, head, entry, value):
    path = tmp_path / "report.txt"
    path.write_text(f"{head}各位代表：（本文为虚构示例）\n", encoding="utf-8")
    assert guess_source(read_document(path)).meta.get(entry) == value


def figure(**parts) -> ExtractedFigure:
    texts = dict.fromkeys(
        ("indicator_id", "region_code", "value_printed", "direction", "nature", "place", "quote"),
        "",
    )
    rest = {
        "label": "床位数",
        "value": None,
        "value_upper": None,
        "unit": "count",
        "bound": "exact",
        "year": 2025,
        "role": "target",
        "start": 0,
        "end": 0,
        "method": "prose",
    }
    return ExtractedFigure(**texts | rest | parts)


@given(
    st.decimals(0, 999, places=2),
    st.sampled_from(["exact", "at_least", "above", "at_most", "below", "about"]),
    st.sampled_from(["percent", "permille", "per_100k", "years", "minutes", "yuan", "count"]),
)
def test_a_value_put_together_reads_as_the_value_that_was_found(value, bound, unit):
    (read,) = parse_value(printed_value(figure(value=value, bound=bound, unit=unit)))
    assert (read.value, read.bound) == (value, bound)


def test_a_change_put_together_keeps_its_direction():
    (read,) = parse_value(
        printed_value(figure(value=Decimal(3), unit="pct_points", direction="down", role="change"))
    )
    assert read.change is not None
    assert (read.change.amount, read.change.direction) == (3, "down")
