"""Locks and leases end with their process and leave nothing behind."""

import fcntl

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


def test_a_lock_whose_file_its_last_holder_removes_meanwhile_is_taken_anew(tmp_path, monkeypatch):
    path, lock, removed = tmp_path / ".lock", fcntl.flock, []

    def after_the_last_holder(descriptor: int, how: int) -> None:
        lock(descriptor, how)
        if not removed:
            removed.append(path.unlink())

    monkeypatch.setattr(fcntl, "flock", after_the_last_holder)
    with alone(tmp_path, ".lock", problem="at work"):
        assert path.exists()  # else a third would make it, and both be at work
    assert removed


def test_a_folder_is_read_while_the_lease_lives(tmp_path):
    lease = Lease(tmp_path)
    with unread(tmp_path) as free:
        assert not free
    del lease
    with unread(tmp_path) as free:
        assert free
