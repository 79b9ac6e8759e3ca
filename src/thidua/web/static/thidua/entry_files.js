// Files beside cells: opened by a press or Alt K, dropped from a folder, and told that they need a connection.
"use strict";

(() => {
  const root = document.querySelector("[data-entry]");
  const boxOf = (line) => document.getElementById(`files-${line}`);
  const buttonOf = (line) => root.querySelector(`[data-files-for="${line}"]`);
  const inputOf = (box) => box.querySelector("input[type=file]");

  const open = (line) => {
    const box = boxOf(line);
    box.hidden = false;
    buttonOf(line).setAttribute("aria-expanded", "true");
    inputOf(box).focus();
  };
  const close = (box) => {
    box.hidden = !box.querySelector("li");
    buttonOf(box.dataset.files).setAttribute("aria-expanded", String(!box.hidden));
    root.querySelector(`[data-cell="${box.dataset.files}"]`).focus();
  };
  const showConnection = () => {
    for (const each of root.querySelectorAll(".entry-files [data-needs-network]")) each.disabled = !navigator.onLine;
    for (const each of root.querySelectorAll(".entry-files [data-offline-only]")) each.hidden = navigator.onLine;
  };
  const lost = (box) => {
    box.querySelector("[data-offline-only]").hidden = false;
    inputOf(box).value = ""; // so that choosing the same file again tries again
  };

  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-files-for]");
    if (!button) return;
    const box = boxOf(button.dataset.filesFor);
    if (box.hidden || box.querySelector("li")) open(button.dataset.filesFor);
    else close(box);
  });
  root.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cell]");
    const box = event.target.closest("[data-files]");
    if (cell && event.altKey && event.code === "KeyK") open(cell.dataset.cell);
    else if (box && event.key === "Escape") close(box);
    else return;
    event.preventDefault();
  });

  root.addEventListener("dragover", (event) => {
    const box = event.target.closest("[data-files]");
    if (!box || !inputOf(box) || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    box.classList.add("is-over");
  });
  root.addEventListener("dragleave", ({ target }) => target.closest("[data-files]")?.classList.remove("is-over"));
  root.addEventListener("drop", (event) => {
    const box = event.target.closest("[data-files]");
    if (!box || !inputOf(box)) return;
    event.preventDefault();
    box.classList.remove("is-over");
    const input = inputOf(box);
    if (input.disabled || !event.dataTransfer.files.length) return;
    const [first] = event.dataTransfer.files;
    const one = new DataTransfer();
    one.items.add(first);
    input.files = one.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  document.addEventListener("htmx:sendError", ({ target }) => {
    const box = target.closest("[data-files]");
    if (box) lost(box);
  });
  document.addEventListener("htmx:afterSettle", showConnection);
  addEventListener("online", showConnection);
  addEventListener("offline", showConnection);
  showConnection();
})();
