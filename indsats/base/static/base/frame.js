// Menus that close, dialogs that ask, and a voice for what changes on the page.
"use strict";

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/** Move the unfolding section of a question into a dialog, and back when it closes. */
function ask(section) {
  const panel = section.querySelector(".confirm__panel");
  const title = panel.querySelector(".confirm__title");
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  title.id ||= `ask-${crypto.randomUUID()}`;
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(panel);
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    section.append(panel);
    dialog.remove();
    section.open = false;
    section.querySelector("summary").focus();
  });
  dialog.showModal();
  const field = panel.querySelector("input:not([type=hidden]), textarea, select");
  (field ?? panel.querySelector("[data-close]")).focus();
}

document.addEventListener(
  "toggle",
  (event) => {
    const section = event.target;
    if (!(section instanceof HTMLDetailsElement) || !section.classList.contains("confirm")) return;
    section.classList.add("confirm--dialog");
    if (section.open && section.querySelector(".confirm__panel")) ask(section);
  },
  true,
);

// What is shown once is copied whole; where the browser refuses, it stands selected.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
    announce(button.dataset.done);
  } catch {
    field.focus();
  }
});

/** Let a screen reader say what has just changed. */
function announce(text) {
  const voice = document.getElementById("announce");
  if (voice && text) voice.textContent = text;
}
document.addEventListener("indsats:announce", (event) => announce(event.detail));

// On a phone a row of tabs is longer than the screen: begin with the one that is open.
document.querySelector("[data-tabs] [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// On a phone a row of tabs is longer than the screen: begin with the one that is open.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:after:swap", () => document.querySelector("[data-focus]")?.focus());
