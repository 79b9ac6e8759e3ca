// Going through a text: keys, marks that follow the current fact, the mark scrolled to. Works on swapped pieces.
"use strict";

(() => {
  const KEYS_OFF = "thidua.intake.keys-off";
  const panel = () => document.getElementById("panel");
  if (!panel()) return;
  const marks = () => document.querySelectorAll("#text [data-facts]");
  const phone = window.matchMedia("(max-width: 767.98px)");
  const dialog = document.getElementById("all-keys");

  const paint = () => {
    const { current, states, doubtful } = panel().dataset;
    const stateOf = JSON.parse(states);
    const failed = JSON.parse(doubtful);
    for (const mark of marks()) {
      const numbers = mark.dataset.facts.split(" ");
      const state = stateOf[numbers[0]];
      mark.classList.toggle("is-waiting", state === "waiting");
      mark.classList.toggle("is-rejected", state === "rejected");
      const restated = mark.classList.contains("is-restated");
      mark.classList.toggle("is-failed", !restated && failed.includes(Number(numbers[0])));
      mark.classList.toggle("is-current", !restated && numbers.includes(current));
      if (!restated && numbers.includes(current)) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
  };

  const currentMark = () => {
    const { current } = panel().dataset;
    const own = [...marks()].filter((mark) => mark.dataset.facts.split(" ").includes(current));
    return own.find((mark) => !mark.classList.contains("is-restated")) || own[0];
  };
  const open = (node) => {
    for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const toText = () => {
    const mark = currentMark();
    if (!mark) return;
    open(mark);
    mark.scrollIntoView({ block: "center" });
  };
  const toCard = () => {
    const card = document.getElementById("current");
    const side = panel();
    if (!card || phone.matches) return;
    const box = side.getBoundingClientRect();
    const own = card.getBoundingClientRect();
    const first = card.parentElement.firstElementChild === card;
    const fits = own.top >= box.top && own.bottom <= box.bottom;
    if (!fits) side.scrollTop += own.top - box.top - (first ? 58 : 12);
  };
  const follow = (focus) => {
    paint();
    toCard();
    if (!phone.matches) toText();
    if (!focus) return;
    const field = panel().querySelector("[data-correction] [aria-invalid=true], [data-correction] input:not([type=hidden]), [data-correction] textarea");
    const target = field || document.getElementById("current") || panel().querySelector("h2");
    if (target) target.focus({ preventScroll: true });
    if (phone.matches && target) target.scrollIntoView({ block: "start" });
  };

  let scrolled = 0;
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id === "panel") scrolled = event.detail.target.scrollTop;
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id !== "panel") return;
    requestAnimationFrame(() => {
      panel().scrollTop = scrolled;
      follow(true);
    });
  });

  // A mark leads to its fact without a new page.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("#text [data-facts]");
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      window.htmx.ajax("GET", `${location.pathname}?fact=${mark.dataset.facts.split(" ")[0]}`, { source: document.body, swap: "none" });
      return;
    }
    if (event.target.closest("[data-to-text]")) {
      event.preventDefault();
      toText();
    }
    if (event.target.closest("[data-all-keys]")) dialog.showModal();
  });

  const keysOn = document.querySelector("[data-keys-on]");
  keysOn.checked = localStorage.getItem(KEYS_OFF) === null;
  keysOn.addEventListener("change", () => {
    if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  });

  const press = (selector) => {
    const node = panel().querySelector(selector);
    if (node) node.click();
    return node !== null;
  };
  const ACTS = {
    Enter: "[data-key=accept]", e: "[data-key=correct]", x: "[data-key=reject]",
    j: "[data-next]", ArrowDown: "[data-next]", k: "[data-previous]", ArrowUp: "[data-previous]",
  };
  const isTyping = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;
  const isOwnWork = (node, key) => key === "Enter" && node.closest("a, button, summary") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel().querySelector("[data-correction]")) {
      press("[data-key=cancel]");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || dialog.open || !keysOn.checked) return;
    if (isTyping(event.target) || event.target.closest(".menu")) return;
    if (event.key === "?") {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!(key in ACTS) || isOwnWork(event.target, key)) return;
    if (press(ACTS[key])) event.preventDefault();
  });

  paint();
  if (/[?&](fact|o)=/.test(location.search)) follow(false);
})();
