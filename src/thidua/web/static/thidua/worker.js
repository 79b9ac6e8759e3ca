// The worker of the browser (sw.js): pages of reports that an officer opened, and the files they use, for when there is
// no connection. The network always goes first. Which pages may be kept, and whose they are, the server says in headers.
"use strict";

const { version: VERSION, page: OFFLINE_PAGE, static: STATIC_URL, assets: ASSETS } = self.THIDUA;
const READER = "Thidua-Reader";
const KEEP = "Thidua-Offline";
const NOBODY = "none";
const PAGES = "thidua-pages-";
const FILES = `thidua-files-${VERSION}`;
const OWN_PAGES = `${PAGES}${VERSION}-`;
const PATIENCE = 4000; // ms until the kept copy is shown though the network has not answered
const TROUBLE = 10000; // ms after a failure in which files come from the cache at once
const MOST_PAGES = 40;
const GATEWAY_FAULTS = new Set([502, 503, 504]);

let failedAt = -TROUBLE;
const inTrouble = () => performance.now() - failedAt < TROUBLE;
const noteFailure = () => {
  failedAt = performance.now();
};

const isOwn = (url) => url.origin === self.location.origin;
const isFile = (url) => isOwn(url) && url.pathname.startsWith(STATIC_URL);
const pageCaches = async () => (await caches.keys()).filter((name) => name.startsWith(PAGES));

// Nothing of another reader stays once it is known who reads now.
const dropOthers = async (reader) => {
  for (const name of await pageCaches()) if (name !== OWN_PAGES + reader) await caches.delete(name);
};
const keptCopy = async (url) => {
  for (const name of await pageCaches()) {
    const copy = name.startsWith(OWN_PAGES) ? await (await caches.open(name)).match(url) : undefined;
    if (copy) return copy;
  }
  return undefined;
};
const keepPage = async (reader, url, response) => {
  const cache = await caches.open(OWN_PAGES + reader);
  await cache.delete(url);
  await cache.put(url, response);
  const pages = await cache.keys();
  for (const oldest of pages.slice(0, Math.max(0, pages.length - MOST_PAGES))) await cache.delete(oldest);
};
// What an answer to a navigation tells: who reads, and whether the page may be kept.
const learn = async (url, response) => {
  const reader = response.headers.get(READER);
  if (!reader) return;
  await dropOthers(reader);
  if (reader === NOBODY || response.redirected || response.status >= 500) return;
  if (response.status === 200 && response.headers.get(KEEP) === "keep") await keepPage(reader, url, response);
  else if (await caches.has(OWN_PAGES + reader)) await (await caches.open(OWN_PAGES + reader)).delete(url);
};

const keepFiles = async (urls) => {
  const cache = await caches.open(FILES);
  await Promise.all(urls.map(async (url) => {
    if (!(await cache.match(url))) await cache.add(new Request(url, { cache: "no-cache" }));
  }));
};
const offlinePage = async () => {
  const page = await (await caches.open(FILES)).match(OFFLINE_PAGE);
  if (!page) return Response.error();
  return new Response(await page.text(), { status: 503, headers: page.headers });
};

const within = (promise, patience) => Promise.race([
  promise,
  new Promise((_resolve, reject) => {
    setTimeout(reject, patience, new Error("no answer"));
  }),
]);

const openPage = async (event) => {
  const url = event.request.url.split("#")[0];
  const copy = await keptCopy(url);
  const network = fetch(event.request).then((response) => {
    if (response.type === "basic") event.waitUntil(learn(url, response.clone()));
    return response;
  });
  event.waitUntil(network.catch(() => {}));
  try {
    const response = await (copy ? within(network, PATIENCE) : network);
    return copy && GATEWAY_FAULTS.has(response.status) ? copy : response;
  } catch {
    noteFailure();
    return copy ?? offlinePage();
  }
};
const openFile = async (event) => {
  const cache = await caches.open(FILES);
  const copy = await cache.match(event.request);
  if (copy && inTrouble()) return copy;
  try {
    const network = fetch(event.request).then((response) => {
      if (response.status === 200 && response.type === "basic") event.waitUntil(cache.put(event.request, response.clone()));
      return response;
    });
    return await (copy ? within(network, PATIENCE) : network);
  } catch (error) {
    noteFailure();
    if (copy) return copy;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET") return;
  if (isFile(url)) event.respondWith(openFile(event));
  else if (isOwn(url) && event.request.mode === "navigate") event.respondWith(openPage(event));
});

self.addEventListener("message", (event) => {
  const { kind, reader, url, assets } = event.data;
  if (kind === "reader") event.waitUntil(dropOthers(reader));
  if (kind === "keep") {
    const files = assets.filter((each) => isFile(new URL(each)));
    // The page last: kept without its files it would open and wait for them without end on a line that is silent.
    event.waitUntil(keepFiles(files).catch(() => {}).then(() => renew(url.split("#")[0])));
  }
});

// Fetches a page anew, so that it fits the scripts of this version.
const renew = async (url) => {
  try {
    await learn(url, await fetch(url, { credentials: "same-origin" }));
  } catch {
    // without a connection the page is not kept; it is when it is opened again
  }
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepFiles([...ASSETS, OFFLINE_PAGE]));
});
// The pages that an earlier version kept, and their files, are fetched again; then all of that version goes.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("thidua-") && name !== FILES && !name.startsWith(OWN_PAGES));
    const kept = await Promise.all(old.map(async (name) => (await caches.open(name)).keys()));
    const urls = kept.flat().map(({ url }) => url);
    for (const url of urls.filter((each) => isFile(new URL(each)))) await keepFiles([url]).catch(() => {});
    for (const url of urls.filter((each) => !isFile(new URL(each)) && new URL(each).pathname !== OFFLINE_PAGE)) await renew(url);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});
