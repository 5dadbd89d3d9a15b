-- The gap table's whole rule as one question to DuckDB (`bench_gaps.py`), of a file that tells no facets of a series, no
-- plans' periods and no breaks: what `analysis/gaps.py` says of baseline, latest, points, gap, status and flags.
create or replace temp macro last_place(v) as
    case when abs(round(v, 0) - v) < 1e-9 then 1 when abs(round(v, 1) - v) < 1e-9 then 0.1
         when abs(round(v, 2) - v) < 1e-9 then 0.01 when abs(round(v, 3) - v) < 1e-9 then 0.001 else 0.0001 end;
create or replace temp macro way_to(v, target, upper, bound, sense) as
    case when bound = 'range' then
             case when (sense > 0 and v > upper) or (sense < 0 and v < target) then -1 else 1 end
             * greatest(target - v, v - upper, 0)
         when sense = 0 then abs(target - v) else sense * (target - v) end;
create or replace temp macro is_closed(gap, target, bound) as
    coalesce(gap <= case when bound in ('above', 'below') then -1e-9 else 1e-9 end * greatest(abs(target), 1)
        + case when bound = 'about' then 0.5 * last_place(target) else 0 end, false);

with stated as (
    select *, role = 'target' as is_target, coalesce(year, 0) as y, comparability = 'same' as is_same,
        string_split(flags, ';') as marks, file_row_number as place,
        not list_contains(marks, 'outranked') as stands, not list_contains(marks, 'other_series') as is_usual
    from read_parquet($path, file_row_number = true)
    where (value is not null or (is_target and change is not null)) and not list_contains(marks, 'superseded')
),
-- of several targets of one source for one year the last that is not near
target as (
    select *, if(y = 0, 9999, y) as due from stated where is_target and stands
    qualify row_number() over (
        partition by region_code, indicator_id, source_id, y order by is_same desc, is_usual desc, place desc) = 1
),
actual as (select * from stated where not is_target),
own as (
    select t.place as target, arg_max(a.place, (a.y, a.stands, a.is_same, a.is_usual, a.place)) as found_at
    from target t join actual a using (region_code, indicator_id, source_id) where a.y < t.due group by all
),
-- where its plan states no baseline, another source's will do: the first by name of the best of one year
source as (select source_id, row_number() over (order by source_id desc) as first from (select distinct source_id from stated)),
shown as (select a.*, s.first from actual a join source s using (source_id) where a.stands),
others as (
    select t.place as target, arg_max(a.place, (a.y, a.is_same, a.is_usual, a.first, a.place)) as found_at
    from (select * from target where place not in (select target from own)) t
    join shown a using (region_code, indicator_id)
    where a.y < t.due and (a.source_id = t.source_id or (a.is_same and t.is_same)) group by all
),
started as (
    select t.*, b.place as b_place, b.y as b_y, b.value as baseline, b.year as baseline_year,
        b.source_id as baseline_source_id, b.observation_id as baseline_observation_id,
        b.is_same as b_same, b.marks as b_marks
    from target t left join (from own union all from others) f on f.target = t.place
    left join actual b on b.place = f.found_at
),
-- the actuals that it may be judged by; the first from the target year on, else the latest before
candidate as (
    select s.place as target, a.place, a.y, if(a.y >= s.due, 20000 + s.due - a.y, a.y) as rank,
        a.is_same, a.is_usual, a.first
    from started s join shown a using (region_code, indicator_id)
    where a.y <= s.due + 2 and (a.source_id = s.source_id or (a.is_same and s.is_same))
        and (s.b_place is null or a.source_id = s.baseline_source_id or (a.is_same and s.b_same))
),
found as (
    select target, arg_max(place, (rank, is_same, is_usual, first, place)) as found_at from candidate group by all
),
judged_by as (
    select s.*, if(s.b_place is null or l.y > s.b_y, l.place, s.b_place) as l_place
    from started s left join found f on f.target = s.place left join actual l on l.place = f.found_at
),
matched as (
    select j.*, l.y as l_y, l.value as latest, l.year as latest_year, l.source_id as latest_source_id,
        l.observation_id as latest_observation_id, l.is_same as l_same, l.marks as l_marks
    from judged_by j left join actual l on l.place = j.l_place
),
counted as (
    select m.place as target, count(distinct c.y) as years from matched m join candidate c on c.target = m.place
    where c.y > m.b_y and c.y <= m.l_y group by all
),
asked_for as (
    select m.* exclude (change, change_kind), if(value is null, m.change, null) as change,
        if(value is null, m.change_kind, '') as change_kind,
        (m.l_place is not null)::int + coalesce(c.years, 0) as points,
        case when value is null then sign(m.change) when bound in ('at_least', 'above') then 1
             when bound in ('at_most', 'below') then -1 when i.direction = 'more' then 1 when i.direction = 'less' then -1
             when bound = 'range' then 0
             else sign(value - coalesce(baseline, if(latest_year < m.year, latest, null))) end as sense
    from matched m left join counted c on c.target = m.place left join indicators i using (indicator_id)
),
measured as (
    select *, year - baseline_year as plan_years, way_to(latest, value, value_upper, bound, sense) as gap,
        case when value is not null then way_to(baseline, value, value_upper, bound, sense)
             when change_kind = 'absolute' then abs(change)
             when change_kind = 'absolute_per_year' then abs(change) * plan_years
             when change_kind = 'relative_percent' then abs(change) / 100 * abs(baseline) end as asked,
        value is not null and is_closed(asked, value, bound) as already_met,
        0.95 * asked / plan_years * (latest_year - baseline_year) as expected,
        points >= 3 and expected is not null as is_trend
    from asked_for
),
judged as (
    select *, case
        when value is null then 'target is a change' when is_closed(gap, value, bound) then 'met'
        when latest_year >= year and gap is not null then 'missed'
        when year < as_of then 'due, no later value'
        when latest is null then 'no baseline'
        when is_trend and asked - gap < -1e-9 then 'moving away'
        when is_trend and asked - gap >= expected - 1e-9 then 'on course'
        when is_trend then 'behind' else 'not yet due' end as status,
        if(status in ('on course', 'behind', 'moving away', 'not yet due') and year > latest_year, year - latest_year, null)
            as years_left
    from measured, (select max(year) as as_of from read_parquet($path) where role = 'actual')
)
select region_code, indicator_id, source_id, baseline, baseline_year, baseline_source_id, baseline_observation_id,
    latest, latest_year, latest_source_id, latest_observation_id, points, value as target, value_upper as target_upper,
    year as target_year, bound, change, change_kind,
    case sense when 1 then 'more' when -1 then 'less' else '' end as direction, asked, gap,
    gap / nullif(abs(latest), 0) as relative_gap, years_left, if(gap > 0, gap / years_left, null) as needed_pace, status,
    array_to_string(list_sort(list_distinct(list_filter(
        list_filter(list_concat(marks, b_marks, l_marks), lambda mark: mark not in ('already_met', 'reviewed'))
        || [if(already_met, 'already_met', ''), if(b_place is null, 'no_baseline', ''),
            if(is_same and coalesce(b_same, true) and coalesce(l_same, true), '', 'near')],
        lambda mark: mark <> ''))), ';') as flags
from judged order by region_code, indicator_id, source_id, y
