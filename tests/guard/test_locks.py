"""Locks and leases end with their process and leave nothing behind."""

import pytest

from plancompare.errors import BusyError
from plancompare.guard.locks import Lease, alone, unread


def test_the_second_is_told(tmp_path):
    with (
        alone(tmp_path, ".lock", problem="at work"),
        pytest.raises(BusyError, match="at work"),
        alone(tmp_path, ".lock", problem="at work"),
    ):
        pass
    with alone(tmp_path, ".lock", problem="at work"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_a_killed_run_left_is_taken_over(tmp_path):
    (tmp_path / ".lock").write_text("")
    with alone(tmp_path, ".lock", problem="at work"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_read_while_the_lease_lives(tmp_path):
    lease = Lease(tmp_path)
    with unread(tmp_path) as free:
        assert not free
    del lease
    with unread(tmp_path) as free:
        assert free
