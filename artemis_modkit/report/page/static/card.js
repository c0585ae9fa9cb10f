// The card of a ship: its pictures, weapons, stores, systems and words.

const SCORE_NAMES = ["overall", "offence", "defence", "mobility", "logistics"];
const TILES = [["beam_dps", "beams, best direction", 1], ["launched_dps", "launched", 1],
  ["shield_front", "front shield", 0], ["shield_back", "back shield", 0], ["hit_points", "hit points", 0],
  ["speed", "units a second", 0], ["turn", "degrees a second", 1]];
const MOST_KINDS = 4;

class Card {
  constructor(world, state, onfindings) {
    Object.assign(this, { world, state, onfindings });
    const chosen = () => ({ ship: this.ship, other: this.other });
    this.charts = chartsAt("card", world, chosen);
    this.picker = this.shipChoice("ship", "Ship", null);
    this.second = this.shipChoice("with", "Overlay", "no other ship");
    this.strange = el("p", { className: "quiet", role: "status" });
    this.top = el("div", { className: "card-top" });
    this.lower = el("div", { className: "card-lower" });
    const step = (title, by) => el("button", { type: "button", className: "step", "aria-label": title, onclick: () => this.step(by) }, by < 0 ? "‹" : "›");
    this.node = el("div", {},
      el("div", { className: "filters" },
        el("div", { className: "field with-steps" }, el("label", { for: "ship" }, "Ship"),
          el("span", { className: "steps" }, step("Ship before", -1), this.picker, step("Next ship", 1))),
        el("div", { className: "field" }, el("label", { for: "with" }, "Overlay in the rose and the curve"), this.second)),
      this.strange,
      this.top,
      el("div", { className: "charts card-charts" }, this.charts.map((chart) => chart.node)),
      this.lower);
    this.part = new Part(this.node, () => this.follow());
  }

  shipChoice(id, title, none) {
    const { world } = this;
    const select = el("select", { id, onchange: () => this.state.set({ [id]: select.value || null }) });
    if (none) select.append(el("option", { value: "" }, none));
    world.payload.roles.forEach((role, at) => {
      const found = world.ships.flatMap((ship, place) => (ship.role === at ? [place] : []));
      if (!found.length) return;
      select.append(el("optgroup", { label: capital(role.shown) }, found.map((place) =>
        el("option", { value: world.keys[place] }, called(world.ships[place], 44)))));
    });
    return select;
  }

  step(by) {
    const order = Array.from(this.picker.options);
    const at = (this.picker.selectedIndex + by + order.length) % order.length;
    this.state.set({ ship: order[at].value });
  }

  choose() {
    const { world, state } = this;
    this.at = world.byKey.get(state.now.ship) ?? world.byKey.get(this.picker.options[0].value);
    this.ship = world.ships[this.at];
    this.otherAt = world.byKey.get(state.now.with) ?? null;
    this.other = this.otherAt === null || this.otherAt === this.at ? null : world.ships[this.otherAt];
    this.picker.value = world.keys[this.at];
    this.second.value = this.otherAt === null ? "" : world.keys[this.otherAt];
    const strange = [state.now.ship, state.now.with].filter((key) => key && !world.byKey.has(key));
    setText(this.strange, strange.map((key) => `There is no ship ${short(key, 20)} in this mod.`).join(" "));
    this.build();
  }

  build() {
    const { ship, world } = this;
    const card = ship.card;
    const role = world.role(ship);
    this.scoreCells = SCORE_NAMES.map((name) => this.tile(name));
    this.figureCells = TILES.map(([name, title]) => this.tile(title)).map((tile, at) => ({ ...tile, of: TILES[at] }));
    const findings = world.payload.audit.findings.filter((one) => one.ships.includes(ship.id)).length;
    this.top.replaceChildren(
      el("h3", { className: "ship-name" }, named(called(ship, 80), 90)),
      el("p", { className: "ship-line" },
        el("span", { className: "role", "data-role": role.label }, role.shown),
        ship.race ? named(ship.race, 40) : null, " ",
        el("span", { className: "quiet" }, `${short(card.why, 120)}.`), " ",
        findings ? el("button", { type: "button", className: "link", onclick: () => this.onfindings(ship.id) }, counted(findings, "finding", "findings")) : null),
      el("dl", { className: "tiles scores" }, this.scoreCells.map((one) => one.node)),
      el("dl", { className: "tiles" }, this.figureCells.map((one) => one.node)));
    this.beside = (world.payload.comparison?.standings || []).find(([, , b]) => b === this.at)?.[1] ?? null;
    this.lower.replaceChildren(...[this.duels(), this.weapons(), this.powerTable(), this.stores(), this.systems(), this.description(), this.reasons(), this.everything()].filter(Boolean));
  }

  tile(title) {
    const value = el("dd");
    const was = el("dd", { className: "quiet" });
    return { node: el("div", { className: "tile" }, el("dt", {}, title), value, was), value, was };
  }

  /** Beside a figure that of the same ship in the other mod, where that is not the same. */
  sideBySide({ was, value }, name, digits) {
    const { world } = this;
    const of = this.beside === null ? null : World.figure(world.a, this.beside, name);
    const text = of === null ? "" : shown(of, digits);
    setText(was, text && text !== value.textContent ? `in A ${text}` : "");
  }

  /** A table below what it is of, for all to see. */
  titled(table) {
    return el("div", {}, el("h5", {}, table.caption), copyable(table));
  }

  /** Whom it kills first and who kills it, at the start's conditions. */
  duels() {
    const tables = this.ship.card.duels || [];
    return tables.length ? el("section", { className: "wide-part", id: "duels" }, el("h4", {}, "One against one"),
      el("p", { className: "quiet" }, "Each firing undisturbed, with what is aboard, as at the start, whatever the controls say."),
      tables.map((table) => this.titled({ ...table, numbers: [false, true] }))) : null;
  }

  /** What its scores are made of, at the start's conditions. */
  reasons() {
    return el("section", { className: "wide-part", id: "reasons" },
      el("details", {}, el("summary", {}, "Why it scores so"),
        el("p", { className: "quiet" }, "As at the start, whatever the controls say."),
        this.ship.card.reasons.map((table) => this.titled({ ...table, numbers: table.columns.map((_, at) => table.numbers.includes(at)) }))));
  }

  update() {
    for (const chart of this.charts) {
      chart.node.hidden = Object.values(chart.rows()).every((rows) => !rows.length);
      chart.update();
    }
    this.part.update();
  }

  follow() {
    const { world, at } = this;
    const scores = world.scores[at];
    this.scoreCells.forEach((one, place) => {
      const value = scores[SCORE_NAMES[place]];
      one.node.hidden = value === undefined;
      setText(one.value, shown(value ?? null, 0));
      this.sideBySide(one, SCORE_NAMES[place], 0);
    });
    setText(this.scoreCells[0].node.querySelector("dt"), `overall, place ${scores.rank} of ${scores.of}`);
    for (const tile of this.figureCells) {
      const { node, value, of: [name, , digits] } = tile;
      const figure = world.figures[at][name];
      node.hidden = figure === null || figure === undefined;
      setText(value, shown(figure, digits));
      this.sideBySide(tile, name, digits);
    }
    this.mounts?.update();
    this.fillPowers?.();
    this.figures?.update();
    this.fillStores?.();
  }

  // Weapons ------------------------------------------------------------------------------------

  weapons() {
    const { ship, world } = this;
    const rows = [];
    const at = () => world.at(ship);
    const about = (kind, of) => rows.push({ kind, of });
    ship.beams.forEach((_, place) => about(`beam ${place + 1}`, () => at().beams[place]));
    const launch = ([damage, cycle, range]) => () => {
      const rate = world.mechanics.rate(cycle);
      return { damage, recharge: cycle, range, dps: Math.max(damage || 0, 0) * rate, centre: null, width: null };
    };
    (ship.drones || []).forEach((one, at) => about(`drone launcher ${at + 1}`, launch(one)));
    (ship.launchers || []).forEach((one, at) => about(`torpedo launcher ${at + 1}`, launch(one)));
    if (ship.tubes && ship.homing) {
      about(counted(ship.tubes, "tube, homing", "tubes, homing"), () => this.tubes());
    }
    this.mounts = null;
    if (!rows.length) return el("section", {}, el("h4", {}, "Weapons"), el("p", {}, "None that does anything by itself."));
    const number = (title, pick, digits) => ({ title, isNumber: true, text: (row) => shown(pick(row.of()), digits), sort: (row) => pick(row.of()) });
    const turn = (one, by) => (one.centre === null ? null : (one.centre + by * one.width / 2 + 360) % 360);
    const columns = [
      { title: "Weapon", text: (row) => row.kind },
      number("damage", (one) => one.damage, 2), number("recharge, s", (one) => one.recharge, 2),
      number("damage a second", (one) => one.dps, 2), number("range", (one) => one.range, 0),
      number("bearing", (one) => one.centre, 0), number("arc", (one) => one.width, 0),
      number("from", (one) => turn(one, -1), 0), number("to", (one) => turn(one, 1), 0),
    ];
    this.mounts = new LiveTable({ caption: `Weapons of ${called(ship)}`, columns, rows });
    return el("section", { className: "wide-part", id: "weapons" }, el("h4", {}, "Weapons"), this.mounts.node,
      copyButtons(`weapons of ${called(ship)}`, () => this.mounts.texts()));
  }

  tubes() {
    const { world, ship } = this;
    const { game } = world.mod;
    return {
      damage: game.homing_damage, recharge: world.mechanics.tubeLoad(game, world.conditions),
      range: world.mechanics.figures.torpedo_reach, centre: null, width: null,
      dps: world.at(ship).torpedoDps,
    };
  }

  /** The players' table: recharge and damage a second by power, mode and focuser. */
  powerTable() {
    const { ship, world } = this;
    this.fillPowers = null;
    if (world.role(ship).label !== "player" || !ship.beams.length) return null;
    const kinds = new Map();
    ship.beams.forEach(([damage, , cycle], at) => {
      const key = `${damage} ${cycle}`;
      kinds.set(key, [...(kinds.get(key) || []), at]);
    });
    const { powers, hands } = world.payload.rules;
    const titles = ["power", ...hands.map(([mode, focuser]) => (focuser ? `${mode} + focuser` : mode))];
    const place = el("div");
    this.fillPowers = () => {
      const parts = Array.from(kinds.values()).slice(0, MOST_KINDS).map((members) => {
        const [damage, , cycle] = ship.beams[members[0]];
        const rows = powers.map((power) => [`${Number((power * 100).toPrecision(9))} %`, ...hands.map(([mode, focuser]) => {
          const beam = world.at(ship, { power, mode, focuser }).beams[members[0]];
          if (beam.recharge === null) return "-";
          return beam.rate > 0 ? `${fixed(beam.dps, 1)} a second (every ${fixed(beam.recharge, 2)} s)` : "never";
        })]);
        const which = worded("beams_alike", { count: members.length, first: members[0] + 1 });
        const caption = `${which} of ${shown(damage, 2)} damage and ${shown(cycle, 2)} s: damage a second, and how often it fires`;
        return copyable({ caption, columns: titles, rows, numbers: titles.map(() => true) });
      });
      place.replaceChildren(...parts);
    };
    return el("section", { className: "wide-part", id: "powers" }, el("h4", {}, "Power"), place);
  }

  // The rest -----------------------------------------------------------------------------------

  stores() {
    const { ship, world } = this;
    const lines = [];
    for (const [kind, count] of ship.card.stores || []) lines.push([kind, String(count)]);
    if (ship.tubes) lines.push(["torpedo tubes", String(ship.tubes)]);
    const wing = ship.card.craft || [];
    if (wing.length) lines.push(["craft", wing.slice(0, 8).map((name) => short(name, 30)).join(", ")]);
    if (ship.bays) lines.push(["bays", String(ship.bays)]);
    this.fillStores = null;
    if (!lines.length) return null;
    const salvo = el("p", { className: "quiet" });
    this.fillStores = () => {
      const { homing_salvo: damage, homing_as_energy: energy } = world.figures[this.at];
      setText(salvo, damage && energy ? worded("salvo", { damage, energy }) : "");
    };
    return el("section", { id: "stores" }, el("h4", {}, "Stores"),
      el("dl", { className: "pairs" }, lines.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))), salvo);
  }

  systems() {
    const { ship, world } = this;
    const grid = world.payload.grids[ship.card.grid];
    if (!grid) return null;
    const { shape: [width, height, length], kinds } = world.payload.systems;
    const decks = [];
    for (let y = height - 1; y >= 0; y -= 1) {
      const cells = [];
      for (let z = length - 1; z >= 0; z -= 1) {
        for (let x = 0; x < width; x += 1) cells.push(grid[(x * height + y) * length + z] || ".");
      }
      if (cells.every((sign) => sign === ".")) continue;
      const counts = new Map();
      for (const sign of cells) if (kinds[sign] && sign !== "." && sign !== "h") counts.set(kinds[sign], (counts.get(kinds[sign]) || 0) + 1);
      const words = Array.from(counts, ([kind, count]) => `${count} ${kind}`).join(", ") || "hallways only";
      decks.push(el("figure", { className: "deck" },
        el("figcaption", {}, `Deck ${decks.length + 1}`),
        el("div", { className: "grid", role: "img", "aria-label": `Deck ${decks.length + 1}, bow up: ${words}` },
          cells.map((sign) => el("span", { "data-sign": sign }, sign === "." || sign === "h" ? "" : sign.toUpperCase())))));
    }
    const legend = Object.entries(kinds).filter(([sign]) => sign !== "." && grid.includes(sign)).map(([sign, kind]) => {
      const count = grid.split(sign).length - 1;
      return el("li", {}, el("span", { "data-sign": sign }, sign === "h" ? "" : sign.toUpperCase()), `${kind} ${count}`);
    });
    return el("section", { id: "systems" }, el("h4", {}, "Systems by deck"),
      el("p", { className: "quiet" }, short(ship.card.grid, 80)),
      el("div", { className: "decks" }, decks), el("ul", { className: "legend" }, legend));
  }

  description() {
    const { text } = this.ship.card;
    if (!text) return null;
    const signs = Array.from(text.text);
    const parts = [];
    let done = 0;
    const plain = (from, to) => lines(signs.slice(from, to).join(""));
    for (const [start, end] of text.marks) {
      if (start < done) continue;
      parts.push(...plain(done, start), el("mark", {}, ...plain(start, end)));
      done = end;
    }
    parts.push(...plain(done, signs.length));
    return el("section", { className: "wide-part", id: "description" }, el("h4", {}, "Description"),
      el("blockquote", { dir: "auto" }, parts),
      text.said.length ? el("ul", { className: "said" }, text.said.map((one) => el("li", {}, short(one, 400)))) : null);
  }

  everything() {
    const { world, at } = this;
    const rows = Object.entries(world.payload.metrics);
    const column = (title, place) => ({
      title, isNumber: true, text: ([name]) => shown(world.figures[place()][name], 2), sort: ([name]) => world.figures[place()][name],
    });
    const columns = [{ title: "Figure", text: ([, metric]) => metric.title },
      column(this.other ? label(this.ship) : "value", () => at),
      ...(this.other ? [column(label(this.other), () => this.otherAt)] : []),
      { title: "Unit", text: ([, metric]) => metric.unit }];
    this.figures = new LiveTable({ caption: `All figures of ${called(this.ship)}`, columns, rows });
    return el("section", { className: "wide-part", id: "figures" },
      el("details", {}, el("summary", {}, "All figures"), this.figures.node, copyButtons(`figures of ${called(this.ship)}`, () => this.figures.texts())));
  }
}

/** A text of the game with its line breaks (`^`) as such. */
function lines(text) {
  return text.split("^").flatMap((line, at) => (at ? [el("br"), visible(line)] : [visible(line)]));
}
