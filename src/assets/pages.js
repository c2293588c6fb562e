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
