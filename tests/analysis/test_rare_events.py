"""Rates of rare events: the deaths behind them, and what may be said on so few."""

import numpy as np
import pytest
from analysis_tables import actual, observations, regions

from plancompare.analysis import births_of, poisson_interval, too_few, with_events


@pytest.mark.parametrize(
    "events, lower, upper",
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390), (100, 81.364, 121.627)],
)
def test_the_limits_are_those_of_garwoods_table(events, lower, upper):
    """Garwood 1936; also in Breslow and Day, volume II, table 2.10 (as multiples of the count)."""
    found = poisson_interval(np.array([float(events)]))
    assert (found[0][0], found[1][0]) == pytest.approx((lower, upper), abs=0.0006)


def rate(region: str, value: float, indicator: str = "infant_mortality", year: int | None = 2020):
    return actual(year, value, region_code=region, indicator_id=indicator)


def known(region: str, indicator: str, value: float, year: int = 2020):
    return actual(year, value, region_code=region, indicator_id=indicator)


def test_births_are_population_times_the_birth_rate_of_the_region_or_of_one_above():
    table = observations(
        known("150500", "population_total", 2_873_168),
        known("150000", "population_total", 24_000_000),
        known("150000", "birth_rate", 7.2),
        known("100000", "birth_rate", 8.5),
        known("320400", "population_total", 5_000_000, 2018),
    )
    found = births_of(table, regions()).set_index("region_code")["births"]
    assert found["150500"] == pytest.approx(2_873_168 * 7.2 / 1000)  # its province's rate
    assert found["320400"] == pytest.approx(42_500)  # the nation's, and the people of 2018


def test_stated_births_come_before_derived_ones():
    table = observations(
        known("150000", "population_total", 24_000_000),
        known("150000", "birth_rate", 7.2),
        known("150000", "births", 170_000),
    )
    found = births_of(table, regions())
    assert list(found["births"]) == [170_000]
    assert not found["derived"].any()


def test_one_death_in_a_county_is_not_judged():
    """0.63 per 1,000 of 1,587 births is one death, between 0.02 and 3.51 per 1,000."""
    births = births_of(observations(known("511102", "births", 1587)), regions())
    row = with_events(observations(rate("511102", 0.63)), births)
    assert row["events"][0] == 1
    assert (row["low"][0], row["high"][0]) == pytest.approx((0.016, 3.511), abs=0.001)
    assert too_few(row)[0]


def test_no_death_is_a_count_whether_births_are_known_or_not():
    row = with_events(
        observations(rate("511102", 0.0, "maternal_mortality", None)),
        births_of(observations(), regions()),
    )
    assert too_few(row)[0]


def test_a_rate_of_unknown_births_has_no_interval_and_is_judged():
    row = with_events(observations(rate("150000", 5.0)), births_of(observations(), regions()))
    assert row[["events", "low", "high"]].isna().all(axis=None)
    assert not too_few(row)[0]


def test_other_indicators_have_no_events():
    births = births_of(observations(known("150000", "births", 100)), regions())
    row = with_events(observations(rate("150000", 0.0, "beds")), births)
    assert row["events"].isna().all()
