// Two regions, or two plans, their targets side by side.

/** What can stand on a side: a region's targets of all plans, and each plan's own where there are several. */
const sides = async () => {
  const counted = await counts();
  return [...counted.keys()].sort().flatMap((code) => {
    const plans = counted.get(code);
    const whole = [...plans.values()].reduce((sum, each) => sum + each, 0);
    const each = plans.size > 1 ? [...plans].map(([source, count]) => ({ key: `${code}@${source}`, count })) : [];
    return [{ key: code, count: whole }, ...each];
  }).map((side) => ({ ...side, name: sideName(side.key) }));
};

let counting;
/** How many targets each plan of each region has; counted once. */
const counts = () => {
  counting ??= targets().then((rows) => {
    const found = new Map();
    for (const { region, source } of rows) {
      if (!found.has(region)) found.set(region, new Map());
      found.get(region).set(source, (found.get(region).get(source) ?? 0) + 1);
    }
    return found;
  });
  return counting;
};

const sideName = (key) => {
  if (!key) return "";
  const [code, source] = key.split("@");
  const region = placeName(code);
  return source === undefined ? region : `${region} ${state.lang === "zh" ? "《" : "“"}${meta.sources[source].title}${state.lang === "zh" ? "》" : "”"}`;
};

/** The targets of a side, the latest of each indicator. */
const targetsOf = async (key) => {
  const [code, source] = key.split("@");
  const latest = new Map();
  for (const row of await targets()) {
    if (row.region !== code || (source !== undefined && String(row.source) !== source)) continue;
    const known = latest.get(row.indicator);
    if (!known || (row.year ?? 0) > (known.year ?? 0)) latest.set(row.indicator, row);
  }
  return latest;
};

/** Rows of the table: an indicator with what either side promises; what only one promises comes after. */
const pairOf = async () => {
  const [left, right] = [await targetsOf(state.a), await targetsOf(state.b)];
  const rows = meta.indicators.filter((each) => left.has(each.id) || right.has(each.id))
    .map((indicator) => ({ indicator, left: left.get(indicator.id), right: right.get(indicator.id) }));
  const onBoth = (row) => Number(!(row.left && row.right));
  return rows.sort((a, b) => onBoth(a) - onBoth(b));
};

/** Whether two targets may not be compared as they stand, and why: years, or series known to differ. */
const apartText = ({ left, right }) => {
  if (!left || !right) return "";
  const told = [];
  if (left.year === null || right.year === null || Math.abs(left.year - right.year) > meta.window) told.push(say("pair_years"));
  if (seriesDiffer(left, right)) told.push(say("pair_series"));
  return told.join(say("semicolon"));
};

const promised = (row, indicator) => (row ? `${withUnit(row.text, indicator)} (${yearOf(row.year)})` : say("not_stated"));
const levelOfSide = (key) => regionOf(key.split("@")[0]).level;
const sameLevel = () => levelOfSide(state.a) === levelOfSide(state.b);

/** The pair as a picture: names in the middle of nothing but lines, as a table in a briefing has them. */
const drawPair = (rows, width) => {
  const drawn = rows.filter((row) => row.left && row.right).slice(0, MOST_ROWS);
  if (!drawn.length) return null;
  const isNarrow = width < 500; // an indicator stands then above its values
  const [middle, right] = isNarrow ? [12, width * 0.52] : [width * 0.5, width * 0.76];
  const [step, below, room] = isNarrow ? [46, 19, width - 24] : [26, 0, middle - 24];
  const sized = svgNode("svg", { width, height: drawn.length * step + 40, "font-size": 13 });
  const write = (x, y, text, attributes = {}) => sized.append(svgNode("text", { x, y, fill: INK.ink, ...attributes }, text));
  const fit = (text, most) => (widthOf(text, 13) <= most ? text : `${wrapped(text, most - 14, 13)[0]}…`);
  write(middle, 18, fit(sideName(state.a), right - middle - 8), { "font-weight": 600 });
  write(right, 18, fit(sideName(state.b), width - right - 8), { "font-weight": 600 });
  drawn.forEach((row, at) => {
    const y = at * step + 44;
    sized.append(svgNode("line", { x1: 12, x2: width - 12, y1: y - 18, y2: y - 18, stroke: INK.rule }));
    write(12, y, fit(named(row.indicator) + (apartText(row) ? " *" : ""), room), isNarrow ? { fill: INK.muted } : {});
    write(middle, y + below, promised(row.left, row.indicator));
    write(right, y + below, promised(row.right, row.indicator));
  });
  return sized;
};
