// What was typed and not yet kept by the server, on this machine (IndexedDB): it survives a lost connection and a closed browser.
// A draft: {key, reader, report, revision, kind, place, url, title, text, was, at}; `theirs` where somebody else wrote
// meanwhile and the officer has to choose, `held` where it cannot be sent as it is. `reader` is «user.unit».
"use strict";

const ThiduaStore = (() => {
  const NAME = "thidua-entry";
  const DRAFTS = "drafts";
  let opening = null;
  let durable = true;

  const keyOf = ({ reader, report, revision, kind, place }) => [reader, report, revision, kind, place].join("|");
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const open = () => {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(DRAFTS, { keyPath: "key" }).createIndex("reader", "reader");
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
    return opening;
  };
  // Runs `work` on the drafts in one transaction; resolves once it is on the disk.
  const inStore = async (mode, work) => {
    try {
      const transaction = (await open()).transaction(DRAFTS, mode, { durability: "strict" });
      const committed = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const result = await work(transaction.objectStore(DRAFTS));
      await committed;
      return result;
    } catch {
      durable = false; // private windows and full disks: the page goes on without it, and says so
      return undefined;
    }
  };

  const all = async (reader) =>
    (await inStore("readonly", (store) => done(store.index("reader").getAll(reader)))) ?? [];
  const put = (draft) => inStore("readwrite", (store) => done(store.put({ ...draft, key: keyOf(draft) })));
  const drop = (draft) => inStore("readwrite", (store) => done(store.delete(keyOf(draft))));

  // What became of a draft that was sent: `change` (null: it is kept by the server) goes to what waits in its place,
  // unless other words were typed there meanwhile; those then follow `kept`, what the server has now.
  const settle = (sent, change, kept) => inStore("readwrite", async (store) => {
    const now = await done(store.get(keyOf(sent)));
    if (!now) return;
    if (now.text !== sent.text) await done(store.put({ ...now, was: kept ?? now.was }));
    else if (change) await done(store.put({ ...now, ...change }));
    else await done(store.delete(now.key));
  });

  // Forgets everything of a user, whatever the unit.
  const forget = (reader) => inStore("readwrite", async (store) => {
    const user = `${reader.split(".")[0]}.`;
    const keys = await done(store.getAllKeys());
    for (const key of keys) if (key.startsWith(user)) store.delete(key);
  });
  const count = async (reader) => {
    const user = `${reader.split(".")[0]}.`;
    const keys = (await inStore("readonly", (store) => done(store.getAllKeys()))) ?? [];
    return keys.filter((key) => key.startsWith(user)).length;
  };

  return { keyOf, all, put, drop, settle, forget, count, isDurable: () => durable };
})();
