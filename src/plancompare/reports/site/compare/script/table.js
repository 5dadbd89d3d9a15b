// The table under a picture: what can be sorted, copied and saved. It holds every row, the picture perhaps not.
const MOST_SHOWN = 200; // rows in the page until all are asked for; what is copied or saved has all

/** The columns and rows of what is shown. Cells are texts, or numbers with the text they are shown as. */
const tableOf = (shown) => {
  if (shown.pair) return pairTable(shown);
  const { view, other } = shown;
  if (state.view === "trend") return trendTable(view);
  const columns = ["region", "rank", "value", "year", ...(other ? ["value_x", "year_x"] : []), "target", "reason", "series", "flags", "source"];
  const across = new Map([...(other?.rows ?? []), ...(other?.nation ? [other.nation] : [])].map((row) => [row.region, row]));
  const rows = [...(view.nation ? [{ ...view.nation, reason: "nation" }] : []), ...view.rows, ...view.aside]
    .map((row) => ({ row, cells: cellsOf(row, across.get(row.region), view, other, columns) }));
  const used = columns.filter((column, at) => column === "region" || rows.some(({ cells }) => cells[at].text));
  return {
    caption: titleOf(shown),
    columns: used.map((column) => headOf(column, view, other)),
    rows: rows.map(({ row, cells }) => ({ row, cells: columns.map((column, at) => [column, cells[at]])
      .filter(([column]) => used.includes(column)).map(([, cell]) => cell) })),
  };
};

const headOf = (column, view, other) => {
  const unit = (indicator) => (unitOf(indicator) ? ` (${unitOf(indicator)})` : "");
  if (column === "value") return `${named(view.indicator)}${unit(view.indicator)}`;
  if (column === "value_x") return `${named(other.indicator)}${unit(other.indicator)}`;
  return say(`column_${column}`);
};

const cell = (text, number) => ({ text: text ?? "", number });
const cellsOf = (row, across, view, other, columns) => columns.map((column) => {
  const target = view.targets.get(row.region);
  switch (column) {
    case "region": return cell(placeName(row.region));
    case "rank": return row.rank ? cell(placeText(row), row.rank) : cell("");
    case "value": return cell(row.text, row.value);
    case "year": return cell(yearOf(row.year), row.year ?? 0);
    case "value_x": return across ? cell(across.text, across.value) : cell("");
    case "year_x": return across ? cell(yearOf(across.year), across.year ?? 0) : cell("");
    case "target": return target ? cell(`${target.text} (${yearOf(target.year)})`, target.value) : cell("");
    case "reason": return cell(row.reason && row.reason !== "nation" ? reasonText(row.reason) : "");
    case "series": return cell(named(meta.series[row.series]));
    case "flags": return cell(flagsText(row));
    default: return cell(sourceText(row));
  }
});

/** Every value of all regions, of those too that are too many to draw; the latest first. */
const trendTable = (view) => ({
  caption: titleOf({ view }),
  columns: ["region", "year", "role"].map((name) => say(`column_${name}`)).concat(headOf("value", view), ["series", "flags", "source"].map((name) => say(`column_${name}`))),
  rows: trendCodes(view, Infinity).flatMap((code) => view.part.rows.filter((row) => row.region === code).reverse()).map((row) => ({
    row,
    cells: [cell(placeName(row.region)), cell(yearOf(row.year), row.year ?? 0), cell(say(row.role)), cell(row.text, row.value),
      cell(named(meta.series[row.series])), cell(flagsText(row)), cell(sourceText(row))],
  })),
});

const pairTable = ({ pair }) => ({
  caption: titleOf({ pair }),
  columns: [say("column_indicator"), sideName(state.a), sideName(state.b), say("column_reason"), say("column_source")],
  rows: pair.map((row) => ({
    row: row.left ?? row.right,
    cells: [cell(named(row.indicator)), cell(promised(row.left, row.indicator), row.left?.value), cell(promised(row.right, row.indicator), row.right?.value),
      cell(apartText(row)), cell([...new Set([row.left, row.right].filter(Boolean).map(sourceText))].join(say("semicolon")))],
  })),
});

let sorted = { column: -1, down: true };

/** Show a table; a press on a head sorts by its column, a press on a row tells all of its value. */
const showTable = (node, table, tell) => {
  const rows = sorted.column < 0 ? table.rows : [...table.rows].sort(byColumn(sorted));
  const head = document.createElement("tr");
  head.append(...table.columns.map((name, at) => headCell(name, at, () => {
    sorted = { column: at, down: sorted.column === at ? !sorted.down : at > 0 };
    showTable(node, table, tell);
  })));
  const caption = document.createElement("caption");
  caption.textContent = table.caption;
  const [thead, tbody] = [document.createElement("thead"), document.createElement("tbody")];
  thead.append(head);
  tbody.append(...rows.slice(0, MOST_SHOWN).map((each) => bodyRow(each, tell)));
  node.replaceChildren(caption, thead, tbody);
  const rest = rows.slice(MOST_SHOWN);
  const more = document.getElementById("more");
  more.hidden = !rest.length;
  more.textContent = say("show_all", { count: rows.length });
  more.onclick = () => { tbody.append(...rest.map((each) => bodyRow(each, tell))); more.hidden = true; };
};

const byColumn = ({ column, down }) => (a, b) => {
  const [one, two] = [a.cells[column], b.cells[column]];
  const order = one.number !== undefined && two.number !== undefined ? one.number - two.number
    : Number(two.number !== undefined) - Number(one.number !== undefined) || one.text.localeCompare(two.text, "zh");
  return down ? -order : order;
};

const headCell = (name, at, sort) => {
  const node = document.createElement("th");
  node.scope = "col";
  node.ariaSort = sorted.column === at ? (sorted.down ? "descending" : "ascending") : "none";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  button.addEventListener("click", sort);
  node.append(button);
  return node;
};

const bodyRow = ({ row, cells }, tell) => {
  const node = document.createElement("tr");
  node.dataset.region = row.region;
  if (row.id) node.dataset.observation = row.id;
  if (row.reason) node.className = row.reason === "nation" ? "nation" : "aside";
  cells.forEach((each, at) => {
    const item = document.createElement(at ? "td" : "th");
    if (!at) item.scope = "row";
    if (each.number !== undefined) item.className = "number";
    item.textContent = each.text;
    node.append(item);
  });
  node.addEventListener("pointerenter", () => tell(row));
  return node;
};
