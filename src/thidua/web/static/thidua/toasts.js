// Toasts stay 8 s, longer while they hold the focus or the pointer. Ctrl+Z presses the newest "Hoàn tác".
"use strict";

(() => {
  const SECONDS = 8;
  const holds = (toast) => toast.matches(":hover") || toast.contains(document.activeElement);

  const leave = (toast) => {
    if (holds(toast)) {
      setTimeout(leave, 1000, toast);
      return;
    }
    toast.classList.add("is-leaving");
    setTimeout(() => toast.remove(), 200);
  };
  const start = (root) => {
    for (const toast of root.querySelectorAll("[data-toast]:not([data-started])")) {
      toast.dataset.started = "";
      if (!("stays" in toast.dataset)) setTimeout(leave, SECONDS * 1000, toast);
    }
  };

  const region = document.getElementById("toasts");
  if (!region) return;
  start(region);
  new MutationObserver(() => start(region)).observe(region, { childList: true });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-toast]")) event.target.closest("[data-toast]").remove();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, [contenteditable]")) return;
    const undo = [...region.querySelectorAll("[data-undo]")].pop();
    if (undo) {
      event.preventDefault();
      undo.click();
    }
  });
})();
