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

// j and k go to the next and last statement, n and p to the next and last article or page.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "n" || event.key === "p") {
    const link = document.querySelector(`main a[rel="${event.key === "n" ? "next" : "prev"}"]`);
    if (link) link.click();
  }
  if (event.key === "j" || event.key === "k") {
    const steps = [...document.querySelectorAll("main .card[data-words], main .statements a.words")];
    const hash = location.hash.slice(1);
    const chosen = steps.findIndex((step) => step.classList.contains("here"));
    const now = chosen < 0 && hash ? steps.findIndex((step) => step.dataset.words === hash || step.id === hash) : chosen;
    const next = steps[event.key === "j" ? now + 1 : Math.max(now - 1, 0)];
    if (!next) return;
    if (now >= 0) steps[now].classList.remove("here");
    next.classList.add("here");
    const link = next.matches("a") ? next : next.querySelector("a.number");
    if (next.dataset.words) location.hash = next.dataset.words;
    link.focus({ preventScroll: Boolean(next.dataset.words) });
  }
});

// A form that was opened in place is closed by the link that opened it.
document.addEventListener("htmx:beforeRequest", (event) => {
  const place = event.detail.target;
  if (!place.matches(".deciding") || !place.firstElementChild) return;
  event.preventDefault();
  place.replaceChildren();
});

// What was fetched beside a table is read from its heading.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.target.querySelector("[tabindex='-1']");
  if (heading) heading.focus();
});

document.addEventListener("click", (event) => {
  const beside = event.target.closest("#beside .close")?.closest("#beside");
  if (!beside) return;
  event.preventDefault();
  beside.replaceChildren();
});

// An address says what is asked and nothing else: fields left empty are not in it.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});

// All statements of a page are ticked at once, and it is said how many are.
for (const ticking of document.querySelectorAll(".ticking")) {
  const ticks = () => [...document.querySelectorAll("input[name='record'][form='several']")];
  const told = ticking.querySelector("output");
  const all = ticking.querySelector(".tick-all");
  const tell = () => {
    const ticked = ticks().filter((one) => one.checked).length;
    told.textContent = ticked === 0 ? "none is ticked" : `${ticked} of ${ticks().length} ticked`;
    all.textContent = ticked === ticks().length ? "Tick none" : "Tick all on this page";
  };
  all.addEventListener("click", () => {
    const to = ticks().some((one) => !one.checked);
    for (const one of ticks()) one.checked = to;
    tell();
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "record") tell();
  });
  ticking.hidden = false;
  tell();
}

// Words that are selected in an article fill the form that adds a statement: what is marked in
// them is left out, and where they begin is told in code points of the stored text.
function stored(range) {
  const words = document.createElement("div");
  words.append(range.cloneContents());
  for (const other of words.querySelectorAll(".number, .cards")) other.remove();
  return words.textContent;
}

function begins(range) {
  const start = range.startContainer;
  const block = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest(".stored[data-start]");
  if (!block) return "";
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const blanks = stored(range).match(/^\s*/)[0];
  return String(Number(block.dataset.start) + [...stored(before)].length + [...blanks].length);
}

document.addEventListener("selectionchange", () => {
  const form = document.querySelector("#add-statement form");
  const offer = document.querySelector("p.selected");
  const selection = getSelection();
  if (!form || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const article = document.querySelector("article.reader");
  const words = article.contains(range.commonAncestorContainer) ? stored(range).trim() : "";
  offer.hidden = !words;
  if (!words) return;
  form.elements.words.value = words;
  form.elements.at.value = begins(range);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("p.selected button")) return;
  const details = document.getElementById("add-statement");
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
  details.querySelector("[name='speaker']").focus();
});

// Words that were typed may begin anywhere.
document.addEventListener("input", (event) => {
  if (event.target.id === "add-words" && event.target.form.elements.at.type === "hidden") event.target.form.elements.at.value = "";
});
