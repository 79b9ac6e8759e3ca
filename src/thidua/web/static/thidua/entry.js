// The grid of a report: keys as in a spreadsheet, every cell sent when it is left, nothing lost without a connection.
"use strict";

(() => {
  const root = document.querySelector("[data-entry]");
  if (!root) return;
  const { entry: report, revision } = root.dataset;
  const cells = [...root.querySelectorAll("[data-cell]")];
  const cellOf = (line) => root.querySelector(`[data-cell="${line}"]`);
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const RETRY = 5000;
  const SOON = 250;

  let waiting = ThiduaEntryStore.read(report, revision);
  let sending = false;
  let timer = 0;
  const undone = [];

  const say = (word) => {
    const place = document.querySelector("#saved > span:last-child");
    if (place) place.textContent = word;
  };
  const keep = () => ThiduaEntryStore.write(report, revision, waiting);

  // One request at a time; what is typed meanwhile goes with the next one.
  const post = async (url, fields) => {
    const body = new URLSearchParams(fields);
    return fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), Accept: "application/json" }, credentials: "same-origin" });
  };
  const soon = (delay = SOON) => {
    clearTimeout(timer);
    timer = setTimeout(flush, delay);
  };
  const flush = async () => {
    const lines = Object.keys(waiting);
    if (sending || !lines.length) return;
    sending = true;
    say(root.dataset.wordSaving);
    const sent = structuredClone(waiting);
    const fields = {};
    for (const line of lines) {
      fields[`o-${line}`] = sent[line].text;
      fields[`cu-${line}`] = sent[line].was;
    }
    try {
      const answer = await post(root.dataset.cellsUrl, fields);
      if (answer.ok) taken(await answer.json(), sent);
      else await refused(answer);
    } catch {
      say(root.dataset.wordOffline);
      soon(RETRY);
    } finally {
      sending = false;
      if (Object.keys(waiting).some((line) => waiting[line].text !== sent[line]?.text)) soon();
    }
  };
  const refused = async (answer) => {
    say(root.dataset.wordRefused);
    if (answer.status >= 500) soon(RETRY);
  };

  const taken = ({ cells: outcomes, html, at }, sent) => {
    show(html);
    for (const [line, outcome] of Object.entries(outcomes)) {
      const cell = cellOf(line);
      if (!cell) continue;
      const current = waiting[line]?.text === sent[line]?.text;
      if (outcome.message) {
        ask(cell, outcome);
        if (current) delete waiting[line];
        continue;
      }
      cell.dataset.kept = outcome.text;
      if (!current) {
        waiting[line].was = outcome.text;
        continue;
      }
      delete waiting[line];
      if (document.activeElement !== cell || cell.value.trim() === sent[line]?.text.trim()) cell.value = outcome.text;
    }
    for (const line of Object.keys(sent)) if (!(line in outcomes)) delete waiting[line];
    keep();
    say(`${root.dataset.wordSaved} ${at}`);
  };

  // Fragments stay as they are where the officer is typing a reason.
  const show = (html) => {
    for (const [id, fragment] of Object.entries(html)) {
      const place = document.getElementById(id);
      if (!place || place.contains(document.activeElement) || place.dataset.shown === fragment) continue;
      place.innerHTML = fragment;
      place.dataset.shown = fragment;
    }
    for (const cell of cells) {
      const mark = document.querySelector(`#check-${cell.dataset.cell} [data-mark]`);
      if (mark) cell.dataset.state = mark.dataset.mark;
    }
  };
  const ask = (cell, { message, choices }) => {
    cell.dataset.state = "stop";
    const mark = document.querySelector(`#check-${cell.dataset.cell} [data-mark]`);
    mark.className = "entry-mark entry-mark--stop";
    mark.textContent = root.dataset.wordWrong;
    mark.parentElement.dataset.shown = "";
    const place = document.getElementById(`message-${cell.dataset.cell}`);
    place.dataset.shown = "";
    const line = document.createElement("div");
    line.className = "entry-finding entry-finding--stop";
    const words = document.createElement("span");
    words.className = "entry-finding__text";
    words.textContent = message;
    line.append(words);
    for (const choice of choices || []) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm";
      button.textContent = choice || "–";
      button.addEventListener("click", () => {
        cell.dataset.kept = choices.length > 1 && message.includes(choices[0]) ? choices[0] : cell.dataset.kept;
        put(cell, choice);
        cell.focus();
      });
      line.append(button);
    }
    place.replaceChildren(line);
  };

  // A change goes into the list of what waits, on this machine first.
  const put = (cell, text, { undo = true } = {}) => {
    const line = cell.dataset.cell;
    const before = waiting[line]?.text ?? cell.dataset.kept;
    if (text.trim() === before.trim()) return;
    if (undo) undone.push({ line, text: before });
    cell.value = text;
    waiting[line] = { text: text.trim(), was: cell.dataset.kept };
    keep();
    soon();
  };

  const step = (cell, by) => {
    const next = cells[cells.indexOf(cell) + by];
    if (!next) return;
    next.focus();
    next.select();
  };
  const nextOpen = () => {
    const at = cells.indexOf(document.activeElement);
    const open = (cell) => ["stop", "explain", "empty"].includes(cell.dataset.state);
    const order = [...cells.slice(at + 1), ...cells.slice(0, at + 1)];
    const grave = order.find((cell) => cell.dataset.state === "stop") || order.find(open);
    if (!grave) return;
    const reason = document.querySelector(`#message-${grave.dataset.cell} [data-reason]`);
    const place = grave.dataset.state === "explain" && reason ? reason : grave;
    place.focus();
    place.scrollIntoView({ block: "center" });
  };
  const undoLast = () => {
    const last = undone.pop();
    if (!last) return;
    const cell = cellOf(last.line);
    put(cell, last.text, { undo: false });
    cell.focus();
    say(root.dataset.wordUndone);
  };
  const file = () => {
    if (document.activeElement?.blur) document.activeElement.blur();
    const form = document.getElementById("file-form");
    if (form && !Object.keys(waiting).length) form.requestSubmit();
    else nextOpen();
  };

  const onKey = (event) => {
    const cell = event.target.closest?.("[data-cell]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "F8") nextOpen();
    else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") file();
    else if (!cell) return;
    else if (plain && (event.key === "Enter" || event.key === "ArrowDown")) step(cell, event.shiftKey ? -1 : 1);
    else if (plain && event.key === "ArrowUp") step(cell, -1);
    else if (event.ctrlKey && event.key.toLowerCase() === "d" && cell.dataset.previous) put(cell, cell.dataset.previous);
    else if (event.ctrlKey && event.key.toLowerCase() === "z" && cell.value === (waiting[cell.dataset.cell]?.text ?? cell.dataset.kept)) undoLast();
    else return;
    event.preventDefault();
  };

  // A block from a spreadsheet: the rows go down the cells, the first column that holds something counts.
  const onPaste = (event) => {
    const cell = event.target.closest?.("[data-cell]");
    const text = event.clipboardData?.getData("text/plain") || "";
    const rows = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
    if (!cell || (rows.length < 2 && !text.includes("\t"))) return;
    event.preventDefault();
    const from = cells.indexOf(cell);
    rows.slice(0, cells.length - from).forEach((row, at) => {
      put(cells[from + at], row.split("\t").find((part) => part.trim()) ?? "");
    });
    flush();
  };

  root.addEventListener("change", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) put(cell, cell.value);
    if (event.target.matches("[data-reason]")) saveReason(event.target);
    if (event.target.matches("[data-passage]")) savePassage(event.target);
  });
  const saveReason = async (field) => {
    const { check, code } = field.dataset;
    try {
      const answer = await post(root.dataset.reasonUrl, { check, cell: code, text: field.value });
      if (!answer.ok) return await refused(answer);
      const { html, at } = await answer.json();
      show(html);
      say(`${root.dataset.wordSaved} ${at}`);
    } catch {
      say(root.dataset.wordOffline);
      setTimeout(() => saveReason(field), RETRY);
    }
  };
  const savePassage = async (field) => {
    const note = document.getElementById(`passage-note-${field.dataset.passage}`);
    try {
      const fields = { section: field.dataset.passage, text: field.value, was: field.dataset.kept };
      const answer = await post(root.dataset.passageUrl, fields);
      if (answer.status === 409) {
        const { theirs, message } = await answer.json();
        note.textContent = `${message} “${theirs}”`;
        field.dataset.kept = theirs;
        return;
      }
      if (!answer.ok) return await refused(answer);
      const { text, at } = await answer.json();
      field.dataset.kept = text;
      note.textContent = `${root.dataset.wordSaved} ${at}`;
    } catch {
      say(root.dataset.wordOffline);
      setTimeout(() => savePassage(field), RETRY);
    }
  };

  document.addEventListener("keydown", onKey);
  root.addEventListener("paste", onPaste);
  root.addEventListener("focusin", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell) return;
    cell.select();
    const hint = document.getElementById("hint");
    const [title, text] = [document.createElement("b"), document.createElement("p")];
    title.textContent = cell.dataset.title;
    text.textContent = cell.dataset.hint;
    hint.hidden = !cell.dataset.hint;
    hint.replaceChildren(title, text);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-next-open]")) nextOpen();
    const jump = event.target.closest("[data-jump]");
    if (jump) root.querySelector(`[data-code="${jump.dataset.jump}"] [data-cell]`)?.focus();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "file-form" && Object.keys(waiting).length) event.preventDefault();
  });
  window.addEventListener("online", () => soon(0));
  window.addEventListener("beforeunload", (event) => {
    if (Object.keys(waiting).length) event.preventDefault();
  });

  // What an earlier visit could not send comes back into the cells and is sent now.
  for (const [line, { text }] of Object.entries(waiting)) {
    const cell = cellOf(line);
    if (cell) cell.value = text;
    else delete waiting[line];
  }
  if (Object.keys(waiting).length) soon(0);
})();
