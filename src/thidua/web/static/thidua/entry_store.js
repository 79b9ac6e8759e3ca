// What was typed and not yet kept by the server, on this machine: it survives a lost connection and a closed browser.
"use strict";

const ThiduaEntryStore = (() => {
  const PREFIX = "thidua.entry.";
  const key = (report, revision) => `${PREFIX}${report}.${revision}`;

  // {line: {text, was}}; an unreadable entry counts as none.
  const read = (report, revision) => {
    try {
      const kept = JSON.parse(localStorage.getItem(key(report, revision)) || "{}");
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  };
  const write = (report, revision, waiting) => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(key(report, revision), JSON.stringify(waiting));
      else localStorage.removeItem(key(report, revision));
      return true;
    } catch {
      return false; // private windows and full disks: the page goes on without it
    }
  };
  return { read, write };
})();
