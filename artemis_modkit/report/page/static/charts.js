// The pictures: what each shows, made when it comes into view and fed when figures change.
//
// One decision: a chart knows its rows and nothing of how they are drawn; that is in the specs.

const POWER_STEP = 5;

/** Each chart: its words, the rows of its datasets, and the columns of the table beside it. */
const CHARTS = {
  damage: {
    title: "Damage a second of every ship",
    words: "Beams in the best direction and all that is launched, the strongest first.",
    rows: (world) => ({ damage: damageRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["role", (row) => row.role],
      ["damage a second", (row) => shown(row.dps)], ["beams", (row) => shown(row.beams)],
      ["torpedoes", (row) => shown(row.torpedoes)], ["drones", (row) => shown(row.drones)]],
  },
  difficulty: {
    title: "Players against enemies",
    words: "The usual ship of either side, one against one, as difficulty rises.",
    rows: (world) => difficultyRows(world),
    columns: [["difficulty", (row) => String(row.difficulty)], ["side", (row) => row.side],
      ["strength", (row) => shown(row.strength, 2)]],
  },
  toughness: {
    title: "Shields against damage",
    words: "Each ship by its front shield and its damage a second; those far from their role are named.",
    rows: (world) => ({ toughness: toughnessRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["role", (row) => row.role],
      ["shields", (row) => shown(row.shields, 0)], ["damage a second", (row) => shown(row.dps)]],
  },
  energy: {
    title: "What energy buys",
    words: "Damage a second against damage for an energy, beams and homing torpedoes of player ships.",
    rows: (world) => ({ energy: energyRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["weapon", (row) => row.weapon],
      ["damage a second", (row) => shown(row.per_second)], ["damage an energy", (row) => shown(row.per_energy, 2)]],
  },
  change: {
    title: "Winners and losers",
    words: "The ships whose overall score moved most between the two mods.",
    rows: (world) => ({ change: changeRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["figure", (row) => row.metric],
      ["A", (row) => shown(row.a)], ["B", (row) => shown(row.b)]],
  },
  power: {
    title: "By hand and by themselves",
    words: "Damage a second of this ship's beams as power rises.",
    rows: (world, chosen) => powerRows(world, chosen),
    columns: [["power", (row) => `${row.power} %`], ["beams fire", (row) => row.mode],
      ["ship", (row) => row.ship], ["damage a second", (row) => shown(row.dps, 2)]],
  },
  rose: {
    title: "Firing rose",
    words: "Damage a second by bearing at the chosen range; the bow is up.",
    rows: (world, chosen) => ({ rose: roseRows(world, chosen) }),
    columns: [["ship", (row) => row.ship], ["bearing", (row) => shown(row.bearing, 0)],
      ["damage a second", (row) => shown(row.dps, 2)]],
  },
  plan: {
    title: "Plan",
    words: "The hull from above with its weapons and engines; the bow is up.",
    rows: (world, chosen) => chosen.ship.card.plan || {},
    columns: [["what", (row) => row.kind || row.label || ""], ["x", (row) => shown(row.x, 1)],
      ["z", (row) => shown(row.z, 1)]],
    dataset: "ports",
  },
};

function label(ship) {
  return called(ship, 28);
}

function damageRows(world) {
  return world.ships.map((ship, at) => {
    const one = world.figures[at];
    const drones = one.launched_dps - one.torpedo_dps;
    return {
      id: ship.id, name: short(ship.name, 28), role: world.role(ship).label,
      dps: one.beam_dps + one.launched_dps, beams: one.beam_dps, torpedoes: one.torpedo_dps, drones,
    };
  }).sort((a, b) => b.dps - a.dps);
}

function difficultyRows(world) {
  const difficulty = world.matches.flatMap((match) => [
    { difficulty: match.difficulty, side: "players", strength: rateOf(match.player_kills) },
    { difficulty: match.difficulty, side: "enemies", strength: rateOf(match.enemy_kills) },
  ]);
  const crossing = [];
  world.matches.forEach((match, at) => {
    const before = world.matches[at - 1];
    if (!before || !(before.advantage >= 1 && match.advantage < 1)) return;
    const gap = (one) => rateOf(one.player_kills) - rateOf(one.enemy_kills);
    const share = gap(before) / (gap(before) - gap(match));
    crossing.push({ difficulty: before.difficulty + share, strength: rateOf(match.player_kills) });
  });
  return { difficulty, crossing };
}

/** Kills a minute, by the seconds that one takes. */
function rateOf(seconds) {
  return Number.isFinite(seconds) && seconds > 0 ? 60 / seconds : 0;
}

function toughnessRows(world) {
  return world.ships.map((ship, at) => {
    const one = world.figures[at];
    const shields = one.hit_points ?? one.shield_front ?? 0;
    return {
      id: ship.id, name: short(ship.name, 28), role: world.role(ship).label, shields,
      dps: one.beam_dps + one.launched_dps, is_outlier: false,
    };
  });
}

function energyRows(world) {
  return world.ships.flatMap((ship, at) => {
    const one = world.figures[at];
    const row = (weapon, perSecond, perEnergy) => (perEnergy === null ? [] : [{
      id: ship.id, name: short(ship.name, 28), weapon, per_second: perSecond, per_energy: perEnergy,
    }]);
    return [...row("beam", one.beam_dps, one.beam_damage_per_energy),
      ...row("torpedo", one.torpedo_dps, one.torpedo_damage_per_energy)];
  });
}

function changeRows(world) {
  const found = world.payload.comparison.standings
    .map((standing) => [world.ratio(standing, "overall"), standing])
    .filter(([ratio]) => ratio !== null);
  const usual = median(found.map(([ratio]) => ratio));
  return found.map(([ratio, standing]) => {
    const ship = world.mod.ships[standing[2]];
    return {
      id: ship.id, name: short(ship.name, 28), metric: "overall", moved: Math.abs(Math.log(ratio / usual)),
      a: World.figure(world.a, standing[1], "overall"), b: World.figure(world.b, standing[2], "overall"),
    };
  }).sort((a, b) => b.moved - a.moved).slice(0, 20);
}

function powerRows(world, { ship, other }) {
  const { mechanics, mod, conditions } = world;
  const most = mechanics.figures.greatest_power * 100;
  const power = [];
  for (const one of [ship, other]) {
    if (!one) continue;
    for (const mode of ["automatic", "manual"]) {
      for (let percent = 0; percent <= most; percent += POWER_STEP) {
        const at = { ...conditions, power: percent / 100, mode: mode === "manual" ? "manual" : "auto" };
        power.push({ power: percent, mode, ship: label(one), dps: mechanics.fire(one, mod.game, at).best });
      }
    }
  }
  return { power, power_now: [{ power: conditions.power * 100 }] };
}

function roseRows(world, { ship, other }) {
  return [ship, other].filter(Boolean).flatMap((one) => {
    const fire = world.mechanics.fire(one, world.mod.game, world.conditions);
    return Array.from({ length: 361 }, (_, bearing) => ({
      ship: label(one), bearing, dps: world.mechanics.fireAt(fire, bearing),
    }));
  });
}

/** A picture with its words, its table and its copies. `chosen` gives the ships of a card. */
class Chart {
  constructor(name, world, chosen = () => ({})) {
    Object.assign(this, { name, world, chosen, view: null, isSeen: false, isStale: true });
    this.about = CHARTS[name];
    this.canvas = el("div", { className: `canvas canvas-${name}`, role: "img", "aria-label": `${this.about.title}. ${this.about.words} The table below has its figures.` });
    this.tablePlace = el("div");
    this.details = el("details", { ontoggle: () => this.fillTable() }, el("summary", {}, "As a table"), this.tablePlace);
    this.node = el("figure", { className: `chart chart-${name}`, id: `chart-${name}` },
      el("figcaption", {}, el("h3", {}, this.about.title), el("p", {}, this.about.words)),
      this.canvas,
      el("div", { className: "chart-foot" }, this.details, copyButtons(this.about.title, () => this.texts(), () => this.copyPicture())));
    Chart.eye.observe(this.node);
    Chart.all.set(this.node, this);
  }

  static all = new Map();

  static eye = new IntersectionObserver((entries) => {
    for (const entry of entries) Chart.all.get(entry.target)?.seen(entry.isIntersecting);
  }, { rootMargin: "200px" });

  static restyle() {
    for (const chart of Chart.all.values()) chart.forget();
  }

  seen(isSeen) {
    this.isSeen = isSeen;
    if (isSeen && this.isStale) this.draw();
  }

  update() {
    this.isStale = true;
    if (this.isSeen) this.draw();
    if (this.details.open) this.fillTable();
  }

  forget() {
    this.view?.finalize();
    this.view = null;
    this.making = null;
    this.update();
  }

  rows() {
    return this.about.rows(this.world, this.chosen());
  }

  async draw() {
    this.isStale = false;
    if (!this.world.payload.charts.specs[this.name]) return undefined;
    if (!this.making) {
      this.making = this.make();
      return this.making;
    }
    const view = await this.making;
    if (view !== this.view) return undefined;
    for (const [name, rows] of Object.entries(this.rows())) view.data(name, rows);
    return view.runAsync();
  }

  async make() {
    const { specs, themes } = this.world.payload.charts;
    const config = themes[document.documentElement.dataset.theme];
    const spec = { ...specs[this.name], datasets: this.rows(), config };
    const result = await vegaEmbed(this.canvas, spec, {
      mode: "vega-lite", ast: true, actions: false, renderer: "canvas", defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
    this.view = result.view;
    return result.view;
  }

  texts() {
    const rows = this.rows()[this.about.dataset || this.name] || [];
    return {
      columns: this.about.columns.map(([title]) => title),
      rows: rows.map((row) => this.about.columns.map(([, text]) => text(row))),
      numbers: this.about.columns.map(([, text]) => rows.length > 0 && /^[-\d.]/.test(text(rows[0]))),
    };
  }

  fillTable() {
    if (!this.details.open) return;
    this.tablePlace.replaceChildren(plainTable({ caption: this.about.title, ...this.texts() }));
  }

  async copyPicture() {
    await this.draw();
    const canvas = await this.view.toCanvas(2);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
      say("Copied as PNG");
    } catch {
      const link = el("a", { href: URL.createObjectURL(blob), download: `${this.name}.png` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      say("Saved as PNG");
    }
  }
}
