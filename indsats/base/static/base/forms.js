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

// A page fetched back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) delete form.dataset.sent;
});

window.addEventListener("beforeunload", (event) => {
  if (watched().some((form) => changed.has(form))) event.preventDefault();
});
