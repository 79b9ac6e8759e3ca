// What was typed for a report without a connection and can no longer be sent: it is shown, to be copied or let go.
"use strict";

(async () => {
  const place = document.getElementById("left");
  const { report, revision } = place.dataset;
  const { reader } = document.getElementById("offline").dataset;
  const [list, template] = [place.querySelector("[data-list]"), place.querySelector("template")];
  const isLost = (draft) => draft.report === report && !("canType" in place.dataset && draft.revision === revision);

  for (const draft of (await ThiduaStore.all(reader)).filter(isLost)) {
    const item = template.content.firstElementChild.cloneNode(true);
    for (const each of item.querySelectorAll("[data-title]")) each.textContent = draft.title;
    item.querySelector("[data-text]").textContent = draft.text || "–";
    item.querySelector("[data-drop]").addEventListener("click", async () => {
      await ThiduaStore.drop(draft);
      item.remove();
      place.hidden = !list.children.length;
    });
    list.append(item);
  }
  place.hidden = !list.children.length;
})();
