// Keys of the page on which a text is gone through. They press what is on the page, so that nothing is done by key alone.
"use strict";

(() => {
  const KEYS_OFF = "thidua.intake.keys-off";
  const panel = () => document.getElementById("panel");
  if (!panel()) return;
  const dialog = document.getElementById("all-keys");

  const keysOn = document.querySelector("[data-keys-on]");
  keysOn.checked = localStorage.getItem(KEYS_OFF) === null;
  keysOn.addEventListener("change", () => {
    if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-all-keys]")) dialog.showModal();
  });

  const press = (node) => {
    if (node) node.click();
    return Boolean(node);
  };
  const inPanel = (selector) => () => press(panel().querySelector(selector));

  // The rows of a paragraph: the one with the focus, else the only one without its tick.
  const ticks = () => [...panel().querySelectorAll("[data-together] input[data-number]")];
  const rowHere = () => {
    const focused = document.activeElement.closest("[data-row]");
    const left = ticks().filter((tick) => !tick.checked);
    return focused || (left.length === 1 ? left[0].closest("[data-row]") : null);
  };
  const onRow = (selector) => () => {
    if (!ticks().length) return false;
    const row = rowHere();
    if (row) return press(row.querySelector(selector));
    ticks()[0].focus();
    return true;
  };
  const alongRows = (step) => () => {
    const rows = ticks();
    if (!rows.length) return false;
    const at = rows.findIndex((tick) => tick.closest("[data-row]").contains(document.activeElement));
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
    if (!next) return false;
    next.focus({ preventScroll: true });
    next.closest("[data-row]").scrollIntoView({ block: "nearest" });
    return true;
  };
  const toFinding = () => {
    const found = [...panel().querySelectorAll("#findings [data-finding]")];
    const at = found.findIndex((each) => each.contains(document.activeElement));
    const next = found[(at + 1) % found.length];
    if (!next) return false;
    next.querySelector("button").focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    return true;
  };
  const back = () => {
    if (inPanel("[data-key=cancel]")()) return true;
    const current = document.getElementById("current");
    if (!current || !document.activeElement.closest("#panel") || document.activeElement === current) return false;
    current.focus({ preventScroll: true });
    return true;
  };
  const digit = (number) => {
    const finding = document.activeElement.closest("[data-finding]") || panel().querySelector("[data-asked]");
    if (finding) return press(finding.querySelector(`[data-digit="${number}"]`));
    return press(ticks()[number - 1]);
  };

  const first = (...acts) => () => acts.some((act) => act());
  const toNext = inPanel("[data-next]");
  const toPrevious = inPanel("[data-previous]");
  const ACTS = {
    Enter: inPanel("[data-key=accept]"),
    e: first(onRow("[data-correct]"), inPanel("[data-key=correct]")),
    x: first(onRow("[data-reject]"), inPanel("[data-key=reject]")),
    o: onRow("[data-open]"),
    j: toNext,
    k: toPrevious,
    ArrowDown: first(alongRows(1), toNext),
    ArrowUp: first(alongRows(-1), toPrevious),
    a: inPanel("[data-key=all]"),
    f: toFinding,
    l: () => press(document.querySelector("#lock [data-lock]")),
    n: inPanel("[data-next-document]"),
    Escape: back,
    "?": () => { dialog.showModal(); return true; },
  };
  const isTick = (node) => node.matches("input[data-number]");
  const isTyping = (node) => node.closest("input, textarea, select, [contenteditable]") !== null && !isTick(node);
  const isOwnWork = (node, key) => key === "Enter" && node.closest("a, button, summary") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open) return;
    if (event.key === "Escape" && panel().querySelector("[data-correction]")) {
      back();
      return;
    }
    if (!keysOn.checked || isTyping(event.target) || event.target.closest(".menu")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (isOwnWork(event.target, key)) return;
    const done = /^[1-9]$/.test(key) ? digit(Number(key)) : Object.hasOwn(ACTS, key) && ACTS[key]();
    if (done) event.preventDefault();
  });
})();
