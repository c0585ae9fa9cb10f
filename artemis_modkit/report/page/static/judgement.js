// What the figures say of a whole mod: players against enemies, scores, outliers, pointless weapons,
// as artemis_modkit/balance judges them.

class Judgement {
  constructor(mechanics, rules) {
    this.mechanics = mechanics;
    this.roles = mechanics.roles;
    this.limits = rules.limits;
    this.weights = rules.weights;
  }

  isOf(ship, label) {
    return this.roles[ship.role].label === label;
  }

  // Players against enemies --------------------------------------------------------------------

  attack(ship, game, conditions) {
    const at = this.mechanics.at(ship, game, conditions);
    const torpedoes = game.homing_damage ? at.torpedoDps / game.homing_damage : 0;
    const hits = at.launches.reduce((sum, one) => sum + (one.dps > 0 ? one.hits : 0), at.best.shots + torpedoes);
    return { beams: at.best.dps, launched: at.launched, hits };
  }

  timeToKill(target, by) {
    const dps = by.beams + by.launched;
    if (dps <= 0) return Infinity;
    const hitPoints = target.figures[this.mechanics.names.indexOf("hit_points")];
    if (hitPoints !== null) return Math.max(0, hitPoints) / dps;
    const shields = Math.max(0, target.shield || 0) / dps;
    if (target.fatal_hits !== null) {
      return shields + (by.hits > 0 ? target.fatal_hits / by.hits : Infinity);
    }
    return shields + (target.hull_damage || 0) / dps;
  }

  /** The usual player ship against the usual enemy at each difficulty, in seconds. */
  matches(fleet, conditions) {
    const roleOf = (ship) => this.roles[ship.role];
    const players = fleet.ships.filter((ship) => roleOf(ship).label === "player");
    const enemies = fleet.ships.filter((ship) => roleOf(ship).is_enemy && !roleOf(ship).is_craft);
    if (!players.length || !enemies.length) return [];
    const usual = (ships) => {
      const attacks = ships.map((ship) => this.attack(ship, fleet.game, conditions));
      const middle = (name) => median(attacks.map((one) => one[name]));
      return { beams: middle("beams"), launched: middle("launched"), hits: middle("hits") };
    };
    const [ours, theirs] = [usual(players), usual(enemies)];
    const playerKills = median(enemies.map((one) => this.timeToKill(one, ours)));
    const now = this.mechanics.difficultyFactor(conditions.difficulty);
    return Array.from({ length: this.limits.hardest }, (_, at) => {
      const beams = (theirs.beams * this.mechanics.difficultyFactor(at + 1)) / now;
      const enemyKills = median(players.map((one) => this.timeToKill(one, { ...theirs, beams })));
      return {
        difficulty: at + 1,
        player_kills: playerKills,
        enemy_kills: enemyKills,
        advantage: advantage(playerKills, enemyKills),
      };
    });
  }

  // Scores -------------------------------------------------------------------------------------

  /** The scores of ships by role; `figures` and `reference` hold their metrics, in order. */
  scores(ships, figures, stock, reference) {
    const found = ships.map(() => ({}));
    this.roles.forEach((_, role) => {
      const own = indices(ships, role);
      const known = this.measures(stock, role).map((at) => reference[at]);
      const yardstick = this.yardstick(known);
      const made = own.map((at) => this.had(figures[at], yardstick));
      const values = made.map((one) => (one.overall === undefined ? 0 : one.overall));
      const sorted = [...values].sort((a, b) => b - a);
      own.forEach((at, place) => {
        found[at] = { ...made[place], rank: sorted.indexOf(values[place]) + 1, of: own.length, by: known.length };
      });
    });
    return found;
  }

  /** The ships of stock that measure a group: its own, or where they are fewer than 2 its role's. */
  measures(stock, group) {
    const own = indices(stock, group);
    const { label } = this.roles[group];
    return own.length > 1 ? own : stock.flatMap((ship, at) => (this.roles[ship.role].label === label ? [at] : []));
  }

  counted(value) {
    if (value === null || value < this.limits.smallest) return 0;
    return Math.min(value, this.limits.greatest);
  }

  /** How the ships of stock measure a role: the parts of each score, with their units. */
  yardstick(known) {
    const tables = {};
    for (const [name, table] of Object.entries(this.weights)) {
      const measures = Object.entries(table).flatMap(([part, weight]) => {
        const values = known.map((one) => this.counted(one[part]));
        const greatest = values.reduce((a, b) => Math.max(a, b), 0);
        return name !== "overall" && weight > 0 && greatest > 0
          ? [{ part, weight, adds: median(values) === 0, unit: median(values) || greatest }] : [];
      });
      if (measures.length) tables[name] = measures;
    }
    const overall = Object.entries(this.weights.overall)
      .flatMap(([part, weight]) => (weight > 0 && tables[part] ? [{ part, weight }] : []));
    const yardstick = { tables, overall, middles: {} };
    for (const names of [Object.keys(tables), overall.length ? ["overall"] : []]) {
      const made = known.map((one) => this.had(one, yardstick));
      for (const name of names) {
        const values = made.flatMap((one) => (name in one ? [one[name]] : []));
        yardstick.middles[name] = median(values) / this.limits.median_score;
      }
    }
    return yardstick;
  }

  /** Every score of the role for the figures of a ship. */
  made(figures, { tables, overall, middles }) {
    const least = this.least(figures, tables);
    const found = {};
    const combine = (name, parts, factor) => {
      const whole = parts.reduce((sum, one) => sum + one.weight, 0);
      const product = parts.reduce((all, one) => all * (factor(one) / (middles[name] || 1)) ** (one.weight / whole), 1);
      found[name] = this.limits.median_score * product;
    };
    for (const [name, measures] of Object.entries(tables)) {
      combine(name, measures, ({ part, unit, adds }) => {
        const share = this.counted(figures[part]) / unit;
        if (this.limits.scaled.flat().includes(part)) return Math.max(share, least);
        if (adds) return 1 + share;
        return figures[part] === null ? 1 : Math.max(share, this.limits.share_of_nothing);
      });
    }
    if (overall.length) combine("overall", overall, ({ part }) => found[part] / this.limits.median_score);
    return found;
  }

  /** The scores that a ship has any part of. */
  had(figures, yardstick) {
    const isHad = ([name]) => !yardstick.tables[name] || yardstick.tables[name].some(({ part }) => this.counted(figures[part]) > 0);
    return Object.fromEntries(Object.entries(this.made(figures, yardstick)).filter(isHad));
  }

  /** What each beam and shield of a ship counts at least, as a share of the usual. */
  least(figures, tables) {
    const units = new Map(Object.values(tables).flat().map((one) => [one.part, one.unit]));
    const usual = this.limits.scaled.map((group) => {
      const roots = group.filter((part) => units.has(part)).map((part) => Math.sqrt(this.counted(figures[part]) / units.get(part)));
      return roots.length ? (roots.reduce((sum, one) => sum + one, 0) / roots.length) ** 2 : 0;
    });
    return Math.max(this.limits.least, this.limits.share_of_nothing * Math.max(...usual));
  }

  // Outliers -----------------------------------------------------------------------------------

  /** Ships far from the others of their role, ship by ship, the greatest ratio first; not those that stock has so. */
  outliers(ships, figures, stock, reference) {
    const theirs = new Map();
    stock.forEach((ship, at) => { if (!theirs.has(ship.id)) theirs.set(ship.id, reference[at]); });
    const names = Object.entries(this.weights).filter(([name]) => name !== "overall").flatMap(([, table]) => Object.keys(table));
    const found = names.flatMap((name) =>
      this.roles.flatMap((_, role) => this.far(name, indices(ships, role), figures)));
    const ratio = ({ value, usual }) => Number(Math.max(value / usual, usual / value).toPrecision(9));
    const most = new Map();
    for (const one of found) most.set(one.at, Math.max(most.get(one.at) || 0, ratio(one)));
    return found
      .filter((one) => !theirs.has(ships[one.at].id) || theirs.get(ships[one.at].id)[one.metric] !== one.value)
      .sort((a, b) => most.get(b.at) - most.get(a.at)
      || (ships[a.at].id || 0) - (ships[b.at].id || 0) || ratio(b) - ratio(a) || (a.metric < b.metric ? -1 : 1));
  }

  far(metric, members, figures) {
    const known = members.filter((at) => figures[at][metric] > 0);
    if (known.length < this.limits.fewest) return [];
    const logs = known.map((at) => Math.log(figures[at][metric]));
    const middle = median(logs);
    const spread = this.spread(logs.map((log) => Math.abs(log - middle)));
    if (spread === 0) return [];
    return known.flatMap((at, place) => {
      const distance = (logs[place] - middle) / spread;
      const isNear = Math.abs(logs[place] - middle) < Math.log(this.limits.least_ratio);
      const isGiant = logs[place] - middle >= Math.log(this.limits.giant);
      if (isNear || (Math.abs(distance) <= this.limits.far && !isGiant)) return [];
      return [{ at, metric, value: figures[at][metric], usual: Math.exp(middle), distance }];
    });
  }

  spread(deviations) {
    const mad = median(deviations);
    const mean = deviations.reduce((sum, one) => sum + one, 0) / deviations.length;
    return mad > 0 ? mad / this.limits.to_normal_mad : mean / this.limits.to_normal_mean;
  }

  // Beams against torpedoes ----------------------------------------------------------------------

  /** The usual beam and the homing torpedo of player ships; `null` without such ships. */
  contest(fleet, conditions) {
    const { mechanics } = this;
    const { game } = fleet;
    const players = fleet.ships.filter((ship) => this.isOf(ship, "player"));
    if (!players.length) return null;
    const three = [mechanics.plain(conditions), conditions, mechanics.best(conditions)];
    const usual = (at) => {
      const found = players.flatMap((ship) => mechanics.at(ship, game, at).beams.map((one) => one.dps)).filter((dps) => dps > 0);
      return found.length ? median(found) : 0;
    };
    const tube = (at) => {
      const load = mechanics.tubeLoad(game, at);
      return load ? (conditions.spread * game.homing_damage) / load : 0;
    };
    const hits = players.flatMap((ship) => ship.beams.map(([damage]) => damage)).filter((damage) => damage > 0);
    const beam = three.map(usual);
    const torpedo = three.map(tube);
    const perBeam = hits.length && game.shot_energy > 0 ? median(hits) / game.shot_energy : null;
    const perTorpedo = game.torpedo_energy > 0 ? game.homing_damage / game.torpedo_energy : null;
    return {
      beam, torpedo,
      per_second: beam[1] > 0 ? torpedo[1] / beam[1] : null,
      per_energy: perBeam !== null && perTorpedo ? perBeam / perTorpedo : null,
    };
  }
}

function indices(ships, role) {
  return ships.flatMap((ship, at) => (ship.role === role ? [at] : []));
}

function advantage(playerKills, enemyKills) {
  if (!Number.isFinite(playerKills) && !Number.isFinite(enemyKills)) return null;
  return playerKills > 0 ? enemyKills / playerKills : Infinity;
}
