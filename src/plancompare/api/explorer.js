// The explorer's page: choices above; chart, table, provenance and code below.
const SCALE = 3; // dots of a copied picture for each of the SVG's points

function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function selected(model, name, label, entries, empty) {
  const select = element("select", { name });
  const fill = (rows) => {
    select.replaceChildren();
    if (empty !== undefined) select.append(element("option", { value: "", textContent: empty }));
    const groups = new Map([["", select]]);
    for (const [value, text, group] of rows) {
      if (!groups.has(group)) {
        groups.set(group, element("optgroup", { label: group }));
        select.append(groups.get(group));
      }
      groups.get(group).append(element("option", { value, textContent: text }));
    }
    select.value = model.get(name);
  };
  fill(entries);
  select.addEventListener("change", () => { model.set(name, select.value); model.save_changes(); });
  model.on(`change:${name}`, () => { select.value = model.get(name); });
  return { node: element("label", {}, label, select), fill };
}

function numberOrText(one, other) {
  return typeof one === "number" && typeof other === "number"
    ? one - other : String(one).localeCompare(String(other));
}

function fillTable(table, model, order) {
  const { columns, rows, ids, aside } = model.get("shown");
  const places = rows.map((_, place) => place);
  if (order.column !== null) {
    places.sort((a, b) => order.way * numberOrText(rows[a][order.column], rows[b][order.column]));
  }
  const heads = columns.map((name, column) => {
    const sort = element("button", { textContent: name, type: "button" });
    sort.addEventListener("click", () => {
      order.way = order.column === column ? -order.way : 1;
      order.column = column;
      fillTable(table, model, order);
    });
    return element("th", { scope: "col" }, sort);
  });
  const body = element("tbody");
  for (const place of places) {
    const cells = rows[place].map((cell) => element("td", {
      textContent: cell, className: typeof cell === "number" ? "number" : "",
    }));
    const row = element("tr", { className: aside[place] ? "aside" : "", tabIndex: 0 }, ...cells);
    const pick = () => {
      table.querySelector(".picked")?.classList.remove("picked");
      row.classList.add("picked");
      model.set("picked", ids[place]);
      model.save_changes();
    };
    row.addEventListener("click", pick);
    row.addEventListener("keydown", (event) => { if (event.key === "Enter") pick(); });
    body.append(row);
  }
  table.replaceChildren(element("thead", {}, element("tr", {}, ...heads)), body);
}

async function picture(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = element("canvas", {
    width: image.naturalWidth * SCALE, height: image.naturalHeight * SCALE,
  });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function copier(model, status, name, what) {
  const words = model.get("words");
  const button = element("button", { textContent: words[`explore_${name}`], type: "button" });
  button.addEventListener("click", async () => {
    status.textContent = ""; // what was said of the last copy is not said of this one
    try {
      await what();
      status.textContent = words[`explore_${name}_done`];
    } catch {
      status.textContent = words.explore_failed;
    }
  });
  return button;
}

function render({ model, el }) {
  const words = model.get("words");
  const options = model.get("options");
  const years = () => model.get("shown").years.map((year) => [year, year, ""]);
  const charts = () => model.get("shown").charts.concat(["trajectory"])
    .map((name) => [name, words[`explore_chart_${name}`] || name, ""]);
  const year = selected(model, "year", words.explore_year, years(), words.explore_latest);
  const chart = selected(model, "chart", words.explore_kind, charts(), words.explore_usual);
  const choices = element("div", { className: "choices" },
    selected(model, "region", words.explore_region, options.region).node,
    selected(model, "indicator", words.explore_indicator, options.indicator).node,
    selected(model, "second", words.explore_second, options.indicator, "—").node,
    selected(model, "benchmark", words.explore_benchmark, options.benchmark).node,
    year.node, chart.node);

  const drawn = element("div", { className: "picture", role: "img" });
  const table = element("table");
  const source = element("div", { className: "provenance" });
  source.setAttribute("aria-live", "polite");
  const citation = element("p", { className: "citation" });
  const code = element("pre");
  const status = element("span", { role: "status" });
  const copies = element("div", { className: "copies" },
    copier(model, status, "chart", async () => {
      const made = picture(model.get("shown").svg);
      await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    }),
    copier(model, status, "data",
      () => navigator.clipboard.writeText(model.get("shown").csv)),
    copier(model, status, "code",
      () => navigator.clipboard.writeText(model.get("shown").code)),
    status);

  const order = { column: null, way: 1 };
  const show = () => {
    const shown = model.get("shown");
    drawn.innerHTML = shown.svg; // of our own charts, their text escaped
    drawn.setAttribute("aria-label", shown.alt);
    fillTable(table, model, order);
    citation.textContent = shown.citation;
    code.textContent = shown.code;
    status.textContent = "";
    year.fill(years());
    chart.fill(charts());
  };
  const explain = () => { source.innerHTML = model.get("provenance"); };
  model.on("change:shown", show);
  model.on("change:provenance", explain);
  show();
  explain();

  const root = element("div", { className: "plancompare-explorer" }, choices,
    element("div", { className: "shown" }, drawn, element("div", { className: "rows" }, table)),
    element("div", {}, element("b", { textContent: words.explore_source }), source, citation),
    copies, code);
  el.append(root);
}

export default { render };
