// A session's page: one question before a ballot or a conclusion goes in, a lost connection, places kept while parts change.
"use strict";

(() => {
  const LOST_AFTER = 2;
  let failed = 0;

  // A form that asks once: the first press opens its dialog, the one in the dialog sends it. Enter on a choice presses
  // the first button, so that nothing goes in unasked.
  const asks = (form) => (form.matches("[data-ballot]") ? "cast-ballot" : form.dataset.asks);
  const chosen = (form) => form.querySelector("input[type=radio]:checked");
  const show = (form, name, yes) => {
    const told = form.querySelector(`[data-${name}]`);
    if (told) told.hidden = !yes;
  };
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const id = form.matches("[data-ballot], [data-asks]") ? asks(form) : null;
    if (!id || (event.submitter && event.submitter.name === "confirmed")) return;
    stop(event);
    show(form, "nothing-chosen", !chosen(form));
    const word = form.querySelector("[data-chosen]");
    if (word) {
      if (!chosen(form)) return;
      word.textContent = chosen(form).dataset.word;
    }
    const dialog = form.querySelector("dialog");
    dialog.showModal();
    dialog.querySelector("[data-close-confirm]").focus();
  }, true);

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || event.target.type !== "radio") return;
    show(form, "nothing-chosen", false);
    if (form.dataset.asks === "conclude-item") showFields(form);
  });
  const showFields = (form) => {
    for (const field of form.querySelectorAll("[data-shown-for]")) {
      field.hidden = !chosen(form) || chosen(form).value !== field.dataset.shownFor;
    }
  };
  const settle = () => document.querySelectorAll('[data-asks="conclude-item"]').forEach(showFields);
  settle();

  // What is new: not asked while nobody looks; a part that changes under the focus hands it on to the item's heading.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches("[data-watch]") && document.hidden) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && window.htmx && document.querySelector("[data-watch]")) window.htmx.trigger(document.body, "look");
  });
  let held = null, casting = false;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches("[data-ballot]")) casting = true;
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const inside = event.detail.target && event.detail.target.contains(document.activeElement);
    held = inside ? document.activeElement.id || "item-heading" : null;
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    settle();
    const receipt = casting && document.querySelector("[data-receipt]");
    const place = receipt || (held && document.getElementById(held));
    if (receipt) casting = false;
    if (place && !place.contains(document.activeElement)) place.focus({ preventScroll: true });
    held = null;
  });

  // A lost connection: said beside the ballot that did not go in, and above the page when asking fails twice.
  const lost = (yes) => {
    const told = document.querySelector("[data-lost]");
    if (told) told.hidden = !yes;
  };
  document.addEventListener("htmx:sendError", (event) => {
    casting = false;
    if (event.target.matches("[data-ballot]")) {
      const dialog = event.target.querySelector("dialog");
      if (dialog.open) dialog.close();
      show(event.target, "not-sent", true);
    } else if (event.target.matches("[data-watch]") && (failed += 1) >= LOST_AFTER) lost(true);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || !event.target.matches("[data-watch], [data-ballot]")) return;
    failed = 0;
    lost(false);
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (!event.target.matches("[data-ballot]")) return;
    const dialog = event.target.querySelector("dialog");
    if (dialog.open) dialog.close();
    if (window.htmx) window.htmx.trigger(document.body, "look");
  });

  // The roll and the agenda.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-all-present]")) return;
    for (const choice of document.querySelectorAll('#roll-form input[type=radio][value="present"]')) {
      const group = document.getElementsByName(choice.name);
      if (![...group].some((each) => each.checked)) choice.checked = true;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const row = event.target.closest("[data-agenda-row]");
    const button = row && row.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
  if (location.hash.startsWith("#muc-")) {
    const row = document.getElementById(location.hash.slice(1));
    if (row) row.focus();
  }
})();
