// Says so on the page when a passkey was not accepted; allauth only writes to the console.
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const note = document.getElementById("passkey-error");
  if (!note) return;
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
});
