// What is chosen. It lives in the address, so that a link opens the same view.
const VIEWS = ["rank", "trend", "map", "scatter", "pair"];

const state = { view: "rank", i: "", x: "", r: [], group: "", role: "actual", y: "", a: "", b: "", lang: "" };

/** A view's address: only what differs from what the page opens with. */
const addressOf = (chosen) => {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(chosen)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text && text !== String(opened[key] ?? "")) words.set(key, text);
  }
  return `#${words}`;
};

/** The choice that an address names; what it names and the page does not know is left out. */
const chosenIn = (address) => {
  const words = new URLSearchParams(address.replace(/^#/, ""));
  const given = Object.fromEntries(words);
  const chosen = { ...opened, ...given };
  chosen.r = (given.r ?? opened.r.join(",")).split(",").filter((code) => placeOf.has(code));
  if (!indicatorOf.has(chosen.i)) chosen.i = opened.i;
  if (!indicatorOf.has(chosen.x)) chosen.x = opened.x;
  if (!VIEWS.includes(chosen.view)) chosen.view = "rank";
  if (chosen.role !== "target") chosen.role = "actual";
  if (!meta.words[chosen.lang]) chosen.lang = opened.lang;
  return chosen;
};

const opened = {
  ...state,
  i: meta.pinned[0] ?? meta.indicators[0].id,
  x: meta.pinned[1] ?? meta.indicators[0].id,
  lang: meta.lang,
};

const say = (key, values = {}) => {
  const words = meta.words[state.lang];
  const wording = (values.count === 1 ? words[`${key}_one`] : undefined) ?? words[key] ?? key;
  return wording.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
};

const named = (thing) => (thing ? thing[state.lang] : "");
/** A region's name; a county's with its city's, for there are several of one name. */
const placeName = (code) => {
  const { level, parent, ...names } = regionOf(code);
  if (level !== "county" || !placeOf.has(parent)) return named(names);
  return state.lang === "zh" ? named(regionOf(parent)) + names.zh : `${names.en}, ${named(regionOf(parent))}`;
};
const shortOf = (code) => named(meta.tiles[code]) || placeName(code);
const unitOf = (indicator) => indicator.sign[state.lang];
const withUnit = (text, indicator) => {
  const unit = unitOf(indicator);
  return /^[A-Za-z]/.test(unit) ? `${text} ${unit}` : text + unit;
};
const yearOf = (year) => (year === null ? say("year_unknown") : String(year));

/** The regions that are looked at: those chosen one by one, and those of the group; none means all. */
const chosenRegions = () => {
  const codes = [...state.r, ...groupCodes(state.group, state.r[0])];
  return [...new Set(codes)];
};

/** The regions of a preset, some of which depend on the region that was chosen first. */
const groupCodes = (group, first) => {
  if (group === "neighbours") return first ? meta.neighbours[`${first.slice(0, 2)}0000`] ?? [] : [];
  if (group === "sisters") return first ? codesBelow(regionOf(first).parent).filter((code) => code !== first) : [];
  if (group === "alike") return meta.alike[first] ?? [];
  if (group === "provinces") return codesBelow(NATION);
  return meta.groups.find((each) => each.id === group)?.codes ?? [];
};
const codesBelow = (parent) => meta.regions.code.filter((code, place) => meta.regions.parent[place] === parent);
