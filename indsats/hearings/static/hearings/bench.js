// Marking text by mouse, finger and keyboard; keys of the segment form. Everything works without.

// How far into a text a point of the page is, in the browser's own units.
const offset = (box, node, at) => {
  const range = document.createRange();
  range.setStart(box, 0);
  range.setEnd(node, at);
  return range.toString().length;
};

const form = document.querySelector("[data-cut-form]");
const boxes = [...document.querySelectorAll("[data-cut]")];

const marked = () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const box = boxes.find((each) => each.contains(range.startContainer) && each.contains(range.endContainer));
  if (!box) return null;
  const start = offset(box, range.startContainer, range.startOffset);
  const end = offset(box, range.endContainer, range.endOffset);
  return end > start ? { box, start, end } : null;
};

if (form && boxes.length) {
  const button = form.querySelector("button");
  const said = form.querySelector("[data-cut-said]");
  let kept = null;
  const look = () => {
    const now = marked();
    const active = document.activeElement;
    if (!now && kept && form.contains(active)) return;
    kept = now;
    button.disabled = !now;
    said.textContent = now ? `${now.end - now.start} ${said.dataset.some}` : said.dataset.none;
  };
  document.addEventListener("selectionchange", look);
  look();
  form.addEventListener("submit", (event) => {
    const now = marked() || kept;
    if (!now) { event.preventDefault(); return; }
    form.elements.start.value = now.start;
    form.elements.end.value = now.end;
    form.elements.minority.value = now.box.dataset.minority;
  });
  for (const box of boxes) {
    // An editable text has a caret, so shift and arrows mark; but nothing in it can be changed.
    box.contentEditable = "true";
    box.spellcheck = false;
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    box.setAttribute("aria-readonly", "true");
    box.setAttribute("aria-label", box.dataset.label);
    box.inputMode = "none";
    for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) box.addEventListener(kind, (event) => event.preventDefault());
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey) { event.preventDefault(); if (marked()) form.requestSubmit(); }
      else if ((event.ctrlKey || event.metaKey) && ["b", "i", "u", "z", "y"].includes(event.key.toLowerCase())) event.preventDefault();
    });
    box.addEventListener("click", (event) => {
      const cut = event.target.closest("a.cut");
      if (cut && getSelection().isCollapsed) location.assign(cut.href);
    });
  }
}

const writing = (target) => target.closest("textarea, select, input:not([type=radio]):not([type=checkbox]), [contenteditable=true]");
const segment = document.querySelector("[data-segment-form]");
document.addEventListener("keydown", (event) => {
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

for (const select of document.querySelectorAll("select[data-send]")) select.addEventListener("change", () => select.form.requestSubmit());
