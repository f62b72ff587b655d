"use strict";
(() => {
  const body = document.querySelector("tbody");
  const tools = document.querySelector(".tools");
  const heads = [...document.querySelectorAll("th[data-column]")].sort((a, b) => a.dataset.column - b.dataset.column);
  let rows = null;
  const spans = [];

  // Which text stands in each column of each row, merged cells filled down.
  function index() {
    const open = [];
    rows = [...body.rows].map((tr) => ({ tr, texts: [], shown: true }));
    rows.forEach((row, number) => {
      let column = 0;
      for (const cell of [...row.tr.cells]) {
        while (open[column] && open[column].left) column++;
        cell.column = column;
        open[column] = { text: cell.textContent, left: cell.rowSpan };
        if (cell.rowSpan > 1) spans.push({ cell, first: number, last: number + cell.rowSpan - 1 });
        column++;
      }
      open.forEach((entry, place) => {
        row.texts[place] = entry.text;
        if (entry.left) entry.left--;
      });
      row.all = row.texts.join("\n").toLowerCase();
    });
  }

  // A check-list gives its ticked options, a list its entries; quotation marks hold an entry together.
  const values = (text) =>
    /^[■□]/.test(text)
      ? text.split("\n").filter((line) => line[0] === "■").map((line) => line.slice(1).split(/[：:]/)[0])
      : text.split(/、(?![^“]*”)/).map((entry) => entry.trim()).filter(Boolean);

  function addFilters() {
    for (const head of heads.filter((th) => th.hasAttribute("data-filter"))) {
      const column = Number(head.dataset.column);
      const found = new Set(rows.flatMap((row) => values(row.texts[column])));
      if (found.size < 2 && !found.has("√")) continue;
      const label = document.createElement("label");
      const select = document.createElement("select");
      select.dataset.column = column;
      select.append(new Option("@every@", ""));
      for (const value of found) select.append(new Option(value.length > 24 ? value.slice(0, 24) + "…" : value, value));
      label.append(head.textContent + " ", select);
      document.querySelector("#filters").append(label);
    }
  }

  function show() {
    const words = document.querySelector("#search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = [...tools.querySelectorAll("select")].filter((select) => select.value);
    let count = 0;
    for (const row of rows) {
      row.shown =
        words.every((word) => row.all.includes(word)) &&
        chosen.every((select) => values(row.texts[select.dataset.column]).includes(select.value));
      row.tr.hidden = !row.shown;
      count += row.shown;
    }
    // A merged cell moves to the first row of its span that is shown, and covers as many as are.
    for (const { cell, first, last } of spans) {
      const shown = rows.slice(first, last + 1).filter((row) => row.shown);
      if (!shown.length) continue;
      cell.rowSpan = shown.length;
      const tr = shown[0].tr;
      if (cell.parentNode !== tr) tr.insertBefore(cell, [...tr.cells].find((other) => other.column > cell.column) || null);
    }
    document.querySelector("#count").textContent = count === rows.length ? "" : `@shown@`;
  }

  index();
  addFilters();
  tools.hidden = false;
  tools.addEventListener("input", show);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("reset", () => setTimeout(show));
})();
