// On the page that stands in for one without a connection: what can be opened all the same, and trying again.
"use strict";

(async () => {
  const PAGES = "thidua-pages-";
  document.querySelector("[data-again]").addEventListener("click", () => location.reload());
  const list = document.getElementById("kept-pages");
  if (!globalThis.caches) return;
  for (const name of (await caches.keys()).filter((each) => each.startsWith(PAGES))) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
      const link = Object.assign(document.createElement("a"), { href: url, textContent: page.title.replace(/ · thidua$/u, "") });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
  }
  document.getElementById("kept").hidden = !list.children.length;
})();
