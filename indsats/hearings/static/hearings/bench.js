// Marking text by mouse, finger and keyboard; keys of the segment form. Everything works without.
// The bench is swapped in whole, so listeners stand on the document and look for what is there now.

// How far into a text a point of the page is, in the browser's own units.
const offset = (box, node, at) => {
  const range = document.createRange();
  range.setStart(box, 0);
  range.setEnd(node, at);
  return range.toString().length;
};

const boxes = () => [...document.querySelectorAll("[data-cut]")];
const cutForm = () => document.querySelector("[data-cut-form]");
const segmentForm = () => document.querySelector("[data-segment-form]");

const marked = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const box = boxes().find((each) => each.contains(range.startContainer) && each.contains(range.endContainer));
  if (!box) return null;
  const start = offset(box, range.startContainer, range.startOffset);
  const end = offset(box, range.endContainer, range.endOffset);
  return end > start ? { box, start, end } : null;
};

let kept = null;
const look = () => {
  const form = cutForm();
  if (!form) return;
  const now = marked();
  if (!now && kept?.box.isConnected && form.contains(document.activeElement)) return;
  kept = now;
  const said = form.querySelector("[data-cut-said]");
  form.querySelector("button").disabled = !now;
  said.textContent = now ? `${now.end - now.start} ${said.dataset.some}` : said.dataset.none;
};
document.addEventListener("selectionchange", look);

// Before anybody else sees the form, also before htmx reads it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-cut-form]")) return;
  const now = marked() || kept;
  if (!now) { event.preventDefault(); event.stopPropagation(); return; }
  form.elements.start.value = now.start;
  form.elements.end.value = now.end;
  form.elements.minority.value = now.box.dataset.minority;
}, true);

// An editable text has a caret, so shift and arrows mark; but nothing in it can be changed.
const equip = (box) => {
  box.contentEditable = "true";
  box.spellcheck = false;
  box.setAttribute("role", "textbox");
  box.setAttribute("aria-multiline", "true");
  box.setAttribute("aria-readonly", "true");
  box.setAttribute("aria-label", box.dataset.label);
  box.inputMode = "none";
  for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) box.addEventListener(kind, (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey) { event.preventDefault(); if (marked()) cutForm().requestSubmit(); }
    else if ((event.ctrlKey || event.metaKey) && ["b", "i", "u", "z", "y"].includes(event.key.toLowerCase())) event.preventDefault();
  });
  // A mark that ends on a segment is no press on it.
  box.addEventListener("click", (event) => {
    if (event.target.closest("a.cut") && !getSelection().isCollapsed) { event.preventDefault(); event.stopPropagation(); }
  }, true);
};

// On a phone the list is folded away, so that the reply comes first.
const narrow = matchMedia("(max-width: 767px)");
const fold = () => { for (const list of document.querySelectorAll("[data-fold]")) list.open = !narrow.matches; };
narrow.addEventListener("change", fold);

const begin = () => {
  kept = null;
  boxes().forEach(equip);
  fold();
  look();
};
begin();
document.addEventListener("htmx:after:swap", () => {
  begin();
  const said = [...document.querySelectorAll("#bench .messages .alert-text")].map((each) => each.textContent.trim());
  document.querySelector("#bench .form-error :is(input, textarea, select)")?.focus();
  if (said.length) document.dispatchEvent(new CustomEvent("indsats:announce", { detail: said.join(" ") }));
});

// While an answer is awaited nothing can be typed that the answer would take away.
const bench = () => document.getElementById("bench");
const whole = (event) => event.detail.ctx.target === bench();
document.addEventListener("htmx:before:request", (event) => { if (whole(event) && !event.defaultPrevented) bench().inert = true; });
document.addEventListener("htmx:finally:request", () => { if (bench()) bench().inert = false; });

// No answer, or another page such as the login: what was typed stays, and that is said.
const fail = () => {
  const box = bench().querySelector("[data-failed]");
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("indsats:announce", { detail: box.innerText.replace(/\s+/g, " ").trim() }));
};
document.addEventListener("htmx:before:swap", (event) => {
  if (whole(event) && !event.detail.ctx.text.includes('id="bench"')) { event.preventDefault(); fail(); }
});
document.addEventListener("htmx:error", (event) => { if (whole(event)) fail(); });

const writing = (target) => target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable=true]");
document.addEventListener("keydown", (event) => {
  const segment = segmentForm();
  if (bench()?.inert) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && segment) {
    event.preventDefault();
    segment.requestSubmit(segment.querySelector("[data-save-next]"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (link) { event.preventDefault(); link.click(); return; }
  const verdicts = segment ? [...segment.querySelectorAll("input[name=verdict]")] : [];
  const chosen = verdicts[Number(event.key) - 1];
  if (chosen) { event.preventDefault(); chosen.checked = true; chosen.dispatchEvent(new Event("change", { bubbles: true })); segment.elements.answer.focus(); }
});

document.addEventListener("change", (event) => { if (event.target.matches("select[data-send]")) event.target.form.requestSubmit(); });
