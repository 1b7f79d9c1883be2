// What is asked: filters and words, in the one query that every page of the desk understands.
"use strict";

const ALIASES = new Map([
  ["issue", "matter"], ["position", "stance"], ["source", "outlet"],
  ["since", "after"], ["until", "before"],
]);
const SEARCHED = [
  "side", "speaker", "rank", "matter", "stance", "kind", "sourcing", "reported", "outlet",
  "language", "has", "after", "before",
];

// The query of the page's address: its filters by their names, and its words.
function askedOf(address) {
  const filters = new Map();
  const words = [];
  const given = new URLSearchParams(address);
  const pieces = /([A-Za-z]+):(?:"([^"]*)"?|(\S*))|("[^"]*"?|\S+)/g;
  for (const [, name, quoted, bare, word] of (given.get("q") || "").matchAll(pieces)) {
    if (name) filters.set(known(name), (quoted || bare || "").trim());
    else words.push(word);
  }
  for (const [name, value] of given)
    if (SEARCHED.includes(name) && value.trim()) filters.set(name, value.trim());
  for (const [name, value] of [...filters]) if (!value) filters.delete(name);
  return { filters, words: words.join(" ") };
}

function known(name) {
  const found = ALIASES.get(name.toLowerCase()) || name.toLowerCase();
  if (SEARCHED.includes(found)) return found;
  throw new Error(
    `${name}: cannot be asked here. There are ${SEARCHED.join(", ")}. ` +
      `To look for these very words, put them in quotes: "${name}: ..."`
  );
}

// The query as one writes it.
function written({ filters, words }) {
  const told = SEARCHED.filter((name) => filters.has(name)).map((name) => {
    const value = filters.get(name);
    return `${name}:${/^[^\s":]+$/.test(value) ? value : `"${value.replaceAll('"', " ")}"`}`;
  });
  return [...told, ...(words ? [words] : [])].join(" ");
}

// The words and phrases to look for, each as the index has them, and whether any ending may follow.
function termsOf(words) {
  const terms = [];
  for (const [, phrase, word] of words.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const told = phrase === undefined ? word : phrase;
    if (!/[\p{L}\p{N}_]/u.test(told)) continue;
    terms.push({
      words: wordsOf(told.replace(/\*+$/, "")),
      open: phrase === undefined && told.endsWith("*"),
    });
  }
  return terms;
}
