/** Night or day: as the phone says, unless the worker says otherwise. */

export type Theme = "auto" | "light" | "dark";

const NAME = "felt-theme";
const night = matchMedia("(prefers-color-scheme: dark)");

export function theme(): Theme {
  const said = localStorage.getItem(NAME);
  return said === "light" || said === "dark" ? said : "auto";
}

export function setTheme(chosen: Theme): void {
  localStorage.setItem(NAME, chosen);
  show();
}

/** Show what was chosen, and follow the phone where it is to decide. */
export function followTheme(): void {
  show();
  night.addEventListener("change", show);
}

function show(): void {
  const chosen = theme();
  const asPhone = night.matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen === "auto" ? asPhone : chosen;
}
