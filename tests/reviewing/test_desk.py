"""What a person decides is in figures.csv at once, and stays there whatever is read later."""

import json
from dataclasses import replace

import pytest
from review_tools import BASE, desk

from plancompare.errors import SourceError, UsageError
from plancompare.reviewing import journal
from plancompare.reviewing.desk import Progress
from plancompare.sources import load_source


def keyed(desk, label, year="2025"):
    """The row of a label and year."""
    (found,) = [
        each for each in desk.items() if each.shown["label"] == label and each.shown["year"] == year
    ]
    return found


def rows(folder, label):
    return [
        (each.value, each.year, each.review)
        for each in load_source(folder).figures
        if each.label == label
    ]


def decided(folder):
    lines = (folder / "review.jsonl").read_text(encoding="utf-8").splitlines()
    return [(json.loads(line)["did"], json.loads(line)["by"]) for line in lines]


BEDS, LIFE, INFANTS = "每千人口医疗卫生机构床位数", "人均预期寿命", "婴儿死亡率"


def test_before_anybody_looked_only_doubts_are_doubtful(at):
    assert Progress.of(at.items()) == Progress(done=0, total=6, doubtful=1)
    assert keyed(at, INFANTS).doubts == ("unit",)


def test_what_is_confirmed_stands_in_figures_csv_with_who_and_when_beside_it(at, folder):
    at.confirm(keyed(at, BEDS).key)
    assert rows(folder, BEDS) == [("5.20张", 2020, ""), ("6.1张", 2025, "confirmed")]
    assert decided(folder) == [("confirm", "wang")]
    assert keyed(at, BEDS).state == "confirmed"
    assert keyed(at, BEDS).by == "wang"


def test_what_is_corrected_stands_there_as_corrected_beside_what_was_read(at, folder):
    at.correct(keyed(at, INFANTS).key, {"value": "4.5‰以下"})
    assert ("4.5‰以下", 2025, "corrected") in rows(folder, INFANTS)
    item = keyed(at, INFANTS)
    assert (item.state, item.is_doubtful) == ("corrected", False)
    assert item.proposal.cells["value"] == "45%以下"


def test_a_correction_that_changes_nothing_confirms(at, folder):
    at.correct(keyed(at, LIFE).key, {"value": "80.2岁", "year": "2025"})
    assert ("80.2岁", 2025, "confirmed") in rows(folder, LIFE)


def test_what_is_rejected_is_gone_and_is_not_asked_about_again(at, folder, seen):
    at.reject(keyed(at, INFANTS).key)
    assert [value for value, *_ in rows(folder, INFANTS)] == ["3.4‰"]
    again = desk(folder, seen)
    assert keyed(again, INFANTS).state == "rejected"
    assert Progress.of(again.items()) == Progress(done=1, total=6, doubtful=0)


def test_what_is_added_says_so(at, folder):
    cells = {"label": "孕产妇死亡率", "value": "8/10万", "year": "2025", "role": "target"}
    at.add(cells | {"place": "page 1"})
    assert rows(folder, "孕产妇死亡率") == [("8/10万", 2025, "added")]
    assert keyed(at, "孕产妇死亡率").state == "added"


def test_undo_goes_back_step_by_step_over_restarts(at, folder, seen):
    before = (folder / "figures.csv").read_text(encoding="utf-8")
    at.confirm(keyed(at, BEDS).key)
    at.correct(keyed(at, BEDS).key, {"value": "6.2张"})
    at.reject(keyed(at, INFANTS).key)
    again = desk(folder, seen)
    again.undo()
    assert keyed(again, INFANTS).state == "open"
    again.undo()
    assert rows(folder, BEDS)[1] == ("6.1张", 2025, "confirmed")
    again.undo()
    assert again.undo() is None
    rest = (folder / "figures.csv").read_text(encoding="utf-8")
    assert [line.rstrip(",") for line in rest.splitlines()][1:] == before.splitlines()[1:]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"value": "很多"}, "很多"),
        ({"year": "20"}, "20 is not a year"),
        ({"label": ""}, "“label” is empty"),
        ({"role": "hope"}, "“hope” will not do as role"),
        ({"year": "2020", "role": "actual", "value": "5.20张", "place": BASE}, "states the same"),
    ],
)
def test_what_could_not_be_loaded_again_is_refused_and_nothing_changes(
    at, folder, changes, problem
):
    before = (folder / "figures.csv").read_bytes()
    with pytest.raises(SourceError, match=problem):
        at.correct(keyed(at, BEDS).key, changes)
    assert (folder / "figures.csv").read_bytes() == before
    assert not (folder / "review.jsonl").exists()


def test_a_later_reading_overwrites_nothing_and_shows_the_difference(at, folder, seen):
    at.confirm(keyed(at, BEDS).key)
    read = next(each for each in seen.proposals if each.cells["value"] == "6.1张")
    other = replace(read, cells={**read.cells, "value": "6.3张"}, facts=())
    later = [other if each is read else each for each in seen.proposals]
    again = desk(folder, replace(seen, proposals=tuple(later)))
    states = {(each.shown["value"], each.state, each.doubts) for each in again.items()}
    assert ("6.1张", "confirmed", ()) in states
    assert ("6.3张", "open", ("not_in_file",)) in states
    assert ("6.1张", 2025, "confirmed") in rows(folder, BEDS)


def test_a_row_typed_by_hand_is_tied_to_the_figure_that_says_the_same(folder, seen):
    path = folder / "figures.csv"
    typed = path.read_text(encoding="utf-8").replace("6.1张", "6.10张")
    path.write_text(typed.replace(BEDS, f"{BEDS}(张)"), encoding="utf-8")
    found = [each.state for each in desk(folder, seen).items() if not each.doubts]
    assert found == ["open"] * 5


def test_other_columns_stay_as_they_are(folder, seen):
    path = folder / "figures.csv"
    head, *rest = path.read_text(encoding="utf-8").splitlines()
    noted = [f"{head},note", *(f'{row},"a, b"' for row in rest), ""]
    path.write_text("\n".join(noted), encoding="utf-8")
    at = desk(folder, seen)
    at.correct(keyed(at, INFANTS).key, {"value": "4.5‰以下"})
    assert {each.note for each in load_source(folder).figures} == {"a, b"}


def test_a_row_that_changed_in_a_spreadsheet_meanwhile_is_not_overwritten(at, folder):
    item = keyed(at, BEDS)
    path = folder / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("6.1张", "6.4张"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"changed in figures\.csv meanwhile"):
        at._decide("reject", item, None)
    assert ("6.4张", 2025, "") in rows(folder, BEDS)


@pytest.mark.parametrize("written", [0, 40])
def test_killed_before_figures_csv_is_written_it_is_finished_at_the_next_opening(
    at, folder, seen, monkeypatch, written
):
    monkeypatch.setattr(at, "_put", lambda _: None)  # the power goes here
    at.confirm(keyed(at, BEDS).key)
    (folder / ".figures.csv.part").write_text("x" * written)
    again = desk(folder, seen)
    assert ("6.1张", 2025, "confirmed") in rows(folder, BEDS)
    assert keyed(again, BEDS).state == "confirmed"


def test_killed_while_the_journal_is_written_only_that_line_is_lost(at, folder, seen):
    at.confirm(keyed(at, BEDS).key)
    path = folder / "review.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026')
    again = desk(folder, seen)
    again.confirm(keyed(again, LIFE).key)
    assert decided(folder) == [("confirm", "wang"), ("confirm", "wang")]


def test_a_journal_that_is_none_of_ours_is_named_with_its_row(at, folder):
    (folder / "review.jsonl").write_text('{"at": 1}\n')
    with pytest.raises(SourceError, match=r"review\.jsonl, row 1"):
        at.items()


def test_a_folder_without_figures_has_nothing_to_review(tmp_path, seen):
    with pytest.raises(UsageError, match="there is no figures"):
        desk(tmp_path, seen)


def test_decisions_that_were_undone_do_not_hold(at):
    at.confirm(keyed(at, BEDS).key)
    at.undo()
    every = journal.decisions(at.folder / journal.NAME)
    assert [each.did for each in every] == ["confirm", "undo"]
    assert journal.standing(every) == []
