// Lists: clean addresses, a spoken summary, keys to move about, tick all.
"use strict";

document.addEventListener("change", (event) => {
  if (event.target.matches?.("select[data-submit]")) event.target.form?.requestSubmit();
  if (event.target.matches?.("[data-select-all]")) {
    const table = event.target.closest("table");
    for (const box of table.querySelectorAll('tbody input[name="row"]')) box.checked = event.target.checked;
  }
});

// On a phone the filters are folded away until asked for.
document.addEventListener("click", (event) => {
  const more = event.target.closest?.("[data-more]");
  if (!more) return;
  const open = more.closest("form").classList.toggle("filters--open");
  more.setAttribute("aria-expanded", String(open));
});

// Leave empty choices out of the address.
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  if (!ctx.sourceElement?.matches("form[data-filter]")) return;
  for (const [name, value] of [...ctx.request.body.entries()]) {
    if (value === "") ctx.request.body.delete(name);
  }
});
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-filter]")) return;
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

document.addEventListener("htmx:after:swap", () => {
  const list = document.querySelector("[data-listing]");
  if (!list) return;
  document.dispatchEvent(new CustomEvent("indsats:announce", { detail: list.dataset.summary }));
});

const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog");

/** Move the mark to the next or the previous row and put focus on its first link. */
function move(step) {
  const rows = [...document.querySelectorAll("[data-listing] tbody tr")];
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.classList.contains("is-here"));
  const next = Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[here]?.classList.remove("is-here");
  rows[next].classList.add("is-here");
  rows[next].scrollIntoView({ block: "nearest" });
  rows[next].querySelector("a, button, input")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "/") {
    const box = document.querySelector('[data-filter] input[type="search"]') ?? document.getElementById("site-search");
    if (!box) return;
    event.preventDefault();
    box.focus();
  }
});
