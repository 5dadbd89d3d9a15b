"""Figures as printed, made comparable: one indicator, one unit, one meaning, flags in doubt."""

from plancompare.harmonisation.harmonise import Harmonised, harmonise
from plancompare.harmonisation.observation import Observation, Unmatched

__all__ = ["Harmonised", "Observation", "Unmatched", "harmonise"]
