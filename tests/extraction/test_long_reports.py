"""Long documents that look back and plan ahead by turns: work reports and others."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plancompare.extraction import extract
from plancompare.reading import read_document

# title, text, and each figure as label, value, year, role
READ = {
    "a report on a plan of the economy and the next one's draft": (
        "关于某市2018年国民经济和社会发展计划执行情况与2019年国民经济和社会发展计划草案的报告",
        "一、2018年计划执行情况\n基本医疗保险参保率98.4%。\n"
        "二、2019年主要目标\n——基本医疗保险参保率达到98.6%以上;",
        ["基本医疗保险参保率 98.4 2018 actual", "基本医疗保险参保率 98.6 2019 target"],
    ),
    "the years ahead of a report of any year": (
        "政府工作报告\n2012年1月9日",
        "一、过去五年工作回顾\n人均预期寿命达到74.1岁。\n"
        "二、今后五年的奋斗目标\n人均预期寿命提高到75.3岁。",
        ["人均预期寿命 74.1 2011 actual", "人均预期寿命 75.3 2016 target"],
    ),
    "a report that is held in December": (
        "政府工作报告\n2016年12月20日",
        "一、过去五年工作回顾\n2016年,人均预期寿命达到77.1岁。\n"
        "二、未来五年的目标\n人均预期寿命提高到78.4岁。",
        ["人均预期寿命 77.1 2016 actual", "人均预期寿命 78.4 2021 target"],
    ),
    "a speech to a meeting on the year's work": (
        "在全县医疗保障和卫生工作会议上的讲话(摘要)\n2024年1月18日",
        "过去一年,县域内就诊率达到90.6%,提前实现“十四五”目标,每千人口床位5.9张。\n"
        "今年要实现:县域内就诊率91%以上;力争每千人口床位6.2张。",
        [
            "县域内就诊率 90.6 2023 actual",
            "每千人口床位 5.9 2023 actual",
            "县域内就诊率 91 2024 target",
            "每千人口床位 6.2 2024 target",
        ],
    ),
    "what was reached since a plan began": (
        "政府工作报告\n2026年1月9日",
        "一、“十四五”成就和2025年工作\n“十四五”以来,我们攻坚克难。人均预期寿命达到80.4岁。",
        ["人均预期寿命 80.4 2025 actual"],
    ),
    "a plan's ordinal alone": (
        "某市卫生健康规划纲要\n2021年3月1日",
        "“十四五”,我市人均预期寿命达到80.2岁。到2035年,人均预期寿命达到82岁。",
        ["人均预期寿命 80.2 2025 target", "人均预期寿命 82 2035 target"],
    ),
    "an outlook on a later year": (
        "某市“十四五”卫生健康规划",
        "展望2035年,人均预期寿命达到84.1岁以上,居民健康素养水平提高到44%。",
        ["人均预期寿命 84.1 2035 target", "居民健康素养水平 44 2035 target"],
    ),
    "the whole of the year that was just said": (
        "某市两会:实现民生新跨越",
        "2012年,全年实现生产总值820亿元;新农合参合率98.7%。\n"
        "2013年,将把民生作为重点。确保婴儿死亡率控制在8‰以内。",
        ["新农合参合率 98.7 2012 actual", "婴儿死亡率 8 2013 target"],
    ),
    "a goal of the plan that is named in full once": (
        "某市妇女发展规划(2011-2020年)统计监测报告(2017年)",
        "2017年,孕产妇死亡率为6.8/10万,优于《规划》提出的12/10万的目标;"
        "妇女常见病筛查率达82.5%,已达到《规划》80%以上的目标。",
        [
            "孕产妇死亡率 6.8 2017 actual",
            "孕产妇死亡率 12 2020 target",
            "妇女常见病筛查率 82.5 2017 actual",
            "妇女常见病筛查率 80 2020 target",
        ],
    ),
    "a value of the first of two years, after which it goes on": (
        "健康某市行动实施方案(2020-2030年)",
        "到2022年和2030年,重点癌症早诊率达到55%及以上并持续提高,婴儿死亡率控制在7.5‰和5‰以下。",
        [
            "重点癌症早诊率 55 2022 target",
            "婴儿死亡率 7.5 2022 target",
            "婴儿死亡率 5 2030 target",
        ],
    ),
    "a change of one kind of facility": (
        "2022年某市卫生健康事业发展统计公报",
        "医院病床使用率为72.8%,比上年下降3.2个百分点(其中公立医院下降4个百分点)。",
        [
            "医院病床使用率 72.8 2022 actual",
            "医院病床使用率 3.2 2022 change",
            "公立医院病床使用率 4 2022 change",
        ],
    ),
    "a change in points of the rate's own unit": (
        "2022年某市卫生健康事业发展统计公报",
        "孕产妇死亡率14.2/10万,比上年下降2.6个十万分点。",
        ["孕产妇死亡率 14.2 2022 actual", "孕产妇死亡率 2.6 2022 change"],
    ),
    "what will be is not what is": (
        "“健康某市2035”规划发布\n2018-10-29 09:51",
        "2017年人均期望寿命为81.1岁。规划提出,到2030年,人均期望寿命将实现为83岁。",
        ["人均期望寿命 81.1 2017 actual", "人均期望寿命 83 2030 target"],
    ),
    "a heading that the page has run into its text": (
        "某县2008年国民经济和社会发展统计公报",
        "年末卫生机构16个。 十、卫生与体育 全年婴儿死亡率由上年的7.1‰降到6.2‰;"
        "孕产妇死亡率12/10万。",
        [
            "婴儿死亡率 7.1 2007 actual",
            "婴儿死亡率 6.2 2008 actual",
            "孕产妇死亡率 12 2008 actual",
        ],
    ),
    "the goal of a plan that is not reached yet": (
        "某市妇女发展规划(2011-2020年)统计监测报告(2017年)",
        "妇女常见病筛查率2017年为75.5%,但距《规划》规定的“达到80%以上”的目标仍有差距。",
        ["妇女常见病筛查率 75.5 2017 actual", "妇女常见病筛查率 80 2020 target"],
    ),
    "a list of what will be done": (
        "某区办好十件民生实事",
        "2017年,区政府将努力为民办好十件实事:\n1.改善居住条件。完成全区危旧房治理。\n"
        "2.推进分级诊疗。家庭医生签约服务率达30%以上。",
        ["家庭医生签约服务率 30 2017 target"],
    ),
    "the people of whom a facility is one": (
        "某市“十二五”卫生事业发展规划",
        "按每3至10万居民设置1个社区卫生服务中心。到2015年,人均期望寿命达到79岁。",
        ["人均期望寿命 79 2015 target"],
    ),
    "how many a scheme reaches": (
        "某区2009年国民经济和社会发展统计公报",
        "全年1.1万人得到补偿,受益面为24.8%。",
        ["受益面 24.8 2009 actual"],
    ),
}


@pytest.mark.parametrize(("title", "text", "figures"), READ.values(), ids=READ)
def test_each_part_has_its_year_and_role(title, text, figures):
    with TemporaryDirectory() as folder:
        (file := Path(folder) / "text.txt").write_text(f"{title}\n{text}\n", encoding="utf-8")
        found = extract(read_document(file), region_code="330100")
    told = [f"{each.label} {each.value} {each.year} {each.role}" for each in found]
    assert [each for each in told if "总值" not in each] == figures
