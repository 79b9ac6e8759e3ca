// The grid of a report: keys as in a spreadsheet, every cell checked and sent when it is left, nothing lost on the way.
"use strict";

(async () => {
  const root = document.querySelector("[data-entry]");
  const cells = [...root.querySelectorAll("[data-cell]")];
  const data = JSON.parse(document.getElementById("entry-data").textContent);
  const { reader } = document.getElementById("offline").dataset;
  const { words } = data;
  const KINDS = ["cell", "note", "reason", "passage"];
  const PAUSE = 800;
  const undone = [];

  const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const heard = {
    state(word) {
      show.say(show.fill(words[word], { at: clock() }));
      document.getElementById("sign-in-again").hidden = word !== "signedOut";
      if (word === "offline" || word === "fragile") show.check();
    },
    answer({ outcomes, html, at }) {
      for (const [sent, { kept }] of outcomes) if (kept !== undefined) keep(sent, kept, at);
      if (html) show.fragments(html);
      if (waiting.size()) show.check();
      if (outcomes.some(([, { held }]) => held)) show.say(words.refused);
      else if (outcomes.some(([, { theirs }]) => theirs !== undefined)) show.say(words.mustChoose);
      else show.say(`${words.saved} ${at}`);
    },
  };
  const waiting = ThiduaWaiting(root, reader, heard);

  // The server has this text now; the field shows it unless something else was typed meanwhile.
  const keep = (sent, kept, at) => {
    const field = show.fieldOf(sent);
    if (sent.kind === "reason") data.explanations[sent.place] = kept;
    if (!field) return;
    field.dataset.kept = kept;
    const isNewer = Boolean(waiting.get(sent.kind, sent.place));
    if (!isNewer && (document.activeElement !== field || field.value.trim() === sent.text)) field.value = kept;
    if (sent.kind === "passage") document.getElementById(`passage-note-${sent.place}`).textContent = `${words.saved} ${at}`;
    if (!waiting.size()) show.decorate();
  };
  // What was known of the server's text when the officer wrote.
  const known = (kind, place, field) => {
    const draft = waiting.get(kind, place);
    return draft ? (draft.theirs ?? draft.was) : field.dataset.kept;
  };

  // A change goes into the list of what waits, on this machine first.
  const put = (cell, text, { undo = true } = {}) => {
    const place = cell.dataset.cell;
    const line = show.lineOf.get(place);
    const before = show.textOf("cell", cell);
    const said = ThiduaNumbers.typed(text, line);
    const isSettled = ThiduaNumbers.isSettled(said);
    const now = isSettled ? ThiduaNumbers.shown(said, line) : text.trim();
    cell.value = now;
    if (now === before) return;
    if (undo) undone.push({ cell, text: before });
    const held = isSettled ? "" : "asked";
    waiting.put({
      kind: "cell", place, url: root.dataset.cellUrl, title: cell.dataset.title, text: now, was: known("cell", place, cell), held,
    });
    show.check();
  };
  const kindOf = (field) => KINDS.find((kind) => kind in field.dataset);
  const putText = (field, { send = true } = {}) => {
    const kind = kindOf(field);
    const { check, code, kept } = field.dataset;
    const place = kind === "reason" ? `${check} ${code}` : field.dataset[kind];
    const text = field.value.replace(/\r\n/gu, "\n").trim();
    if (text === (waiting.get(kind, place)?.text ?? kept)) {
      if (send) waiting.soon();
      return;
    }
    const label = field.labels[0]?.textContent ?? "";
    const row = field.closest(".entry-message")?.previousElementSibling.querySelector("[data-cell]");
    const title = row ? `${row.dataset.title}, ${label}` : label;
    waiting.put({ kind, place, url: root.dataset[`${kind}Url`], title, text, was: known(kind, place, field) }, { send });
    if (send) show.check();
  };
  const choose = (draft, takesOurs) => {
    const field = show.fieldOf(draft);
    field.dataset.kept = draft.theirs;
    if (!takesOurs) field.value = draft.theirs;
    if (!takesOurs && draft.kind === "reason") data.explanations[draft.place] = draft.theirs;
    waiting.choose(draft, takesOurs);
    field.focus();
    show.check();
  };
  const show = ThiduaShow(root, data, waiting, {
    choose,
    put(cell, text) {
      put(cell, text);
      cell.focus();
    },
  });

  const step = (cell, by) => {
    const next = cells[cells.indexOf(cell) + by];
    if (!next) {
      put(cell, cell.value); // nothing to go to: what stands there is kept all the same
      return;
    }
    next.focus();
    next.select();
  };
  const GRAVEST = ["stop", "choose"];
  const nextOpen = () => {
    const at = cells.indexOf(document.activeElement);
    const order = [...cells.slice(at + 1), ...cells.slice(0, at + 1)];
    const isOpen = ({ dataset }) => ["explain", "empty"].includes(dataset.state);
    const grave = order.find(({ dataset }) => GRAVEST.includes(dataset.state)) || order.find(isOpen);
    if (!grave) return;
    const reason = document.querySelector(`#message-${grave.dataset.cell} [data-reason]`);
    const place = grave.dataset.state === "explain" && reason ? reason : grave;
    place.focus();
    place.scrollIntoView({ block: "center" });
  };
  const undoLast = () => {
    const last = undone.pop();
    if (!last) return;
    put(last.cell, last.text, { undo: false });
    last.cell.focus();
    show.say(words.undone);
  };
  const file = async () => {
    document.activeElement?.blur?.();
    await waiting.flush();
    const form = document.getElementById("file-form");
    if (form && !waiting.size()) form.requestSubmit();
    else nextOpen();
  };
  const openNote = (line) => {
    const box = document.getElementById(`note-box-${line}`);
    box.hidden = false;
    root.querySelector(`[data-note-for="${line}"]`).setAttribute("aria-expanded", "true");
    box.querySelector("input").focus();
  };
  const leaveNote = (note) => {
    root.querySelector(`[data-cell="${note.dataset.note}"]`).focus(); // which first lets the note be kept
    note.closest(".entry-note").hidden = !note.value.trim();
    root.querySelector(`[data-note-for="${note.dataset.note}"]`).setAttribute("aria-expanded", String(Boolean(note.value.trim())));
  };

  const onCellKey = (event, cell) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isUnchanged = cell.value === show.textOf("cell", cell);
    if (plain && (event.key === "Enter" || event.key === "ArrowDown")) step(cell, event.shiftKey ? -1 : 1);
    else if (plain && event.key === "ArrowUp") step(cell, -1);
    else if (event.altKey && event.code === "KeyN") openNote(cell.dataset.cell);
    else if (event.ctrlKey && event.key.toLowerCase() === "d" && cell.dataset.previous) put(cell, cell.dataset.previous);
    else if (event.ctrlKey && event.key.toLowerCase() === "z" && isUnchanged) undoLast();
    else return false;
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("[data-cell]");
    const note = event.target.closest?.("[data-note]");
    let isOurs = true;
    if (event.key === "F8") nextOpen();
    else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") file();
    else if (note && ["Enter", "Escape"].includes(event.key)) leaveNote(note);
    else isOurs = Boolean(cell) && onCellKey(event, cell);
    if (isOurs) event.preventDefault();
  });

  // A block from a spreadsheet: the rows go down the cells, the first column that holds something counts.
  root.addEventListener("paste", (event) => {
    const cell = event.target.closest?.("[data-cell]");
    const text = event.clipboardData?.getData("text/plain") || "";
    const rows = text.replace(/\r\n?/gu, "\n").replace(/\n$/u, "").split("\n");
    if (!cell || (rows.length < 2 && !text.includes("\t"))) return;
    event.preventDefault();
    const from = cells.indexOf(cell);
    rows.slice(0, cells.length - from).forEach((row, at) => {
      put(cells[from + at], row.split("\t").find((each) => each.trim()) ?? "");
    });
    waiting.flush();
  });
  root.addEventListener("change", ({ target }) => {
    if (target.matches("[data-cell]")) put(target, target.value);
    else if (kindOf(target)) putText(target);
  });
  // A long text is kept on this machine while it is written, and sent when it is left.
  let pause = 0;
  root.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-passage]")) return;
    clearTimeout(pause);
    pause = setTimeout(putText, PAUSE, target, { send: false });
  });
  root.addEventListener("focusin", ({ target }) => {
    const cell = target.closest("[data-cell]");
    if (!cell) return;
    cell.select();
    const hint = document.getElementById("hint");
    const [title, text] = [document.createElement("b"), document.createElement("p")];
    title.textContent = cell.dataset.title;
    text.textContent = cell.dataset.hint;
    hint.hidden = !cell.dataset.hint;
    hint.replaceChildren(title, text);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-next-open]")) nextOpen();
    if (target.closest("[data-file-later]")) waiting.flush();
    const note = target.closest("[data-note-for]");
    if (note) openNote(note.dataset.noteFor);
    const jump = target.closest("[data-jump]");
    if (jump) root.querySelector(`[data-code="${jump.dataset.jump}"] [data-cell]`)?.focus();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "file-form" || (!waiting.size() && navigator.onLine)) return;
    event.preventDefault();
    delete event.target.dataset.sent; // forms.js sends a form once; this one was not sent
    if (waiting.size()) waiting.flush();
    else show.say(words.cannotFile);
  });

  // What an earlier visit could not send comes back into the cells and is sent now.
  await waiting.begin();
  if (waiting.size()) show.check();
  if (!navigator.onLine) show.say(words.noNetwork);
  waiting.soon(0);
})();
