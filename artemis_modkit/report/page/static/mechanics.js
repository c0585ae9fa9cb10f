// What ships can do under the conditions that are chosen, as artemis_modkit/balance computes it.
//
// One decision: every figure of the game comes in with `rules` and `game`; here are formulas only.
// Tests move every control and compare each figure with the engine in Python, so a change there
// needs the same change here. Formulas and their sources: docs/balance.md.

class Mechanics {
  constructor(rules, roles, stillNames) {
    this.figures = rules.mechanics;
    this.limits = rules.limits;
    this.roles = roles;
    this.stillNames = stillNames;
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
    const { power, mode, model } = conditions;
    if (power === 0) return Infinity;
    const isMinus1 = mode === "manual" && model === "minus1";
    const least = this.figures[isMinus1 ? "minus1_least_recharge" : "least_recharge"];
    let seconds = cycle / power;
    if (mode === "manual" && model === "measured") {
      seconds = cycle / Math.pow(power, this.figures.manual_power_exponent);
    } else if (mode === "manual" && model === "plus50") {
      seconds = cycle / (power + this.figures.manual_bonus_power);
    } else if (isMinus1) {
      seconds -= this.figures.manual_bonus_seconds;
    }
    return Math.max(seconds / this.focus(conditions), least);
  }

  tubeLoad(game, conditions) {
    if (conditions.power === 0) return Infinity;
    return game.tube_load / (conditions.power * this.focus(conditions));
  }

  // Weapons ------------------------------------------------------------------------------------

  rate(seconds) {
    return seconds === null || seconds < this.limits.shortest ? 0 : 1 / seconds;
  }

  beams(ship, conditions, isCapped = true) {
    const role = this.roles[ship.role];
    const factor = role.is_flown ? 1 : this.difficultyFactor(conditions.difficulty);
    return ship.beams.map(([capped, free, cycle, range, centre, width]) => {
      const hit = isCapped ? capped : free;
      const damage = hit === null ? null : Math.max(hit * factor, 0);
      const isPowered = cycle !== null && role.label === "player";
      const seconds = isPowered ? this.recharge(cycle, conditions) : cycle;
      const rate = this.rate(seconds);
      return { damage, recharge: seconds, range, centre, width, rate, dps: (damage || 0) * rate };
    });
  }

  mostShots(ship, game, conditions) {
    const isStaggered = this.roles[ship.role].label === "player" && conditions.mode === "auto";
    return isStaggered && game.beam_delay > 0 ? 1 / game.beam_delay : Infinity;
  }

  reaches(range, distance) {
    return distance === null || (range !== null && range >= distance);
  }

  volley(beams, mostShots) {
    let dps = 0;
    let shots = 0;
    const harmful = beams.filter((beam) => beam.dps > 0);
    harmful.sort((a, b) => (b.damage || 0) - (a.damage || 0));
    for (const beam of harmful) {
      const rate = Math.min(beam.rate, mostShots - shots);
      if (rate <= 0) break;
      dps += (beam.damage || 0) * rate;
      shots += rate;
    }
    return { dps, shots };
  }

  // Arcs: the circle cut at their edges ---------------------------------------------------------

  turned(degrees) {
    const rest = degrees % this.limits.full_circle;
    return rest < 0 ? rest + this.limits.full_circle : rest;
  }

  covers(centre, width, bearing) {
    return Math.abs(this.turned(bearing - centre + 180) - 180) <= width / 2 + this.limits.sharp;
  }

  /** The parts of the circle with the beams that bear there; they change with the range alone. */
  cuts(ship, distance) {
    if (ship.cut && ship.cut.distance === distance) return ship.cut;
    const full = this.limits.full_circle;
    const reaching = [];
    const edges = new Set([0]);
    ship.beams.forEach(([, , , range, centre, width], at) => {
      if (centre === null || !(width > 0) || !this.reaches(range, distance)) return;
      reaching.push(at);
      if (width >= full) return;
      edges.add(this.turned(centre - width / 2)).add(this.turned(centre + width / 2));
    });
    const sorted = [...edges].sort((a, b) => a - b);
    const sectors = [];
    sorted.forEach((start, at) => {
      const end = at + 1 < sorted.length ? sorted[at + 1] : full;
      if (end - start <= this.limits.sharp) return;
      const middle = (start + end) / 2;
      const found = reaching.filter((beam) => {
        const [, , , , centre, width] = ship.beams[beam];
        return this.covers(centre, width, middle);
      });
      sectors.push({ start, width: end - start, found });
    });
    ship.cut = { distance, reaching, sectors };
    return ship.cut;
  }

  /** Damage a second by bearing, and what all beams that reach do together. */
  fire(ship, game, conditions, isCapped = true) {
    const beams = this.beams(ship, conditions, isCapped);
    const cut = this.cuts(ship, conditions.distance);
    const most = this.mostShots(ship, game, conditions);
    const sectors = cut.sectors.map(({ start, width, found }) => {
      const { dps, shots } = this.volley(found.map((at) => beams[at]), most);
      return { start, width, value: dps, shots };
    });
    let best = { value: 0, shots: 0 };
    sectors.forEach((sector, at) => {
      if (at === 0 || sector.value > best.value) best = sector;
    });
    const sum = this.volley(cut.reaching.map((at) => beams[at]), most).dps;
    return { beams, sectors, best: best.value, shots: best.shots, sum };
  }

  fireAt(fire, bearing) {
    let most = 0;
    for (const { start, width, value } of fire.sectors) {
      if (this.covers(start + width / 2, width, bearing)) most = Math.max(most, value);
    }
    return most;
  }

  around(fire) {
    let whole = 0;
    for (const { width, value } of fire.sectors) whole += value * width;
    return whole / 360;
  }

  // What is launched ---------------------------------------------------------------------------

  torpedoDps(ship, game, conditions) {
    const isTooFar = (conditions.distance || 0) > this.figures.torpedo_reach;
    if (!ship.homing || isTooFar) return 0;
    if (this.roles[ship.role].label === "player-craft") {
      return game.homing_damage / this.figures.craft_missile_reload;
    }
    const load = this.tubeLoad(game, conditions);
    return load ? ((ship.tubes || 0) * conditions.spread * game.homing_damage) / load : 0;
  }

  launched(ship, game, conditions) {
    const found = [];
    for (const [damage, cycle, range] of [...(ship.drones || []), ...(ship.launchers || [])]) {
      if (!this.reaches(range, conditions.distance)) continue;
      found.push(Math.max(damage || 0, 0) * this.rate(cycle));
    }
    return this.torpedoDps(ship, game, conditions) + found.reduce((a, b) => a + b, 0);
  }

  // Metrics ------------------------------------------------------------------------------------

  /** Every metric of every ship of a fleet, as `metrics` of `score`'s JSON; `null` for none. */
  metrics(fleet, conditions) {
    const found = fleet.ships.map((ship) => this.ofShip(ship, fleet.game, conditions));
    fleet.ships.forEach((ship, at) => {
      const wing = ship.wing || [];
      if (!wing.length) return;
      const whole = wing.map((one) => found[one].beam_dps || 0).reduce((a, b) => a + b, 0);
      found[at].wing_dps = (ship.bays * whole) / wing.length;
    });
    for (const one of found) {
      for (const name in one) if (!Number.isFinite(one[name])) one[name] = null;
    }
    return found;
  }

  ofShip(ship, game, conditions) {
    const role = this.roles[ship.role];
    const found = {};
    this.stillNames.forEach((name, at) => { found[name] = ship.still[at]; });
    const fire = this.fire(ship, game, conditions);
    const isCapped = ship.beams.some(([capped, free]) => capped !== free);
    const free = isCapped ? this.fire(ship, game, conditions, false) : fire;
    found.beam_dps = fire.best;
    found.beam_dps_sum = fire.sum;
    found.beam_dps_forward = this.fireAt(fire, 0);
    found.beam_dps_aft = this.fireAt(fire, 180);
    found.beam_dps_broadside = Math.max(this.fireAt(fire, 90), this.fireAt(fire, 270));
    found.beam_dps_around = this.around(fire);
    found.beam_strength = free.best;
    found.beam_strength_around = this.around(free);
    found.beam_strength_sum = free.sum;
    const covered = fire.sectors.filter((sector) => sector.value > 0);
    found.beam_coverage = covered.reduce((sum, sector) => sum + sector.width, 0) / 3.6;
    const ranges = fire.beams.filter((beam) => beam.dps > 0).map((beam) => beam.range || 0);
    found.beam_reach = ranges.length ? Math.max(...ranges) : 0;
    found.launched_dps = this.launched(ship, game, conditions);
    found.torpedo_dps = this.torpedoDps(ship, game, conditions);
    found.exploit_ratio = this.exploitRatio(ship, game, conditions, role);
    found.hits = this.hits(found.hit_points, conditions);
    found.wing_dps = null;
    const hits = fire.beams.filter((beam) => beam.damage && beam.rate > 0);
    found.beam_damage_per_energy = null;
    if (role.is_flown && hits.length && game.shot_energy > 0) {
      const mean = hits.reduce((sum, beam) => sum + beam.damage, 0) / hits.length;
      found.beam_damage_per_energy = mean / game.shot_energy;
    }
    found.homing_as_energy = null;
    if (found.beam_damage_per_energy !== null && !role.is_craft) {
      const energy = (ship.homing || 0) * game.torpedo_energy;
      found.homing_as_energy = energy * found.beam_damage_per_energy;
    }
    return found;
  }

  exploitRatio(ship, game, conditions, role) {
    if (role.label !== "player") return null;
    const plain = this.fire(ship, game, this.plain(conditions)).best;
    return plain > 0 ? this.fire(ship, game, this.best(conditions)).best / plain : null;
  }

  hits(hitPoints, conditions) {
    if (hitPoints === null) return null;
    const hit = this.figures.standard_enemy_damage * this.difficultyFactor(conditions.difficulty);
    return Math.max(1, Math.ceil(hitPoints / hit));
  }
}

function median(values) {
  if (!values.length) return NaN;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
