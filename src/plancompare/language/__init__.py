"""The grammar of plan language that every later step shares: numbers, values, units, labels."""

from plancompare.language.labels import normalise_label
from plancompare.language.values import Change, PrintedValue, ValueNotUnderstood, parse_value

__all__ = ["Change", "PrintedValue", "ValueNotUnderstood", "normalise_label", "parse_value"]
