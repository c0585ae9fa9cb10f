// What is chosen, and its place in the address, so that people can point at things.
//
// One decision: the address holds only what differs from the report's own start, and going back
// takes a whole choice back, not each step of a slider on its way.

const KEYS = ["power", "mode", "focuser", "model", "difficulty", "range"];
const TABLE = ["find", "role", "sort", "columns"]; // what the table of ships shows, as texts

class State {
  constructor(start, limits) {
    this.start = {
      power: start.power * 100,
      mode: start.mode,
      focuser: start.focuser,
      model: start.model,
      difficulty: start.difficulty,
      range: start.distance,
      ship: null,
      with: null,
      view: null,
      ...Object.fromEntries(TABLE.map((key) => [key, null])),
    };
    this.spread = start.spread;
    this.limits = limits;
    this.listeners = [];
    this.now = this.read();
    window.addEventListener("popstate", () => this.follow());
    window.addEventListener("hashchange", () => this.follow());
  }

  /** The conditions as the mechanics take them. */
  get conditions() {
    const { power, mode, focuser, model, difficulty, range } = this.now;
    return {
      power: power / 100, mode, focuser, model, difficulty,
      distance: range, spread: this.spread,
    };
  }

  listen(listener) {
    this.listeners.push(listener);
  }

  /** Choose something; `isPassing` is a step on the way, which leaves no place to go back to. */
  set(changes, { isPassing = false } = {}) {
    const before = this.now;
    this.now = { ...before, ...changes };
    const hash = this.hash(this.now);
    if (hash !== location.hash) {
      history[this.isPassing ? "replaceState" : "pushState"](null, "", hash || "#");
    }
    this.isPassing = isPassing;
    this.tell(before);
  }

  /** A link to here with something else chosen. */
  link(changes) {
    return this.hash({ ...this.now, ...changes }) || "#";
  }

  follow() {
    const before = this.now;
    this.now = this.read();
    this.tell(before);
  }

  tell(before) {
    const changed = Object.keys(this.now).filter((key) => this.now[key] !== before[key]);
    if (changed.length) for (const listener of this.listeners) listener(new Set(changed));
  }

  hash(choice) {
    const found = new URLSearchParams();
    for (const key of ["view", "ship", "with", ...TABLE, ...KEYS]) {
      const value = choice[key];
      if (value === this.start[key]) continue;
      found.set(key, key === "focuser" ? Number(value) : value === null ? "any" : value);
    }
    const text = found.toString();
    return text ? `#${text}` : "";
  }

  /** What the address says; what it says wrongly is as it was at the start. */
  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    const number = (key, low, high) => {
      const text = said.get(key);
      const value = Number(text);
      const isFine = text !== null && text.trim() !== "" && value >= low && value <= high;
      return isFine ? value : this.start[key];
    };
    const among = (key, ...known) => (known.includes(said.get(key)) ? said.get(key) : this.start[key]);
    const difficulty = number("difficulty", 1, this.limits.hardest);
    return {
      power: number("power", 0, this.limits.power),
      mode: among("mode", "auto", "manual"),
      focuser: said.has("focuser") ? said.get("focuser") === "1" : this.start.focuser,
      model: among("model", "measured", "plus50", "minus1"),
      difficulty: Number.isInteger(difficulty) ? difficulty : this.start.difficulty,
      range: said.get("range") === "any" ? null : number("range", 0, Number.MAX_VALUE),
      ship: said.get("ship"),
      with: said.get("with"),
      ...Object.fromEntries(TABLE.map((key) => [key, said.get(key)])),
      view: among("view", "overview", "changes", "film", "ships", "card", "findings", "files"),
    };
  }
}
