// A long form that is not saved yet: what is typed stays in this tab until the form is sent, and comes back after a reload.
"use strict";

(() => {
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const key = `thidua.typed.${form.dataset.keep}`;
  const fields = () => [...form.elements].filter((field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type));
  const typed = () => Object.fromEntries(fields()
    .filter((field) => field.type !== "radio" || field.checked)
    .map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]));
  const show = () => {
    const said = form.querySelector("[data-kept]");
    if (said) said.hidden = false;
  };
  const put = (field, value) => {
    if (field.type === "radio") field.checked = field.value === value;
    else if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  };

  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  if (kept && !form.querySelector("[aria-invalid=true]")) {
    for (const field of fields()) if (field.name in kept) put(field, kept[field.name]);
    show();
  }
  form.addEventListener("input", () => {
    sessionStorage.setItem(key, JSON.stringify(typed()));
    show();
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
})();
