// Search on pages that are files: the index is a script beside them, because a file may read no other file.
"use strict";
(() => {
  const KINDS = { actor: "Actor", proposition: "Proposition", event: "Event", document: "Document", statement: "Quotation", text: "In the text of" };
  const MOST = 200;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\u2018\u2019]/g, "'");
  const form = document.getElementById("search-form");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-hits");
  const units = (window.searchIndex ?? []).flatMap((index) =>
    index.entries.map(([kind, title, href, text]) => ({ kind, title, href: index.base + href, text, folded: fold(text), from: index.title })));
  const several = (window.searchIndex ?? []).length > 1;
  // Each word of the query begins a word of the text.
  const begins = (folded, word) => {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1])) return at;
    }
    return -1;
  };
  const element = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);

  const search = () => {
    const query = form.q.value;
    const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    list.replaceChildren();
    status.textContent = "";
    if (words.length === 0) return;
    const hits = units.filter((unit) => words.every((word) => begins(unit.folded, word) >= 0));
    status.textContent = `${hits.length} ${hits.length === 1 ? "place" : "places"} with “${query}”` + (hits.length > MOST ? `; the first ${MOST} are shown.` : ".");
    for (const hit of hits.slice(0, MOST)) {
      const item = document.createElement("li");
      item.append(element("span", (KINDS[hit.kind] ?? hit.kind) + " ", { className: "small" }), element("a", hit.title, { href: hit.href }));
      if (several) item.append(element("span", ` · ${hit.from}`, { className: "small" }));
      item.append(document.createElement("br"), ...marked(hit.text, words));
      list.append(item);
    }
    history.replaceState(null, "", "#" + encodeURIComponent(query));
  };

  // The text around the first hit, what was found marked. Folding may change lengths, so places are looked for word by word.
  const marked = (text, words) => {
    const parts = text.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ?? [];
    const hit = (part) => words.find((word) => fold(part).startsWith(word));
    const first = Math.max(0, parts.findIndex(hit));
    const [from, to] = [Math.max(0, first - 28), first + 44];
    const nodes = parts.slice(from, to).map((part) => (hit(part) ? element("mark", part) : document.createTextNode(part)));
    if (from > 0) nodes.unshift(document.createTextNode("… "));
    if (to < parts.length) nodes.push(document.createTextNode(" …"));
    return nodes;
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  form.q.addEventListener("input", search);
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) { form.q.value = asked; search(); }
})();
