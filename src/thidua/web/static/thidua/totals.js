// Keys of the totals: arrows walk the numbers, Enter opens what one consists of below its row, Escape closes it.
"use strict";

(() => {
  const frame = document.querySelector("[data-totals]");
  if (!frame) return;
  const all = [...frame.querySelectorAll("[data-cell]")];
  const cellsOf = (row) => [...row.querySelectorAll(":scope > td > [data-cell]")];
  const isShown = (link) => link.offsetParent !== null;
  const column = (link) => link.closest("td").cellIndex;

  // One number of all is reached by Tab; the arrows move that place.
  const opened = frame.querySelector("[data-cell].is-open");
  let here = opened || frame.querySelector("td.is-current > [data-cell]") || all[0];
  const settle = (link) => {
    here.tabIndex = -1;
    here = link;
    here.tabIndex = 0;
  };
  for (const link of all) link.tabIndex = -1;
  if (here) settle(here);

  const close = (back) => {
    for (const row of frame.querySelectorAll("[data-open]")) {
      const closer = row.querySelector("[data-close-parts]");
      if (closer) window.history.replaceState(null, "", closer.href);
      row.remove();
    }
    for (const link of frame.querySelectorAll("[data-cell].is-open")) {
      link.classList.remove("is-open");
      link.removeAttribute("aria-expanded");
      if (back) link.focus();
    }
  };
  const open = async (link) => {
    const wasOpen = link.classList.contains("is-open");
    close(false);
    settle(link);
    if (wasOpen) {
      link.focus();
      return;
    }
    const line = link.closest("tr");
    const row = document.createElement("tr");
    row.className = "totals-open";
    row.dataset.open = "";
    const cell = row.insertCell();
    cell.colSpan = line.cells.length;
    line.after(row);
    link.classList.add("is-open");
    link.setAttribute("aria-expanded", "true");
    await window.htmx.ajax("GET", link.href, { source: link, target: cell, swap: "innerHTML show:none" });
    if (!row.isConnected) return;
    const parts = cell.querySelector("[data-parts]");
    if (!parts) {
      close(true);
      return;
    }
    // The address names the number that is open: it can be sent on, and the way back leads to it.
    window.history.replaceState(null, "", link.href);
    (parts.querySelector("[data-part]") || parts).focus({ preventScroll: true });
    parts.scrollIntoView({ block: "nearest" });
  };

  const upright = (link, step) => {
    const rows = [...frame.querySelectorAll("[data-rows] > tr")].filter((row) => cellsOf(row).some(isShown));
    const row = rows[rows.indexOf(link.closest("tr")) + step];
    const away = (each) => Math.abs(column(each) - column(link));
    return row && cellsOf(row).filter(isShown).sort((one, other) => away(one) - away(other))[0];
  };
  const sideways = (link, step) => {
    const cells = cellsOf(link.closest("tr")).filter(isShown);
    return cells[cells.indexOf(link) + step];
  };
  const MOVES = {
    ArrowLeft: (link) => sideways(link, -1),
    ArrowRight: (link) => sideways(link, 1),
    ArrowUp: (link) => upright(link, -1),
    ArrowDown: (link) => upright(link, 1),
    Home: (link) => cellsOf(link.closest("tr")).filter(isShown)[0],
    End: (link) => cellsOf(link.closest("tr")).filter(isShown).at(-1),
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("[data-cell]");
    if (link && frame.contains(link)) {
      event.preventDefault();
      open(link);
    } else if (event.target.closest("[data-close-parts]")) {
      event.preventDefault();
      close(true);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      close(true);
    } else if (Object.hasOwn(MOVES, event.key)) {
      const link = event.target.closest("[data-cell]");
      if (!link || !frame.contains(link)) return;
      event.preventDefault();
      settle(MOVES[event.key](link) || link);
      here.focus({ preventScroll: true });
      here.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });

  if (opened) opened.focus();
})();
