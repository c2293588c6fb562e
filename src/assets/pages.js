// What pages can do beyond being read: keep the choice of colours, show what belongs together. Nothing is fetched.
"use strict";

// ---- Colours: the choice itself is style alone; here it is only kept.
(() => {
  let kept = null;
  try { kept = localStorage.getItem("colours"); } catch { /* The browser keeps nothing: the device decides. */ }
  if (kept === "light" || kept === "dark") document.documentElement.style.colorScheme = kept;
  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.style.colorScheme = "";
    const chosen = kept && document.getElementById("colours-" + kept);
    if (chosen) chosen.checked = true;
    for (const radio of document.querySelectorAll(".colours input")) {
      radio.addEventListener("change", () => {
        try { localStorage.setItem("colours", radio.value); } catch { /* as above */ }
      });
    }
  });
})();

document.addEventListener("DOMContentLoaded", () => {
  for (const svg of document.querySelectorAll(".drawing svg")) neighbourhoods(svg);
  const reading = document.querySelector(".reading");
  if (reading) belongings(reading);
  narrowing();
  liveReload();
});

// ---- Diagrams: a box or line that is pointed at or focused stands out with what belongs to it; the rest recedes.
// Tab goes from mark to mark. Right and left go along a line, up and down to the next mark of the same kind; Enter
// follows a link, Escape shows everything again.
function neighbourhoods(svg) {
  const nodes = new Map([...svg.querySelectorAll(".node")].map((node) => [node.id, node]));
  const edges = [...svg.querySelectorAll(".edge[data-ends]")];
  if (nodes.size < 2 || nodes.size > 200 || edges.length === 0) return;
  const status = svg.closest("figure").querySelector("[role=status]");
  const ends = (edge) => edge.dataset.ends.split(" ").map((id) => nodes.get(id)).filter(Boolean);
  const linesOf = (node) => edges.filter((edge) => ends(edge).includes(node));
  const title = (mark) => mark.querySelector("title")?.textContent ?? "";
  const name = (node) => title(node).split(":")[0];
  const handle = (mark) => mark.querySelector("a") ?? mark;
  let shown = null;

  const show = (mark) => {
    if (mark === shown) return;
    shown = mark;
    svg.classList.toggle("focused", mark !== null);
    for (const old of svg.querySelectorAll(".near")) old.classList.remove("near");
    if (mark === null) {
      if (status) status.textContent = "";
      return;
    }
    const isNode = nodes.get(mark.id) === mark;
    const lines = isNode ? linesOf(mark) : edges.filter((edge) => edge.dataset.ends === mark.dataset.ends && title(edge) === title(mark));
    const others = new Set(lines.flatMap(ends));
    for (const near of [mark, ...lines, ...others]) near.classList.add("near");
    if (!status) return;
    others.delete(mark);
    const names = [...others].map(name);
    status.textContent = isNode
      ? `${name(mark)}: ${lines.length} ${lines.length === 1 ? "line" : "lines"}` + (names.length ? ` to ${names.join("; ")}` : "")
      : title(mark);
  };

  const marks = [...nodes.values(), ...edges];
  for (const mark of marks) {
    const at = handle(mark);
    // A label of a line is a second mark of the same line: one stop is enough.
    if (at === mark && (nodes.get(mark.id) === mark || mark.id)) {
      mark.setAttribute("tabindex", "0");
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", title(mark));
    }
    mark.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(mark); });
    mark.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") show(marks.find((other) => other.contains(document.activeElement)) ?? null);
    });
    mark.addEventListener("focusin", () => show(mark));
    mark.addEventListener("focusout", () => show(null));
    // A finger cannot hover: the first touch shows, the second follows.
    mark.addEventListener("click", (event) => {
      if (event.pointerType === "touch" && mark !== touched) {
        event.preventDefault();
        touched = mark;
        show(mark);
      }
    });
  }
  let touched = null;

  svg.addEventListener("keydown", (event) => {
    const mark = marks.find((other) => other.contains(document.activeElement));
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const isNode = nodes.get(mark.id) === mark;
    const row = isNode ? [...nodes.values()] : edges.filter((edge) => edge.id);
    const beside = (step) => row[(row.indexOf(mark) + step + row.length) % row.length];
    const to = {
      ArrowDown: () => beside(1),
      ArrowUp: () => beside(-1),
      ArrowRight: () => (isNode ? linesOf(mark).find((edge) => ends(edge)[0] === mark) ?? linesOf(mark)[0] : ends(mark)[1]),
      ArrowLeft: () => (isNode ? linesOf(mark).find((edge) => ends(edge)[1] === mark) ?? linesOf(mark)[0] : ends(mark)[0]),
    }[event.key];
    if (event.key === "Escape") {
      document.activeElement.blur();
      show(null);
    } else if (to) {
      event.preventDefault();
      const next = to();
      if (next) handle(next).focus();
    }
  });
}

// ---- Documents: words, cards and speakers that belong together light up together.
function belongings(reading) {
  const list = reading.querySelector(".found");
  const of = (element) => (element.dataset.s ?? element.dataset.a ?? "").split(" ").filter(Boolean);
  const all = [...reading.querySelectorAll("[data-s], [data-a]")];
  const byId = new Map();
  for (const element of all) {
    for (const id of of(element)) {
      if (!byId.has(id)) byId.set(id, []);
      byId.get(id).push(element);
    }
  }
  const light = (source) => {
    for (const old of reading.querySelectorAll(".lit")) old.classList.remove("lit");
    if (!source) return;
    const lit = of(source).flatMap((id) => byId.get(id) ?? []);
    for (const element of lit) element.classList.add("lit");
    const card = lit.find((element) => element.classList.contains("card"));
    if (card && !list.contains(source) && getComputedStyle(list).position === "sticky") {
      const [box, frame] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
      if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - 16;
    }
  };
  const at = (event) => event.target.closest?.("[data-s], .margin [data-a]");
  reading.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") light(at(event)); });
  reading.addEventListener("focusin", (event) => light(at(event)));
  reading.addEventListener("focusout", () => light(null));
}

// ---- Pages that are files have nobody to ask: what they show is narrowed here. Rows without the words are hidden, and
// what a drawing says of them recedes.
function narrowing() {
  const field = document.querySelector(".narrow");
  const rows = [...document.querySelectorAll("main tbody tr")];
  if (!field || rows.length < 2) return;
  field.hidden = false;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map((row) => fold(row.textContent));
  const marks = [...document.querySelectorAll(".drawing :is(.edge, .cell)")].filter((mark) => mark.querySelector("title"));
  const titles = marks.map((mark) => fold(mark.querySelector("title").textContent));
  field.querySelector("input").addEventListener("input", (event) => {
    const words = fold(event.target.value).split(/\s+/).filter(Boolean);
    const has = (text) => words.every((word) => text.includes(word));
    rows.forEach((row, at) => { row.hidden = !has(texts[at]); });
    marks.forEach((mark, at) => mark.classList.toggle("away", !has(titles[at])));
  });
}

// ---- A page that is served tells when the case has changed; it is loaded anew unless somebody is writing in it.
function liveReload() {
  const place = document.querySelector("meta[name=live]")?.content;
  if (!place || !window.EventSource) return;
  let revision = null;
  const news = new EventSource(place);
  news.addEventListener("revision", (event) => {
    const now = JSON.parse(event.data).revision;
    const writing = document.activeElement?.matches("input:not([type=radio]), textarea, select");
    if (revision !== null && now !== revision && !writing) location.reload();
    if (revision === null) revision = now;
  });
  addEventListener("pagehide", () => news.close());
}
