"""Of when a statement's values are: what was before, what it became, what it is set against."""

from collections.abc import Sequence

from plancompare.extraction.moment import Moment
from plancompare.extraction.subjects import Subject
from plancompare.extraction.times import Time


def time_of_step(
    subject: Subject, at: tuple[int, int], moment: Moment, *, goes_on: bool, changes: bool
) -> Time | None:
    """The time of a step's values, where the head says one: what was before, or what it became.

    Args:
        subject: The head of their statement.
        at: Which of its steps, and how many there are.
        moment: What is known where it stands.
        goes_on: True where the statement goes on the one before, and may have that one's time:
            到2025年城市达到 98%,农村达到 86%.
        changes: True for the sizes of changes.
    """
    number, steps = at
    if subject.words.lstrip().startswith("同期") and not subject.times:
        return moment.latest if number == steps - 1 else moment.started or Time("since")
    earlier = ("base", "from", "past") if changes and steps == 1 else ("base",)
    times = [
        time for time in subject.times if time.kind not in earlier and not moment.is_length(time)
    ]
    printed = subject.value_time
    printed = None if printed and moment.is_length(printed) else printed  # 连续十年保持在 92%
    beside = printed if printed in times else None
    if beside and steps > 1 and _starts_after(beside, subject):
        beside = None
    elif not (beside or changes) and (printed or subject.after_base):
        beside = _of_earlier(printed or subject.times[0])
    if steps == 1:
        told = _told_before(subject, moment, changes=changes) if goes_on else None
        return _time_of_only(subject, beside or (times[-1] if times else told), moment, changes)
    if number == 0:
        span = [moment.time] if moment.time else []
        said = (
            _start(subject.times, beside) or _before_period(subject, moment) or moment.started
        )  # 由2015年的…,B由…: 2015 too
        moment.started = said or _start(span, None) or moment.compared or Time("since")
        return moment.started
    later = [time for time in times if time.kind not in ("from", "past") and time != beside]
    return later[-1] if later and number == steps - 1 else None


def _time_of_only(
    subject: Subject, said: Time | None, moment: Moment, changes: bool
) -> Time | None:
    """The time of the only step: the one said, unless the words tell of another."""
    if subject.link.starts and not (subject.times or changes):
        return moment.started or Time("since")  # 从4.8‰一路下降,2018年为…
    if subject.compared_time:  # 比2017年(388.1/10万)上升
        return _of_earlier(subject.compared_time)
    led = changes or (said is not None and said.kind == "at")  # 2020年与2015年相比,A提高至…;B从…
    if led and any(time.kind in ("base", "from", "past") for time in subject.times):
        moment.started = _start(subject.times, None) or moment.started
    if changes and not subject.items and said == Time("during") and len(subject.times) == 1:
        return moment.latest or said  # 去年达79岁,5年间增长 2岁
    return said


def years_of_each(own: Time | None, moment: Moment, values: int) -> tuple[Time | None, bool]:
    """The time of the values of one label, its years set side by side where each has its own.

    Args:
        own: What their statement says.
        moment: What is known where it stands.
        values: How many they are; 1 where they have labels of their own.

    Returns:
        The time, and whether an earlier sentence said it.
    """
    listed = moment.years_before
    before = listed and values > 1 and own is None and not moment.fresh
    if listed and before and len((each := _each_year(listed, values, moment)).years) == values:
        return each, False
    time = own or moment.time
    stale = own is None and not moment.fresh
    past = time is not None and time.listed and moment.is_past()
    # 1990年和2020年为…。其中男性增至…
    if own is None and values == 1 and time and past and moment.newest >= time.years[-1]:
        time = Time("at", time.years[-1:])
    return (_each_year(time, values, moment) if time and values > 1 else time), stale


def _each_year(time: Time, values: int, moment: Moment) -> Time:
    """A span whose years have a value each: 2016至2020年…分别为 a, b, c, d, e; 三年来…."""
    last = moment.setting.base_year
    if time.exact and time.years:
        years = range(time.years[0], time.years[-1] + 1)
    elif last and time.kind == "since" and time.years:  # 2020年以来, told in 2022
        years = range(time.years[0], last + 1)
    elif last and time.span == values:
        years = range(last - values + 1, last + 1)
    else:
        return time
    return Time("at", tuple(years), listed=True) if len(years) == values else time


def _starts_after(time: Time, subject: Subject) -> bool:
    """Whether a time is that of what a value became: 到2025年要从44%提高到50%."""
    return time.kind == "until" and subject.link.starts


def _told_before(subject: Subject, moment: Moment, *, changes: bool) -> Time | None:
    """The year of the value that a change led to: 期望寿命2021年达到79岁,比2020年提高….

    Or of the change that led to a value: 期望寿命2021年比2020年提高1岁,达到79岁.
    """
    if not changes:  # 高于2018年的近两成(18.9%)
        governed = moment.time and not subject.bracketed
        return None if subject.times or governed else moment.told
    base = max((year for time in subject.times for year in time.years), default=None)
    later = moment.told and base and base < moment.told.years[-1]
    return moment.told if later else None


def _of_earlier(base: Time) -> Time:
    """The time of a value that another is set against: 比2010年的 79.4岁提高…, 较上年 9.87…."""
    if base.years:
        return Time("at", base.years)
    return Time("now" if base.exact else "past" if base.listed else "last")


def _before_period(subject: Subject, moment: Moment) -> Time | None:
    """The year before a plan's period: “十三五”期间…由…, 五年来…由… in a report on one."""
    first, last = moment.setting.period or (0, 0)
    for time in (*subject.times, *([moment.time] if moment.time else [])):
        if time.kind == "during" and len(time.years) > 1 and not time.exact:
            return Time("at", (time.years[0] - 1,))
        if time.kind == "during" and time.span == last - first + 1 > 1 and moment.setting.reports:
            return Time("at", (first - 1,))
    return None


def _start(times: Sequence[Time], beside: Time | None) -> Time | None:
    """The time of what was before: 由2015年的…, 2015—2020年 …由…."""
    if beside:
        return beside
    starts = [time for time in times if time.kind == "from"]
    starts = starts or [
        Time("at", time.years) for time in times if time.kind == "base" and time.years
    ]
    spans = [time for time in times if time.kind == "during" and time.exact]
    if starts:
        return starts[-1]
    spans = spans or [time for time in times if time.kind == "since" and time.years]
    spans = spans or [time for time in times if time.listed]
    return Time("at", spans[-1].years[:1]) if spans else None
