// Sends drafts of a reader to the server, from the page of the report or any other. Answers come back draft by draft.
"use strict";

const ThiduaSend = (() => {
  const LONGEST_WAIT = 20000;
  const FIELDS = {
    note: ({ place, text, was }) => ({ line: place, text, was }),
    passage: ({ place, text, was }) => ({ section: place, text, was }),
    reason: ({ place, text, was }) => {
      const [check, cell] = place.split(" ");
      return { check, cell, text, was };
    },
  };

  // The connection is gone, or the server is not well: try again later.
  class Offline extends Error {}
  // Somebody else is signed in, or nobody is; `reader` says who.
  class OtherReader extends Error {
    constructor(reader) {
      super("other reader");
      this.reader = reader;
    }
  }

  const settings = () => document.getElementById("offline").dataset;
  let token = "";
  const pageToken = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const ask = async (url, options = {}) => {
    try {
      const signal = AbortSignal.timeout(LONGEST_WAIT);
      const answer = await fetch(url, { credentials: "same-origin", redirect: "manual", signal, ...options });
      if (answer.status >= 500) throw new Offline();
      return answer;
    } catch {
      throw new Offline();
    }
  };
  const post = (url, fields, reader) => ask(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": token || pageToken(), "Thidua-Reader": reader, Accept: "application/json" },
  });
  // A page that was kept for long has an old mark for its forms; a new one is fetched once.
  const postWithFreshToken = async (url, fields, reader) => {
    const answer = await post(url, fields, reader);
    if (answer.status !== 403) return answer;
    token = (await (await ask(settings().sessionUrl)).json()).token;
    return post(url, fields, reader);
  };
  const told = async (url, fields, reader) => {
    const answer = await postWithFreshToken(url, fields, reader);
    if (answer.status === 412) throw new OtherReader((await answer.json()).reader);
    if (answer.type === "opaqueredirect") throw new OtherReader("none"); // to a page where something must be done first
    if (answer.ok) return { ok: true, ...(await answer.json()) };
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    return { ok: false, ...(isJson ? await answer.json() : { message: "" }) };
  };

  // Sends cells of one report and revision in one request. Returns {outcomes: [[draft, outcome]], html, at}; an outcome
  // is {kept} or {theirs, message} or {held, choices}.
  const sendCells = async (drafts) => {
    const [{ url, reader, revision }] = drafts;
    const fields = { revision };
    for (const { place, text, was } of drafts) {
      fields[`o-${place}`] = text;
      fields[`cu-${place}`] = was;
    }
    const { ok, cells, html, at, message } = await told(url, fields, reader);
    if (!ok) return { outcomes: drafts.map((draft) => [draft, { held: message || "refused" }]) };
    const outcomeOf = ({ place }) => {
      const answer = cells[place];
      if (!answer) return { held: "refused" };
      if (!answer.message) return { kept: answer.text };
      return "theirs" in answer ? { theirs: answer.theirs } : { held: answer.message, choices: answer.choices };
    };
    return { outcomes: drafts.map((draft) => [draft, outcomeOf(draft)]), html, at };
  };
  const sendText = async (draft) => {
    const { url, reader, revision, kind } = draft;
    const { ok, text, theirs, message, html, at } = await told(url, { revision, ...FIELDS[kind](draft) }, reader);
    const outcome = ok ? { kept: text } : theirs === undefined ? { held: message || "refused" } : { theirs };
    return { outcomes: [[draft, outcome]], html, at };
  };

  const canBeSent = (draft) => draft.theirs === undefined && !draft.held;
  // The requests that drafts need, each as a function; the first that fails ends the sending.
  const batches = (drafts) => {
    const cells = new Map();
    const texts = [];
    for (const draft of drafts.filter(canBeSent)) {
      if (draft.kind !== "cell") texts.push(() => sendText(draft));
      else cells.set(draft.url + draft.revision, [...(cells.get(draft.url + draft.revision) ?? []), draft]);
    }
    return [...[...cells.values()].map((group) => () => sendCells(group)), ...texts];
  };
  // One page at a time sends, where the browser can say so; twice does no harm.
  const alone = (work) => (navigator.locks ? navigator.locks.request("thidua-send", work) : work());

  const settled = async ([draft, { kept, theirs, held }]) => {
    if (kept !== undefined) await ThiduaStore.settle(draft, null, kept);
    else if (theirs !== undefined) await ThiduaStore.settle(draft, { theirs });
    else await ThiduaStore.settle(draft, { held });
  };
  // Sends what can be sent; `onAnswer` hears of every answer before the next request. Throws Offline or OtherReader.
  const send = (drafts, onAnswer) => alone(async () => {
    for (const request of batches(drafts)) {
      const answer = await request();
      for (const outcome of answer.outcomes) await settled(outcome);
      onAnswer(answer);
    }
  });

  return { send, canBeSent, Offline, OtherReader };
})();
