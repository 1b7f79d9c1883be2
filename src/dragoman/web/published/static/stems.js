// Words as the ledger's index has them: told apart, folded and stemmed after Porter (1980).
"use strict";

const LONGEST = 64;
const SECOND = [
  ["ational", "ate"], ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["izer", "ize"],
  ["logi", "log"], ["bli", "ble"], ["alli", "al"], ["entli", "ent"], ["eli", "e"],
  ["ousli", "ous"], ["ization", "ize"], ["ation", "ate"], ["ator", "ate"], ["alism", "al"],
  ["iveness", "ive"], ["fulness", "ful"], ["ousness", "ous"], ["aliti", "al"], ["iviti", "ive"],
  ["biliti", "ble"],
];
const THIRD = [
  ["icate", "ic"], ["ative", ""], ["alize", "al"], ["iciti", "ic"], ["ical", "ic"], ["ful", ""],
  ["ness", ""],
];
const FOURTH = [
  "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou",
  "ism", "ate", "iti", "ous", "ive", "ize",
];
for (const endings of [SECOND, THIRD]) endings.sort((a, b) => b[0].length - a[0].length);
FOURTH.sort((a, b) => b.length - a.length);

// The words of a text, each as the index knows it.
function wordsOf(text) {
  const found = text.match(/[\p{L}\p{N}\u0300-\u0331\ue000-\uf8ff]+/gu) || [];
  return found.map((word) => stem([...plain(word)].slice(0, LONGEST).join("")));
}

// A word in small letters, Latin ones without the marks above and below them.
function plain(word) {
  let told = "";
  for (const letter of word.toLowerCase()) {
    const base = [...letter.normalize("NFD")][0];
    if (base >= "a" && base <= "z") told += base;
    else if (letter >= "\u0300" && letter <= "\u0331") continue;
    else told += letter === "ς" ? "σ" : letter;
  }
  return told;
}

function stem(word) {
  const bytes = new TextEncoder().encode(word).length;
  if (bytes < 3 || bytes > LONGEST) return word;
  word = past(plural(word));
  if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = `${word.slice(0, -1)}i`;
  return last(shortened(exchanged(exchanged(word, SECOND), THIRD)));
}

function plural(word) {
  if (word.length > 3 && (word.endsWith("sses") || word.endsWith("ies"))) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function past(word) {
  if (word.length > 3 && word.endsWith("eed"))
    return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  for (const ending of ["ed", "ing"]) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    return hasVowel(base) ? completed(base) : word;
  }
  return word;
}

function completed(base) {
  if (/(at|bl|iz)$/.test(base)) return `${base}e`;
  if (/([^aeiou])\1$/.test(base) && !/[lsz]$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && closed(base) ? `${base}e` : base;
}

function exchanged(word, endings) {
  for (const [ending, other] of endings) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length);
    return measure(base) > 0 ? base + other : word;
  }
  return word;
}

function shortened(word) {
  const ending = FOURTH.find((one) => word.endsWith(one));
  if (ending === undefined) return word;
  const base = word.slice(0, -ending.length);
  const fits = measure(base) > 1 && (ending !== "ion" || /[st]$/.test(base));
  return fits ? base : word;
}

function last(word) {
  if (word.endsWith("e")) {
    const base = word.slice(0, -1);
    const times = measure(base);
    if (times > 1 || (times === 1 && !closed(base))) word = base;
  }
  return word.endsWith("ll") && measure(word.slice(0, -1)) > 1 ? word.slice(0, -1) : word;
}

// Which letters are consonants; y is one at the start and after a vowel.
function consonants(word) {
  const found = [];
  for (const letter of word)
    found.push(!"aeiou".includes(letter) && (letter !== "y" || !found.length || !found.at(-1)));
  return found;
}

function measure(base) {
  const kinds = consonants(base);
  return kinds.filter((kind, n) => n > 0 && kind && !kinds[n - 1]).length;
}

function hasVowel(base) {
  return consonants(base).includes(false);
}

function closed(base) {
  const [one, two, three] = consonants(base).slice(-3);
  return one === true && two === false && three === true && !/[wxy]$/.test(base);
}
