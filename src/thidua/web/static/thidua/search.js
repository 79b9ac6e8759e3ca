// One search: "/" goes to it; arrow keys walk the suggestions, Enter opens one or lists all.
"use strict";

(() => {
  const form = document.querySelector("form[data-search]");
  const isTyping = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const input = document.querySelector("form[data-search] input, input[data-search-page]");
    if (input && input.offsetParent !== null) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  if (!form) return;
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  };
  const choose = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  list.addEventListener("htmx:afterSwap", () => show(list.childElementCount > 0 && document.activeElement === input));
  input.addEventListener("focus", () => show(list.childElementCount > 0));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown" && all.length) {
      event.preventDefault();
      show(true);
      choose(all[(at + 1) % all.length]);
    } else if (event.key === "ArrowUp" && all.length) {
      event.preventDefault();
      show(true);
      choose(all[(at - 1 + all.length) % all.length]);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      all[at].click();
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      show(false);
    }
  });
})();
