// Saves the draft a few seconds after the last key; without scripts the button does it.
const WAIT = 4000;
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-autosave-said]");
  let timer = 0, busy = false, stopped = false;
  const save = async () => {
    if (busy || stopped) return;
    busy = true;
    const data = new FormData(form);
    data.delete("do"); data.delete("file");
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) form.elements.version.value = told.version;
      said.textContent = told.said || told.error || "";
      if (answer.status === 409) stopped = true;
    } catch {
      said.textContent = form.dataset.autosaveFailed || "";
    }
    busy = false;
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(save, WAIT); };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy) { event.preventDefault(); const by = event.submitter; const again = () => busy ? setTimeout(again, 100) : form.requestSubmit(by); again(); return; }
    stopped = true;
  });
}
