// Marking words in the original fills in the form that covers them; without scripts they are typed.
const form = document.getElementById("cover");
const fields = form.elements;
function offset(root, node, at) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, at);
  return range.toString().length;
}
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  const start = range.startContainer.parentElement?.closest("[data-original]");
  if (!start || !start.contains(range.endContainer)) return;
  fields.start.value = offset(start, range.startContainer, range.startOffset);
  fields.end.value = offset(start, range.endContainer, range.endOffset);
  fields.minority.value = start.dataset.minority || "";
  fields.passage.value = range.toString();
});
fields.passage.addEventListener("input", () => { fields.start.value = fields.end.value = fields.minority.value = ""; });
