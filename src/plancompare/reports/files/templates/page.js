"use strict";
// Without this script the pages show the same, but for search and the buttons marked `scripted`.
{
  const message = document.getElementById("message");
  document.documentElement.classList.add("js");

  const tell = (text) => {
    message.textContent = ""; // so that the same words are read out again
    requestAnimationFrame(() => { message.textContent = text; });
  };

  const bytes = (base64) => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));

  const unpacked = (node) => new Response(new Blob([bytes(node.dataset.packed)]).stream()
    .pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

  /** A chunk of PNG that says: 300 dots an inch. It stands behind the header's 33 bytes. */
  const RESOLUTION = bytes("AAAACXBIWXMAAC4jAAAuIwF4pT92");

  /** A chart as a file of its own, in points as it was drawn. */
  const svgOf = (figure) => {
    const drawn = figure.querySelector("svg").cloneNode(true);
    const { width, height } = figure.querySelector("svg").viewBox.baseVal;
    drawn.setAttribute("width", `${width}pt`);
    drawn.setAttribute("height", `${height}pt`);
    return { width, height, text: new XMLSerializer().serializeToString(drawn) };
  };

  /** What a report's page holds of a chart. */
  const held = {
    /** The picture that is shown, at 300 dots an inch: a point is a 72nd of one. */
    async png(figure) {
      const { width, height, text } = svgOf(figure);
      const image = new Image();
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height].map((points) => Math.floor(points * 300 / 72));
      const context = canvas.getContext("2d", { alpha: false });
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
      return [blob.slice(0, 33), RESOLUTION, blob.slice(33)];
    },
    async svg(figure) {
      return [`<?xml version="1.0" encoding="utf-8"?>\n${svgOf(figure).text}`];
    },
    async csv(figure) {
      return [await unpacked(figure.querySelector("[data-save='csv']"))];
    },
    async xlsx(figure) {
      return [bytes(figure.querySelector("[download$='.xlsx']").href.split(",")[1])];
    },
  };

  const TYPES = {
    png: "image/png",
    svg: "image/svg+xml",
    csv: "text/csv",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };

  /** The same, asked of the report in a frame: no page from disk may read other files. */
  const asked = (address, kind) => new Promise((done, failed) => {
    const [page, name] = address.split("#");
    const frame = document.createElement("iframe");
    frame.hidden = true;
    frame.src = page;
    const answered = ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      removeEventListener("message", answered);
      frame.remove();
      done([data]);
    };
    addEventListener("message", answered);
    const question = { ask: decodeURIComponent(name), kind };
    frame.addEventListener("load", () => frame.contentWindow.postMessage(question, "*"));
    setTimeout(failed, 10000);
    document.body.append(frame);
  });

  addEventListener("message", async ({ source, data }) => {
    const figure = data?.ask && document.getElementById(data.ask);
    if (!figure || !Object.hasOwn(held, data.kind)) return;
    source.postMessage(await new Blob(await held[data.kind](figure)).arrayBuffer(), "*");
  });

  const part = async (figure, kind) => {
    const isCard = figure.matches(".card");
    const parts = isCard ? asked(figure.querySelector("a").href, kind) : held[kind](figure);
    return new Blob(await parts, { type: TYPES[kind] });
  };

  /** The way to copy of browsers and places that know no other. */
  const copySelected = (node) => {
    const selection = getSelection();
    selection.removeAllRanges();
    const range = document.createRange();
    range.selectNode(node);
    selection.addRange(range);
    const copied = document.execCommand("copy");
    selection.removeAllRanges();
    if (!copied) throw new Error("not copied");
  };

  /** The picture as one that word processors know, whatever the page shows it as. */
  const pngOf = async (figure) => {
    const image = new Image();
    const reader = new FileReader();
    reader.readAsDataURL(await part(figure, "png"));
    await new Promise((done) => { reader.addEventListener("load", done); });
    image.src = reader.result;
    await image.decode();
    return image;
  };

  const copy = {
    async picture(figure) {
      try {
        // The promise, not the blob: Safari wants the call within the click.
        await navigator.clipboard.write([new ClipboardItem({ "image/png": part(figure, "png") })]);
      } catch {
        const image = await pngOf(figure);
        document.body.append(image);
        try { copySelected(image); } finally { image.remove(); }
      }
    },
    async citation(figure) {
      const citation = figure.querySelector(".citation");
      try {
        await navigator.clipboard.writeText(citation.textContent);
      } catch {
        copySelected(citation);
      }
    },
  };

  const FORMULA = /^[=+\-@\t\r]/;
  const quoted = (cell) => {
    const text = cell.textContent.trim();
    const safe = FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };

  const csvOf = (table) => {
    const lines = [...table.rows].map((row) => [...row.cells].map(quoted).join(","));
    return new Blob([`\ufeff${lines.join("\n")}\n`], { type: TYPES.csv });
  };

  const saved = (button) => (button.dataset.save === "table"
    ? csvOf(button.closest(".table").querySelector("table"))
    : part(button.closest("figure"), button.dataset.save));

  const download = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (button?.dataset.save) download(await saved(button), button.dataset.name);
    if (!button?.dataset.copy) return;
    try {
      await copy[button.dataset.copy](button.closest("figure"));
      tell(button.dataset.done);
    } catch {
      tell(button.dataset.failed);
    }
  });

  // On a narrow screen the contents are closed at first; wide tables say that there is more of them.
  const contents = document.querySelector("nav.contents details");
  if (contents && !matchMedia("(min-width: 64rem)").matches) contents.open = false;
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      target.parentElement.querySelector(".hint").hidden = target.scrollWidth <= target.clientWidth + 1;
    }
  });
  for (const each of document.querySelectorAll(".hint + .scroll")) watch.observe(each);

  const form = document.querySelector(".search");
  const wordsOf = (text) => text.toLowerCase().normalize("NFKC").split(/[\s,，、]+/).filter(Boolean);
  const things = JSON.parse(document.getElementById("things")?.textContent ?? "null");

  /** The region that a word begins with, and what is left of the word: 内蒙古床位 has both. */
  const regionIn = (word) => {
    const begins = (key) => key && (key.startsWith(word) || (key.length > 1 && word.startsWith(key)));
    const shared = (keys) => Math.max(0, ...keys.split("|").filter(begins).map((key) => Math.min(key.length, word.length)));
    const best = things.regions.reduce((most, each) => (shared(each.keys) > shared(most.keys) ? each : most), { keys: "" });
    return best.keys ? { region: best, rest: word.slice(shared(best.keys)) } : null;
  };

  /** Comparisons that answer what was typed: a region, indicators, or indicators of a region. */
  const answersTo = (query) => {
    let region = null;
    const rest = [];
    for (const word of wordsOf(query)) {
      if (region?.keys.includes(word)) continue;
      const isOfIndicator = things.indicators.some((each) => each.keys.includes(word));
      const hit = region || (isOfIndicator && word.length > 1 && !things.regions.some((each) => each.keys.split("|").includes(word)))
        ? null : regionIn(word);
      region ??= hit?.region ?? null;
      rest.push(hit ? hit.rest : word);
    }
    const left = rest.filter(Boolean);
    const fits = (each) => left.every((word) => each.keys.includes(word));
    const hits = left.length ? things.indicators.filter(fits) : region ? things.indicators.slice(0, 3) : [];
    return hits.slice(0, 8).map((indicator) => ({ indicator, region }));
  };

  const showAnswers = (query) => {
    const list = document.getElementById("answers");
    if (!list) return;
    list.replaceChildren(...answersTo(query).map(({ indicator, region }) => {
      const [item, link] = [document.createElement("li"), document.createElement("a")];
      link.href = `${list.dataset.compare}&${new URLSearchParams({ i: indicator.id, ...(region && { r: region.code, group: region.group }) })}`;
      link.textContent = [region?.name, indicator.name].filter(Boolean).join(" · ");
      item.append(link);
      return item;
    }));
    list.parentElement.hidden = !list.children.length;
  };

  const filter = () => {
    const words = wordsOf(form.query.value);
    showAnswers(form.query.value);
    const level = form.level.value;
    const fits = (item) => !level || !item.dataset.level || item.dataset.level === level;
    const items = [...document.querySelectorAll("[data-keys]")];
    for (const item of items) {
      const charts = [...item.querySelectorAll("[data-level]")];
      for (const chart of charts) chart.hidden = !fits(chart);
      const inLevel = fits(item) && (charts.length === 0 || charts.some((each) => !each.hidden));
      item.hidden = !(inLevel && words.every((word) => item.dataset.keys.includes(word)));
    }
    for (const group of document.querySelectorAll("[data-group]")) {
      const empty = !group.querySelector("[data-keys]:not([hidden])");
      (group.closest("section") ?? group).hidden = empty;
    }
    const count = items.filter((item) => !item.hidden).length;
    const { none, found } = form.dataset;
    document.getElementById("found").textContent = count ? found.replace("{count}", count) : none;
  };
  form?.addEventListener("input", filter);
  form?.addEventListener("submit", (event) => {
    event.preventDefault(); // Enter goes to the first that was found
    document.querySelector("[data-keys]:not([hidden]) :is(a, summary)")?.focus();
  });
}
