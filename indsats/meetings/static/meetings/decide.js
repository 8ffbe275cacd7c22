// Quick hands at the meeting: Ctrl+Enter saves and goes on; fields of one result show with it.
"use strict";

const form = document.querySelector("form[data-decide]");

function fit() {
  const chosen = form.querySelector('input[name="result"]:checked')?.value;
  for (const part of form.querySelectorAll("[data-only-result]")) {
    part.hidden = part.dataset.onlyResult !== chosen && !part.querySelector(".form-error");
  }
}

if (form) {
  form.addEventListener("change", fit);
  fit();
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[data-first]"));
  });
  if (!form.querySelector("[data-focus]")) {
    (form.querySelector('input[name="result"]:checked') ?? form.querySelector('input[name="result"]'))?.focus();
  }
}
