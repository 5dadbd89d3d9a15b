"""What is wrong in the catalogue is said with its place, and nothing is lost in silence."""

import shutil
from pathlib import Path

import pytest

from plancompare import catalogue as package
from plancompare.catalogue import load_catalogue
from plancompare.errors import CatalogueError

ENTRY = """
[[indicator]]
id = "{id}"
name_zh = "{name}"
name_en = "{id} in English"
domain = "resources"
unit = "count"
decimals = 0
direction = "neutral"
minimum = 0
maximum = 10
labels = ["{name}"]
{more}
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    """A catalogue of one fictional indicator."""
    own = Path(package.__file__).parent
    (tmp_path / "indicators").mkdir()
    shutil.copy(own / "domains.toml", tmp_path)
    (tmp_path / "ratios.toml").write_text("ratio = []")
    (tmp_path / "unmatched_on_purpose.toml").write_text("unmatched = []")
    (tmp_path / "breaks.toml").write_text("break = []")
    (tmp_path / "definitions_sought.toml").write_text("sought = []")
    write(tmp_path, "first", id="fictional_count", name="虚构数")
    return tmp_path


def write(folder: Path, table: str, *, id: str, name: str, more: str = "") -> None:
    text = ENTRY.format(id=id, name=name, more=more)
    (folder / "indicators" / f"{table}.toml").write_text(text, encoding="utf-8")


def told(folder: Path) -> str:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    return str(refused.value)


def test_an_entry_is_found_by_its_label(folder):
    assert load_catalogue(folder).match("虚构数").indicator_ids == ("fictional_count",)


@pytest.mark.parametrize(
    ("twice", "told_of"),
    [({"id": "fictional_count", "name": "另一数"}, "id “fictional_count”"),
     ({"id": "another_count", "name": "虚构数"}, "name_zh “虚构数”")],
)  # fmt: skip
def test_an_indicator_that_is_there_twice_is_refused_with_both_places(folder, twice, told_of):
    write(folder, "second", **twice)
    message = told(folder)
    assert message.startswith(f"second.toml, [[indicator]] {twice['id']}: {told_of}")
    assert "first.toml, [[indicator]] fictional_count" in message


def test_a_key_that_is_none_is_named(folder):
    write(folder, "second", id="another_count", name="另一数", more='unti = "count"')
    assert told(folder).startswith("second.toml, [[indicator]] another_count: unti: ")


def test_a_value_that_cannot_be_is_named(folder):
    write(folder, "second", id="another_count", name="另一数", more="period = 3")
    assert "another_count: period: " in told(folder)


def test_a_kind_of_entry_that_is_none_is_named(folder):
    (folder / "indicators" / "second.toml").write_text('[[indicators]]\nid = "a"\n')
    assert told(folder) == (
        "second.toml: “indicators” is no kind of entry. Write [[indicator]] or [[paired_label]]."
    )


def test_what_is_no_toml_is_named(folder):
    (folder / "indicators" / "second.toml").write_text("[[indicator]\n")
    assert told(folder).startswith("second.toml: this is not TOML: ")
