"""Documents are read in the tests' own process: to start another takes seconds each time."""

import pytest


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    monkeypatch.setattr("plancompare.ingest.write.apart", lambda f, *a, where: f(*a))
