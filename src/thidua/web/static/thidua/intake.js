// Going through a text: marks that follow what is looked at, ticks of a paragraph, the mark scrolled to. Works on
// swapped pieces. Keys: intake_keys.js.
"use strict";

(() => {
  const panel = () => document.getElementById("panel");
  if (!panel()) return;
  const marks = () => document.querySelectorAll("#text [data-facts]");
  const phone = window.matchMedia("(max-width: 767.98px)");
  const numbersOf = (mark) => mark.dataset.facts.split(" ");
  const lookedAt = () => {
    const { current, together } = panel().dataset;
    return together ? together.split(" ") : [current];
  };
  const ticks = () => [...panel().querySelectorAll("[data-together] input[data-number]")];
  const unticked = () => ticks().filter((tick) => !tick.checked).map((tick) => tick.dataset.number);

  const paint = () => {
    const { states, doubtful, together } = panel().dataset;
    const stateOf = JSON.parse(states);
    const failed = JSON.parse(doubtful);
    const current = lookedAt();
    const left = unticked();
    for (const paragraph of document.querySelectorAll("#text .is-together")) paragraph.classList.remove("is-together");
    for (const mark of marks()) {
      const numbers = numbersOf(mark);
      const state = stateOf[numbers[0]];
      const restated = mark.classList.contains("is-restated");
      const here = !restated && numbers.some((number) => current.includes(number));
      mark.classList.toggle("is-waiting", state === "waiting");
      mark.classList.toggle("is-rejected", state === "rejected");
      mark.classList.toggle("is-failed", !restated && failed.includes(Number(numbers[0])));
      mark.classList.toggle("is-current", here);
      mark.classList.toggle("is-unticked", here && numbers.some((number) => left.includes(number)));
      if (here) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
      const paragraph = mark.closest("p, h2");
      if (here && together && paragraph) paragraph.classList.add("is-together");
    }
  };

  const count = () => {
    const form = panel().querySelector("form[data-together]");
    if (!form) return;
    const all = ticks().length;
    const chosen = all - unticked().length;
    for (const number of form.querySelectorAll("[data-ticked]")) number.textContent = chosen;
    form.querySelector("[data-all]").hidden = chosen < all;
    form.querySelector("[data-part]").hidden = chosen === all || chosen === 0;
    form.querySelector("[data-none]").hidden = chosen > 0;
  };

  const currentMark = () => {
    const current = lookedAt();
    const own = [...marks()].filter((mark) => numbersOf(mark).some((number) => current.includes(number)));
    return own.find((mark) => !mark.classList.contains("is-restated")) || own[0];
  };
  const open = (node) => {
    for (let fold = node.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  const toText = () => {
    const mark = currentMark();
    if (!mark) return;
    open(mark);
    const whole = mark.closest(".is-together") || mark;
    const fits = whole.offsetHeight < window.innerHeight / 2;
    (fits ? whole : mark).scrollIntoView({ block: "center" });
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
    count();
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
  let left = [];
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id !== "panel") return;
    scrolled = event.detail.target.scrollTop;
    left = unticked();
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id !== "panel") return;
    requestAnimationFrame(() => {
      panel().scrollTop = scrolled;
      for (const tick of ticks()) if (left.includes(tick.dataset.number)) tick.checked = false;
      follow(true);
    });
  });

  // A mark leads to its fact without a new page.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("#text [data-facts]");
    if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      window.htmx.ajax("GET", `${location.pathname}?fact=${numbersOf(mark)[0]}`, { source: document.body, swap: "none" });
      return;
    }
    if (event.target.closest("[data-to-text]")) {
      event.preventDefault();
      toText();
    }
  });
  document.addEventListener("change", (event) => {
    if (!event.target.closest("[data-together]")) return;
    count();
    paint();
  });

  count();
  paint();
  if (/[?&](fact|o|doan)=/.test(location.search)) follow(false);
})();
