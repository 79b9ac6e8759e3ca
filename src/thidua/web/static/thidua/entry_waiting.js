// What of the open report waits to be sent: kept on this machine first, sent soon, tried again, never lost on the way.
"use strict";

// `root` is the grid with its addresses. `heard` is told: state(word, at), answer({outcomes, html, at}).
const ThiduaWaiting = (root, reader, heard) => {
  const SOON = 250;
  const RETRY = 5000;
  const { entry: report, revision } = root.dataset;
  const drafts = new Map();
  const nameOf = (kind, place) => `${kind} ${place}`;
  let writing = 0;
  let sending = null;
  let timer = 0;
  let isOffline = !navigator.onLine;

  const tell = () => {
    root.dataset.waiting = drafts.size;
  };
  const write = async (work) => {
    writing += 1;
    try {
      await work;
    } finally {
      writing -= 1;
    }
  };
  const soon = (delay = SOON) => {
    clearTimeout(timer);
    timer = setTimeout(flush, delay);
  };
  const sendable = () => [...drafts.values()].filter(ThiduaSend.canBeSent);

  // An answer to a draft; what was typed over it meanwhile goes on waiting, against what the server has now.
  const take = ([sent, { kept, theirs, held, choices }]) => {
    const name = nameOf(sent.kind, sent.place);
    const now = drafts.get(name);
    if (!now) return;
    if (now.text !== sent.text) now.was = kept ?? now.was;
    else if (kept !== undefined) drafts.delete(name);
    else Object.assign(now, { theirs, held, choices });
  };
  const sendAll = async () => {
    heard.state("saving");
    try {
      await ThiduaSend.send(sendable().map((draft) => structuredClone(draft)), (answer) => {
        isOffline = false;
        answer.outcomes.forEach(take);
        tell();
        heard.answer(answer);
      });
    } catch (error) {
      if (error instanceof ThiduaSend.OtherReader) heard.state(error.reader === "none" ? "signedOut" : "otherReader");
      else {
        isOffline = true;
        heard.state(ThiduaStore.isDurable() ? "offline" : "fragile");
        soon(RETRY);
      }
      return;
    }
    if (sendable().length) soon();
  };
  const flush = async () => {
    clearTimeout(timer);
    if (!sending && !sendable().length) return;
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    await sending;
  };

  const put = (draft, { send = true } = {}) => {
    const whole = { reader, report, revision, page: location.pathname, at: Date.now(), ...draft };
    drafts.set(nameOf(draft.kind, draft.place), whole);
    tell();
    write(ThiduaStore.put(whole));
    if (send) soon();
  };
  const drop = (draft) => {
    drafts.delete(nameOf(draft.kind, draft.place));
    tell();
    write(ThiduaStore.drop(draft));
  };
  // The officer chose between two texts: what the other wrote stays, or is written over knowingly.
  const choose = (draft, takesOurs) => {
    if (!takesOurs) return drop(draft);
    const { theirs, ...rest } = draft;
    return put({ ...rest, was: theirs });
  };

  // Takes up what an earlier visit could not send.
  const begin = async () => {
    const kept = await ThiduaStore.all(reader);
    for (const draft of kept.filter((each) => each.report === report && each.revision === revision)) {
      const name = nameOf(draft.kind, draft.place);
      if (!drafts.has(name)) drafts.set(name, { ...draft, held: "" });
    }
    tell();
  };
  addEventListener("online", () => soon(0));
  addEventListener("focus", () => soon(0));
  addEventListener("offline", () => {
    isOffline = true;
  });
  addEventListener("beforeunload", (event) => {
    if (writing || (drafts.size && !ThiduaStore.isDurable())) event.preventDefault();
  });

  return {
    begin,
    put,
    drop,
    choose,
    flush,
    soon,
    get: (kind, place) => drafts.get(nameOf(kind, place)),
    all: () => [...drafts.values()],
    size: () => drafts.size,
    isOffline: () => isOffline,
  };
};
