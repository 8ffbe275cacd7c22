// Ask for a name only where somebody else came.
"use strict";

for (const seat of document.querySelectorAll("fieldset.seat")) {
  const choice = seat.querySelector("select");
  const other = seat.querySelector("[data-other]");
  const fit = () => {
    other.hidden = choice.value !== "other" && !other.querySelector(".form-error");
  };
  choice.addEventListener("change", fit);
  fit();
}
