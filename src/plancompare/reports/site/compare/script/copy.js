// What leaves the page: a picture, a table, a citation, each with one press, each with source, year and notes inside.

/** A chunk of PNG that says: 300 dots an inch. It stands behind the header's 33 bytes. */
const DENSITY = Uint8Array.from(atob("AAAACXBIWXMAAC4jAAAuIwF4pT92"), (each) => each.charCodeAt(0));

/** At 300 dots an inch as wide as the text on a page of A4, 160 mm. */
const WIDEST = Math.floor(160 / 25.4 * 300);

/** A picture as a file of its own. Word and LibreOffice know no paint-order and lay the edge of letters over them, so that
 * none is seen: the edge is here a copy below the letters. */
const svgText = (picture) => {
  const whole = picture.cloneNode(true);
  for (const letters of whole.querySelectorAll("[paint-order]")) {
    letters.removeAttribute("paint-order");
    const edge = letters.cloneNode(true);
    edge.setAttribute("aria-hidden", "true");
    for (const title of edge.querySelectorAll("title")) title.remove();
    letters.before(edge);
    letters.setAttribute("stroke", "none");
  }
  return new XMLSerializer().serializeToString(whole);
};

const pngOf = async (picture) => {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  const [width, height] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
  const scale = Math.min(300 / 96, WIDEST / width);
  [canvas.width, canvas.height] = [width, height].map((pixels) => Math.round(pixels * scale));
  canvas.getContext("2d", { alpha: false }).drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  return new Blob([blob.slice(0, 33), DENSITY, blob.slice(33)], { type: "image/png" });
};

const escaped = (text) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);

/** A table as Word and WPS paste it: with borders, its caption above, its sources and notes below. */
const htmlTable = (table, notes) => {
  const border = 'style="border:1px solid #999;padding:3px 6px"';
  const row = (cells, tag) => `<tr>${cells.map((each) => `<${tag} ${border}>${escaped(each)}</${tag}>`).join("")}</tr>`;
  const body = table.rows.map(({ cells }) => row(cells.map((each) => each.text), "td")).join("");
  return `<p>${escaped(table.caption)}</p><table style="border-collapse:collapse"><thead>${row(table.columns, "th")}</thead>`
    + `<tbody>${body}</tbody></table>${notes.map((note) => `<p>${escaped(note)}</p>`).join("")}`;
};

const plainTable = (table, notes) => [[table.caption], table.columns, ...table.rows.map(({ cells }) => cells.map((each) => each.text)),
  ...notes.map((note) => [note])].map((cells) => cells.join("\t")).join("\n");

/** Text that no spreadsheet takes for a formula. */
const harmless = (text) => (/^[=+\-@\t\r＝＋－＠]/.test(text) && !/^[+\-−]?[\d,.]+$/.test(text) ? `'${text}` : text);

const csvOf = (table, notes) => {
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [table.columns, ...table.rows.map(({ cells }) => cells.map((each) => each.text)), [], [table.caption], ...notes.map((note) => [note])];
  return `\ufeff${lines.map((cells) => cells.map((each) => quoted(harmless(each))).join(",")).join("\r\n")}\r\n`;
};

const xlsxOf = (table, notes) => {
  const text = (value, style = {}) => ({ value: harmless(value), type: String, ...style });
  const plain = ({ number, text: shown }) => (number !== undefined && shown && !/[^\d.,\-−]/.test(shown)
    ? { value: number, type: Number } : text(shown));
  const rows = [[text(table.caption, { fontWeight: "bold" })], table.columns.map((name) => text(name, { fontWeight: "bold" })),
    ...table.rows.map(({ cells }) => cells.map(plain)), ...notes.map((note) => [text(note)])];
  return writeXlsxFile(rows, { sheet: "plancompare" }).toBlob();
};

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

/** Put something on the clipboard; where a browser forbids it, as from some disks, select and copy, or say so. */
const copy = async (types) => {
  try {
    await navigator.clipboard.write([new ClipboardItem(types)]);
    return true;
  } catch {
    return copySelected(await (await types["text/html"] ?? await types["text/plain"])?.text?.());
  }
};

const copySelected = (html) => {
  if (!html) return false;
  const box = document.createElement("div");
  box.innerHTML = html; // our own: every text in it was escaped
  document.body.append(box);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.selectAllChildren(box);
  const done = document.execCommand("copy");
  selection.removeAllRanges();
  box.remove();
  return done;
};

const textBlob = (text, type = "text/plain") => new Blob([text], { type });

/** The citations of the publications behind what is shown, each once. */
const citationsOf = (shown, style) => {
  const rows = shown.pair ? shown.pair.flatMap((row) => [row.left, row.right]).filter(Boolean)
    : [...shown.view.rows, ...(shown.view.nation ? [shown.view.nation] : []), ...(shown.other?.rows ?? [])];
  const cited = [...new Set(rows.map((row) => row.source))].map((source) => meta.sources[source][style]);
  const today = new Date().toLocaleDateString("sv"); // the Swedes write a day as ISO 8601 does
  return [...cited, meta.self[style]].join(style === "gbt" ? "\n" : "\n\n").replaceAll("{today}", today);
};
