"""Two plans side by side: what both promise, what only one does, where each number comes from."""

import shutil

import pytest
from report_tools import published, quietly
from tests.conftest import META, ROOT, write_source

from plancompare.dataset import Dataset
from plancompare.errors import UsageError
from plancompare.reports.run.make import Settings
from plancompare.reports.run.render import files_in, render
from plancompare.reports.run.runner import run
from plancompare.reports.run.which import Notebooks, all_tasks, plans_id, plans_task, titles_of
from plancompare.reports.told.plans_summary import plans_title, summarise_plans
from plancompare.reports.told.plans_tables import both_table, one_table, plan_values_table
from plancompare.views.plan_views import in_charts, successive_plans, two_plans

OLD, NEW, NOTE, OTHER = "a-old", "b-new", "c-note", "d-other"
PLANS = {
    OLD: {"title": "虚构县旧规划", "first_year": 2016, "last_year": 2020},
    NEW: {"title": "虚构县新规划", "first_year": 2021, "last_year": 2025},
    NOTE: {"title": "虚构县专项规划", "first_year": 2016, "last_year": 2020},
    OTHER: {"title": "虚构市规划", "first_year": 2026, "last_year": 2030, "region": "420900"},
}
ROWS = {
    OLD: (
        "婴儿死亡率(‰),<8,2020,target,,",
        "孕产妇死亡率(/10万),<15,2020,target,,第二章",
        "每千人口注册护士数(人),3.0,2020,target,,",
        "人均预期寿命(岁),78,2020,target,,",
    ),
    NEW: (
        "婴儿死亡率(‰),6.5,2020,actual,,第一章",
        "婴儿死亡率(‰),<6,2025,target,,第一章",
        "孕产妇死亡率(/10万),<16,2025,target,,第一章",
        "每千人口注册护士数(人),3.5,2025,target,,",
        "每千人口医疗卫生机构床位数(张),7.5,2025,target,,",
    ),
    NOTE: ("每千人口注册护士数(人),3.1,2020,target,,",),
    OTHER: ("人均预期寿命(岁),80,2030,target,,",),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Dataset:
    """Fictional (虚构) plans: two successive ones of a county, and two that are not."""
    folder = tmp_path_factory.mktemp("plans")
    for name, meta in PLANS.items():
        write_source(folder / "raw" / name, META | meta, ROWS[name])
    return published(folder / "raw", folder / "curated")


def cells(table):
    return [tuple(row) for row in table.itertuples(index=False)]


class TestByHand:
    """Golden: every cell computed by hand from the rows above."""

    def test_what_both_plans_promise(self, data):
        assert cells(both_table(two_plans(data, OLD, NEW), "zh")) == [
            ("婴儿死亡率", "<8‰ (2020)", "<6‰ (2025)", "−2.00‰", "更高",
             "已达到", "6.5‰ (2020)", ""),
            ("孕产妇死亡率", "<15/10万 (2020)", "<16/10万 (2025)", "+1.00/10万", "更低",
             "无现状数据", "未说明", ""),
            ("每千人口注册护士数", "3 (2020)", "3.5 (2025)", "+0.50/千人",
             "不作好坏判断", "无现状数据", "未说明", ""),
        ]  # fmt: skip

    def test_what_only_one_plan_promises(self, data):
        rows = two_plans(data, OLD, NEW)
        assert cells(one_table(rows, "left", "zh")) == [
            ("人均预期寿命", "未说明", "78岁 (2020)", "无现状数据")
        ]
        assert cells(one_table(rows, "right", "zh")) == [
            ("每千人口医疗卫生机构床位数", "未说明", "7.5 (2025)", "无现状数据")
        ]

    def test_what_is_said_of_it(self, data):
        assert summarise_plans(data, OLD, NEW, "zh") == [
            "前者《虚构县旧规划》就4项可比指标提出目标，后者《虚构县新规划》就4项，其中3项两份都有。",
            "后者要求更高的是婴儿死亡率（由<8‰调整为<6‰）。",
            "后者要求更低的是孕产妇死亡率（由<15/10万调整为<16/10万）。",
            "多少本身不表示好坏的是每千人口注册护士数（由3调整为3.5）。",
            "只见于前者的是人均预期寿命。",
            "只见于后者的是每千人口医疗卫生机构床位数。",
            "前者的4项目标，按数据集中的数值：1项已达到；3项尚未到期，或没有数值可以判断。",
            "目标年份：前者2020年，后者2025年。期限不同，要求更高不等于步子更大。",
        ]

    def test_in_english(self, data):
        first, more, *_ = summarise_plans(data, OLD, NEW, "en")
        assert first.endswith("for 4; 3 are in both.")
        assert more == "The second asks more in 1: Infant mortality rate (<8‰ → <6‰)."

    def test_every_value_has_its_source(self, data):
        values = plan_values_table(data, OLD, NEW, "zh")
        assert len(values) == 9  # eight targets, one baseline
        infants = values[values["name"] == "婴儿死亡率"]
        assert list(infants["source"].unique()) == ["虚构县旧规划", "虚构县新规划"]
        assert list(infants["place"]) == ["", "第一章", "第一章"]


class TestWhichPlans:
    def test_a_plan_follows_the_one_that_it_has_most_in_common_with(self, data):
        assert successive_plans(data) == [(OLD, NEW)]

    def test_a_report_of_all_holds_them_and_lists_name_them(self, data):
        tasks = {
            task.id: task for task in all_tasks(data, Notebooks(ROOT / "notebooks", data.folder))
        }
        assert tasks[plans_id(OLD, NEW)].parameters["right"] == NEW
        titles = titles_of(data, "zh")
        assert (
            titles[plans_id(OLD, NEW)] == "内蒙古自治区通辽市：《虚构县旧规划》与《虚构县新规划》"
        )
        assert set(tasks) == set(titles)

    def test_plans_of_two_regions_are_named_with_them(self, data):
        title = plans_title(data, NEW, OTHER, "en")
        assert title == "“虚构县新规划” of Tongliao and “虚构市规划” of Xiaogan"

    def test_many_indicators_are_drawn_by_domain(self, data):
        rows = two_plans(data, OLD, NEW)
        ((name, few),) = in_charts(rows)
        assert name == "" and len(few) == 3
        many = rows.loc[rows.index.repeat(5)]
        assert [domain for domain, _ in in_charts(many)] == list(few["domain"].unique())


class TestBadIds:
    @pytest.mark.parametrize(
        ("left", "right", "says"),
        [
            (OLD, "b-nwe", "knows no plan “b-nwe”. Did you mean b-new"),
            (OLD, OLD, "was named twice"),
            ("nothing-like-it", NEW, "lists them"),
        ],
    )
    def test_they_are_refused_before_a_kernel_starts(self, data, left, right, says):
        with pytest.raises(UsageError) as error:
            plans_task(data, Notebooks(ROOT / "notebooks", data.folder), left, right)
        assert says in str(error.value)


def test_real_successive_plans_through_papermill(tmp_path):
    """The nation's plans for children of 2018 and of 2021; figures as the sources print them."""
    names = ("nation-2018-2020-child-health-action", "nation-2021-2025-child-health-action")
    for name in names:
        shutil.copytree(ROOT / "data" / "raw" / name, tmp_path / "raw" / name)
    data = published(tmp_path / "raw", tmp_path / "curated")
    assert successive_plans(data) == [names]
    files = files_in("html,pdf,docx,pptx")
    task = plans_task(
        data, Notebooks(ROOT / "notebooks", tmp_path / "curated", "zh", files), *names
    )
    (result,) = run([task], Settings(str(tmp_path / "reports"), render), quietly)
    assert result.error == ""
    folder = tmp_path / "reports" / plans_id(*names)
    assert {*files, "charts.json"} <= {path.name for path in folder.iterdir()}
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<td>婴儿死亡率</td><td>7.5‰ (2020)</td><td>≤5.2‰ (2025)</td>" in page
