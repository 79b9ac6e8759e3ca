// On every page: keeps the worker of the browser, tells it who reads, sends what waits, and forgets all at sign-out.
"use strict";

(() => {
  const settings = document.getElementById("offline").dataset;
  const { reader, workerUrl, signOutUrl } = settings;
  const AGAIN = 15000;
  const isSignedIn = typeof ThiduaStore !== "undefined";
  const workers = navigator.serviceWorker;

  // The first page of a reader was loaded before there was a worker: it is handed over now, with the files it uses.
  const handOver = (worker) => {
    const assets = performance.getEntriesByType("resource").map(({ name }) => name);
    worker.postMessage({ kind: "keep", url: location.href, assets });
  };
  const begin = async () => {
    if (!workers) return; // plain HTTP over a network: no worker, drafts are kept all the same
    workers.controller?.postMessage({ kind: "reader", reader });
    if (!workerUrl) return;
    const isFirst = !workers.controller;
    await workers.register(workerUrl, { scope: "/", updateViaCache: "none" });
    const { active } = await workers.ready;
    active.postMessage({ kind: "reader", reader });
    if (isFirst) handOver(active);
  };
  addEventListener("load", () => begin().catch(() => {}));
  if (!isSignedIn) return;

  const toast = (sentence, link) => {
    const line = document.getElementById("offline-toast").content.firstElementChild.cloneNode(true);
    line.firstElementChild.textContent = sentence;
    if (link) {
      const anchor = Object.assign(document.createElement("a"), { href: link, textContent: settings.wordOpen });
      line.firstElementChild.append(" ", anchor);
    }
    document.getElementById("toasts").append(line);
  };
  const filled = (sentence, n) => sentence.replace("%(n)s", n);

  // Reports that are not open here are sent from whatever page is; the grid sends its own.
  const here = document.querySelector("[data-entry] [data-cell], [data-entry] [data-passage]")
    ?.closest("[data-entry]").dataset.entry;
  const elsewhere = async () => (await ThiduaStore.all(reader)).filter(({ report }) => report !== here);
  let sending = false;
  const sendRest = async () => {
    if (sending) return;
    sending = true;
    let kept = 0;
    try {
      await ThiduaSend.send(await elsewhere(), ({ outcomes }) => {
        kept += outcomes.filter(([, outcome]) => outcome.kept !== undefined).length;
      });
    } catch (error) {
      if (error instanceof ThiduaSend.Offline) setTimeout(sendRest, AGAIN);
    } finally {
      sending = false;
    }
    if (kept) toast(filled(settings.wordSent, kept));
  };
  const tellWhatIsLeft = async () => {
    const left = (await elsewhere()).filter((draft) => !ThiduaSend.canBeSent(draft));
    if (left.length) toast(filled(settings.wordLeft, left.length), left[0].page);
  };
  const start = async () => {
    await sendRest();
    await tellWhatIsLeft();
  };
  start();
  addEventListener("online", sendRest);

  // Signing out: what waits is sent first; what cannot be sent is asked about; then nothing of the reader stays.
  const isOnline = async () => {
    try {
      return (await fetch(settings.sessionUrl, { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  };
  const leave = async (form) => {
    await ThiduaStore.forget(reader);
    for (const name of globalThis.caches ? await caches.keys() : []) {
      if (name.startsWith("thidua-pages-")) await caches.delete(name);
    }
    form.submit();
  };
  const askFirst = (form, n) => {
    const dialog = document.getElementById("sign-out-dialog").content.firstElementChild.cloneNode(true);
    const text = dialog.querySelector("[data-text]");
    text.textContent = filled(text.dataset.text, n);
    dialog.querySelector("[data-sign-out]").addEventListener("click", () => leave(form));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  const signOut = async (form) => {
    if (!(await isOnline())) return toast(settings.wordNoSignOut);
    try {
      await ThiduaSend.send(await ThiduaStore.all(reader), () => {});
    } catch {
      // what could not be sent is counted below
    }
    const left = await ThiduaStore.count(reader);
    return left ? askFirst(form, left) : leave(form);
  };
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action).pathname !== signOutUrl) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    signOut(event.target);
  }, true);
})();
