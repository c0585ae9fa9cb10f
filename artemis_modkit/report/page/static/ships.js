// The table of all ships: scores and figures, beside those of the other mod where there is one.

const GROUPS = {
  Scores: [["overall", "overall", 0], ["offence", "offence", 0], ["defence", "defence", 0],
    ["mobility", "mobility", 0], ["logistics", "logistics", 0], ["rank", "rank", 0]],
  Firepower: [["beam_dps", "best", 1], ["beam_dps_forward", "ahead", 1], ["beam_dps_broadside", "broadside", 1],
    ["beam_dps_aft", "astern", 1], ["beam_dps_around", "all round", 1], ["launched_dps", "launched", 1], ["beam_reach", "reach", 0]],
  Toughness: [["shield_front", "front", 0], ["shield_back", "back", 0], ["hit_points", "craft", 0], ["hull", "hull", 0]],
  Movement: [["speed", "speed", 0], ["turn", "turn", 1]],
  Stores: [["homing", "homing", 0], ["special_torpedoes", "others", 0], ["bays", "bays", 0]],
};

class ShipsTable {
  constructor(world, state) {
    Object.assign(this, { world, state, usual: world.other ? ["Scores"] : ["Scores", "Firepower", "Toughness"] });
    this.groups = this.groupsSaid();
    const comparison = world.payload.comparison;
    this.narrow = matchMedia("(max-width: 45rem)");
    this.narrow.addEventListener("change", () => this.table.rebuild(this.columns()));
    this.rows = comparison ? comparison.standings : world.ships.map((_, at) => [null, null, at]);
    this.table = new LiveTable({
      caption: "Ships and their figures", columns: this.columns(), rows: this.rows, sorting: sortingOf(state.now.sort),
      onsort: ({ title, group, isDown }) => state.set({ sort: `${isDown ? "-" : ""}${group ? `${group}.` : ""}${title}` }, { isPassing: true }),
    });
    this.meanings = el("dl", { className: "pairs" });
    this.node = el("div", {}, this.filters(), this.table.node,
      el("details", { id: "ships-meanings" }, el("summary", {}, "What the columns mean"), this.meanings));
    this.follows();
    this.part = new Part(this.node, () => this.follow());
  }

  ship([base, a, b]) {
    const { world } = this;
    if (b !== null) return world.mod.ships[b];
    return a !== null ? world.other.ships[a] : world.payload.stock.ships[base];
  }

  columns() {
    const { world } = this;
    const role = (row) => world.role(this.ship(row));
    const start = [
      { title: "Ship", text: (row) => called(this.ship(row)), sort: (row) => this.ship(row).id, cell: (row) => this.link(row) },
      { title: "Race", text: (row) => short(this.ship(row).race || ""), cell: (row) => named(this.ship(row).race || "", 24) },
      { title: "Role", text: (row) => role(row).group, cell: (row) => el("span", { className: "role", "data-role": role(row).label }, role(row).group) },
    ];
    const names = Object.entries(GROUPS).filter(([group]) => this.groups.has(group));
    const figures = names.flatMap(([group, columns]) => columns.flatMap(([name, title, digits]) =>
      (world.other ? this.sides(name, title, digits) : [this.figure("b", 2, name, title, digits, group)])));
    return [...(this.narrow.matches ? start.slice(0, 1) : start), ...figures];
  }

  /** A figure of base, A and B beside each other; the one that differs from A is coloured. */
  sides(name, title, digits) {
    const sides = [["a", 1, "A"], ["b", 2, "B"]];
    if (this.world.payload.comparison.has_base) sides.unshift(["base", 0, "base"]);
    return sides.map(([side, place, shownAs]) => this.figure(side, place, name, shownAs, digits, title));
  }

  figure(side, place, name, title, digits, group) {
    const value = (row) => World.figure(this.world[side], row[place], name);
    const metric = this.world.payload.metrics[name];
    const column = {
      title, group, isNumber: true, sort: value, text: (row) => shown(value(row), digits),
      hint: metric ? `${metric.title} (${metric.unit})` : `score: ${name}`,
    };
    if (this.world.other && side === "b") column.tone = (row) => this.tone(row, name, digits);
    return column;
  }

  /** Whether B has more or less than A, as far as can be seen; of ranks 1 is the best. */
  tone(row, name, digits) {
    const [a, b] = [World.figure(this.world.a, row[1], name), World.figure(this.world.b, row[2], name)];
    if (a === null || b === null || shown(a, digits) === shown(b, digits)) return "";
    return (b > a) === (name !== "rank") ? "more" : "less";
  }

  link(row) {
    const ship = this.ship(row);
    if (row[2] === null) return el("span", { className: "gone" }, named(called(ship)), " (only in A)");
    const key = this.world.keys[row[2]];
    const isNew = this.world.other && row[1] === null;
    return el("a", { href: `#ship=${key}`, onclick: (event) => this.pick(event, key) }, named(called(ship)), isNew ? " (new)" : "");
  }

  pick(event, key) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.state.set({ ship: key, view: "card" });
  }

  filters() {
    const apply = () => {
      state.set({ find: this.search.value.trim() || null, role: this.roleChoice.value || null }, { isPassing: true });
      this.apply();
    };
    const { state } = this;
    this.search = el("input", { type: "search", id: "ships-search", placeholder: "Name, race or ID", oninput: apply });
    const roles = [...new Set(this.rows.map((row) => this.ship(row).role))].sort((a, b) => a - b);
    this.roleChoice = el("select", { id: "ships-role", onchange: apply },
      el("option", { value: "" }, "all roles"),
      roles.map((at) => this.world.payload.roles[at]).map((role) => el("option", { value: role.label }, role.shown)));
    this.boxes = new Map();
    const groups = Object.keys(GROUPS).map((group) => {
      const id = `group-${group}`;
      const box = el("input", { type: "checkbox", id, onchange: () => this.toggle(group, box.checked) });
      this.boxes.set(group, box);
      return el("span", { className: "chip" }, box, el("label", { for: id }, group));
    });
    this.total = el("p", { className: "quiet", role: "status" });
    return el("div", { className: "filters" },
      el("div", { className: "field" }, el("label", { for: "ships-search" }, "Find"), this.search),
      el("div", { className: "field" }, el("label", { for: "ships-role" }, "Role"), this.roleChoice),
      el("fieldset", { className: "chips" }, el("legend", {}, "Columns"), groups),
      this.total, copyButtons(() => this.toldOf(), () => this.table.texts(), null, "ships"));
  }

  toggle(group, isOn) {
    this.groups[isOn ? "add" : "delete"](group);
    const chosen = [...this.groups].sort().join(",");
    this.state.set({ columns: chosen === [...this.usual].sort().join(",") ? null : chosen }, { isPassing: true });
    this.rebuild();
  }

  rebuild() {
    this.table.rebuild(this.columns());
    this.explain();
  }

  /** The groups of columns that the address names, else those that are usual. */
  groupsSaid() {
    const { columns } = this.state.now;
    return new Set(columns === null ? this.usual : Object.keys(GROUPS).filter((group) => columns.split(",").includes(group)));
  }

  /** Show what the address says: what is searched, the role, the order, the columns. */
  follows() {
    const { find, role, sort } = this.state.now;
    this.search.value = find || "";
    this.roleChoice.value = role || "";
    if (this.roleChoice.selectedIndex < 0) this.roleChoice.value = "";
    this.groups = this.groupsSaid();
    for (const [group, box] of this.boxes) box.checked = this.groups.has(group);
    this.table.sorting = sortingOf(sort);
    this.rebuild();
    this.apply();
  }

  /** What each column that is shown means, for who cannot hover. */
  explain() {
    const meant = new Map(this.table.columns.filter((one) => one.hint).map((one) => [this.world.other ? one.group : one.title, one.hint]));
    this.meanings.replaceChildren(...Array.from(meant, ([title, hint]) => el("div", {}, el("dt", {}, title), el("dd", {}, hint))));
  }

  /** What the rows that are shown are, for copies. */
  toldOf() {
    const role = this.roleChoice.value && this.roleChoice.selectedOptions[0].textContent;
    const find = this.search.value.trim();
    return `${this.table.count} of ${counted(this.rows.length, "ship", "ships")}${role ? `, ${role}` : ""}${find ? `, found by ${short(find)}` : ""}`;
  }

  apply() {
    const wanted = this.search.value.trim().toLowerCase();
    const role = this.roleChoice.value;
    this.table.filter((row) => {
      const ship = this.ship(row);
      if (role !== "" && this.world.role(ship).label !== role) return false;
      return !wanted || [called(ship, 1000), ship.race || ""].some((text) => text.toLowerCase().includes(wanted));
    });
    this.told();
  }

  told() {
    setText(this.total, `${this.table.count} of ${counted(this.rows.length, "ship", "ships")}`);
  }

  update() {
    this.part.update();
  }

  follow() {
    if (this.table.sorting && this.table.columns.some((one) => one.isNumber && this.table.sortedAs(one))) this.table.arrange();
    else this.table.update();
  }
}

/** The order that an address says: `-Firepower.best` is that group's column, the greatest first. */
function sortingOf(text) {
  if (!text) return null;
  const isDown = text.startsWith("-");
  const parts = text.slice(isDown ? 1 : 0).split(".");
  return { title: parts.pop(), group: parts.length ? parts.join(".") : undefined, isDown };
}
