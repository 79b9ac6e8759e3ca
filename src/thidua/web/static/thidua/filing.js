// Keys of the matrix: arrows walk the cells, Enter opens one beside its place, Escape closes it, G shows only the missing.
"use strict";

(() => {
  const matrix = document.querySelector("[data-matrix]");
  if (!matrix) return;
  const tables = [...matrix.querySelectorAll("[data-rows]")].map((body) => [...body.rows]);
  const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];
  const all = [...matrix.querySelectorAll("[data-cell]")];
  const column = (link) => link.closest("td").cellIndex;

  // One cell of all is reached by Tab; the arrows move that place.
  let here = matrix.querySelector("tr.is-missing [data-cell]") || all[0];
  const settle = (link) => {
    here.tabIndex = -1;
    here = link;
    here.tabIndex = 0;
  };
  for (const link of all) link.tabIndex = -1;
  if (here) settle(here);

  const close = (back) => {
    for (const detail of matrix.querySelectorAll("[data-detail]")) {
      const link = detail.closest("td").querySelector("[data-cell]");
      detail.remove();
      link.classList.remove("is-open");
      link.removeAttribute("aria-expanded");
      if (back) link.focus();
    }
  };
  const place = (detail) => {
    const box = detail.getBoundingClientRect();
    const frame = matrix.getBoundingClientRect();
    if (box.right > Math.min(frame.right, window.innerWidth - 16)) detail.classList.add("is-to-left");
    if (box.bottom > window.innerHeight - 16) detail.classList.add("is-above");
  };
  const open = async (link) => {
    const cell = link.closest("td");
    const wasOpen = cell.querySelector("[data-detail]") !== null;
    close(false);
    settle(link);
    if (wasOpen) {
      link.focus();
      return;
    }
    await window.htmx.ajax("GET", link.href, { source: link, target: cell, swap: "beforeend show:none" });
    const details = matrix.querySelectorAll("[data-detail]");
    for (const old of details) if (old !== cell.querySelector("[data-detail]")) old.remove();
    const detail = cell.querySelector("[data-detail]");
    if (!detail) return;
    place(detail);
    link.classList.add("is-open");
    link.setAttribute("aria-expanded", "true");
    (detail.querySelector("a") || detail).focus({ preventScroll: true });
  };

  // The nearest cell of a row to a column.
  const nearest = (row, at) =>
    cellsOf(row).sort((one, other) => Math.abs(column(one) - at) - Math.abs(column(other) - at))[0];
  const sideways = (link, step) => {
    const row = link.closest("tr");
    const cells = cellsOf(row);
    const next = cells[cells.indexOf(link) + step];
    if (next) return next;
    const table = tables.findIndex((rows) => rows.includes(row));
    const beside = (tables[table + step] || [])[tables[table].indexOf(row)];
    return beside && cellsOf(beside).at(step > 0 ? 0 : -1);
  };
  const upright = (link, step) => {
    const rows = tables.flat().filter((row) => cellsOf(row).length);
    const row = rows[rows.indexOf(link.closest("tr")) + step];
    return row && nearest(row, column(link));
  };
  const MOVES = {
    ArrowLeft: (link) => sideways(link, -1),
    ArrowRight: (link) => sideways(link, 1),
    ArrowUp: (link) => upright(link, -1),
    ArrowDown: (link) => upright(link, 1),
    Home: (link) => cellsOf(link.closest("tr"))[0],
    End: (link) => cellsOf(link.closest("tr")).at(-1),
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-cell]");
    if (link && matrix.contains(link)) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(link);
    } else if (event.target.closest("[data-close-detail]")) {
      close(true);
    } else if (!event.target.closest("[data-detail]")) {
      close(false);
    }
  });

  const isTyping = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "Escape") {
      close(true);
    } else if (event.key.toLowerCase() === "g") {
      const missing = document.querySelector("[data-only-missing]");
      const wanted = missing.hasAttribute("aria-current") ? document.querySelector("[data-all]") : missing;
      wanted.click();
    } else if (Object.hasOwn(MOVES, event.key) && matrix.contains(event.target)) {
      const cell = event.target.closest("td");
      const link = event.target.closest("[data-cell]") || (cell && cell.querySelector("[data-cell]"));
      const next = link && MOVES[event.key](link);
      if (!link) return;
      event.preventDefault();
      close(false);
      settle(next || link);
      here.focus({ preventScroll: true });
      here.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
})();
