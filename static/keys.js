/* Single keys press the button or link that shows them: data-key="n", data-key="shift+m", data-key="/".
   An open panel (data-keys-scope) takes the keys to itself. J and K walk along [data-row] links.
   No key acts in a text field, while held down, with ctrl, alt or meta, or while a request is under way. */
(() => {
  "use strict";
  let pending = false;

  /* The letter on the key cap: a Russian layout sends "т" for N, and a reviewer need not switch. */
  const letter = (event) => {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
  };
  const named = (event) => (letter(event) ? (event.shiftKey ? "shift+" : "") + letter(event) : event.key.toLowerCase());
  const typing = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  function walk(step) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const here = rows.indexOf(document.activeElement);
    const next = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return Boolean(next);
  }

  function press(key) {
    const scope = document.querySelector("[data-keys-scope]") ?? document;
    const target = [...scope.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key && !element.disabled);
    if (target?.matches("input")) target.focus();
    else target?.click();
    if (!target && scope.querySelector(`[data-key="shift+${CSS.escape(key)}"]`)) say(`That takes Shift: press Shift+${key.toUpperCase()}.`);
    return Boolean(target);
  }

  /* Esc closes a menu before it does anything else. */
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && !event.isComposing && document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopImmediatePropagation();
  });

  document.addEventListener("keydown", (event) => {
    if (pending || event.repeat || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const key = named(event);
    const done = key === "j" || key === "k" ? walk(key === "j" ? 1 : -1) : press(key);
    if (done) event.preventDefault();
  });

  /* Up and down in what is found below a search box ([data-along] holds both). */
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [...(event.target.closest("[data-along]")?.querySelectorAll("input, li a") ?? [])].filter((each) => each.checkVisibility());
    const here = stops.indexOf(event.target);
    if (!step || here < 0) return;
    stops[here + step]?.focus();
    event.preventDefault();
  });

  /* What opens below the fold comes into view. */
  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.closest(".deeper")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  /* A click elsewhere closes a menu; "back" in a panel empties it. */
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.closest("[data-close]")) {
      event.target.closest("[data-keys-scope]").parentElement.replaceChildren();
      event.preventDefault();
    }
  });

  function say(text) {
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.textContent = text;
    document.querySelector("[data-notices]").replaceChildren(notice);
  }

  const begin = () => { pending = true; };
  const end = () => { pending = false; };
  document.addEventListener("submit", begin);
  document.addEventListener("htmx:beforeRequest", (event) => { if (!event.detail.elt.closest("[data-quiet]")) begin(); });
  document.addEventListener("htmx:afterRequest", end);
  document.addEventListener("htmx:sendError", () => say("No answer from the server. Check your connection and try again."));
  document.addEventListener("htmx:responseError", () => say("That did not work, and nothing was changed. Reload the page and try again."));
  window.addEventListener("pageshow", end);
})();
