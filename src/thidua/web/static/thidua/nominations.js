// The list of nominations: J and K along the names, Enter opens, X ticks; how many are ticked; filters folded on phones.
"use strict";

(() => {
  const form = document.querySelector("[data-together]");
  const titles = () => [...document.querySelectorAll(".nominations-table th .link")];
  const ticks = () => (form ? [...form.querySelectorAll("input[name=hs]")] : []);

  const along = (step) => {
    const rows = titles();
    const at = rows.findIndex((each) => each.closest("tr").contains(document.activeElement));
    const next = rows[at < 0 ? 0 : at + step];
    if (next) next.focus();
  };
  const tell = () => {
    const bar = form.querySelector("[data-count]");
    if (!bar) return;
    const count = ticks().filter((tick) => tick.checked).length;
    const words = form.dataset;
    bar.textContent = count ? words.some.replace("%", String(count)) : words.none;
    bar.parentElement.classList.toggle("has-some", count > 0);
    const all = form.querySelector("[data-tick-all]");
    all.checked = count > 0 && count === ticks().length;
    all.indeterminate = count > 0 && count < ticks().length;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, .menu, dialog")) return;
    const key = event.key.toLowerCase();
    const first = document.querySelector("[data-first]");
    if (event.key === "Enter" && first && !event.target.closest("a, button, summary, input")) first.click();
    else if (key === "j") along(1);
    else if (key === "k") along(-1);
    else if (key === "x") event.target.closest("tr")?.querySelector("input[name=hs]")?.click();
  });
  const more = document.querySelector("[data-more-filters]");
  if (more) {
    const fields = document.getElementById(more.getAttribute("aria-controls"));
    const fold = (folded) => {
      fields.classList.toggle("is-folded", folded);
      more.setAttribute("aria-expanded", String(!folded));
    };
    more.hidden = false;
    fold(![...fields.querySelectorAll("select, input")].some((field) => field.value));
    more.addEventListener("click", () => fold(!fields.classList.contains("is-folded")));
  }
  if (!form || !form.querySelector("[data-tick-all]")) return;
  const all = form.querySelector("[data-tick-all]");
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const tick of ticks()) tick.checked = all.checked;
    tell();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.matches("input[name=hs]")) tell();
  });
  tell();
})();
