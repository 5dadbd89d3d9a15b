"""What an indicator is, and the labels that it is printed under."""

from plancompare.catalogue.catalogue import Catalogue, Match
from plancompare.catalogue.load import catalogue, load_catalogue
from plancompare.catalogue.model import Domain, Indicator, Ratio, SeriesBreak, Standard

__all__ = [
    "Catalogue",
    "Domain",
    "Indicator",
    "Match",
    "Ratio",
    "SeriesBreak",
    "Standard",
    "catalogue",
    "load_catalogue",
]
