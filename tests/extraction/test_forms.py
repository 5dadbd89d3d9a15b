"""Every row of forms.toml reads its example, and without the row the example is lost."""

import pytest
from test_sentences import assert_read

from plancompare.extraction import composition, naming
from plancompare.extraction.forms import form_of, forms, table

ROWS = [(kind, number) for kind, rows in table().items() for number in range(len(rows))]


@pytest.mark.parametrize(("kind", "number"), ROWS, ids=[f"{k}-{n}" for k, n in ROWS])
def test_a_form_reads_its_example(kind, number, monkeypatch):
    row = table()[kind][number]
    example = {**row, "text": row["example"]}
    assert_read(example)
    others = {each: forms(each) for each in table()}
    others[kind] = tuple(form_of(each) for each in table()[kind] if each is not row)
    for module in (composition, naming):
        monkeypatch.setattr(module, "forms", others.__getitem__)
        monkeypatch.setattr(module, "_forms", module._forms.__wrapped__)  # not those kept before
    with pytest.raises(AssertionError):
        assert_read(example)


def test_each_form_says_for_people_what_it_is():
    said = [row["name"] for rows in table().values() for row in rows if "said" in row]
    assert len(said) == len(set(said))
    assert {row["name"] for rows in table().values() for row in rows} == set(said)
