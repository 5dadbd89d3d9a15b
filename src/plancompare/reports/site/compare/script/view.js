// A view: the rows that the rule lets stand together, those set aside, and what is said of them.
// Nothing is judged here: who stands, in which rank, and why others do not, was written by the program.

/** What is drawn of one indicator: its rows by region, the nation's, those aside with their reason. */
const viewOf = async (indicatorId, role = state.role, year = state.y) => {
  const part = await partOf(indicatorId);
  const level = levelOf(part, role);
  if (role === "actual" && !part.rows.some((row) => row.role === role)) return viewOf(indicatorId, "target", year);
  const views = part.views[`${level}|${role}`] ?? { ref: null, years: {} };
  const years = Object.keys(views.years);
  const reference = years.includes(String(year)) ? String(year) : String(views.ref ?? "");
  const view = views.years[reference] ?? { stand: [], rank: [], rank_last: [], aside: [], nation: null };
  const wanted = new Set(chosenRegions());
  const isWanted = (row) => wanted.size < 2 || wanted.has(row.region); // one alone is seen among all of its level
  const standing = view.stand.map((place, at) => ({
    ...part.rows[place], rank: view.rank[at], last: view.rank_last[at],
  }));
  const aside = view.aside.map(([place, reason]) => ({ ...part.rows[place], reason }));
  return {
    indicator: indicatorOf.get(indicatorId),
    role,
    level,
    year: reference === "" ? null : Number(reference),
    years,
    of: standing.length,
    ranked: view.rank.some((rank) => rank !== null),
    rows: standing.filter(isWanted).sort(byValue),
    aside: [...aside.filter(isWanted), ...otherLevels(part, level, role)],
    nation: view.nation === null ? null : part.rows[view.nation],
    missing: [...wanted].filter((code) => code !== NATION && regionOf(code).level === level
      && !standing.concat(aside).some((row) => row.region === code)),
    targets: role === "actual" ? targetsBeside(part) : new Map(),
    part,
  };
};

/** The level at which regions are compared: that of the region chosen first, else the highest that has values. */
const levelOf = (part, role) => {
  const first = chosenRegions().find((code) => code !== NATION);
  if (first) return regionOf(first).level;
  return ["province", "prefecture", "county"].find((level) => part.views[`${level}|${role}`]) ?? "province";
};

const byValue = (a, b) => b.value - a.value || (a.region < b.region ? -1 : 1);

/** Chosen regions of another level than the first: shown apart, since they are not compared. */
const otherLevels = (part, level, role) => {
  const others = chosenRegions().filter((code) => code !== NATION && regionOf(code).level !== level);
  return others.flatMap((code) => {
    const rows = part.rows.filter((row) => row.region === code && row.role === role);
    const latest = rows.sort((a, b) => (b.year ?? 0) - (a.year ?? 0))[0];
    return latest ? [{ ...latest, reason: "level" }] : [];
  });
};

/** The latest target of each region, to stand beside its value. */
const targetsBeside = (part) => {
  const latest = new Map();
  for (const row of part.rows) {
    if (row.role !== "target") continue;
    const known = latest.get(row.region);
    if (!known || (row.year ?? 0) > (known.year ?? 0)) latest.set(row.region, row);
  }
  return latest;
};

/** A value with its year where that is not the reference year: no value stands without it. */
const valueText = (row, view) => row.text + (row.year === view.year ? "" : ` (${yearOf(row.year)})`);

/** A place; of values too near each other to tell apart the places that each may have: 16–18. */
const placeText = (row) => (!row.rank ? "" : row.last > row.rank ? `${row.rank}–${row.last}` : String(row.rank));

const rankText = (row) => (row.rank ? say("rank", { rank: placeText(row) }) : "");

/** The finding in words, of the region chosen first: its value, its rank, the nation's value. */
const findingOf = (view) => {
  const row = view.rows.find((each) => each.region === state.r[0]);
  if (!row) return "";
  const said = [say("finding_value", { region: placeName(row.region), name: named(view.indicator),
    value: withUnit(row.text, view.indicator), year: yearOf(row.year) })];
  if (row.rank) said.push(say("finding_rank", { rank: placeText(row), count: view.of,
    level: say(`level_${view.level}`) }));
  if (view.nation) said.push(say("finding_nation", { value: withUnit(view.nation.text, view.indicator),
    year: yearOf(view.nation.year) }));
  return said.join(say("comma")) + say("stop");
};

/** How a region moved over the years of its latest series: what a line says at a glance. */
const courseOf = (view) => {
  const code = state.r[0] ?? NATION;
  const rows = stretches(view.part.rows.filter((row) => row.role === "actual" && row.region === code));
  const line = rows.filter((row) => row.line === rows.at(-1).line);
  if (line.length < 2) return "";
  return say("finding_course", { region: placeName(code), name: named(view.indicator), from: withUnit(line[0].text, view.indicator),
    first: line[0].year, to: withUnit(line.at(-1).text, view.indicator), last: line.at(-1).year });
};

/** How little there is, where it is little. */
const coverageOf = (view) => {
  const count = (role, isMeant) => new Set(view.part.rows.filter((row) => row.role === role && isMeant(row)).map((row) => row.region)).size;
  const isOfLevel = (row) => row.region !== NATION && regionOf(row.region).level === view.level;
  const [actual, target] = [count("actual", isOfLevel), count("target", isOfLevel)];
  const level = say(`level_${view.level}`);
  if (!count("actual", () => true)) return say("coverage_target_only", { count: count("target", () => true) });
  return actual || target ? say("coverage", { count: actual, target, level }) : say("coverage_none", { level });
};

/** What was set aside, counted by reason. */
const asideText = (view) => {
  const counts = new Map();
  for (const row of view.aside) counts.set(row.reason, (counts.get(row.reason) ?? 0) + 1);
  const told = [...counts].map(([reason, count]) => say("aside_count", { count, reason: reasonText(reason) }));
  if (view.missing.length) told.push(say("missing", { names: view.missing.map((code) => shortOf(code)).join(say("list")) }));
  return told.join(say("semicolon"));
};
const reasonText = (reason) => named(meta.reasons[reason]) || reason;

const flagsText = (row) => row.flags.map((flag) => named(meta.flags[flag]) || flag).join(say("semicolon"));
const sourceOf = (row) => meta.sources[row.source];
const sourceText = (row) => {
  const source = sourceOf(row);
  return `${source.title}${[source.issuer, source.issued].filter(Boolean).map((each) => say("comma") + each).join("")}`;
};

/** All that is known of a value, in words: shown when it is pointed at or focused. */
const detailOf = (row, view) => [
  `${placeName(row.region)} · ${named(view.indicator)}${say("colon")}${withUnit(row.text, view.indicator)}`
    + ` (${yearOf(row.year)}${say("comma")}${say(row.role)})${rankText(row) && say("comma") + rankText(row)}`,
  row.reason ? say("aside_why", { reason: reasonText(row.reason) }) : "",
  `${say("source")}${say("colon")}${sourceText(row)}`,
  flagsText(row),
].filter(Boolean).join("\n");
