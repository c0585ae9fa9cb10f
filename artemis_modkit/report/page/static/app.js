// Puts the page together, and lets everything follow the controls.

const payload = JSON.parse(document.getElementById("payload").textContent);
const world = new World(payload);
const state = new State(payload.conditions, {
  hardest: payload.rules.limits.hardest, power: payload.rules.mechanics.greatest_power * 100,
});
const by = (id) => document.getElementById(id);

// Dark and light ----------------------------------------------------------------------------------

const dark = matchMedia("(prefers-color-scheme: dark)");

function kept() {
  try {
    return localStorage.getItem("artemis-modkit-theme");
  } catch {
    return null;
  }
}

function setTheme(theme) {
  if (document.documentElement.dataset.theme === theme) return;
  document.documentElement.dataset.theme = theme;
  Chart.restyle();
}

dark.addEventListener("change", () => setTheme(kept() || (dark.matches ? "dark" : "light")));
by("theme").addEventListener("click", () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("artemis-modkit-theme", theme);
  } catch { /* a page from disk may have no storage; the choice lasts as long as the page */ }
  setTheme(theme);
});
setTheme(kept() || (dark.matches ? "dark" : "light"));

// The parts ---------------------------------------------------------------------------------------

world.compute(state.conditions);
const overview = chartsAt("overview", world);
const ships = new ShipsTable(world, state);
const findings = new Findings(world);
const card = new Card(world, state, (vessel) => {
  findings.choose(vessel);
  state.set({ view: "findings" });
});
const changes = payload.comparison ? new Changes(world, state) : null;

by("charts").append(...overview.map((chart) => chart.node));
if (payload.fights) {
  by("charts").after(el("h3", {}, "One against one"),
    ...payload.fights.words.map((text) => el("p", { className: "quiet" }, text)),
    ...payload.fights.tables.map((table) => el("div", { className: "wide-table" }, copyable(table))));
}
by("ships-body").append(ships.node);
by("findings-body").append(findings.node);
by("card-body").append(card.node);
if (changes) by("changes-body").append(changes.node);

// The head ------------------------------------------------------------------------------------------

function lead() {
  const { head } = payload;
  const parts = [`${counted(world.ships.length, "ship", "ships")} of ${counted(head.races, "race", "races")}`];
  if (head.games) parts.push(`written as for ${head.games}`);
  parts.push(`measured by ${head.stock}`);
  const spread = state.spread > 1 ? ` ${state.spread} homing torpedoes are loaded into a tube at once.` : "";
  const set = payload.set.length ? ` Figures of the game that were set: ${payload.set.join(", ")}.` : "";
  const still = world.frozen.map((name) => payload.metrics[name].title).join("; ");
  const frozen = still ? ` What the page cannot compute stands still, in scores too: ${still}.` : "";
  return `${parts.join(", ")}.${spread}${set}${frozen}`;
}

function shipLink(at, longest = 40) {
  const key = world.keys[at];
  return el("a", { href: `#ship=${key}&view=card`, onclick: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    state.set({ ship: key, view: "card" });
  } }, named(called(world.ships[at], longest), longest + 12));
}

const contestPlace = el("p");
const outlierList = el("ul");
const outlierCount = el("summary");
const outlierPlace = el("details", { ontoggle: () => fillOutliers() }, outlierCount, outlierList);
by("sentences").append(contestPlace, outlierPlace);

function fillOutliers() {
  if (!outlierPlace.open) return;
  const byShip = Map.groupBy(world.outliers, (one) => one.at);
  outlierList.replaceChildren(...Array.from(byShip, ([at, found]) =>
    el("li", {}, shipLink(at), ": ", found.map((one) => outlierWords(one, world)).join("; "))));
}

function sentences() {
  setText(contestPlace, contestWords(world.contest));
  const ships = new Set(world.outliers.map((one) => one.at)).size;
  setText(outlierCount, `${counted(world.outliers.length, "figure", "figures")} of ${counted(ships, "ship", "ships")} far from the others of the role, the farthest ship first`);
  outlierPlace.hidden = !world.outliers.length;
  fillOutliers();
}

by("lead").textContent = lead();
by("share").addEventListener("click", () => share(world, state.conditions));

// The controls ----------------------------------------------------------------------------------------

by("range").max = String(Math.max(1000, Math.ceil(world.farthest / 500) * 500));

function showControls() {
  const { power, mode, focuser, model, difficulty, range } = state.now;
  const set = (id, value) => { if (by(id).value !== String(value)) by(id).value = String(value); };
  set("power", power);
  set("difficulty", difficulty);
  set("range", range ?? 0);
  set("model", model);
  by(`mode-${mode}`).checked = true;
  by("focuser").checked = focuser;
  setText(by("power-shown"), `${Number(power.toPrecision(9))} %`);
  setText(by("difficulty-shown"), String(difficulty));
  setText(by("range-shown"), range === null ? "in reach" : `at ${shown(range, 0)}`);
  setText(by("conditions"), capital(conditionsWords(state.conditions)));
}

function control(id, key, read) {
  by(id).addEventListener("input", () => state.set({ [key]: read(by(id)) }, { isPassing: true }));
  by(id).addEventListener("change", () => state.set({ [key]: read(by(id)) }));
}

control("power", "power", (node) => Number(node.value));
control("difficulty", "difficulty", (node) => Number(node.value));
control("range", "range", (node) => (Number(node.value) > 0 ? Number(node.value) : null));
control("model", "model", (node) => node.value);
control("focuser", "focuser", (node) => node.checked);
for (const mode of ["auto", "manual"]) control(`mode-${mode}`, "mode", () => mode);
by("plain").addEventListener("click", () => state.set({ power: 100, mode: "auto", focuser: false }));
by("best").addEventListener("click", () => state.set({ power: state.limits.power, mode: "manual", focuser: true }));
by("unfold").addEventListener("click", () => {
  const isOpen = by("controls").classList.toggle("open");
  by("unfold").setAttribute("aria-expanded", String(isOpen));
});

// Following ---------------------------------------------------------------------------------------------

function update() {
  world.compute(state.conditions);
  for (const chart of overview) chart.update();
  ships.update();
  card.update();
  changes?.update();
  sentences();
}

let isDue = false;

/** Compute once for all that changes before the next frame. */
function schedule() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    update();
  });
}

const tabs = Array.from(document.querySelectorAll(".tabs a"));

function mark(view) {
  for (const tab of tabs) {
    if (tab.getAttribute("href") === `#view=${view}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

const sections = Array.from(document.querySelectorAll("main > section"));
const IN_SIGHT = 0.35; // of the height of the window

/** Mark the part that is read: the last that begins above the middle. */
function markInSight() {
  const edge = innerHeight * IN_SIGHT;
  const begun = sections.filter((section) => section.getBoundingClientRect().top < edge);
  mark((begun.at(-1) || sections[0]).id);
}

let target = null;

/** Go to a part, and stay there while charts above it grow, until the reader moves. */
function scrollTo(view) {
  const section = by(view);
  if (!section) return;
  target = section;
  section.scrollIntoView({ block: "start" });
  section.focus({ preventScroll: true });
}

new ResizeObserver(() => target?.scrollIntoView({ block: "start" })).observe(by("main"));
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(kind, () => { target = null; }, { passive: true, capture: true });
}
addEventListener("scroll", () => requestAnimationFrame(markInSight), { passive: true });
markInSight();

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#view="]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const view = link.getAttribute("href").slice("#view=".length);
  state.set({ view });
  scrollTo(view);
});

state.listen((changed) => {
  showControls();
  if (changed.has("ship") || changed.has("with")) {
    card.choose();
    card.update();
  }
  if (KEYS.some((key) => changed.has(key))) schedule();
  if (TABLE.some((key) => changed.has(key)) && !state.isPassing) ships.follows();
  if (changed.has("view") && state.now.view) scrollTo(state.now.view);
});

showControls();
card.choose();
update();
if (state.now.view || state.now.ship) scrollTo(state.now.view || "card");
globalThis.modReport = {
  world, state, place: () => card.at,
  rows: (name) => chartRows(name, world, { ship: card.ship, other: card.other }),
};

// On paper nothing can be opened or scrolled to: all is open and drawn, with all rows, in the light
// look. What is drawn before was drawn by then; so pictures are drawn once the page has come to rest.
let before = "light";
const folded = [];
addEventListener("beforeprint", () => {
  before = document.documentElement.dataset.theme;
  setTheme("light");
  ships.table.showAll();
  findings.showAll();
  for (const one of document.querySelectorAll("details:not([open])")) {
    one.open = true;
    folded.push(one);
  }
  Part.all();
});
addEventListener("afterprint", () => {
  for (const one of folded.splice(0)) one.open = false;
  setTheme(before);
});
soon(() => Part.all());
