// Decisions: ticking somebody chooses «only those ticked»; issuing shows that it goes on, and for how long.
"use strict";

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-choose] .ticks input[type=checkbox]");
  if (!box || !box.checked) return;
  const part = box.closest(".group, .card__body");
  const some = part && part.querySelector("[data-some]");
  if (some) some.checked = true;
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-slow]") || !event.submitter || !event.submitter.matches("[data-starts]")) return;
  const progress = form.querySelector("[data-progress]");
  const seconds = form.querySelector("[data-seconds]");
  progress.hidden = false;
  let passed = 0;
  setInterval(() => {
    passed += 1;
    seconds.textContent = seconds.dataset.word.replace("%", String(passed));
  }, 1000);
});
