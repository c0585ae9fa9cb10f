// What ships can do under the conditions that are chosen, as artemis_modkit/balance computes it.
//
// One decision: here is only what a control moves. Where beams bear comes from Python, for each
// range of a ship; all that controls do to its beams goes through one rate and that cut. Tests move
// every control and hold each figure to Python's. Formulas and their sources: docs/balance.md.

class Mechanics {
  constructor(rules, roles, names) {
    Object.assign(this, { figures: rules.mechanics, limits: rules.limits, roles, names });
  }

  // Conditions ---------------------------------------------------------------------------------

  plain(conditions) {
    return { ...conditions, power: 1, mode: "auto", focuser: false };
  }

  best(conditions) {
    return { ...conditions, power: this.figures.greatest_power, mode: "manual", focuser: true };
  }

  difficultyFactor(difficulty) {
    return difficulty === this.limits.hardest ? this.figures.hardest_difficulty : difficulty;
  }

  focus(conditions) {
    return conditions.focuser ? this.figures.focuser_factor : 1;
  }

  recharge(cycle, conditions) {
    const { figures } = this;
    const { power, mode, model } = conditions;
    if (power === 0) return Infinity;
    const hand = mode === "manual" ? model : "auto";
    const seconds = {
      auto: cycle / power,
      measured: cycle / Math.pow(power, figures.manual_power_exponent),
      plus50: cycle / (power + figures.manual_bonus_power),
      minus1: cycle / power - figures.manual_bonus_seconds,
    }[hand];
    const least = figures[hand === "minus1" ? "minus1_least_recharge" : "least_recharge"];
    return Math.max(seconds / this.focus(conditions), least);
  }

  tubeLoad(game, conditions) {
    return conditions.power === 0 ? Infinity : game.tube_load / (conditions.power * this.focus(conditions));
  }

  rate(seconds) {
    return seconds === null || seconds < this.limits.shortest ? 0 : 1 / seconds;
  }

  // Ships --------------------------------------------------------------------------------------

  at(ship, game, conditions, isCapped = true) {
    return new AtWork(this, ship, game, conditions, isCapped);
  }

  /** Every metric of every ship of a fleet, as `metrics` of `score`'s JSON; `null` for none. */
  metrics(fleet, conditions) {
    const ships = fleet.ships.map((ship) => this.at(ship, fleet.game, conditions));
    for (const ship of ships) ship.fleet = ships;
    return ships.map((ship) => {
      const found = {};
      for (const name of [...this.names, "torpedo_dps"]) found[name] = finite(ship.figure(name));
      return found;
    });
  }
}

/** A ship under some conditions; what several figures need is computed once. */
class AtWork {
  constructor(mechanics, ship, game, conditions, isCapped) {
    Object.assign(this, { mechanics, ship, game, conditions, isCapped, role: mechanics.roles[ship.role] });
  }

  /** A metric: by its formula where a control moves it, else as Python has it. */
  figure(name) {
    return LIVE[name] ? LIVE[name](this) : this.ship.figures[this.mechanics.names.indexOf(name)];
  }

  under(conditions, isCapped = this.isCapped) {
    return this.mechanics.at(this.ship, this.game, conditions, isCapped);
  }

  get free() {
    const isSame = this.ship.beams.every(([capped, free]) => capped === free);
    this.freed ??= isSame ? this : this.under(this.conditions, false);
    return this.freed;
  }

  get beams() {
    const { mechanics, conditions, role } = this;
    const factor = role.is_flown ? 1 : mechanics.difficultyFactor(conditions.difficulty);
    this.firing ??= this.ship.beams.map(([capped, free, cycle, range, centre, width]) => {
      const hit = this.isCapped ? capped : free;
      const damage = hit === null ? null : Math.max(hit * factor, 0);
      const isPowered = cycle !== null && role.label === "player";
      const recharge = isPowered ? mechanics.recharge(cycle, conditions) : cycle;
      const rate = mechanics.rate(recharge);
      const dps = this.hasReach(range) ? (damage || 0) * rate : 0;
      return { damage, recharge, range, centre, width, rate, dps };
    });
    return this.firing;
  }

  /** What some of its beams do together; those that fire by themselves do so one after another. */
  volley(which) {
    const isStaggered = this.role.label === "player" && this.conditions.mode === "auto" && this.game.beam_delay > 0;
    const most = isStaggered ? 1 / this.game.beam_delay : Infinity;
    let [dps, shots] = [0, 0];
    const harmful = which.map((at) => this.beams[at]).filter((beam) => beam.dps > 0);
    for (const beam of harmful.sort((a, b) => b.damage - a.damage)) {
      const rate = Math.min(beam.rate, most - shots);
      if (rate <= 0) break;
      dps += beam.damage * rate;
      shots += rate;
    }
    return { dps, shots };
  }

  /** The beams that reach the target, and the parts of the circle with those that bear there. */
  get cut() {
    const { distance } = this.conditions;
    const [all, ...byRange] = this.ship.cuts;
    return (distance === null ? all : byRange.find(([range]) => range >= distance)) || [null, [], []];
  }

  /** Damage a second by bearing. */
  get sectors() {
    this.parts ??= this.cut[2].map(([start, width, which]) => ({ start, width, ...this.volley(which) }));
    return this.parts;
  }

  get best() {
    return this.sectors.reduce((most, one) => (one.dps > most.dps ? one : most), this.sectors[0] || { dps: 0, shots: 0 });
  }

  get around() {
    return this.aroundUpTo(Infinity);
  }

  /** Mean over all directions of damage a second, each direction up to `most`. */
  aroundUpTo(most) {
    return this.sectors.reduce((sum, { dps, width }) => sum + Math.min(dps, most) * width, 0) / 360;
  }

  /** Whether it turns to where its beams do most; the computer has its target ahead. */
  get turns() {
    return this.role.is_flown || this.role.label === "station";
  }

  /** Damage a second in a direction: the better side where two parts of the circle meet. */
  fireAt(bearing) {
    const { sharp } = this.mechanics.limits;
    const isIn = ({ start, width }) => [bearing, bearing + 360].some((turn) => turn >= start - sharp && turn <= start + width + sharp);
    return this.sectors.reduce((most, one) => (isIn(one) ? Math.max(most, one.dps) : most), 0);
  }

  hasReach(range) {
    return range === null || range > 0;
  }

  reaches(range) {
    const { distance } = this.conditions;
    return distance === null || (range !== null && range >= distance);
  }

  get torpedoDps() {
    const { mechanics, game, ship, conditions } = this;
    if (!ship.homing || (conditions.distance || 0) > mechanics.figures.torpedo_reach) return 0;
    if (this.role.label === "player-craft") return game.homing_damage / mechanics.figures.craft_missile_reload;
    const load = mechanics.tubeLoad(game, conditions);
    return load ? ((ship.tubes || 0) * conditions.spread * game.homing_damage) / load : 0;
  }

  /** What it launches besides torpedoes of tubes, as far as it reaches: damage and launches a second. */
  get launches() {
    const { drones = [], launchers = [] } = this.ship;
    const of = (found, hits) => found.filter(([, , range]) => this.reaches(range) && this.hasReach(range)).map(([damage, cycle]) => {
      const rate = this.mechanics.rate(cycle);
      return { dps: Math.max(damage || 0, 0) * rate, hits: hits * rate };
    });
    return [...of(drones, this.game.hits_of_drone), ...of(launchers, 1)];
  }

  get withoutEnd() {
    return this.launches.reduce((sum, one) => sum + one.dps, 0);
  }

  get launched() {
    return this.torpedoDps + this.withoutEnd;
  }

  /** Damage a second in the first minute by what it launches, the best torpedoes first. */
  get munitions() {
    const { mechanics, game, ship, conditions, role } = this;
    const { minute } = mechanics.limits;
    if ((conditions.distance || 0) > mechanics.figures.torpedo_reach) return this.withoutEnd;
    const load = role.is_craft ? mechanics.figures.craft_missile_reload : mechanics.tubeLoad(game, conditions);
    const mounts = role.is_craft ? 1 : (ship.tubes || 0) * conditions.spread;
    let shots = load ? (mounts * minute) / load : 0;
    return (ship.torpedoes || []).reduce((sum, [worth, aboard]) => {
      const fired = Math.min(aboard, shots);
      shots -= fired;
      return sum + (fired * worth) / minute;
    }, this.withoutEnd);
  }

  /** Damage a second of its beams where its pilot has a target: players and bases turn to where they do most. */
  get atTarget() {
    return this.turns ? this.best.dps : this.fireAt(0);
  }

  /** Damage a second in the first minute, with its craft. */
  get strikes() {
    return this.atTarget + this.munitions + this.ofCraft((one) => one.strikes);
  }

  /** Damage that it can take, with its craft. */
  get takes() {
    const { ship, role } = this;
    const hull = ship.fatal_hits === null ? ship.hull_damage || 0 : ship.fatal_hits * this.standardHit;
    const own = role.is_craft ? [this.figure("hit_points")] : [ship.shield, hull];
    return own.reduce((sum, one) => sum + Math.max(0, one || 0), 0) + this.ofCraft((one) => one.takes);
  }

  get standardHit() {
    const { mechanics, conditions } = this;
    return mechanics.figures.standard_enemy_damage * mechanics.difficultyFactor(conditions.difficulty);
  }

  /** A figure of the craft in its bays, each the mean of its race's. */
  ofCraft(figure) {
    const { wing = [], bays } = this.ship;
    if (!wing.length || !(bays > 0)) return 0;
    return (bays * wing.reduce((sum, one) => sum + figure(this.fleet[one]), 0)) / wing.length;
  }
}

/** The metrics that a control moves. One that has no formula here is marked as not moving. */
const LIVE = {
  beam_dps: (at) => at.best.dps,
  beam_dps_sum: (at) => at.volley(at.cut[1]).dps,
  beam_dps_forward: (at) => at.fireAt(0),
  beam_dps_aft: (at) => at.fireAt(180),
  beam_dps_broadside: (at) => Math.max(at.fireAt(90), at.fireAt(270)),
  beam_dps_around: (at) => at.around,
  beam_strength: (at) => at.free.atTarget,
  beam_strength_ahead: (at) => at.free.fireAt(0),
  beam_strength_around: (at) => (at.free.turns ? at.free.around : at.free.aroundUpTo(at.free.fireAt(0))),
  beam_strength_sum: (at) => LIVE.beam_dps_sum(at.free),
  beam_coverage: (at) => at.sectors.reduce((sum, one) => sum + (one.dps > 0 ? one.width : 0), 0) / 3.6,
  beam_reach: (at) => at.beams.reduce((most, beam) => Math.max(most, beam.dps > 0 ? beam.range || 0 : 0), 0),
  launched_dps: (at) => at.launched,
  munitions: (at) => at.munitions,
  threat: (at) => {
    const { standard_beams: beams, standard_cycle: cycle, standard_shield: shield, enemy_hull: hull } = at.mechanics.figures;
    const cruiser = (beams * at.standardHit) / cycle;
    return at.mechanics.limits.cruiser * Math.sqrt(at.strikes / cruiser) * Math.sqrt(at.takes / (shield + hull));
  },
  torpedo_dps: (at) => at.torpedoDps,
  exploit_ratio: (at) => {
    if (at.role.label !== "player") return null;
    const plain = at.under(at.mechanics.plain(at.conditions)).best.dps;
    return plain > 0 ? at.under(at.mechanics.best(at.conditions)).best.dps / plain : null;
  },
  hits: (at) => {
    const points = at.figure("hit_points");
    return points === null ? null : Math.max(1, Math.ceil(points / at.standardHit));
  },
  wing_dps: (at) => {
    const { wing = [], bays } = at.ship;
    const whole = wing.reduce((sum, one) => sum + (at.fleet?.[one].best.dps || 0), 0);
    return wing.length ? (bays * whole) / wing.length : null;
  },
  beam_damage_per_energy: (at) => {
    const hits = at.beams.filter((beam) => beam.damage && beam.rate > 0);
    if (!at.role.is_flown || !hits.length || at.game.shot_energy <= 0) return null;
    return hits.reduce((sum, beam) => sum + beam.damage, 0) / hits.length / at.game.shot_energy;
  },
  homing_as_energy: (at) => {
    const each = LIVE.beam_damage_per_energy(at);
    return each === null || at.role.is_craft ? null : (at.ship.homing || 0) * at.game.torpedo_energy * each;
  },
};

function finite(value) {
  return Number.isFinite(value) ? value : null;
}

function median(values) {
  if (!values.length) return NaN;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
