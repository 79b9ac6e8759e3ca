// Names the chosen files under the field; without it the browser still takes them.
"use strict";

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  const names = drop.querySelector("[data-names]");
  const show = () => {
    names.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        const size = file.size < 1048576 ? `${Math.max(1, Math.round(file.size / 1024))} KB` : `${(file.size / 1048576).toFixed(1).replace(".", ",")} MB`;
        line.textContent = `${file.name} · ${size}`;
        return line;
      }),
    );
  };
  input.addEventListener("change", show);
  for (const type of ["dragenter", "dragover"]) input.addEventListener(type, () => drop.classList.add("is-over"));
  for (const type of ["dragleave", "drop"]) input.addEventListener(type, () => drop.classList.remove("is-over"));
  show();
}
