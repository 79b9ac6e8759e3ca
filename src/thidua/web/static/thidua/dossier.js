// Papers of a dossier: a file goes up as soon as it is chosen, or dropped onto its item from a folder.
"use strict";

(() => {
  const send = (input) => {
    const { form } = input;
    if (!form.reportValidity()) {
      input.value = "";
      return;
    }
    form.querySelector("[data-busy]").hidden = false;
    form.requestSubmit();
  };
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-send-file]") && target.files.length) send(target);
  });

  const inputOf = (place) => place?.querySelector("[data-send-file]");
  document.addEventListener("dragover", (event) => {
    const place = event.target.closest("[data-drop]");
    if (!inputOf(place) || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    place.classList.add("is-over");
  });
  document.addEventListener("dragleave", ({ target }) => target.closest?.("[data-drop]")?.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    const place = event.target.closest("[data-drop]");
    const input = inputOf(place);
    if (!input) return;
    event.preventDefault();
    place.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    send(input);
  });
})();
