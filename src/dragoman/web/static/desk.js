// The desk's keys. Everything here is a shortcut: each page does the same without it.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});

// What was fetched beside a table is read from its heading.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.target.querySelector("[tabindex='-1']");
  if (heading) heading.focus();
});
