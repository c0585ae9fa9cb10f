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
    Object.assign(this, { world, state, groups: new Set(world.other ? ["Scores"] : ["Scores", "Firepower", "Toughness"]) });
    const comparison = world.payload.comparison;
    this.isNarrow = matchMedia("(max-width: 45rem)").matches;
    this.rows = comparison ? comparison.standings : world.ships.map((_, at) => [null, null, at]);
    this.table = new LiveTable({ caption: "Ships and their figures", columns: this.columns(), rows: this.rows });
    this.node = el("div", {}, this.filters(), this.table.node);
    this.told();
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
    return [...(this.isNarrow ? start.slice(0, 1) : start), ...figures];
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
    const apply = () => this.apply();
    this.search = el("input", { type: "search", id: "ships-search", placeholder: "Name, race or ID", oninput: apply });
    const roles = [...new Set(this.rows.map((row) => this.ship(row).role))].sort((a, b) => a - b);
    this.roleChoice = el("select", { id: "ships-role", onchange: apply },
      el("option", { value: "" }, "all roles"),
      roles.map((role) => el("option", { value: String(role) }, this.world.payload.roles[role].shown)));
    const groups = Object.keys(GROUPS).map((group) => {
      const id = `group-${group}`;
      const box = el("input", { type: "checkbox", id, onchange: () => this.toggle(group, box.checked) });
      box.checked = this.groups.has(group);
      return el("span", { className: "chip" }, box, el("label", { for: id }, group));
    });
    this.total = el("p", { className: "quiet", role: "status" });
    return el("div", { className: "filters" },
      el("div", { className: "field" }, el("label", { for: "ships-search" }, "Find"), this.search),
      el("div", { className: "field" }, el("label", { for: "ships-role" }, "Role"), this.roleChoice),
      el("fieldset", { className: "chips" }, el("legend", {}, "Columns"), groups),
      this.total, copyButtons("ships", () => this.table.texts()));
  }

  toggle(group, isOn) {
    this.groups[isOn ? "add" : "delete"](group);
    this.table.rebuild(this.columns());
  }

  apply() {
    const wanted = this.search.value.trim().toLowerCase();
    const role = this.roleChoice.value;
    this.table.filter((row) => {
      const ship = this.ship(row);
      if (role !== "" && ship.role !== Number(role)) return false;
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
