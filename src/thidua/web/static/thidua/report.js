// The achievement report: saved while it is written; what cannot be sent stays on this machine and is sent later; of two
// texts none is lost.
"use strict";

(() => {
  const form = document.querySelector("[data-report]");
  const field = form.elements.text;
  const version = form.elements.version;
  const state = form.querySelector("[data-state]");
  const theirs = document.querySelector("[data-theirs]");
  const words = form.dataset;
  const SOON = 1200;
  const RETRY = 5000;
  const key = `thidua.report.${words.reader}.${words.report}`;
  let saved = field.defaultValue;
  let timer = 0;
  let sending = false;
  let stopped = !theirs.hidden;

  const tell = (text, isAlarm = false) => {
    state.textContent = text;
    state.classList.toggle("alarm-text", isAlarm);
  };
  const keep = () => localStorage.setItem(key, JSON.stringify({ text: field.value, version: version.value }));
  const forget = () => localStorage.removeItem(key);
  const soon = (delay = SOON) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };
  const ask = async (text) => {
    const body = new URLSearchParams({ text, version: version.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(20000) });
    if (answer.status >= 500) throw new Error("not well");
    return answer;
  };
  const conflict = ({ theirs: text, version: newer, message }) => {
    stopped = true;
    theirs.hidden = false;
    theirs.dataset.version = newer;
    theirs.querySelector("[data-theirs-text]").textContent = text;
    tell(message, true);
    theirs.scrollIntoView({ block: "start" });
  };
  const take = async (answer, text) => {
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      tell(words.signedOut, true);
      return;
    }
    const told = await answer.json();
    if (answer.ok) {
      saved = text;
      version.value = told.version;
      if (field.value === text) forget();
      tell(words.saved.replace("%", told.at));
    } else if (answer.status === 409) conflict(told);
    else tell(told.message, true);
  };
  async function save() {
    clearTimeout(timer);
    if (sending || stopped || field.value === saved) return;
    sending = true;
    const text = field.value;
    tell(words.saving);
    try {
      await take(await ask(text), text);
    } catch {
      tell(words.offline, true);
      soon(RETRY);
    } finally {
      sending = false;
    }
    if (!stopped && navigator.onLine && field.value !== text) soon();
  }

  const kept = JSON.parse(localStorage.getItem(key) || "null");
  if (kept && kept.text !== field.value) {
    field.value = kept.text;
    version.value = kept.version;
    tell(words.restored);
    soon(0);
  }
  field.addEventListener("input", () => {
    keep();
    soon();
  });
  addEventListener("online", () => soon(0));
  addEventListener("offline", () => tell(words.offline, true));
  theirs.addEventListener("click", ({ target }) => {
    const isTheirs = target.closest("[data-take-theirs]");
    if (!isTheirs && !target.closest("[data-keep-mine]")) return;
    version.value = theirs.dataset.version || version.value;
    if (isTheirs) {
      field.value = theirs.querySelector("[data-theirs-text]").textContent;
      saved = field.value;
      forget();
    }
    theirs.hidden = true;
    stopped = false;
    field.focus();
    soon(0);
  });
  form.addEventListener("submit", forget);
})();
