"use strict";
// The review screen: rows on the right, the document on the left, and a key for everything.

const KEYS = [["Enter", "confirm"], ["n", "next"], ["j k ↑ ↓", "move"], ["v", "value"], ["y", "year"], ["r", "role"],
  ["i", "indicator"], ["g", "region"], ["x", "reject"], ["a", "add"], ["u", "undo"], ["d", "details"], ["l", "language"], ["q", "finish"]];
const FIELDS = { v: "value", e: "value", y: "year", r: "role", i: "indicator", g: "region_code" };
const at = (id) => document.getElementById(id);
const made = (tag, { text = "", ...attributes } = {}, children = []) => {
  const element = Object.assign(document.createElement(tag), attributes);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};

let look, items = [], now = 0, lang = document.documentElement.lang, asking = null, hits = [], hit = 0, ended = false, detailed = false;
const say = (key, values = {}) => key.split(".").reduce((words, part) => words?.[part], look.words[lang])
  ?.replace(/\{(\w+)\}/g, (_, name) => values[name]) ?? key.split(".").pop().replaceAll("_", " ");
const nameOf = (id) => { const found = look.indicators.find((each) => each[0] === id); return found ? found[lang === "zh" ? 1 : 2] : id; };
const kindOf = (item) => item.state === "open" ? (item.doubtful ? "doubt" : "") : item.state === "rejected" ? "gone" : "done";

async function ask(body) {
  let answer;
  try {
    answer = await fetch("do", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch { tell(say("lost")); return null; }
  const told = await answer.json().catch(() => ({ error: String(answer.status) }));
  if (told.error) { tell(told.error[lang] ?? told.error); return null; }
  tell("");
  return told;
}

function tell(text, good = false) {
  at("told").textContent = text;
  at("told").classList.toggle("good", good);
}

// ---- the rows

function take(state) {
  items = state.items;
  now = Math.min(now, Math.max(items.length - 1, 0));
  const { done, total, doubtful } = state.progress;
  at("progress").textContent = done === total ? say("all_done") + ` (${total})` : say("progress", { done, total, doubtful });
  at("bar").value = total ? done / total : 1;
  drawRows();
  drawMarks();
}

function drawRows() {
  at("list").replaceChildren(...items.map(row));
  const unread = look.unread.map(([label, printed, place]) => made("li", { className: "unread", text: `${say("not_understood")}: ${label} ${printed} (${place})` }));
  at("list").append(...unread);
  select(now, false);
}

function row(item, number) {
  const { label, value, year, role } = item.cells;
  const what = made("div", { className: "what" }, [
    made("span", { className: "name", text: label }), made("span", { className: "number", text: value }),
    made("span", { className: "when", text: [year, say(`roles.${role}`)].filter(Boolean).join(" ") })]);
  const li = made("li", { id: `row-${number}`, className: kindOf(item), role: "option" }, [what, why(item)]);
  li.onclick = () => select(number);
  return li;
}

function why(item) {
  const line = made("p", { className: "why" });
  const part = (className, text) => text && line.append(made("span", { className, text }));
  if (item.state !== "open") part("state", `${say(`states.${item.state}`)} ${item.at ? say("by", { by: item.by, at: new Date(item.at).toLocaleString(lang, { dateStyle: "short", timeStyle: "short" }) }) : ""}`);
  part("doubts", item.doubts.map((each) => say(`doubts.${each}`)).join(lang === "zh" ? "；" : "; "));
  if (item.confidence !== null && item.state === "open") part("sure", say("sure", { percent: Math.min(99, Math.floor(item.confidence * 100)) }));
  part("name", item.indicators.length ? item.indicators.map(nameOf).join(" / ") : item.doubts.includes("no_indicator") ? "" : say("none"));
  part("region", item.region[lang]);
  const read = Object.entries(item.read).map(([name, cell]) => `${say(name)} ${cell || "—"}`).join(", ");
  part("read", read && `${say("read_as")}: ${read}`);
  return line;
}

function select(number, scroll = true) {
  if (!items.length) return;
  now = Math.max(0, Math.min(number, items.length - 1));
  for (const [n, li] of [...at("list").children].entries()) {
    li.classList.toggle("now", n === now);
    if (n < items.length) li.setAttribute("aria-selected", n === now);
    li.querySelector(".more")?.remove();
  }
  const li = at(`row-${now}`), item = items[now];
  at("list").setAttribute("aria-activedescendant", li.id);
  const more = [item.quote && say("quoted", { quote: item.quote }), item.cells.place, ...(detailed ? item.reasons.slice(1) : [])];
  li.append(made("div", { className: "more", text: more.filter(Boolean).join("\n") }));
  if (scroll) li.scrollIntoView({ block: "nearest" });
  drawMarks();
  show(item);
}

const step = (forward) => select(now + forward);
function nextDoubt() { return after((item) => item.doubtful); }
function after(wanted) {
  const order = [...items.keys()].slice(now + 1).concat([...items.keys()].slice(0, now));
  const found = order.find((n) => wanted(items[n]));
  if (found !== undefined) select(found);
  return found !== undefined;
}
const goOn = () => nextDoubt() || after((item) => item.state === "open");

// ---- the document

const inside = () => at("document").querySelector("iframe")?.contentDocument;

function drawDocument() {
  if (look.kind !== "pages") {
    const frame = made("iframe", { title: say("document"), src: "document" });
    frame.setAttribute("sandbox", "allow-same-origin");
    frame.onload = () => { inside().addEventListener("keydown", key); drawMarks(); show(items[now]); };
    at("document").replaceChildren(frame);
    return;
  }
  const watch = new IntersectionObserver((seen) => seen.filter((each) => each.isIntersecting).forEach(({ target }) => load(target)),
    { root: at("document"), rootMargin: "800px" });
  at("document").replaceChildren(...look.pages.map((page, n) => {
    const sheet = made("div", { className: "page", title: say("page", { n: n + 1 }) });
    sheet.dataset.page = n;
    sheet.style.aspectRatio = `1 / ${page.ratio}`;
    page.marks.forEach(([number, spot]) => sheet.append(placed(made("div", { className: "spot" }), spot, number)));
    watch.observe(sheet);
    return sheet;
  }));
}

function placed(element, [left, top, width, height], number) {
  Object.assign(element.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
  if (number !== undefined) element.dataset.n = number;
  return element;
}

function load(sheet) {
  if (sheet.dataset.loaded) return;
  sheet.dataset.loaded = "1";
  const page = Number(sheet.dataset.page), words = made("div", { className: "words" });
  words.append(...look.pages[page].lines.map(([text, spot]) => placed(made("span", { text: `${text} ` }), spot)));
  sheet.prepend(made("img", { src: `page/${page}`, alt: say("page", { n: page + 1 }) }), words);
  for (const [n, span] of [...words.children].entries()) {
    const [, , width, height] = look.pages[page].lines[n][1];
    span.style.fontSize = `${height * sheet.clientHeight * 0.8}px`;
    span.style.width = "auto";
    span.style.transform = `scaleX(${(width * sheet.clientWidth) / (span.offsetWidth || 1)})`;
  }
}

function marks() { return [...(look.kind === "pages" ? at("document").querySelectorAll(".spot") : inside()?.querySelectorAll("mark[data-n]") ?? [])]; }

function drawMarks() {
  const kinds = new Map(items.filter((each) => each.number !== null).map((each) => [String(each.number), kindOf(each)]));
  const current = String(items[now]?.number ?? "");
  for (const mark of marks()) {
    const numbers = mark.dataset.n.split(" "), found = numbers.map((n) => kinds.get(n) ?? "");
    const base = look.kind === "pages" ? "spot " : "";
    mark.className = base + (["doubt", "", "done", "gone"].find((kind) => found.includes(kind)) ?? "") + (numbers.includes(current) ? " now" : "");
  }
}

function show(item) {
  const found = marks().find((mark) => item && item.number !== null && mark.dataset.n.split(" ").includes(String(item.number)));
  if (!found) { if (item && item.number !== null && (look.kind === "pages" || inside()?.body)) tell(say("not_placed")); return; }
  if (at("told").textContent === say("not_placed")) tell("");
  found.scrollIntoView({ block: "center", inline: "nearest" });
}

// ---- correcting and adding

function open(field, cells, number) {
  asking = { field, number };
  const form = at("form");
  for (const name of ["label", "value", "year", "role", "region_code"]) form.elements[name].value = cells[name] ?? "";
  form.elements.indicator.value = "";
  form.elements.indicator.placeholder = say("search_indicator");
  at("asked").hidden = false;
  form.elements[field].focus();
  form.elements[field].select?.();
}

function close() {
  at("asked").hidden = true;
  at("hits").hidden = true;
  asking = null;
  at("list").focus();
}

async function save() {
  const form = at("form"), cells = {};
  for (const name of ["label", "value", "year", "role", "region_code"]) cells[name] = form.elements[name].value.trim();
  const adds = asking.number === null;
  if (adds) cells.place = asking.place ?? "";
  const state = await ask(adds ? { did: "add", cells } : { did: "correct", key: items[asking.number].key, cells });
  if (!state) return;
  close();
  take(state);
  if (!adds) goOn();
}

function search() {
  const wanted = at("form").elements.indicator.value.trim().toLowerCase();
  hits = wanted ? look.indicators.filter((each) => each.some((text) => text.toLowerCase().includes(wanted))).slice(0, 8) : [];
  hit = 0;
  drawHits();
}

function drawHits() {
  at("hits").hidden = !hits.length;
  at("form").elements.indicator.setAttribute("aria-expanded", Boolean(hits.length));
  at("hits").replaceChildren(...hits.map(([id, zh, en], n) => {
    const li = made("li", { role: "option", text: `${lang === "zh" ? zh : en} · ${id}` });
    li.setAttribute("aria-selected", n === hit);
    li.onmousedown = (event) => { event.preventDefault(); hit = n; choose(); };
    return li;
  }));
}

function choose() {
  at("form").elements.label.value = hits[hit][1];
  at("form").elements.indicator.value = hits[hit][lang === "zh" ? 1 : 2];
  hits = [];
  drawHits();
}

async function add() {
  const chosen = String(look.kind === "pages" ? getSelection() : inside().getSelection()).trim();
  if (!chosen) { tell(say("nothing_selected")); return; }
  const page = getSelection().anchorNode?.parentElement?.closest?.(".page");
  const guessed = await ask({ did: "guess", text: chosen });
  if (!guessed) return;
  open(guessed.cells.label ? "value" : "indicator", guessed.cells, null);
  asking.place = page ? `page ${Number(page.dataset.page) + 1}` : "";
}

// ---- keys

async function decide(did) {
  const state = await ask({ did, key: items[now].key });
  if (state) { take(state); goOn(); }
}

async function undo() {
  const state = await ask({ did: "undo" });
  if (!state) return;
  const before = new Map(items.map((each) => [each.key, each.state]));
  take(state);
  const changed = items.findIndex((each) => before.get(each.key) !== each.state);
  if (changed >= 0) select(changed);
  tell(say(state.done ? "undone" : "nothing_to_undo"), state.done);
}

async function finish() {
  if (!await ask({ did: "finish" })) return;
  ended = true;
  document.body.replaceChildren(made("p", { text: say("stopped"), role: "status" }));
}

function keyInForm(event) {
  const searching = event.target.name === "indicator" && hits.length;
  if (event.key === "Escape") { event.preventDefault(); close(); }
  else if (searching && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    hit = (hit + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    drawHits();
  } else if (searching && event.key === "Enter") { event.preventDefault(); choose(); }
}

const ACTS = { j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: nextDoubt, Enter: () => decide("confirm"),
  x: () => decide("reject"), a: add, u: undo, d: () => { detailed = !detailed; select(now); }, l: () => { lang = lang === "zh" ? "en" : "zh"; speak(); }, q: finish };

function key(event) {
  if (ended || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (asking) { keyInForm(event); return; }
  if (event.target.closest?.("button") && event.key === "Enter") return;
  const act = FIELDS[event.key] ? () => items.length && open(FIELDS[event.key], items[now].cells, now) : ACTS[event.key];
  if (act) { event.preventDefault(); act(); }
}

function speak() {
  document.documentElement.lang = lang;
  document.title = `${say("title")} · ${look.title}`;
  at("title").textContent = `${look.title} · ${look.region[lang]}`;
  at("language").textContent = say("language");
  at("finish").textContent = say("finish");
  at("bar").setAttribute("aria-label", say("title"));
  at("list").setAttribute("aria-label", say("rows"));
  at("document").setAttribute("aria-label", say("document"));
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  at("form").elements.role.replaceChildren(...["actual", "target", "change"].map((role) => made("option", { value: role, text: say(`roles.${role}`) })));
  at("keys").replaceChildren(...KEYS.map(([name, what]) => made("div", {}, [made("dt", {}, name.split(" ").map((each) => made("kbd", { text: each }))), made("dd", { text: say(`keys.${what}`) })])));
  if (items.length || look) fetch("state").then((answer) => answer.json()).then(take).catch(() => tell(say("lost")));
}

async function begin() {
  look = await (await fetch("look")).json();
  drawDocument();
  document.addEventListener("keydown", key);
  at("form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  at("form").elements.indicator.addEventListener("input", search);
  at("cancel").onclick = close;
  at("language").onclick = ACTS.l;
  at("finish").onclick = finish;
  speak();
  at("list").focus();
}

begin();
