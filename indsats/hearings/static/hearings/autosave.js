// Saves the draft a few seconds after the last key, and at once when the page is left or the
// phone put away; without scripts the button does it.
const WAIT = 4000;
const SMALL = 50_000; // characters that a browser still sends for a page that is gone
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-autosave-said]");
  let timer = 0, busy = false, stopped = false;
  const save = async () => {
    clearTimeout(timer);
    timer = 0;
    if (busy || stopped) return;
    busy = true;
    const data = new FormData(form);
    data.delete("do"); data.delete("file");
    const keepalive = document.hidden && form.elements.text.value.length < SMALL;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, keepalive, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) form.elements.version.value = told.version;
      said.textContent = told.said || told.error || "";
      if (answer.status === 409) stopped = true;
    } catch {
      said.textContent = form.dataset.autosaveFailed || "";
    }
    busy = false;
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, WAIT); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = 0;
    if (busy) { event.preventDefault(); const by = event.submitter; const again = () => busy ? setTimeout(again, 100) : form.requestSubmit(by); again(); return; }
    stopped = true;
  });
}
