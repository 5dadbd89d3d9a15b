// One search for indicators, regions and reports: words in any order, in Chinese, pinyin, initials or English.

/** Whether every word of a query stands in a thing's keys. */
const fits = (keys, words) => words.every((word) => keys.includes(word));

const wordsOf = (query) => query.toLowerCase().normalize("NFKC").split(/[\s,，、]+/).filter(Boolean);

/** The things that a query finds, the shortest keys first: they say most exactly what was asked. */
const found = (things, query, most = 30) => {
  const words = wordsOf(query);
  if (!words.length) return [];
  const hits = things.filter((each) => fits(each.keys, words));
  const startsWith = (each) => Number(!each.keys.split("|").some((key) => key.startsWith(words[0])));
  return hits.sort((a, b) => startsWith(a) - startsWith(b) || Number(meta.pinned.includes(b.id)) - Number(meta.pinned.includes(a.id))
    || a.keys.length - b.keys.length).slice(0, most);
};

const regionThings = meta.regions.code.map((code, place) => ({ code, keys: meta.regions.keys[place] }));

/** An input with a list of what it finds below it: arrows move, Enter takes, Escape closes. */
const finder = (input, list, things, label, take) => {
  let hits = [];
  let at = 0;
  const show = () => {
    hits = found(things(), input.value);
    at = 0;
    list.replaceChildren(...hits.map((each, place) => option(each, place)));
    const isOpen = hits.length > 0;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    mark();
  };
  const option = (each, place) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.role = "option";
    item.textContent = label(each);
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(place); });
    return item;
  };
  const mark = () => {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-activedescendant", hits.length ? `${list.id}-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); };
  const choose = (place) => {
    const hit = hits[place];
    if (!hit) return;
    input.value = "";
    close();
    take(hit);
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(1, hits.length);
      mark();
    } else if (event.key === "Enter") choose(at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
};
