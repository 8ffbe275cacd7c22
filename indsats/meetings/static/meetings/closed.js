// Ask why an item is closed only where it is.
"use strict";

const part = document.querySelector("[data-only-closed]");
const choices = [...document.querySelectorAll('input[name="openness"]')];

function show() {
  part.hidden = choices.some((choice) => choice.checked && choice.value === "open");
}

if (part && choices.length) {
  choices.forEach((choice) => choice.addEventListener("change", show));
  if (!part.querySelector(".form-error")) show();
}
