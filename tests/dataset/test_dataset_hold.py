"""A dataset that a process holds is at hand for every later `load` of the same build."""

import sys

import pandas as pd
import pytest

from plancompare.dataset import load
from plancompare.dataset.load import hold
from plancompare.dataset.publish import publish, stage
from plancompare.dataset.schema import schemas
from plancompare.errors import DatasetError


@pytest.fixture(autouse=True)
def _nothing_held(monkeypatch):
    monkeypatch.setattr(sys.modules["plancompare.dataset.load"], "_held", {})


def test_the_tables_of_a_held_dataset_are_there(small_dataset):
    assert "observations" not in vars(load(small_dataset))
    hold(small_dataset)
    assert vars(load(small_dataset)).keys() >= schemas().keys()


def test_they_are_those_of_the_files(small_dataset):
    from_files = load(small_dataset)
    hold(small_dataset)
    for name in schemas():
        pd.testing.assert_frame_equal(getattr(load(small_dataset), name), getattr(from_files, name))


def test_who_changes_a_table_changes_no_one_elses(small_dataset):
    hold(small_dataset)
    mine = load(small_dataset).observations
    mine["value"] = 0.0
    mine.loc[0, "note"] = "changed"
    assert load(small_dataset).observations["value"].ne(0.0).all()
    assert load(small_dataset).observations["note"].ne("changed").all()


def test_a_later_build_is_read_from_its_files(small_dataset, small_tables):
    hold(small_dataset)
    fewer = small_tables | {"observations": small_tables["observations"].iloc[:1]}
    publish(stage(fewer, small_dataset, inputs={}, checks={}), small_dataset)
    assert len(load(small_dataset).observations) == 1


def test_without_a_dataset_there_is_nothing_to_hold(tmp_path):
    with pytest.raises(DatasetError, match="plancompare build"):
        hold(tmp_path)
