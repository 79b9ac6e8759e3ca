// Source marks open their source below the row; a second press closes it. One open mark per place.
"use strict";

(() => {
  const marksOf = (slot) => document.querySelectorAll(`[data-source-mark][aria-controls="${slot.id}"]`);
  const close = (slot) => {
    slot.replaceChildren();
    for (const mark of marksOf(slot)) mark.setAttribute("aria-expanded", "false");
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const mark = event.target.closest("[data-source-mark]");
    if (!mark || mark.getAttribute("aria-expanded") !== "true") return;
    event.preventDefault();
    close(document.getElementById(mark.getAttribute("aria-controls")));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const mark = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!mark || !mark.matches("[data-source-mark]")) return;
    for (const other of marksOf(event.detail.target)) other.setAttribute("aria-expanded", String(other === mark));
  });
  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close-source]");
    if (!closer) return;
    const slot = closer.closest(".source-slot");
    const mark = slot && document.querySelector(`[aria-controls="${slot.id}"][aria-expanded="true"]`);
    if (slot) close(slot);
    if (mark) mark.focus();
  });
})();
