// The index, of which only those files are added that a query needs: no page on a disk may fetch.
"use strict";

const shards = new Map();
const loading = new Map();
const dragoman = Object.freeze({ shard: (name, values) => shards.set(name, values) });

function load(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `search/${name}.js`;
      script.onload = () => done(shards.get(name));
      script.onerror = () => failed(new Error(
        `search/${name}.js cannot be read: this copy of the site is not whole.`
      ));
      document.head.append(script);
    }));
  }
  return loading.get(name);
}

// The numbers of the statements that go by a term of a file; none where there is no such file.
async function postings(shard, fits) {
  const [, , names] = await load("about");
  if (!names.includes(shard)) return [];
  const found = (await load(shard)).filter(([term]) => fits(term));
  return found.flatMap(([, steps]) => {
    let number = 0;
    return steps.split(" ").map((step) => (number += parseInt(step, 36)));
  });
}

const LETTER = /[a-z0-9]/;

function shardOf(word) {
  if (!LETTER.test(word[0])) return `words-u${(word.codePointAt(0) >> 8).toString(16)}`;
  return `words-${word[0]}${word.length > 1 && LETTER.test(word[1]) ? word[1] : ""}`;
}

async function holding(word, open) {
  const shard = shardOf(word);
  if (!open) return postings(shard, (term) => term === word);
  const [, , names] = await load("about");
  const several = names.filter((name) => name.startsWith(word.length > 1 ? shard : `words-${word}`));
  const found = await Promise.all(several.map((name) => postings(name, (term) => term.startsWith(word))));
  return found.flat();
}

// A name as the ledger compares it: without case and accents.
function folded(name) {
  const bare = name.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  return bare.replaceAll("-", " ").replaceAll(".", "").replace(/\s+/g, " ").trim();
}

function named(words) {
  return words.toLowerCase().split(/\s+/).filter(Boolean).join(" ").replace(/^(?:the|an?) /, "");
}

const CALLED = {
  side: async (words) => {
    const wanted = folded(words).replace(/^the /, "");
    return (await load("sides")).filter(([, , names]) => names.includes(wanted)).map(([side]) => side);
  },
  speaker: async (words) => {
    const wanted = ` ${folded(words)} `;
    const found = await load("speakers");
    return found.filter(([id, names]) => id === words || names.some((name) => name.includes(wanted)))
      .map(([id]) => id);
  },
  matter: async (words) => {
    const every = await load("matters");
    const byId = /^m[0-9a-f]{1,12}$/.test(words) ? every.filter(([id]) => id.startsWith(words)) : [];
    if (byId.length) return byId.map(([id]) => id);
    const same = every.filter(([, name]) => named(name) === named(words));
    const asked = wordsOf(named(words));
    const holds = (name) => asked.length && asked.every((word) => wordsOf(name).includes(word));
    return (same.length ? same : every.filter(([, name]) => holds(name))).map(([id]) => id);
  },
};

async function filtered(name, value) {
  const wanted = name in CALLED ? await CALLED[name](value) : [value.toLowerCase()];
  return postings(`by-${name}`, (term) => wanted.includes(term));
}

// The first and the last number of the statements of some days: they stand by their days.
async function between(after, before) {
  const until = before && before + "0000-12-31".slice(before.length);
  let at = 0;
  let first = -1;
  let end = 0;
  for (const [day, count] of await load("days")) {
    if (day !== null && (!after || day >= after) && (!until || day <= until)) {
      if (first < 0) first = at;
      end = at + count;
    }
    at += count;
  }
  return [Math.max(first, 0), end];
}

async function rowOf(number) {
  const [, perFile] = await load("about");
  return (await load(`rows-${Math.floor(number / perFile)}`))[number % perFile];
}

function standsIn(text, { words, open }) {
  const held = wordsOf(text);
  const lastOne = words.length - 1;
  return held.some((_, at) => words.every((word, n) =>
    open && n === lastOne ? (held[at + n] || "").startsWith(word) : held[at + n] === word));
}

// The numbers of the statements that a query finds, one for each utterance, in their order.
async function found({ filters, words }) {
  const [count] = await load("about");
  const sets = [];
  for (const [name, value] of filters)
    if (name !== "after" && name !== "before") sets.push(new Set(await filtered(name, value)));
  const terms = termsOf(words);
  if (words && !terms.length) return [];
  for (const term of terms) {
    if (!term.words.length) return [];
    for (const [n, word] of term.words.entries())
      sets.push(new Set(await holding(word, term.open && n === term.words.length - 1)));
  }
  const dated = filters.has("after") || filters.has("before");
  const [first, end] = dated ? await between(filters.get("after"), filters.get("before")) : [0, count];
  let numbers = [];
  sets.sort((one, other) => one.size - other.size);
  if (sets.length) numbers = [...sets[0]].filter((n) => sets.every((set) => set.has(n)));
  else for (let n = first; n < end; n += 1) numbers.push(n);
  numbers = numbers.filter((n) => n >= first && n < end).sort((one, other) => one - other);
  for (const phrase of terms.filter((term) => term.words.length > 1)) {
    const rows = await Promise.all(numbers.map(rowOf));
    numbers = numbers.filter((_, n) => standsIn(rows[n][1], phrase));
  }
  return eachOnce(numbers);
}

async function eachOnce(numbers) {
  const shownBy = new Map(await load("folds"));
  const held = new Set(numbers);
  const given = new Set();
  return numbers.filter((number) => {
    const by = shownBy.get(number);
    if (by === undefined) return true;
    if (held.has(by) || given.has(by)) return false;
    given.add(by);
    return true;
  });
}
