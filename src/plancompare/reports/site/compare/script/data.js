// What the page holds: `meta` at once, a part for each indicator when it is first looked at.
const meta = JSON.parse(document.getElementById("meta").textContent);
const indicatorOf = new Map(meta.indicators.map((each) => [each.id, each]));
const placeOf = new Map(meta.regions.code.map((code, place) => [code, place]));
const NATION = "100000";

const regionAt = (place) => ({
  code: meta.regions.code[place],
  zh: meta.regions.zh[place],
  en: meta.regions.en[place],
  level: meta.regions.level[place],
  parent: meta.regions.parent[place],
});
const regionOf = (code) => regionAt(placeOf.get(code));

/** A packed block of the page, unpacked: gzip in base64 inside a script element that never runs. */
const unpack = async (id) => {
  const node = document.getElementById(id);
  if (!node) return null;
  const bytes = Uint8Array.from(atob(node.textContent.trim()), (each) => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};

const held = new Map();
const block = (id) => {
  if (!held.has(id)) held.set(id, unpack(id));
  return held.get(id);
};

/** The values of an indicator as rows, and the views in which the rule lets them stand together. */
const partOf = async (indicatorId) => {
  const part = await block(`part-${indicatorId}`);
  if (!part) return { rows: [], views: {} };
  part.rows ??= rowsOf(part.columns, indicatorId);
  return part;
};

/** Columns as rows: one object a value, with what it is said with. */
const rowsOf = (columns, indicatorId) => columns.region.map((region, place) => ({
  place,
  indicator: indicatorId ?? meta.indicators[columns.indicator[place]].id,
  region: meta.regions.code[region],
  year: columns.year[place],
  role: columns.target[place] ? "target" : "actual",
  value: columns.value[place],
  upper: columns.upper[place],
  text: columns.text[place],
  source: columns.source[place],
  series: columns.series[place],
  since: columns.since[place],
  flags: columns.flags[place],
  id: columns.id[place],
}));

/** All targets of all regions, for two plans side by side. */
const targets = async () => {
  const found = await block("targets");
  found.rows ??= rowsOf(found.columns);
  return found.rows;
};
