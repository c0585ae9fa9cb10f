// Rows of charts as their declarations have them; artemis_modkit/report/charts/chart.py makes the
// same for pictures. A thing is what a row is of: a name of a figure or text to its value.

const CHART_NAME = 30;
const MOST_STEPS = 1000;

/** How charts call a ship: `20 Valkyrie`. */
function label(ship) {
  return called(ship, CHART_NAME);
}

/** The datasets of a chart; `chosen` are the ships of a card. */
function chartRows(name, world, chosen = {}) {
  const { datasets, nothing } = world.payload.charts.about[name];
  if (nothing) return chosen.ship?.card[name] || nothing;
  return Object.fromEntries(Object.entries(datasets).map(([set, rows]) => [set, rowsOf(rows, world, chosen)]));
}

function rowsOf(rows, world, chosen) {
  let things = KINDS[rows.of](world, chosen, rows);
  if (rows.by) {
    const keyed = things.map((thing) => [valueOf(rows.by, thing) || 0, thing]);
    things = keyed.sort(([a], [b]) => b - a).map(([, thing]) => thing);
  }
  const found = things.slice(0, rows.most ?? undefined).flatMap((thing) => rows.shapes.map((columns) =>
    Object.fromEntries(Object.entries(columns).map(([column, terms]) => [column, valueOf(terms, thing)]))));
  return found.filter((row) => !rows.need || row[rows.need] !== null);
}

const SIGNS = {
  "+": (a, b) => (a || 0) + (b || 0),
  "-": (a, b) => (a || 0) - (b || 0),
  "??": (a, b) => a ?? b,
  or: (a, b) => Boolean(a || b),
};

function valueOf(terms, thing) {
  const [first, ...rest] = terms.split(" ").map((one) => (one in SIGNS ? one : termOf(one, thing)));
  let value = first;
  for (let at = 0; at < rest.length; at += 2) value = SIGNS[rest[at]](value, rest[at + 1]);
  return typeof value === "number" ? finite(value) : value;
}

function termOf(name, thing) {
  if (name.startsWith("'")) return name.slice(1, -1);
  return /^\d+$/.test(name) ? Number(name) : thing(name);
}

// Kinds of things -----------------------------------------------------------------------------------

function thingOf(ship, world, figures, more) {
  const texts = {
    id: ship.id, name: short(ship.name, CHART_NAME), role: world.role(ship).label, ship: label(ship),
    shield: ship.shield, ...more,
  };
  return (name) => (name in texts ? texts[name] : figures(name));
}

function strengths(world) {
  const aMinute = (seconds) => (seconds > 0 && seconds < Infinity ? 60 / seconds : 0);
  return world.matches.map((match) => ({
    difficulty: match.difficulty, players: aMinute(match.player_kills), enemies: aMinute(match.enemy_kills),
  }));
}

function fliers(world, { ship, other }) {
  const best = world.mechanics.best(world.conditions);
  return [ship, other].filter((one) => one && world.role(one).label === "player" && world.at(one, best).best.dps > 0);
}

const KINDS = {
  ships(world) {
    const far = new Set(world.outliers.map(({ at, metric }) => `${at} far.${metric}`));
    return world.ships.map((ship, at) => thingOf(ship, world, (name) =>
      (name.startsWith("far.") ? far.has(`${at} ${name}`) : world.figures[at][name])));
  },
  matches: (world) => strengths(world).map((one) => (name) => one[name]),
  crossings: (world) => strengths(world).flatMap((before, at, all) => {
    const after = all[at + 1];
    const [gap, later] = [before, after].map((one) => (one ? one.players - one.enemies : 0));
    if (!(gap >= 0 && later < 0)) return [];
    const where = before.difficulty + (gap / (gap - later)) * (after.difficulty - before.difficulty);
    return [(name) => ({ difficulty: where, strength: before.players })[name]];
  }),
  pairs(world) {
    const found = world.payload.comparison.standings.map((one) => [world.ratio(one, "overall"), one]).filter(([ratio]) => ratio !== null);
    const usual = median(found.map(([ratio]) => ratio));
    return found.filter(([, standing]) => standing[3]).map(([ratio, standing]) => thingOf(world.mod.ships[standing[2]], world, (name) =>
      World.figure(world[name[0]], standing[name[0] === "a" ? 1 : 2], name.slice(2)), { moved: Math.round(1e9 * Math.abs(Math.log(ratio / usual))) / 1e9 }));
  },
  powers(world, chosen, { step }) {
    const most = world.mechanics.figures.greatest_power * 100;
    const steps = most > 0 ? Array.from({ length: Math.min(Math.floor(most / step), MOST_STEPS) + 1 }, (_, at) => at * step) : [];
    return fliers(world, chosen).flatMap((ship) => [["auto", "automatic"], ["manual", "manual"]].flatMap(([mode, said]) => steps.map((power) => {
      const at = world.at(ship, { power: power / 100, mode });
      return thingOf(ship, world, (name) => at.figure(name), { power, mode: said });
    })));
  },
  "power now": (world, chosen) => fliers(world, chosen).slice(0, 1).map(() => () => world.conditions.power * 100),
  bearings(world, { ship, other }) {
    const { stock } = world.payload;
    const rim = ({ role }) => Math.max(0, ...stock.ships.filter((one) => one.role === role).map((one) =>
      world.mechanics.at(one, stock.game, world.conditions).best.dps));
    const ships = [ship, other].filter(Boolean).map((one) => world.at(one));
    if (!ships.some((one) => one.best.dps > 0)) return [];
    return ships.flatMap((at) => {
      const most = rim(at.ship);
      return Array.from({ length: 360 }, (_, bearing) =>
        thingOf(at.ship, world, (name) => at.figure(name), { bearing, fire: at.fireAt(bearing), rim: most }));
    });
  },
};
