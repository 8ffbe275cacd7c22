// Forms: warn before typed words are lost, and never send the same form twice.
"use strict";

const changed = new WeakSet();
const watched = () => [...document.querySelectorAll("form[data-watch]")];

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-watch]")) changed.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  changed.delete(form);
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// Tell of a file that is too large when it is chosen, not after it has been sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.dataset?.limit) return;
  const group = input.closest(".form-group");
  group.querySelector("[data-refused]")?.remove();
  group.classList.remove("form-error");
  const large = [...input.files].find((file) => file.size > Number(input.dataset.limit));
  if (!large) return;
  const said = document.createElement("span");
  said.className = "form-error-message";
  said.dataset.refused = "";
  said.setAttribute("role", "alert");
  said.textContent = input.dataset.tooLarge.replace("{name}", large.name);
  group.classList.add("form-error");
  input.before(said);
  input.value = "";
});

// A page fetched back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) delete form.dataset.sent;
});

// Words typed in a form that another link or form is about to replace: ask first.
document.addEventListener("htmx:before:request", (event) => {
  const { target, sourceElement } = event.detail.ctx;
  const lost = watched().find((form) => changed.has(form) && target?.contains(form) && !form.contains(sourceElement));
  if (lost && !window.confirm(lost.dataset.watch)) event.preventDefault();
  else if (lost) changed.delete(lost);
});

window.addEventListener("beforeunload", (event) => {
  if (watched().some((form) => changed.has(form))) event.preventDefault();
});
