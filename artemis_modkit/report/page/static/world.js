// The mods of the report at work: figures and scores of every ship under the chosen conditions.

class World {
  constructor(payload) {
    this.payload = payload;
    this.mechanics = new Mechanics(payload.rules, payload.roles, Object.keys(payload.metrics));
    this.frozen = payload.moved.filter((name) => !LIVE[name]);
    for (const name of this.frozen) payload.metrics[name].title += ", as at the start";
    this.judgement = new Judgement(this.mechanics, payload.rules);
    this.mod = payload.mod;
    this.other = payload.comparison ? payload.comparison.other : null;
    this.ships = this.mod.ships;
    this.keys = keysOf(this.ships);
    this.byKey = new Map(this.keys.map((key, at) => [key, at]));
    this.farthest = farthest([this.mod, ...(this.other ? [this.other] : [])]);
  }

  role(ship) {
    return this.payload.roles[ship.role];
  }

  /** A ship of the mod under the conditions that are chosen, but for some. */
  at(ship, but = {}) {
    return this.mechanics.at(ship, this.mod.game, { ...this.conditions, ...but });
  }

  /** Compute everything for some conditions. */
  compute(conditions) {
    this.conditions = conditions;
    const { mechanics, judgement, payload } = this;
    const stock = mechanics.metrics(payload.stock, conditions);
    this.figures = mechanics.metrics(this.mod, conditions);
    this.scores = this.scored(this.mod, this.figures, stock, payload.newest);
    this.matches = judgement.matches(this.mod, conditions);
    this.contest = judgement.contest(this.mod, conditions);
    this.outliers = judgement.outliers(this.ships, this.figures, payload.stock.ships, stock);
    if (this.other) {
      const { newest } = payload.comparison;
      this.base = { fleet: payload.stock, figures: stock };
      this.base.scores = this.scored(payload.stock, stock, stock, []);
      this.a = { fleet: this.other, figures: mechanics.metrics(this.other, conditions) };
      this.a.scores = this.scored(this.other, this.a.figures, stock, newest);
      this.a.matches = judgement.matches(this.other, conditions);
    }
    this.b = { fleet: this.mod, figures: this.figures, scores: this.scores, matches: this.matches };
  }

  scored(fleet, figures, stock, newest) {
    const more = newest.map((one) => this.mechanics.metrics(one, this.conditions));
    const yardstick = [this.payload.stock, ...newest].flatMap((one) => one.ships);
    return this.judgement.scores(fleet.ships, figures, yardstick, [stock, ...more].flat());
  }

  /** A score, rank or metric of a ship of one side, by its name; `null` for none. */
  static figure(side, at, name) {
    if (at === null) return null;
    const score = side.scores[at][name];
    if (score !== undefined) return score;
    const metric = side.figures[at][name];
    return metric === undefined ? null : metric;
  }

  ratio(standing, name) {
    const [a, b] = [World.figure(this.a, standing[1], name), World.figure(this.b, standing[2], name)];
    return a === null || b === null || a <= 0 || b <= 0 ? null : b / a;
  }
}

/** What a ship is called in the address: its uniqueID, or its place where another has that. */
function keysOf(ships) {
  const taken = new Set();
  return ships.map((ship, at) => {
    const key = ship.id === null || taken.has(ship.id) ? `at-${at}` : String(ship.id);
    taken.add(ship.id);
    return key;
  });
}

function farthest(fleets) {
  let most = 0;
  for (const { ships } of fleets) {
    for (const ship of ships) {
      for (const beam of ship.beams) most = Math.max(most, beam[3] || 0);
      for (const one of [...(ship.drones || []), ...(ship.launchers || [])]) most = Math.max(most, one[2] || 0);
    }
  }
  return most;
}
