// The pictures: what each shows, made when it comes into view and fed when figures change.
//
// One decision: a chart knows its rows and nothing of how they are drawn; that is in the specs.

const ERRORS_ONLY = 1; // an empty dataset is no fault: there may be nothing to show
const NUMBER = /^(-|∞|-?[\d.,]+( %)?)$/;
const NARROW = 480;
const FIT = 25; // bars in sight without scrolling
const CHART_NAME = 30;
const POWER_STEP = 5;
const MOST_CHANGES = 20;
const MOST_BARS = 400; // more would be a picture too tall for a browser; the table of ships has all
const OUTLYING = ["beam_strength", "launched_dps", "shield_front", "hit_points"];

const NO_PLAN = { frame: [], hull: [], arcs: [], ports: [] };

/** Each chart: the rows of its datasets, and the columns of the table beside it. */
const CHARTS = {
  damage: {
    rows: (world) => ({ damage: damageRows(world) }),
    narrowColumns: 1,
    isTall: true,
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["role", (row) => row.role],
      ["damage a second", (row) => shown(row.dps)], ["beams", (row) => shown(row.beams)],
      ["torpedoes", (row) => shown(row.torpedoes)], ["drones", (row) => shown(row.drones)]],
  },
  difficulty: {
    rows: (world) => difficultyRows(world),
    columns: [["difficulty", (row) => String(row.difficulty)], ["side", (row) => row.side],
      ["strength", (row) => shown(row.strength, 2)]],
  },
  toughness: {
    rows: (world) => ({ toughness: toughnessRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["role", (row) => row.role],
      ["shields", (row) => shown(row.shields, 0)], ["damage a second", (row) => shown(row.dps)]],
  },
  energy: {
    rows: (world) => ({ energy: energyRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["weapon", (row) => row.weapon],
      ["damage a second", (row) => shown(row.per_second)], ["damage an energy", (row) => shown(row.per_energy, 2)]],
  },
  change: {
    rows: (world) => ({ change: changeRows(world) }),
    columns: [["ship", (row) => `${row.id ?? "?"} ${row.name}`], ["figure", (row) => row.metric],
      ["A", (row) => shown(row.a)], ["B", (row) => shown(row.b)]],
  },
  power: {
    rows: (world, chosen) => powerRows(world, chosen),
    columns: [["power", (row) => `${row.power} %`], ["beams fire", (row) => row.mode],
      ["ship", (row) => row.ship], ["damage a second", (row) => shown(row.dps, 2)]],
  },
  rose: {
    rows: (world, chosen) => ({ rose: roseRows(world, chosen) }),
    columns: [["ship", (row) => row.ship], ["bearing", (row) => shown(row.bearing, 0)],
      ["damage a second", (row) => shown(row.dps, 2)]],
  },
  plan: {
    rows: (world, { ship }) => ship.card.plan || NO_PLAN,
    columns: [["what", (row) => row.kind], ["name", (row) => row.label], ["x", (row) => shown(row.x, 1)],
      ["z", (row) => shown(row.z, 1)], ["figures", (row) => row.said || ""]],
    dataset: "ports",
  },
};

function nameOf(ship) {
  return short(ship.name, CHART_NAME);
}

/** How charts call a ship: `20 Valkyrie`. */
function label(ship) {
  return called(ship, CHART_NAME);
}

function finite(value) {
  return Number.isFinite(value) ? value : null;
}

function dpsOf(one) {
  return finite((one.beam_dps || 0) + (one.launched_dps || 0));
}

function damageRows(world) {
  return world.ships.map((ship, at) => {
    const one = world.figures[at];
    return {
      id: ship.id, name: nameOf(ship), role: world.role(ship).label, dps: dpsOf(one),
      beams: one.beam_dps || 0, torpedoes: one.torpedo_dps,
      drones: finite((one.launched_dps || 0) - (one.torpedo_dps || 0)),
    };
  }).sort((a, b) => (b.dps || 0) - (a.dps || 0)).slice(0, MOST_BARS);
}

function difficultyRows(world) {
  const difficulty = world.matches.flatMap((match) => [
    { difficulty: match.difficulty, side: "players", strength: aMinute(match.player_kills) },
    { difficulty: match.difficulty, side: "enemies", strength: aMinute(match.enemy_kills) },
  ]);
  const crossing = world.matches.slice(1).flatMap((after, at) => {
    const before = world.matches[at];
    const [gap, next] = [before, after].map((one) => aMinute(one.player_kills) - aMinute(one.enemy_kills));
    if (!(gap >= 0 && next < 0)) return [];
    const share = gap / (gap - next);
    const where = before.difficulty + share * (after.difficulty - before.difficulty);
    return [{ difficulty: where, strength: aMinute(before.player_kills) }];
  });
  return { difficulty, crossing };
}

/** Kills a minute, by the seconds that one takes. */
function aMinute(seconds) {
  return seconds > 0 && seconds < Infinity ? 60 / seconds : 0;
}

function toughnessRows(world) {
  const far = new Set(world.outliers.filter((one) => OUTLYING.includes(one.metric)).map((one) => one.at));
  return world.ships.map((ship, at) => {
    const one = world.figures[at];
    return {
      id: ship.id, name: nameOf(ship), role: world.role(ship).label,
      shields: one.hit_points ?? ship.shield, dps: dpsOf(one), is_outlier: far.has(at),
    };
  });
}

function energyRows(world) {
  return world.ships.flatMap((ship, at) => {
    const one = world.figures[at];
    const row = (weapon, perSecond, perEnergy) => (perEnergy === null ? [] : [{
      id: ship.id, name: nameOf(ship), weapon, per_second: perSecond, per_energy: perEnergy,
    }]);
    return [...row("beam", one.beam_dps || 0, one.beam_damage_per_energy),
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
      id: ship.id, name: nameOf(ship), metric: "overall", moved: Math.abs(Math.log(ratio / usual)),
      a: World.figure(world.a, standing[1], "overall"), b: World.figure(world.b, standing[2], "overall"),
    };
  }).sort((a, b) => b.moved - a.moved).slice(0, MOST_CHANGES).map(({ moved, ...row }) => row);
}

/** The chosen player ships over all powers; none for others, and for those without beams. */
function powerRows(world, { ship, other }) {
  const { mechanics, mod, conditions } = world;
  const most = mechanics.figures.greatest_power * 100;
  const best = mechanics.best(conditions);
  const players = [ship, other].filter((one) =>
    one && world.role(one).label === "player" && mechanics.fire(one, mod.game, best).best > 0);
  const power = [];
  for (const one of players) {
    for (const [mode, said] of [["auto", "automatic"], ["manual", "manual"]]) {
      for (let percent = 0; percent <= most; percent += POWER_STEP) {
        const at = { ...conditions, power: percent / 100, mode };
        const dps = finite(mechanics.fire(one, mod.game, at).best);
        power.push({ power: percent, mode: said, ship: label(one), dps });
      }
    }
  }
  return { power, power_now: players.slice(0, 1).map(() => ({ power: conditions.power * 100 })) };
}

/** The chosen ships, degree by degree; none where no beam of theirs does any damage. */
function roseRows(world, { ship, other }) {
  const ships = [ship, other].filter(Boolean);
  const fires = ships.map((one) => world.mechanics.fire(one, world.mod.game, world.conditions));
  if (!fires.some((fire) => fire.best > 0)) return [];
  return ships.flatMap((one, at) => Array.from({ length: 360 }, (_, bearing) => ({
    ship: label(one), bearing, dps: finite(world.mechanics.fireAt(fires[at], bearing)),
  })));
}

/** Legends below each other, in few columns, where there is no room beside each other. */
function stackLegends(spec, columns) {
  for (const legend of spec.legends || []) legend.columns = columns;
  spec.config.legend = { ...spec.config.legend, layout: { top: { direction: "vertical", anchor: "start" } } };
}

/** A picture on the ground that it has in the page, as a file. */
function onGround(picture) {
  const whole = el("canvas", { width: picture.width, height: picture.height });
  const pen = whole.getContext("2d");
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface");
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.drawImage(picture, 0, 0);
  return new Promise((done) => whole.toBlob(done, "image/png"));
}

/** A picture with its words, its table and its copies. `chosen` gives the ships of a card. */
class Chart {
  constructor(name, world, chosen = () => ({})) {
    Object.assign(this, { name, world, chosen, view: null });
    this.about = { ...CHARTS[name], ...world.payload.charts.words[name] };
    this.canvas = el("div", { className: `canvas canvas-${name}`, role: "img", "aria-label": `${this.about.title}. ${this.about.words} The table below has its figures.` });
    this.tablePlace = el("div");
    this.details = el("details", { ontoggle: () => this.fillTable() }, el("summary", {}, "As a table"), this.tablePlace);
    this.node = el("figure", { className: `chart chart-${name}`, id: `chart-${name}` },
      el("figcaption", {}, el("h3", {}, this.about.title), el("p", {}, this.about.words,
        this.about.isTall && world.ships.length > FIT ? ` ${world.ships.length} ships: scroll in the picture to see them all.` : "")),
      this.about.isTall ? el("div", { className: "tall", tabindex: "0", role: "region", "aria-label": this.about.title }, this.canvas) : this.canvas,
      el("div", { className: "chart-foot" }, this.details, copyButtons(this.about.title, () => this.texts(), () => this.copyPicture())));
    this.part = new Part(this.node, () => this.draw(), { isPicture: true });
    Chart.all.push(this);
  }

  static all = [];

  static restyle() {
    for (const chart of Chart.all) chart.forget();
  }

  update() {
    this.part.update();
    this.fillTable();
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
    const spec = structuredClone(this.world.payload.charts[document.documentElement.dataset.theme][this.name]);
    const rows = this.rows();
    for (const data of spec.data) if (data.name in rows) data.values = rows[data.name];
    if (this.canvas.clientWidth < NARROW) stackLegends(spec, this.about.narrowColumns || 2);
    const result = await vegaEmbed(this.canvas, spec, {
      mode: "vega", ast: true, actions: false, renderer: "canvas", defaultStyle: false,
      tooltip: { disableDefaultStyle: true }, logLevel: ERRORS_ONLY,
    });
    this.view = result.view;
    await this.view.resize().runAsync();
    return this.view;
  }

  texts() {
    const rows = this.rows()[this.about.dataset || this.name] || [];
    return {
      columns: this.about.columns.map(([title]) => title),
      rows: rows.map((row) => this.about.columns.map(([, text]) => text(row))),
      numbers: this.about.columns.map(([, text]) => rows.length > 0 && rows.every((row) => NUMBER.test(text(row)))),
    };
  }

  fillTable() {
    if (!this.details.open) return;
    this.tablePlace.replaceChildren(plainTable({ caption: this.about.title, ...this.texts() }));
  }

  async copyPicture() {
    await this.draw();
    const blob = await onGround(await this.view.toCanvas(2));
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
