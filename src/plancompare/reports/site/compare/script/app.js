// The page: what is chosen is shown; what is pressed is chosen.
const $ = (id) => document.getElementById(id);
let shown = {};
let turn = 0;

const titleOf = ({ pair, view, other }) => {
  if (pair) return say("title_pair", { a: sideName(state.a), b: sideName(state.b) });
  const isOfOneYear = view.year !== null && (!other || other.year === view.year); // else the axes tell their years
  const title = { name: named(view.indicator), x: other && named(other.indicator), level: say(`level_${view.level}`),
    year: isOfOneYear ? say("in_year", { year: view.year }) : "", role: say(`title_role_${view.role}`) };
  return say(`title_${state.view}`, title);
};

/** Redraw all that depends on the choice. A choice made meanwhile makes an older one stop. */
const show = async () => {
  const mine = ++turn;
  const next = state.view === "pair" ? { pair: await pairOf() }
    : { view: await viewOf(state.i), other: state.view === "scatter" ? await viewOf(state.x) : undefined };
  if (mine !== turn) return;
  shown = next;
  showChoice();
  sorted = { column: -1, down: true };
  showTable($("table"), tableOf(shown), tell);
  document.body.dataset.told = String(mine); // for who waits for the table, or for the picture
  await nextFrame(); // who chooses faster than pictures are drawn sees the last one
  if (mine !== turn) return;
  showPicture();
  document.body.dataset.drawn = String(mine);
};

const nextFrame = () => new Promise((done) => { requestAnimationFrame(done); });

const pictureWidth = () => Math.max(340, Math.min(860, $("picture").clientWidth || 760));

const drawingOf = (width) => {
  const { pair, view, other } = shown;
  if (pair) return drawPair(pair, width);
  const draw = { rank: drawRank, trend: drawTrend, map: drawMap, scatter: (each, wide) => drawScatter(each, other, wide) };
  return draw[state.view](view, width);
};

const notesOf = () => {
  const { pair, view, other } = shown;
  if (pair) {
    const starred = pair.some((row) => apartText(row));
    return [starred ? say("pair_star") : "", sameLevel() ? "" : say("pair_levels")].filter(Boolean);
  }
  const many = state.view === "trend" ? trendCodes(view, Infinity).length - 1 : state.view === "rank" ? view.rows.length : 0;
  const over = many > MOST_ROWS ? say("most_drawn", { count: MOST_ROWS }) : "";
  const legend = state.view === "rank" && view.rows.some((row) => view.targets.has(row.region)) ? say("legend_target") : state.view === "trend" ? say("legend_trend") : state.view === "scatter" ? say("legend_scatter") : "";
  const breaks = state.view === "trend" ? breaksIn(trendRows(view)).map((year) => say("legend_break", { why: named(view.part.breaks[year]) })) : [];
  const shades = state.view === "map" ? say(view.indicator.direction === "neutral" ? "darker_higher" : "darker_better") : "";
  const across = other && asideText(other) ? `${named(other.indicator)}${say("colon")}${asideText(other)}` : "";
  const unranked = state.view === "rank" && !view.ranked && view.rows.length ? say("unranked") : "";
  return [legend, ...breaks, shades, asideText(view), across, unranked, over, coverageOf(view)].filter(Boolean);
};

const sourceLine = () => {
  const rows = shown.pair ? shown.pair.flatMap((row) => [row.left, row.right]).filter(Boolean)
    : [shown.view, shown.other].filter(Boolean).flatMap(({ rows: standing, nation }) => [...standing, ...(nation ? [nation] : [])]);
  const titles = [...new Set(rows.map((row) => meta.sources[row.source].title))];
  const more = titles.length > 3 ? say("more_sources", { count: titles.length }) : "";
  return titles.length ? `${say("source")}${say("colon")}${titles.slice(0, 3).join(say("list"))}${more}${say("semicolon")}${meta.self.short}` : meta.self.short;
};

const showPicture = () => {
  const width = pictureWidth();
  const drawing = reachable(drawingOf(width));
  const lead = !shown.view || state.view === "scatter" ? "" : state.view === "trend" ? courseOf(shown.view) : findingOf(shown.view);
  const nothing = drawing ? "" : say(state.view === "map" && shown.view?.level !== "province" ? "map_provinces" : "nothing");
  const picture = framed({ title: titleOf(shown), lead: [lead, nothing].filter(Boolean).join(" "), notes: notesOf(), source: sourceLine() }, drawing, width);
  $("picture").replaceChildren(picture);
  $("definition").textContent = shown.view ? named({ zh: shown.view.indicator.definition_zh, en: shown.view.indicator.definition_en }) : "";
};

/** What is known of the value that is pointed at. */
const tell = (row) => { if (shown.view) $("detail").textContent = detailOf(row, shown.view); };

const showChoice = () => {
  history.replaceState(null, "", addressOf(state));
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  document.title = `${titleOf(shown)} · plancompare`;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-say-label]")) node.setAttribute("aria-label", say(node.dataset.sayLabel));
  for (const node of document.querySelectorAll("[data-say-hint]")) node.placeholder = say(node.dataset.sayHint);
  for (const node of document.querySelectorAll("[data-key]")) node.setAttribute("aria-pressed", String(state[node.dataset.key] === node.dataset.value));
  for (const node of document.querySelectorAll("[data-for]")) node.hidden = !node.dataset.for.split(" ").includes(state.view);
  $("back").href = `${meta.folders[state.lang]}index.html`;
  $("made-from").textContent = named(meta.made_from);
  showIndicators();
  showRegions();
  showYears();
  if (shown.pair) showSides();
};

const option = (value, text, isChosen) => new Option(text, value, isChosen, isChosen);

const listed = {}; // the language in which a long list was last filled: it is not filled anew for every choice

const showIndicators = () => {
  for (const [id, key] of [["indicators", "i"], ["across", "x"]]) {
    if (listed[id] === state.lang) {
      $(id).value = state[key];
      continue;
    }
    listed[id] = state.lang;
    const groups = meta.domains.map((domain) => {
      const group = document.createElement("optgroup");
      group.label = named(domain);
      group.append(...meta.indicators.filter((each) => each.domain === domain.id).map((each) => option(each.id, named(each), each.id === state[key])));
      return group;
    });
    $(id).replaceChildren(...groups.filter((group) => group.children.length));
  }
  $("pinned").replaceChildren(...meta.pinned.map((id) => pressed(named(indicatorOf.get(id)), state.i === id, () => choose({ i: id, y: "" }))));
};

const pressed = (text, isOn, press) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text;
  button.setAttribute("aria-pressed", String(isOn));
  button.addEventListener("click", press);
  return button;
};

const showRegions = () => {
  $("chips").replaceChildren(...state.r.map((code) => {
    const chip = pressed(`${placeName(code)} ×`, true, () => choose({ r: state.r.filter((each) => each !== code) }));
    chip.removeAttribute("aria-pressed");
    chip.setAttribute("aria-label", say("remove", { name: placeName(code) }));
    const item = document.createElement("li");
    item.append(chip);
    return item;
  }));
  const first = state.r[0];
  const presets = [["neighbours", say("neighbours")], ["sisters", say("sisters")], ["alike", say("alike")], ["provinces", say("provinces")],
    ...meta.groups.map((group) => [group.id, named(group)])];
  $("presets").replaceChildren(...presets.map(([id, text]) => {
    const button = pressed(text, state.group === id, () => choose({ group: state.group === id ? "" : id }));
    button.disabled = ["neighbours", "sisters", "alike"].includes(id) && !groupCodes(id, first).length;
    return button;
  }));
};

const showYears = () => {
  const years = shown.view?.years ?? [];
  const ref = String(shown.view?.year ?? "");
  $("year").replaceChildren(...years.toReversed().map((year) => option(year, year, year === ref)));
  $("year").disabled = !years.length;
  for (const node of document.querySelectorAll("[data-key='role']")) node.setAttribute("aria-pressed", String(node.dataset.value === (shown.view?.role ?? state.role)));
};

const showSides = async () => {
  const all = await sides();
  for (const [id, key] of [["side-a", "a"], ["side-b", "b"]]) {
    if (listed[id] === state.lang) {
      $(id).value = state[key];
      continue;
    }
    listed[id] = state.lang;
    $(id).replaceChildren(...all.map((side) => option(side.key, `${side.name} (${side.count})`, side.key === state[key])));
  }
};

const choose = async (change) => {
  Object.assign(state, change);
  if (state.view === "pair") await fillSides();
  await show();
};

/** Two sides to begin with: the regions chosen, else two of one level with most targets. */
const fillSides = async () => {
  const all = await sides();
  const keys = new Set(all.map((side) => side.key));
  const wanted = [state.a, state.b, ...state.r, ...mostPromised(all)].filter((key) => keys.has(key));
  if (!keys.has(state.a)) state.a = wanted[0];
  const others = wanted.filter((key) => key !== state.a);
  if (!keys.has(state.b)) state.b = others.find((key) => levelOfSide(key) === levelOfSide(state.a)) ?? others[0];
};

/** Regions by their targets, the most first; in front the two of one level of which the lesser has most. */
const mostPromised = (all) => {
  const most = all.filter((side) => !side.key.includes("@")).sort((a, b) => b.count - a.count);
  const pairs = ["province", "prefecture", "county"].map((level) => most.filter((side) => levelOfSide(side.key) === level).slice(0, 2));
  const best = pairs.filter((pair) => pair.length > 1).sort((a, b) => b[1].count - a[1].count)[0] ?? [];
  return [...best, ...most].map((side) => side.key);
};

let told;
const announce = (key) => { // twice the same words are read out twice
  $("message").textContent = "";
  clearTimeout(told);
  requestAnimationFrame(() => { $("message").textContent = say(key); });
  told = setTimeout(() => { $("message").textContent = ""; }, 6000);
};

const ACTIONS = {
  png: async () => copy({ "image/png": pngOf($("picture").firstChild) }),
  table: async () => copy({ "text/html": textBlob(htmlTable(tableOf(shown), leaving()), "text/html"), "text/plain": textBlob(plainTable(tableOf(shown), leaving())) }),
  gbt: async () => copy({ "text/plain": textBlob(citationsOf(shown, "gbt")) }),
  bib: async () => copy({ "text/plain": textBlob(citationsOf(shown, "bib")) }),
  link: async () => copy({ "text/plain": textBlob(location.href) }),
};
const FILES = {
  png: async () => pngOf($("picture").firstChild),
  svg: async () => textBlob(svgText($("picture").firstChild), "image/svg+xml"),
  csv: async () => textBlob(csvOf(tableOf(shown), leaving()), "text/csv"),
  xlsx: async () => xlsxOf(tableOf(shown), leaving()),
};
const leaving = () => [...notesOf(), sourceLine()];
const fileName = () => ["plancompare", state.view, state.view === "pair" ? `${state.a}-${state.b}` : state.i].join("-").replace(/[^\w-]/g, "-");

const begin = () => {
  Object.assign(state, chosenIn(location.hash));
  document.addEventListener("click", async ({ target }) => {
    const node = target.closest("[data-key], [data-copy], [data-save]");
    if (!node) return;
    if (node.dataset.key) choose({ [node.dataset.key]: node.dataset.value });
    else if (node.dataset.copy) announce((await ACTIONS[node.dataset.copy]().catch(() => false)) ? `copied_${node.dataset.copy}` : "not_copied");
    else save(await FILES[node.dataset.save](), `${fileName()}.${node.dataset.save}`);
  });
  for (const [id, key] of [["indicators", "i"], ["across", "x"], ["year", "y"], ["side-a", "a"], ["side-b", "b"]]) {
    $(id).addEventListener("change", () => choose({ [key]: $(id).value, ...(key === "i" ? { y: "" } : {}) }));
  }
  finder($("find-indicator"), $("found-indicators"), () => meta.indicators, named, (hit) => choose({ i: hit.id, y: "" }));
  finder($("find-region"), $("found-regions"), () => regionThings, (hit) => fullName(hit.code), (hit) => choose({ r: [...new Set([...state.r, hit.code])] }));
  for (const event of ["pointerover", "focusin"]) {
    $("picture").addEventListener(event, ({ target }) => {
      const text = target.getAttribute?.("aria-label") ?? target.querySelector?.(":scope > title")?.textContent;
      if (text && target !== $("picture").firstChild) $("detail").textContent = text;
    });
  }
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => { Object.assign(state, chosenIn(location.hash)); choose({}); });
  const watch = new ResizeObserver(() => { $("hint").hidden = $("table").offsetWidth <= $("table").parentElement.clientWidth + 1; });
  for (const each of [$("table"), $("table").parentElement]) watch.observe(each);
  let width = pictureWidth();
  addEventListener("resize", () => { if (pictureWidth() !== width) { width = pictureWidth(); showPicture(); } });
  choose({});
};

/** A region's name after those of the regions it lies in. */
const fullName = (code) => {
  const region = regionOf(code);
  const above = region.parent && region.parent !== NATION && placeOf.has(region.parent) ? fullName(region.parent) : "";
  return state.lang === "zh" ? above + region.zh : [region.en, above].filter(Boolean).join(", ");
};

begin();
