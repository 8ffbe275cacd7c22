// The day slider: a handle to drag beside the date field that is always there.
"use strict";

const DAY = 86_400_000;
const number = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
const iso = (days) => new Date(days * DAY).toISOString().slice(0, 10);
const REST = 600; // how long the keys must rest before the day is shown: each press is one day
const KEPT = "day-slider"; // remembers across pages that the handle was held, so that it still is

function equip(form) {
  if (form.querySelector(".day-slider__range")) return;
  const field = form.querySelector('input[type="date"]');
  const range = document.createElement("input");
  range.type = "range";
  range.className = "day-slider__range";
  range.min = number(form.dataset.first);
  range.max = number(form.dataset.last);
  range.value = number(field.value);
  range.setAttribute("aria-label", form.querySelector("label").textContent);
  const say = () => {
    range.setAttribute("aria-valuetext", new Date(range.value * DAY).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }));
  };
  range.addEventListener("input", () => {
    field.value = iso(Number(range.value));
    say();
  });
  let keys = false, waiting;
  const show = () => {
    sessionStorage.setItem(KEPT, location.pathname);
    form.requestSubmit();
  };
  range.addEventListener("keydown", () => { keys = true; });
  range.addEventListener("pointerdown", () => { keys = false; });
  range.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, keys ? REST : 0);
  });
  field.addEventListener("change", () => {
    if (field.value) range.value = number(field.value);
  });
  say();
  form.querySelector(".day-slider__row").after(range);
  if (sessionStorage.getItem(KEPT) === location.pathname) range.focus();
  sessionStorage.removeItem(KEPT);
}

const equipAll = () => document.querySelectorAll("form.day-slider").forEach(equip);
equipAll();
document.addEventListener("htmx:after:swap", equipAll);
