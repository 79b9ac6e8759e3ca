// Draws what is known of the report: marks, findings, questions, both texts of a conflict. What the server draws replaces it.
"use strict";

const ThiduaShow = (root, data, waiting, act) => {
  const { typed, shown, isSettled } = ThiduaNumbers;
  const { words, questions } = data;
  const lineOf = new Map(data.lines.map((line) => [String(line.line), line]));
  const numberOf = new Map(data.lines.map((line) => [line.code, line.number]));
  const fill = (sentence, values) => sentence.replace(/%\((\w+)\)s/gu, (_place, name) => values[name]);
  const part = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
  const fieldOf = ({ kind, place }) => {
    const [check, code] = place.split(" ");
    if (kind === "reason") return root.querySelector(`[data-reason][data-check="${check}"][data-code="${code}"]`);
    return root.querySelector(`[data-${kind}="${place}"]`);
  };
  const textOf = (kind, field) => waiting.get(kind, field.dataset[kind])?.text ?? field.dataset.kept;

  const say = (sentence) => {
    const place = document.querySelector("#saved [data-said]");
    if (place) place.textContent = sentence;
  };
  const button = (text, onClick) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: text });
    made.addEventListener("click", onClick);
    return made;
  };

  // A finding as the server writes it: {severity, sentence, check, cell, jump_to}.
  const findingPart = ({ severity, sentence, check, cell, jump_to: jumpTo }) => {
    const made = part(`finding-${severity}`);
    made.querySelector("[data-sentence]").textContent = sentence;
    const reason = made.querySelector("[data-reason]");
    if (reason) {
      const name = `${check} ${cell}`;
      reason.id = `reason-${check}-${cell}`;
      made.querySelector("label").htmlFor = reason.id;
      Object.assign(reason.dataset, { check, code: cell, kept: data.explanations[name] ?? "" });
      reason.value = waiting.get("reason", name)?.text ?? reason.dataset.kept;
    }
    const jump = made.querySelector("[data-jump]");
    if (!numberOf.has(jumpTo)) jump.remove();
    else {
      jump.dataset.jump = jumpTo;
      jump.textContent = fill(words.jump, { n: numberOf.get(jumpTo) });
    }
    return made;
  };
  const plainPart = (severity, sentence, buttons) => {
    const made = part(`finding-${severity}`);
    made.querySelector("[data-sentence]").textContent = sentence;
    for (const each of made.querySelectorAll("label, [data-reason], [data-jump]")) each.remove();
    made.append(...buttons);
    return made;
  };
  const questionPart = (cell, said) => {
    const { choices, problem } = said;
    const kind = choices.length === 1 ? "one_reading" : choices.length ? "many_readings" : problem;
    const values = { text: textOf("cell", cell), choice: choices[0] };
    return plainPart("stop", fill(questions[kind], values), choices.map((choice) => button(choice, () => act.put(cell, choice))));
  };
  const bothPart = (cell, draft) => {
    const [theirs, ours] = [draft.theirs, draft.text].map((text) => text || words.blank);
    return plainPart("explain", fill(words.theirs, { theirs, ours }), [
      button(fill(words.keepTheirs, { text: theirs }), () => act.choose(draft, false)),
      button(fill(words.keepOurs, { text: ours }), () => act.choose(draft, true)),
    ]);
  };

  // Puts parts in a place, unless somebody is writing there or the same stands there already.
  const put = (place, parts, signature) => {
    if (!place || place.contains(document.activeElement) || place.dataset.local === signature) return;
    place.replaceChildren(...parts());
    place.dataset.local = signature;
    place.dataset.shown = "";
  };
  const mark = (cell, state) => {
    cell.dataset.state = state;
    put(document.getElementById(`check-${cell.dataset.cell}`), () => [part(`mark-${state}`)], state);
  };
  const message = (cell, parts, signature) =>
    put(document.getElementById(`message-${cell.dataset.cell}`), parts, JSON.stringify(signature));

  const drawRow = (cell, said, found) => {
    const draft = waiting.get("cell", cell.dataset.cell);
    if (draft?.theirs !== undefined) {
      mark(cell, "choose");
      return message(cell, () => [bothPart(cell, draft)], ["both", draft.theirs, draft.text]);
    }
    if (!isSettled(said)) {
      mark(cell, "stop");
      return message(cell, () => [questionPart(cell, said)], ["asked", draft?.text]);
    }
    const open = found.find((each) => !each.is_answered);
    mark(cell, said.value === null ? "empty" : open ? open.severity : "ok");
    return message(cell, () => found.map(findingPart), found.map(({ check, sentence }) => [check, sentence]));
  };

  // From the beginning of the year: what the server counted with the kept number, with the typed one in its place.
  const soFar = (cell, line, read) => {
    const place = document.getElementById(`so-far-${cell.dataset.cell}`);
    place.dataset.base ??= place.textContent.trim();
    place.dataset.baseKept ??= cell.dataset.kept;
    const exact = { decimals: line.decimals };
    const counted = (text, kind) => typed(text, kind).value ?? 0n;
    const change = (read.value ?? 0n) - counted(place.dataset.baseKept, line);
    const sum = { value: counted(place.dataset.base, exact) + change, of: null, qualifier: "exact" };
    const stock = read.value === null ? place.dataset.base : shown({ ...read, qualifier: "exact" }, line);
    const isNothing = read.value === null && !sum.value;
    const text = line.isStock ? stock : isNothing ? "" : shown(sum, exact);
    if (place.textContent.trim() !== text) place.textContent = text;
    place.dataset.shown = "";
  };

  const reasons = () => {
    const waitingOnes = waiting.all().filter(({ kind }) => kind === "reason").map(({ place, text }) => [place, text]);
    return { ...data.explanations, ...Object.fromEntries(waitingOnes) };
  };
  // Checks all cells as they stand in the page, sent or not.
  const check = () => {
    const here = {};
    const said = new Map();
    const cells = [...root.querySelectorAll("[data-cell]")];
    for (const cell of cells) {
      const line = lineOf.get(cell.dataset.cell);
      const read = typed(textOf("cell", cell), line);
      said.set(cell, read);
      const counted = isSettled(read) ? read : typed(cell.dataset.kept, line);
      if (counted.value !== null) here[line.code] = counted;
    }
    const found = ThiduaChecks.findings(data.form, here, reasons());
    for (const cell of cells) {
      const line = lineOf.get(cell.dataset.cell);
      drawRow(cell, said.get(cell), found.filter((each) => each.cell === line.code));
      if (waiting.get("cell", cell.dataset.cell) && isSettled(said.get(cell))) soFar(cell, line, said.get(cell));
    }
    decorate();
    sum(cells, here);
  };

  // «Đã nhập 11/12 ô. Sửa 1 ô sai và nhập 1 ô trống là gửi được.», and the one button that goes with it.
  const sum = (cells, here) => {
    const { summary } = data;
    const withState = (...states) => cells.filter(({ dataset }) => states.includes(dataset.state)).length;
    const isMissing = (cell) => cell.dataset.state === "empty" && lineOf.get(cell.dataset.cell).isRequired;
    const counts = { wrong: withState("stop", "choose"), unexplained: withState("explain"), missing: cells.filter(isMissing).length };
    const todo = Object.entries(counts).filter(([, n]) => n).map(([what, n]) => fill(summary[n === 1 ? "one" : "many"][what], { n }));
    const last = todo.pop();
    const listed = todo.length ? [todo.join(", "), last].join(summary.and) : last;
    const rest = listed ? fill(summary.todo, { todo: listed[0].toUpperCase() + listed.slice(1) }) : summary.ready;
    const text = `${fill(summary.filled, { filled: Object.keys(here).length, all: cells.length })} ${rest}`;
    const place = document.getElementById("summary");
    if (place.textContent.trim() !== text) place.textContent = text;
    place.dataset.shown = "";
    mainAction(counts, withState("choose"));
  };
  const mainAction = ({ wrong, unexplained, missing }, toChoose) => {
    const place = document.getElementById("main-action");
    const isOpen = Boolean(wrong + unexplained + missing);
    if (!place || !(isOpen || (waiting.isOffline() && waiting.size()))) return;
    const word = !isOpen ? words.fileLater
      : wrong && wrong === toChoose ? words.toChoose : wrong ? words.toWrong : unexplained ? words.toReason : words.toEmpty;
    put(place, () => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-primary", textContent: word });
      made.dataset[isOpen ? "nextOpen" : "fileLater"] = "";
      if (isOpen) made.append(Object.assign(document.createElement("kbd"), { textContent: "F8" }));
      return [made];
    }, word);
  };

  // What waits stands in its field, with both texts beside it where somebody else wrote meanwhile.
  const decorate = () => {
    for (const old of root.querySelectorAll(".entry-choice")) old.remove();
    for (const draft of waiting.all()) {
      const field = fieldOf(draft);
      if (!field) continue;
      if (field !== document.activeElement) field.value = draft.text;
      if (draft.kind === "note") field.closest(".entry-note").hidden = false;
      if (draft.kind === "cell" || !(draft.held || draft.theirs !== undefined)) continue;
      const choice = part("choice");
      choice.querySelector("[data-sentence]").textContent = draft.theirs === undefined ? heldWords(draft) : words.bothTexts;
      if (draft.theirs !== undefined) {
        const other = choice.querySelector("[data-theirs]");
        other.hidden = false;
        other.textContent = fill(words.theirText, { text: draft.theirs || words.blank });
        choice.append(button(words.takeTheirs, () => act.choose(draft, false)), button(words.takeOurs, () => act.choose(draft, true)));
      }
      field.after(choice);
    }
  };
  const heldWords = ({ held }) => (held === "refused" ? words.refused : held);

  // Fragments of the server; they stay as they are where the officer is typing a reason.
  const fragments = (html) => {
    for (const [id, fragment] of Object.entries(html)) {
      const place = document.getElementById(id);
      if (!place || place.contains(document.activeElement) || place.dataset.shown === fragment) continue;
      delete place.dataset.base;
      delete place.dataset.baseKept;
      place.innerHTML = fragment;
      place.dataset.shown = fragment;
      place.dataset.local = "";
    }
    for (const cell of root.querySelectorAll("[data-cell]")) {
      const drawn = document.querySelector(`#check-${cell.dataset.cell} [data-mark]`);
      if (drawn) cell.dataset.state = drawn.dataset.mark;
    }
  };

  return { say, fill, check, decorate, fragments, fieldOf, lineOf, textOf };
};
