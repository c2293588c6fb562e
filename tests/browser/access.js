// What keeps a page from being used by keyboard, screen reader or tired eyes: the essentials of WCAG 2.2 AA that a program
// can decide, computed in the page itself. Returns sentences; none if nothing was found.
const faults = [];
const seen = (element) => {
  const style = getComputedStyle(element);
  if (style.visibility !== "visible" || style.display === "none") return false;
  return element.getClientRects().length > 0 && !element.closest("details:not([open]) > :not(summary), [hidden]");
};
const name = (element) => {
  const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
  if (by.length > 0) return by.map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  const label = element.getAttribute("aria-label");
  if (label) return label.trim();
  if (element.labels?.length > 0) return [...element.labels].map((one) => one.textContent).join(" ").trim();
  if (element.tagName === "IMG") return element.alt.trim();
  const inner = [...element.querySelectorAll("title, img[alt]")].map((one) => one.alt ?? one.textContent).join(" ");
  return (element.textContent + " " + inner).trim() || (element.getAttribute("title") || "").trim();
};
const where = (element) => {
  const words = (element.innerText || element.value || element.name || "").trim().slice(0, 40);
  return `<${element.tagName.toLowerCase()}${element.id ? " #" + element.id : ""}${element.className && typeof element.className === "string" ? " ." + element.className.trim().replace(/\s+/g, ".") : ""}> “${words}”`;
};
const all = (selector) => [...document.querySelectorAll(selector)];

// ---- The page
if (!document.documentElement.lang) faults.push("the page does not say its language");
if (!document.title.trim()) faults.push("the page has no title");
for (const [selector, what] of [["main", "main part"], ["h1", "first heading"]]) {
  if (all(selector).length !== 1) faults.push(`the page has ${all(selector).length} of its ${what}`);
}
let level = 0;
for (const heading of all("h1, h2, h3, h4, h5, h6").filter(seen)) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) faults.push(`from a heading of level ${level} to one of level ${next}: ${where(heading)}`);
  level = next;
  if (!heading.textContent.trim()) faults.push(`an empty heading: ${where(heading)}`);
}
const navigations = all("nav").map((one) => name({ ...one, textContent: "", querySelectorAll: () => [], getAttribute: (key) => one.getAttribute(key) }));
if (navigations.length > 1 && new Set(navigations).size < navigations.length) faults.push("two ways of finding one's way have the same name, or none");

// ---- Names and references
const ids = all("[id]").map((element) => element.id);
for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`the id “${id}” is there twice`);
for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "list"]) {
  for (const element of all(`[${attribute}]`)) {
    for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean)) {
      if (!document.getElementById(id)) faults.push(`${attribute} names “${id}”, which is not there: ${where(element)}`);
    }
  }
}
for (const element of all("input:not([type='hidden']), select, textarea, button, a[href], summary, [role='button'], [role='img']")) {
  if (seen(element) && !name(element)) faults.push(`it has no name: ${where(element)}`);
}
for (const element of all("input:not([type='hidden']), select, textarea")) {
  if (!(element.labels?.length > 0) && !element.hasAttribute("aria-label") && !element.hasAttribute("aria-labelledby")) {
    faults.push(`it has no label: ${where(element)}`);
  }
}
for (const image of all("img")) if (!image.hasAttribute("alt")) faults.push(`a picture without words: ${image.src}`);
for (const element of all("fieldset")) if (!element.querySelector("legend")?.textContent.trim()) faults.push("a group of choices without a legend");
for (const element of all("[tabindex]")) if (element.tabIndex > 0) faults.push(`it jumps the order of Tab: ${where(element)}`);
for (const element of all("[aria-hidden='true'] :is(a[href], button, input, select, textarea, [tabindex='0'])")) {
  faults.push(`it can be reached and is hidden: ${where(element)}`);
}
// What scrolls must be reachable by keyboard.
for (const element of all("main *")) {
  const style = getComputedStyle(element);
  const scrolls = (["auto", "scroll"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
    || (["auto", "scroll"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1);
  const reachable = element.tabIndex >= 0 || element.querySelector("a[href], button, input, select, textarea, [tabindex='0'], summary");
  if (scrolls && seen(element) && !reachable && element.tagName !== "TEXTAREA") faults.push(`it scrolls, and no key reaches it: ${where(element)}`);
}

// ---- Lists and tables
for (const item of all("li")) if (!item.closest("ul, ol, menu")) faults.push(`an item outside a list: ${where(item)}`);
for (const list of all("ul, ol")) {
  if ([...list.children].some((child) => !["LI", "SCRIPT", "TEMPLATE"].includes(child.tagName))) faults.push(`a list holds something else: ${where(list)}`);
}
for (const item of all("dt, dd")) if (!item.closest("dl")) faults.push("a term outside a list of terms");
for (const table of all("table")) {
  if (!table.querySelector("th")) faults.push(`a table without headings: ${where(table)}`);
  for (const heading of table.querySelectorAll("th")) if (!heading.scope) faults.push(`a heading of a table that heads nothing: ${where(heading)}`);
}

// ---- Contrast
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const known = new Map();
const rgba = (colour) => {
  if (!known.has(colour)) {
    canvas.canvas.width = canvas.canvas.height = 1;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255));
  }
  return known.get(colour);
};
const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
const light = (colour) => {
  const [r, g, b] = colour.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    const colour = rgba(style.backgroundColor);
    if (colour[3] > 0) layers.push(colour);
    if (colour[3] === 1) break;
  }
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || (matchMedia("(prefers-color-scheme: dark)").matches && getComputedStyle(document.documentElement).colorScheme.includes("dark"));
  return layers.reverse().reduce((below, top) => over(top, below), dark ? [0, 0, 0, 1] : [1, 1, 1, 1]);
};
const pale = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  if (!node.data.trim() || !seen(element) || element.closest("svg, option, datalist, :disabled, .hidden, .skip")) continue;
  const style = getComputedStyle(element);
  const below = ground(element);
  if (!below) continue;
  const text = over(rgba(style.color), below);
  const [high, low] = [light(text), light(below)].sort((a, b) => b - a);
  const contrast = (high + 0.05) / (low + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (contrast < (large ? 3 : 4.5)) pale.add(`contrast ${contrast.toFixed(2)}: ${where(element)}`);
}
faults.push(...pale);

// ---- Room
for (const element of all("button, input:not([type='hidden']), select, textarea, summary").filter(seen)) {
  const target = element.labels?.length > 0 && ["radio", "checkbox"].includes(element.type) ? element.labels[0] : element;
  const box = target.getBoundingClientRect();
  if (box.height < 23.5 || box.width < 23.5) faults.push(`too small to hit (${Math.round(box.width)} by ${Math.round(box.height)}): ${where(element)}`);
}
if (document.scrollingElement.scrollWidth > innerWidth + 1) {
  const wide = all("main *").filter((element) => seen(element) && element.getBoundingClientRect().right > innerWidth + 1 && !element.closest(".scroll, svg, pre"));
  faults.push(`wider than the screen (${document.scrollingElement.scrollWidth} of ${innerWidth}): ${wide.slice(0, 3).map(where).join(", ")}`);
}
return faults;
