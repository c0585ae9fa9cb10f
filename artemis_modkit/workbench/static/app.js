// What the pages of the workbench do by themselves: the theme, and pictures with the rows that the
// server gives. All else is forms, links and htmx.

const root = document.documentElement;
const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
try { root.dataset.theme = localStorage.getItem("theme") || wanted; } catch { root.dataset.theme = wanted; }

// How many answers the page waits for; until there are none, some of its figures are of before.
let awaited = 0;
function awaits(more) {
  awaited += more;
  root.toggleAttribute("data-waits", awaited > 0);
  if (!awaited) document.dispatchEvent(new Event("calm"));
}

/** Do something once no change is under way: what is taken back is then the last one made. */
function whenCalm(act) {
  if (awaited) document.addEventListener("calm", act, { once: true });
  else act();
}

/** Whether what is typed into a box is not a change yet, so that its own undo is meant. */
function isTyping(node) {
  if (!node.matches("input, textarea")) return false;
  return !["range", "checkbox", "radio"].includes(node.type) && node.value !== (node.kept ?? node.defaultValue);
}
awaits(1);
addEventListener("load", () => awaits(-1));

/** Draw a picture anew. One that comes into view for the first time shows nothing of before. */
async function draw(place) {
  awaits(1);
  try { await drawn(place); } finally { awaits(-1); }
}

/** Draw a picture; a click on what has a number of a ship leads to its card. */
async function drawn(place) {
  const address = place.dataset.chart + (place.dataset.chart.includes("?") ? "&" : "?") + "theme=" + root.dataset.theme;
  const turn = place.turn = (place.turn || 0) + 1;
  const answer = await fetch(address);
  if (!answer.ok || turn !== place.turn) return;
  const { spec, rows } = await answer.json();
  const figure = place.closest("figure");
  figure.hidden = Object.values(rows).every((some) => some.length === 0);
  if (figure.hidden) return;
  for (const data of spec.data) if (data.name in rows) data.values = rows[data.name];
  place.view?.finalize();
  const { view } = await vegaEmbed(place, spec, {
    mode: "vega", ast: true, actions: false, renderer: "canvas", defaultStyle: false, tooltip: { disableDefaultStyle: true }, logLevel: 1,
  });
  place.view = view;
  view.addEventListener("click", (_, item) => {
    if (item?.datum?.id !== undefined && place.dataset.ships) location.href = place.dataset.ships + item.datum.id;
  });
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-chart]")) draw(place);
}

document.addEventListener("DOMContentLoaded", () => {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) { seen.unobserve(target); drawn(target); }
  }, { rootMargin: "300px" });
  if (globalThis.vegaEmbed) for (const place of document.querySelectorAll("[data-chart]")) seen.observe(place);

  document.getElementById("theme")?.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* kept for this page alone */ }
    drawAll();
  });
  for (const one of document.querySelectorAll("[data-go]")) one.addEventListener("change", () => one.form.submit());

  document.body.addEventListener("htmx:beforeSend", () => awaits(1));
  // A change moves what lies beside it, too.
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    awaits(-1);
    if (!detail.successful || detail.requestConfig.verb !== "post") return;
    document.body.dispatchEvent(new Event("changed"));
    drawAll();
  });
  document.body.addEventListener("htmx:responseError", ({ detail }) => tell(detail.xhr.responseText));
  document.body.addEventListener("htmx:sendError", () => tell("The workbench has ended; start it again."));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || isTyping(event.target)) return;
    const name = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
    const button = name && document.getElementById(name);
    if (!button) return;
    event.preventDefault();
    whenCalm(() => document.getElementById(name).click());
  });
});

document.addEventListener("change", ({ target }) => { target.kept = target.value; }, { capture: true });

function leadBack({ target }) {
  const key = location.pathname.split("/").slice(0, 3).join("/");
  const back = document.createElement("input");
  Object.assign(back, { type: "hidden", name: "back", value: location.pathname.slice(key.length) + location.search });
  target.append(back);
}

// A slider and the box beside it hold one value.
document.addEventListener("input", ({ target }) => {
  const box = target.dataset.slides && document.getElementById(target.dataset.slides);
  if (box) box.value = String(Math.round(target.value * 100) / 100);
  for (const slider of document.querySelectorAll(`[data-slides="${CSS.escape(target.id)}"]`)) slider.value = target.value;
}, { capture: true });

// Undo and redo lead back to where one is.
document.addEventListener("submit", (event) => {
  if (event.target.closest(".changes-bar")) leadBack(event);
}, { capture: true });

function tell(text) {
  const toast = document.getElementById("toast");
  if (toast) toast.textContent = text;
}
