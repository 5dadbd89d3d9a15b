"""`import plancompare as pc`: every public name has an example, and the examples hold."""

import doctest
import inspect
import subprocess
import sys

import pytest

import plancompare as pc


def public() -> dict[str, object]:
    """Every public function and class, and what the classes offer, by dotted name."""
    found: dict[str, object] = {}
    for name in pc.__all__:
        thing = getattr(pc, name)
        found[name] = thing
        if inspect.isclass(thing) and not issubclass(thing, Exception):
            found |= {
                f"{name}.{each}": member
                for each, member in inspect.getmembers(thing)
                if not each.startswith("_") and (callable(member) or isinstance(member, property))
            }
    return found


EXAMPLES = {name: doctest.DocTestFinder(recurse=False).find(each, name, globs={})
            for name, each in public().items()}  # fmt: skip


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "PlancompareError"])
def test_every_public_name_has_an_example_that_holds(name, d, project, added, folder):
    (found,) = EXAMPLES[name]
    assert any(each.want for each in found.examples), f"{name} has no example"
    found.globs = {"pc": pc, "d": d, "project": project, "added": added, "folder": folder}
    told: list[str] = []
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.DocTestRunner(optionflags=options).run(found, out=told.append)
    assert result.failed == 0, "".join(told)


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_every_public_name_is_typed_and_says_what_it_does(name):
    thing = public()[name]
    assert inspect.getdoc(thing)
    called = thing.fget if isinstance(thing, property) else thing
    if inspect.isfunction(called):
        assert "return" in called.__annotations__


def test_a_name_that_is_not_public_is_not_there():
    assert set(dir(pc)) == set(pc.__all__)
    with pytest.raises(AttributeError, match="no attribute 'compare'"):
        _ = pc.compare


def test_importing_and_opening_bring_no_pandas(shipped):
    program = f"""
import sys
import plancompare as pc
assert not {{"pandas", "numpy", "matplotlib"}} & set(sys.modules)
pc.load({str(shipped)!r})
assert not {{"pandas", "pyarrow", "matplotlib"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
