// Keys and marking in the annotator's workplace. Every deed is a form or a link of the page: here they are only sent
// without losing one's place. Without this file the page works with mouse, Tab and the field for the words.
"use strict";

(() => {
  const place = () => document.querySelector("[data-workplace]");
  const lines = () => document.getElementById("lines");
  const main = () => document.getElementById("main");
  const say = (words) => {
    const status = document.getElementById("said");
    if (status) status.textContent = words;
  };

  // ---- Sending without losing one's place: the answer's content takes the place of ours.
  let busy = false;
  async function swap(address, options, focus) {
    if (busy) return;
    busy = true;
    main().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" }, ...options });
      const text = await answer.text();
      const next = new DOMParser().parseFromString(text, "text/html");
      const content = next.getElementById("main");
      if (!content) throw new Error("no page");
      const top = document.querySelector(".words")?.scrollTop;
      main().replaceChildren(...content.childNodes);
      document.title = next.title;
      if (answer.ok) history.replaceState(null, "", answer.url);
      const words = document.querySelector(".words");
      if (words && top !== undefined) words.scrollTop = top;
      begin();
      (focus || settle)();
    } catch {
      say("The server did not answer. What you typed is still here: try again.");
    } finally {
      busy = false;
      main().removeAttribute("aria-busy");
    }
  }

  // Where the eye and the keyboard go on.
  function settle() {
    const fault = document.querySelector("#code-form [aria-invalid='true']");
    const form = document.getElementById("code-form");
    const alert = document.querySelector(".fault[role='alert'] button");
    if (fault) fault.focus();
    else if (form) first(form).focus();
    else if (alert) alert.focus();
    else if (current()) go(current());
    else document.getElementById("said")?.scrollIntoView({ block: "nearest" });
  }
  const first = (form) => {
    const wanted = ["quote", "actor", "proposition"].map((name) => form.elements[name]);
    return wanted.find((field) => field.value === "") || form.elements.actor;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-swap]");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    swap(form.getAttribute("action"), { method: "POST", body });
  });
  document.addEventListener("click", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (!plain) return;
    if (event.target.closest("#code-words")) {
      event.preventDefault();
      code();
      return;
    }
    const link = event.target.closest("a[data-swap], a[data-close]");
    if (!link) return;
    event.preventDefault();
    swap(link.getAttribute("href"), {});
  });

  // ---- Suggestions: one is the current one.
  const open = () => [...document.querySelectorAll(".suggestions > li")];
  const current = () => document.querySelector(".suggestions > li[aria-current='true']");
  function go(item) {
    if (!item) return;
    for (const other of open()) other.removeAttribute("aria-current");
    item.setAttribute("aria-current", "true");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    light(item.dataset.id, true);
  }
  function step(by) {
    const all = open();
    const at = all.indexOf(current());
    go(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }
  function press(value) {
    const button = current()?.querySelector(value === "e" ? "[data-key='e']" : `button[value='${value}']`);
    if (button) button.click();
  }
  // The words of a card are lit in the text.
  function light(id, scroll) {
    for (const lit of document.querySelectorAll(".lines .lit")) lit.classList.remove("lit");
    const words = [...document.querySelectorAll(".lines [data-finds]")].filter((found) => found.dataset.finds.split(" ").includes(id));
    for (const found of words) found.classList.add("lit");
    if (scroll && words.length > 0) words[0].scrollIntoView({ block: "nearest" });
  }

  // ---- Marking words. Places are code points of the document's text: each line says where it begins.
  const points = (text) => [...text].length;
  function pointOf(node, offset) {
    const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!line || !lines()?.contains(line)) return null;
    const before = document.createRange();
    before.selectNodeContents(line);
    before.setEnd(node, offset);
    return Number(line.dataset.start) + points(before.toString());
  }
  function marked() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !lines()) return null;
    const range = selection.getRangeAt(0);
    if (!lines().contains(range.commonAncestorContainer)) return null;
    const start = pointOf(range.startContainer, range.startOffset);
    const end = pointOf(range.endContainer, range.endOffset);
    return start === null || end === null ? null : fitted(start, end);
  }
  // What lies between two places, without white space at its ends: a drag may reach into the next line.
  function fitted(start, end) {
    let found = null;
    for (const line of lines().querySelectorAll("[data-start]")) {
      const from = Number(line.dataset.start);
      const all = [...line.textContent];
      const part = all.slice(Math.max(0, start - from), Math.max(0, end - from)).join("");
      if (!part.trim()) continue;
      const first = Math.max(start, from) + points(part) - points(part.trimStart());
      const last = Math.max(start, from) + points(part.trimEnd());
      found = found ? { ...found, end: last, words: found.words + "\n" + part.trim() } : { start: first, end: last, words: part.trim() };
    }
    return found;
  }
  function code() {
    const found = marked();
    if (!found) {
      say("Mark some words in the text first.");
      lines()?.focus();
      return;
    }
    const link = document.getElementById("code-words");
    const form = document.getElementById("code-form");
    const spans = `${found.start}-${found.end}`;
    // Marked while a form is open: the form gets these words.
    if (form) {
      form.elements.spans.value = spans;
      form.elements.quote.value = found.words;
      say("The form has the words that you marked.");
      first(form).focus();
      return;
    }
    const address = new URL(link.href);
    address.searchParams.set("spans", spans);
    swap(address.pathname + address.search, {}, () => document.getElementById("f-actor")?.focus());
  }

  // ---- Marking with the keyboard: the caret stands on a word; Shift stretches the selection from the anchor.
  let words = [];
  let caret = 0;
  let anchor = 0;
  function gather() {
    words = [];
    for (const line of lines()?.querySelectorAll("[data-start]") || []) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      // A word may run across the border of a coded passage.
      let word = null;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.data.length; at += 1) {
          if (/\s/.test(node.data[at])) {
            word = null;
          } else if (word) {
            word.end = [node, at + 1];
          } else {
            word = { start: [node, at], end: [node, at + 1] };
            words.push(word);
          }
        }
      }
    }
    caret = anchor = Math.min(caret, Math.max(words.length - 1, 0));
  }
  const box = (word) => {
    const range = document.createRange();
    range.setStart(...word.start);
    range.setEnd(...word.end);
    return range.getBoundingClientRect();
  };
  function show() {
    if (words.length === 0) return;
    const [from, to] = anchor <= caret ? [anchor, caret] : [caret, anchor];
    getSelection().setBaseAndExtent(...words[from].start, ...words[to].end);
    const place = box(words[caret]);
    const frame = document.querySelector(".words").getBoundingClientRect();
    if (place.bottom > Math.min(frame.bottom, innerHeight) || place.top < Math.max(frame.top, 0)) {
      words[caret].start[0].parentElement.scrollIntoView({ block: "center" });
    }
    tell();
  }
  function tell() {
    const status = document.getElementById("marked");
    const found = marked();
    if (status) status.textContent = found ? `“${found.words}”` : "";
  }
  // The word above or below: of the line that comes next, the one that is nearest to the left edge of this one.
  function beside(down) {
    const here = box(words[caret]);
    let line = null;
    let best = caret;
    let least = Infinity;
    for (let at = caret + down; at >= 0 && at < words.length; at += down) {
      const there = box(words[at]);
      if (Math.abs(there.top - here.top) < here.height / 2) continue;
      if (line === null) line = there.top;
      if (Math.abs(there.top - line) > here.height / 2) break;
      const apart = Math.abs(there.left - here.left);
      if (apart < least) [least, best] = [apart, at];
    }
    return best;
  }
  function move(event) {
    const to = {
      ArrowLeft: () => caret - 1,
      ArrowRight: () => caret + 1,
      ArrowUp: () => beside(-1),
      ArrowDown: () => beside(1),
      Home: () => 0,
      End: () => words.length - 1,
    }[event.key];
    if (!to) return false;
    if (words.length === 0) gather();
    caret = Math.min(Math.max(to(), 0), words.length - 1);
    if (!event.shiftKey) anchor = caret;
    show();
    return true;
  }

  // ---- Keys
  const keys = () => document.getElementById("single-keys")?.checked;
  const typing = (target) => target.closest("input:not([type='checkbox'], [type='radio']), textarea, select");
  document.addEventListener("keydown", (event) => {
    if (!place()) return;
    const form = event.target.closest?.("#code-form");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (form && event.key === "Escape") {
      event.preventDefault();
      document.querySelector("a[data-close]").click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.target === lines()) {
      if (move(event)) {
        event.preventDefault();
        return;
      }
      if (event.key === "Enter") {
        event.preventDefault();
        code();
        return;
      }
    }
    if (!keys()) return;
    const deed = {
      j: () => step(1),
      k: () => step(-1),
      a: () => press("accept"),
      e: () => press("e"),
      x: () => press("reject"),
      u: () => document.getElementById("undo")?.click(),
      U: () => document.getElementById("redo")?.click(),
      c: code,
      t: () => lines()?.focus(),
    }[event.key];
    if (!deed || form) return;
    event.preventDefault();
    deed();
  });

  // ---- Each time there is new content
  function begin() {
    if (!place()) return;
    gather();
    let kept = null;
    try { kept = localStorage.getItem("single-keys"); } catch { /* The browser keeps nothing. */ }
    const box = document.getElementById("single-keys");
    box.checked = kept !== "off";
    box.addEventListener("change", () => {
      try { localStorage.setItem("single-keys", box.checked ? "on" : "off"); } catch { /* as above */ }
    });
    lines().addEventListener("focus", () => {
      if (words.length > 0 && !marked()) show();
    });
    lines().addEventListener("mouseup", () => setTimeout(tell));
    for (const card of document.querySelectorAll(".card[data-id]")) {
      card.addEventListener("focusin", () => light(card.dataset.id, false));
      card.addEventListener("mouseenter", () => light(card.dataset.id, false));
    }
    // The last of several fields grows another when it is filled.
    for (const name of ["addressee", "target"]) {
      const last = [...document.querySelectorAll(`#code-form [name='${name}']`)].pop();
      last?.addEventListener("input", () => another(last), { once: true });
    }
    for (const found of document.querySelectorAll(".lines .open")) {
      found.addEventListener("click", () => {
        if (!getSelection().isCollapsed) return;
        const id = found.dataset.finds.split(" ").find((one) => document.getElementById("s-" + one)?.closest(".suggestions"));
        if (id) go(document.getElementById("s-" + id));
      });
    }
    if (current() && !document.getElementById("code-form")) light(current().dataset.id, false);
  }
  function another(field) {
    const copy = field.closest(".field").cloneNode(true);
    const input = copy.querySelector("input");
    const number = Number(field.id.split("-").pop()) + 1;
    input.id = field.id.replace(/\d+$/, String(number));
    input.value = "";
    input.removeAttribute("aria-describedby");
    const label = copy.querySelector("label");
    label.htmlFor = input.id;
    label.textContent = label.textContent.replace(/, \d+$/, "") + ", " + (number + 1);
    copy.querySelector("span")?.remove();
    field.closest(".field").after(copy);
    input.addEventListener("input", () => another(input), { once: true });
  }
  document.addEventListener("DOMContentLoaded", () => {
    begin();
    const said = new URLSearchParams(location.search).get("said");
    if (place() && (said || document.getElementById("code-form"))) settle();
  });
})();
