// What a query finds, shown as the desk shows statements. Other people's words are only ever text.
"use strict";

const AT_ONCE = 50;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function drawn(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function stanceOf(stance, scope, stances) {
  if (!stance) return element("span", { class: "fine" }, "takes no stance");
  const line = drawn("svg", { viewBox: "0 0 50 10", width: 50, height: 10, "aria-hidden": "true" });
  line.append(drawn("path", { d: "M5 5H45" }));
  for (const [n, step] of stances.entries())
    line.append(drawn("circle", { cx: 5 + 10 * n, cy: 5, r: step === stance ? 4.2 : 1.5 }));
  return element("span", { class: `stance ${stance}` }, line, element("b", {}, stance),
    scope ? element("i", {}, ` ${scope}`) : null);
}

function shown(row, stances) {
  const [record, words, direct, who, role, sides, day, dayName, dateIs, from, stance, scope, matter,
    matterName, told, language] = row;
  const [article, anchor] = record.split("/");
  const short = [...words].length > 600 ? `${[...words].slice(0, 597).join("")}...` : words;
  const quote = element("a", { class: "words", href: `articles/${article}.html#${anchor}` },
    direct ? `“${short}”` : short);
  return element("li", { class: "said", id: record.replace("/", "-") },
    element("div", { class: "quoted" },
      element("blockquote", {}, element("p", { class: "quote", dir: "auto", lang: language || null }, quote)),
      element("p", { class: "who" }, element("b", {}, who), role ? `, ${role}` : null,
        sides ? element("span", { class: "soft" }, ` · for ${sides}`) : null, " · ",
        day ? element("time", { datetime: day }, dayName) : element("span", { class: "fine" }, "undated"),
        dateIs === "published" ? element("span", { class: "fine" }, " published") : null),
      element("p", { class: "fine" }, element("span", { class: "chain" }, from), " · ",
        element("a", { href: `cite/${article}/${anchor}.html` }, "Cite"),
        told ? ` · ${told}` : null)),
    element("div", { class: "about" }, stanceOf(stance, scope, stances),
      matter ? element("p", {}, "on ", element("a", { href: `matters/${matter}.html`, dir: "auto" }, matterName))
        : null));
}

async function worded(name, value) {
  const listed = { side: ["sides", 1], matter: ["matters", 1], speaker: ["speakers", 1] }[name];
  if (!listed) return value;
  const one = (await load(listed[0])).find(([id]) => id === value);
  if (!one) return value;
  return name === "speaker" ? one[1][0].trim() : one[1];
}

async function chips(asked) {
  const list = document.getElementById("asked");
  const without = (name) => {
    const filters = new Map(asked.filters);
    if (name) filters.delete(name);
    return `search.html?${new URLSearchParams({ q: written({ filters, words: name ? asked.words : "" }) })}`;
  };
  const chip = (label, value, to) => element("li", {},
    element("span", {}, `${label}: `, element("b", {}, value)), " ",
    element("a", { href: to, "aria-label": `Take away ${label}: ${value}` }, "×"));
  for (const [name, value] of asked.filters)
    list.append(chip(name, await worded(name, value), without(name)));
  if (asked.words) list.append(chip("words", asked.words, without(null)));
  list.hidden = !list.children.length;
}

async function show() {
  const asked = askedOf(location.search);
  document.getElementById("q").value = written(asked);
  await chips(asked);
  const numbers = await found(asked);
  const list = document.getElementById("found");
  const button = document.getElementById("further");
  const [, , , stances] = await load("about");
  const further = async () => {
    const start = list.children.length;
    const rows = await Promise.all(numbers.slice(start, start + AT_ONCE).map(rowOf));
    list.append(...rows.map((row) => shown(row, stances)));
    button.hidden = list.children.length >= numbers.length;
    if (start) list.children[start].querySelector("a").focus();
  };
  button.addEventListener("click", further);
  await further();
  return numbers.length === 1 ? "1 statement" : `${numbers.length.toLocaleString("en")} statements`;
}

document.addEventListener("DOMContentLoaded", async () => {
  const counts = document.getElementById("counts");
  counts.textContent = "Searching…";
  try {
    counts.textContent = (await show()).replace(/^0 statements$/, "No statement found for this query.");
  } catch (error) {
    counts.textContent = error.message;
  }
  document.body.dataset.searched = "yes";
});
