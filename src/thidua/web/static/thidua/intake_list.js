// Keys of the list of texts: Enter opens the first that waits, J and K go through the titles.
"use strict";

(() => {
  const titles = () => [...document.querySelectorAll(".table th .link")];
  const along = (step) => {
    const rows = titles();
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? 0 : at + step];
    if (next) next.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, .menu, dialog")) return;
    if (localStorage.getItem("thidua.intake.keys-off") !== null) return;
    const first = document.querySelector("[data-first]");
    if (event.key === "Enter" && first && event.target.closest("a, button, summary") === null) first.click();
    else if (event.key.toLowerCase() === "j") along(1);
    else if (event.key.toLowerCase() === "k") along(-1);
  });
})();
