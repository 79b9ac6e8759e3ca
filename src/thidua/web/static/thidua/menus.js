// Pop-up menus (<details data-menu>), confirm dialogs and the print button.
"use strict";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-confirm]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.confirm);
    if (dialog) dialog.showModal();
  }
  const closer = event.target.closest("[data-close-confirm]");
  if (closer) closer.closest("dialog").close();
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
