/* Forms of the rule editor. Everything here presses what is on the page, or points at it; without it all works by buttons.
   [data-saves] a form that Ctrl+Enter saves; [data-show] the button that gives the inputs for another choice;
   [data-cancel] closes the editor; [data-key-of] a key with a radio "here"; [data-line] jumps to a line of the JSON. */
(() => {
  "use strict";
  const MATCHER = "[data-saves] select[name=matcher]";
  const CHOICES = "[name=source], [name=source_field], [name=matcher], [name=read-type]";

  /* Inputs that were touched since the inputs for another choice were asked for. */
  const touched = new Map();
  let leaving = false;

  /* An older question is given up; of a form that is on its way nothing is asked: leaving a field says that it changed,
     also where the field goes because the form was saved. */
  function show(form) {
    const button = form?.querySelector("[data-show]");
    if (!button || leaving) return;
    window.htmx.trigger(form, "htmx:abort");
    touched.clear();
    button.click();
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches(CHOICES)) show(event.target.form);
  });

  /* What is chosen or typed while the answer is under way stands above the answer. */
  const touch = (event) => { if (event.target.form?.matches("[data-saves]")) touched.set(event.target.id, event.target); };
  document.addEventListener("input", touch);
  document.addEventListener("pointerdown", (event) => { if (event.target.matches(MATCHER)) touch(event); });
  document.addEventListener("keydown", (event) => { if (event.target.matches(MATCHER) && event.key !== "Tab") touch(event); });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.querySelector(MATCHER) && touched.has("id_matcher")) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "draft") touched.clear();
    if (event.detail.target.id !== "parts") return;
    for (const [id, before] of touched) {
      const now = document.getElementById(id);
      if (now && now !== before) [now.value, now.checked] = [before.value, before.checked];
    }
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.matches(MATCHER) ? event.target.form : null;
    if (form && form.elements.options_of.value !== event.target.value) show(form);
  });

  /* Typing a value of one's own says that it is one's own. */
  document.addEventListener("input", (event) => {
    const key = event.target.closest(".value") && event.target.closest("[data-key-of]");
    const here = key?.querySelector("input[type=radio][value=here]");
    if (here) here.checked = true;
    const form = event.target.closest("[data-saves]");
    if (form) form.dataset.typed = "";
  });

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("[data-saves]");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("[data-save]").click();
    }
    if (event.key === "Escape" && !event.isComposing) (form ?? document).querySelector("[data-cancel]")?.click();
  });

  /* What was typed and not saved is given up only on purpose. */
  const typed = () => document.querySelector("[data-saves][data-typed]");
  const given = () => !typed() || window.confirm("You typed something that is not saved yet. Give it up?");
  document.addEventListener("htmx:confirm", (event) => {
    const open = typed();
    if (!open || open.contains(event.target) && !event.target.closest("[data-cancel]") || event.target.closest("[data-quiet]")) return;
    event.preventDefault();
    if (given()) event.detail.issueRequest(true);
  });
  document.addEventListener("submit", (event) => { leaving = event.target.matches("[data-saves]"); });
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.elt.matches("[data-saves]")) leaving = false; });
  window.addEventListener("beforeunload", (event) => { if (typed() && !leaving) event.preventDefault(); });

  document.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-line]");
    const area = jump && document.querySelector(jump.getAttribute("href"));
    if (!area) return;
    event.preventDefault();
    const rows = area.value.split("\n"), line = Number(jump.dataset.line) - 1;
    const start = rows.slice(0, line).reduce((sum, row) => sum + row.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (rows[line] ?? "").length);
    area.scrollTop = Math.max(0, line - 4) * parseFloat(getComputedStyle(area).lineHeight);
  });
})();
