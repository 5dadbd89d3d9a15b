// The charts. Observable Plot draws the marks; the frame around them holds title, notes and source, so that a copied
// picture says what it shows.
const INK = { ...meta.colours, nation: meta.colours.ink, aside: meta.colours.hatch }; // those of all charts (charts/theme.toml)
const MOST_ROWS = 60; // more are not drawn; the table holds all
const MOST_NAMED = 16; // more lines than this are not all named
const FONT = getComputedStyle(document.body).fontFamily; // the page’s own
const STYLE = { fontFamily: FONT, fontSize: "13px", background: INK.paper, color: INK.ink };

const widthOf = (text, size) => [...text].reduce((sum, each) => sum + (each > "\u2e7f" ? 1 : 0.56), 0) * size;

/** Text in lines that fit: broken between Chinese characters, and between words of other scripts. */
const wrapped = (text, width, size) => {
  const pieces = text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+/gu) ?? [];
  const lines = [""];
  for (const piece of pieces) {
    const isStop = /^[，。；：、）」》]$/u.test(piece);
    if (lines.at(-1) && !isStop && widthOf(lines.at(-1) + piece.trimEnd(), size) > width) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trimEnd());
};

const svgNode = (name, attributes = {}, text = "") => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
};

/** A picture whole: what it is, the drawing, what to note, whose numbers they are. */
const framed = ({ title, lead, notes, source, alt }, drawing, width) => {
  const height = { drawing: Number(drawing?.getAttribute("height") ?? 0) };
  const outer = svgNode("svg", { xmlns: "http://www.w3.org/2000/svg", width, role: "img", "aria-label": alt ?? title,
    "font-family": FONT });
  const paper = svgNode("rect", { width, fill: INK.paper });
  outer.append(paper);
  let y = 8;
  const write = (text, size, colour, weight = 400) => {
    for (const line of text ? wrapped(text, width - 24, size) : []) {
      y += size * 1.45;
      outer.append(svgNode("text", { x: 12, y, "font-size": size, fill: colour, "font-weight": weight }, line));
    }
  };
  write(title, 18, INK.ink, 600);
  write(lead, 13.5, INK.ink);
  y += 10;
  if (drawing) {
    drawing.setAttribute("y", y);
    drawing.setAttribute("x", 0);
    outer.append(drawing);
  }
  y += height.drawing;
  for (const note of notes) write(note, 12, INK.muted);
  write(source, 12, INK.muted);
  y += 14;
  for (const node of [outer, paper]) node.setAttribute("height", Math.ceil(y));
  outer.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(y)}`);
  return outer;
};

const colourOf = (row) => (row.reason ? INK.aside : row.region === state.r[0] ? INK.focus : INK.series);

/** Dots in the order of their values from zero, the nation a line, targets hollow, what is aside below. */
const drawRank = (view, width) => {
  const drawn = view.rows.filter((row, at) => at < MOST_ROWS || state.r.includes(row.region));
  const aside = view.aside.slice(0, MOST_ROWS);
  const key = (row, at) => `${row.reason ? "a" : "s"}${at}`;
  const rows = [...drawn.map((row, at) => ({ ...row, key: key(row, at) })),
    ...aside.map((row, at) => ({ ...row, key: key(row, at) }))];
  if (!rows.length) return null;
  const label = new Map(rows.map((row) => [row.key, `${row.rank ? `${placeText(row)}  ` : ""}${shortOf(row.region)}`]));
  const left = Math.min(width * 0.42, Math.max(...[...label.values()].map((text) => widthOf(text, 13))) + 20);
  /** On which side of its dot a value is written: never between the dot and a target that lies beyond it. */
  const sideOf = (row) => (!row.reason && view.targets.get(row.region)?.value > row.value ? -1 : 1);
  const targetRows = rows.filter((row) => !row.reason && view.targets.has(row.region))
    .map((row) => ({ ...view.targets.get(row.region), key: row.key, side: -sideOf(row) }));
  const writtenBeside = (marked, side, gap, fill) => [-1, 1].map((way) => Plot.text(marked.filter((row) => side(row) === way), {
    x: "value", y: "key", dx: way * gap, textAnchor: way < 0 ? "end" : "start", text: (row) => valueText(row, view),
    stroke: INK.paper, strokeWidth: 3, fill }));
  const domain = [...drawn.map(key), ...(aside.length ? ["gap"] : []), ...aside.map((row, at) => key({ reason: 1 }, at))];
  return Plot.plot({
    width, height: domain.length * 22 + 54, marginLeft: left, marginRight: 120, marginTop: 20, marginBottom: 34, style: STYLE,
    x: { zero: true, label: unitOf(view.indicator) || say("value"), grid: true, tickSize: 0, labelArrow: "none",
      ticks: width < 500 ? 4 : 8 },
    y: { domain, axis: null },
    marks: [
      Plot.text(rows, { y: "key", text: (row) => label.get(row.key), frameAnchor: "left", dx: -left + 8, textAnchor: "start",
        fill: (row) => (row.reason ? INK.muted : INK.ink), fontWeight: (row) => (row.region === state.r[0] ? 700 : 400) }),
      ...(aside.length ? [Plot.ruleY(["gap"], { stroke: INK.rule }),
        Plot.text(["gap"], { y: (each) => each, text: () => say("aside"), frameAnchor: "left", dx: -left + 8, dy: 0, textAnchor: "start",
          fill: INK.muted, stroke: INK.paper, strokeWidth: 5 })] : []),
      Plot.ruleY(rows, { y: "key", x1: 0, x2: "value", stroke: INK.rule }),
      ...(view.nation ? [Plot.ruleX([view.nation.value], { stroke: INK.nation, strokeDasharray: "3 3" }),
        Plot.text([view.nation], { x: "value", frameAnchor: "top", dy: -14, fill: INK.nation,
          text: () => `${placeName(NATION)} ${valueText(view.nation, view)}` })] : []),
      Plot.dot(targetRows, { x: "value", y: "key", symbol: "diamond", r: 5, stroke: INK.focus, fill: INK.paper,
        title: (row) => detailOf(row, view) }),
      Plot.dot(rows, { x: "value", y: "key", r: 5.5, fill: colourOf, title: (row) => detailOf(row, view) }),
      ...writtenBeside(rows, sideOf, 11, (row) => (row.reason ? INK.muted : INK.ink)),
      ...writtenBeside(targetRows, (row) => row.side, 9, INK.focus),
    ],
  });
};

/** Whether two values are known to be of different series: what a source does not tell parts nothing. */
const seriesDiffer = (one, other) => {
  const [left, right] = [one.series.split("|"), other.series.split("|")];
  return left.some((facet, at) => facet && right[at] && facet !== right[at]);
};

/** Rows of one region as stretches of one series and basis: a line is never drawn across a change. */
const stretches = (rows) => {
  const sorted = rows.filter((row) => row.year !== null).sort((a, b) => a.year - b.year);
  let stretch = 0;
  return sorted.map((row, at) => {
    if (at && (row.since !== sorted[at - 1].since || seriesDiffer(row, sorted[at - 1]))) stretch += 1;
    return { ...row, line: `${row.region}-${stretch}` };
  });
};

/** The regions whose lines are drawn: those chosen, else all that stand; and the nation. */
const trendCodes = (view, most = MOST_ROWS) => {
  const codes = chosenRegions().filter((code) => code !== NATION);
  const shown = codes.length ? codes : view.rows.map((row) => row.region);
  return [...shown.slice(0, most), NATION];
};

/** The actual values that a trend draws, in stretches. */
const trendRows = (view) => trendCodes(view)
  .flatMap((code) => stretches(view.part.rows.filter((row) => row.role === "actual" && row.region === code)));

/** The years in which values begin a new basis, where others of before stand beside them. */
const breaksIn = (rows) => [...new Set(rows.map((row) => row.since).filter(Boolean))].sort()
  .filter((year) => rows.some((row) => row.year < year));

/** Values over the years, broken where the series changes; the way to each target dashed. */
const drawTrend = (view, width) => {
  const wanted = new Set(trendCodes(view));
  const all = trendRows(view);
  const ends = [...wanted].flatMap((code) => {
    const target = targetsBeside(view.part).get(code);
    const last = all.filter((row) => row.region === code).at(-1);
    return target && last && target.year > last.year ? [{ from: last, to: target }] : [];
  });
  if (!all.length && !ends.length) return null;
  const few = wanted.size <= MOST_NAMED;
  const hue = new Map([...wanted].map((code, at) => [code, meta.lines[at % meta.lines.length]]));
  const stroke = (row) => (row.region === state.r[0] ? INK.focus : row.region === NATION ? INK.nation : few ? hue.get(row.region) : INK.aside);
  const last = [...wanted].map((code) => all.filter((row) => row.region === code).at(-1)).filter(Boolean);
  const labels = few ? last : last.filter((row) => row.region === NATION || row.region === state.r[0]);
  const height = Math.min(460, Math.max(300, width * 0.55));
  const values = [...all, ...ends.map((end) => end.to)].map((row) => row.value);
  const perPixel = (Math.max(...values) - Math.min(...values) || 1) / (height - 56);
  const lowest = Math.min(...values);
  return Plot.plot({
    width, height, marginLeft: 56, marginRight: 130, marginBottom: 36, marginTop: 20, style: STYLE,
    x: { label: null, tickFormat: "d", ticks: width < 500 ? 4 : 8 },
    y: { label: unitOf(view.indicator) || say("value"), grid: true, labelArrow: "none", nice: true },
    marks: [
      Plot.ruleX(breaksIn(all), { x: (year) => year - 0.5, stroke: INK.muted, strokeDasharray: "1 3" }),
      Plot.line(all, { x: "year", y: "value", z: "line", stroke, strokeWidth: (row) => (row.region === state.r[0] || row.region === NATION ? 2.2 : 1.2) }),
      Plot.link(ends, { x1: (end) => end.from.year, y1: (end) => end.from.value, x2: (end) => end.to.year, y2: (end) => end.to.value,
        stroke: (end) => stroke(end.to), strokeDasharray: "5 4" }),
      Plot.dot(ends, { x: (end) => end.to.year, y: (end) => end.to.value, symbol: "diamond", r: 5, stroke: (end) => stroke(end.to), fill: INK.paper,
        title: (end) => detailOf(end.to, view) }),
      Plot.dot(all, { x: "year", y: "value", r: few ? 3.2 : 2, fill: stroke, title: (row) => detailOf(row, view) }),
      ...apart(labels, perPixel, lowest).map((row) => Plot.text([row], { x: "year", y: "value", dx: 9, dy: row.shift, textAnchor: "start",
        fill: stroke, stroke: INK.paper, strokeWidth: 4, text: () => `${shortOf(row.region)} ${row.text}` })),
    ],
  });
};

/** Labels at the ends of lines, moved so that none covers another nor leaves the drawing below; `perPixel` is its scale. */
const apart = (rows, perPixel, lowest) => {
  const sorted = [...rows].sort((a, b) => b.value - a.value);
  const places = sorted.map((row) => -row.value / perPixel);
  const placed = [...places];
  for (let at = 1; at < placed.length; at += 1) placed[at] = Math.max(placed[at], placed[at - 1] + LABEL);
  let ceiling = -lowest / perPixel + LABEL;
  for (let at = placed.length - 1; at >= 0; at -= 1) {
    ceiling = Math.min(placed[at], ceiling);
    placed[at] = ceiling;
    ceiling -= LABEL;
  }
  return sorted.map((row, at) => ({ ...row, shift: placed[at] - places[at] }));
};
const LABEL = 16; // the height of one, in pixels

/** The provinces as equal tiles, shaded by their value in five classes of equal count. */
const drawMap = (view, width) => {
  const standing = new Map(view.rows.map((row) => [row.region, row]));
  const tiles = Object.entries(meta.tiles).map(([code, tile]) => ({ code, x: tile.at[0], y: tile.at[1], row: standing.get(code) }));
  if (!standing.size || view.level !== "province") return null;
  const size = Math.min(92, (width - 20) / 7);
  return Plot.plot({
    width: size * 7 + 20, height: size * 8 * 0.82 + 20, margin: 10, style: STYLE,
    x: { axis: null, domain: [0, 7] }, y: { axis: null, domain: [8, 0] },
    color: { type: "quantile", n: 5, range: rampOf(view.indicator), domain: view.rows.map((row) => row.value) },
    marks: [
      Plot.rect(tiles, { x1: "x", x2: (tile) => tile.x + 1, y1: "y", y2: (tile) => tile.y + 1, inset: 1.5, fill: "#F4F5F6", stroke: INK.rule }),
      Plot.rect(tiles.filter((tile) => tile.row), { x1: "x", x2: (tile) => tile.x + 1, y1: "y", y2: (tile) => tile.y + 1, inset: 1.5,
        fill: (tile) => tile.row.value, stroke: (tile) => (tile.code === state.r[0] ? INK.focus : INK.rule),
        strokeWidth: (tile) => (tile.code === state.r[0] ? 3 : 1), title: (tile) => detailOf(tile.row, view) }),
      Plot.text(tiles, { x: (tile) => tile.x + 0.5, y: (tile) => tile.y + 0.5, lineHeight: 1.15, fontSize: size < 60 ? 9 : 12,
        text: (tile) => `${named(meta.tiles[tile.code])}\n${tile.row ? valueText(tile.row, view).replace(" (", "\n(") : "–"}`,
        fill: (tile) => (tile.row && isDark(tile.row, view) ? "#FFFFFF" : INK.ink) }),
    ],
  });
};
/** From light to dark by rising values: dark is better, or where nothing is better, more. */
const rampOf = ({ direction }) => (direction === "less" ? meta.ramp.judged.toReversed() : meta.ramp[direction === "neutral" ? "neutral" : "judged"]);
const isDark = (row, view) => {
  const less = view.indicator.direction === "less";
  return view.rows.filter((each) => (less ? each.value >= row.value : each.value <= row.value)).length / view.rows.length > 0.6;
};

/** What an axis shows: the indicator, the year of all values that tell no other, the unit. */
const axisOf = (view) => `${named(view.indicator)}${view.year === null ? "" : say("in_year", { year: view.year })}${unitOf(view.indicator) && ` (${unitOf(view.indicator)})`}`;

/** Two indicators of the same regions; the nation's values as lines. */
const drawScatter = (view, other, width) => {
  const across = new Map(other.rows.map((row) => [row.region, row]));
  const isFocus = (row) => row.region === state.r[0];
  const both = view.rows.filter((row) => across.has(row.region)).map((row) => ({ ...row, across: across.get(row.region) }))
    .sort((a, b) => Number(isFocus(a)) - Number(isFocus(b))); // drawn last, it lies above
  if (!both.length) return null;
  const told = (row) => `${detailOf(row, view)}\n${detailOf(row.across, other)}`;
  const years = (row) => [row.across.year === other.year ? "" : `x ${yearOf(row.across.year)}`, row.year === view.year ? "" : `y ${yearOf(row.year)}`];
  const below = wrapped(axisOf(other), width - 24, 12);
  const drawing = Plot.plot({
    width, height: Math.min(520, Math.max(320, width * 0.68)), marginLeft: 60, marginBottom: 30 + 16 * below.length, marginRight: 64, marginTop: 36, style: STYLE,
    x: { label: null, grid: true, nice: true },
    y: { label: axisOf(view), labelArrow: "none", grid: true, nice: true },
    marks: [
      ...(other.nation ? [Plot.ruleX([other.nation.value], { stroke: INK.nation, strokeDasharray: "3 3" }),
        Plot.text([other.nation], { x: "value", frameAnchor: "top", dy: -12, text: () => `${placeName(NATION)} ${valueText(other.nation, other)}` })] : []),
      ...(view.nation ? [Plot.ruleY([view.nation.value], { stroke: INK.nation, strokeDasharray: "3 3" }),
        Plot.text([view.nation], { y: "value", frameAnchor: "right", textAnchor: "start", dx: 4, lineWidth: 6,
          text: () => `${placeName(NATION)}\n${valueText(view.nation, view)}` })] : []),
      Plot.dot(both, { x: (row) => row.across.value, y: "value", r: 5, fill: colourOf, title: told }),
    ],
  });
  const names = both.slice(0, MOST_ROWS).map((row) => ({ x: drawing.scale("x").apply(row.across.value), y: drawing.scale("y").apply(row.value),
    text: [shortOf(row.region), ...years(row)].filter(Boolean).join(" "), isFocus: isFocus(row) }));
  const height = Number(drawing.getAttribute("height"));
  drawing.append(...besideDots(names, width).map(({ x, y, text, ...name }) => svgNode("text", { x, y, "font-size": 11, "text-anchor": "middle",
    fill: INK.ink, stroke: INK.paper, "stroke-width": 3, "paint-order": "stroke", "font-weight": name.isFocus ? 700 : 400 }, text)),
  ...below.map((line, at) => svgNode("text", { x: width / 2, y: height - 16 * (below.length - at) + 10, "font-size": 12, "text-anchor": "middle", fill: INK.ink }, line)));
  return drawing;
};

/** Names above their dots, or below, left or right of them, where they cover least; one that finds no room is not written. */
const besideDots = (names, width) => {
  const taken = names.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const over = (one, other) => Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left))
    * Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  const placed = (name) => {
    const half = widthOf(name.text, 11) / 2;
    const boxes = [[0, -9], [0, 18], [half + 8, 4], [-half - 8, 4], [half, -10], [-half, -10], [half, 19], [-half, 19]]
      .map(([dx, dy]) => ({ x: name.x + dx, y: name.y + dy }))
      .map(({ x, y }) => ({ x, y, left: x - half, right: x + half, top: y - 10, bottom: y + 2 }));
    const cost = (box) => taken.reduce((sum, each) => sum + over(box, each), 0) + (box.left < 0 || box.right > width ? 1e6 : 0);
    const best = boxes.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    if (cost(best) > 4 * half && !name.isFocus) return []; // more than a sixth of it would lie over others
    taken.push(best);
    return [{ ...name, x: best.x, y: best.y }];
  };
  return names.toReversed().flatMap(placed); // the one that is looked at comes first
};

/** Marks that say something when pointed at can be reached by keyboard, and are named for those who do not see them. */
const reachable = (drawing) => {
  for (const group of drawing?.querySelectorAll("g[aria-label]") ?? []) group.removeAttribute("aria-label"); // Plot's, not for readers
  for (const title of drawing?.querySelectorAll("title") ?? []) {
    const mark = title.parentNode;
    mark.setAttribute("tabindex", "0");
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", title.textContent);
  }
  return drawing;
};
