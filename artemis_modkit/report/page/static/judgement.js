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
      if (!own.length) return;
      const theirs = indices(stock, role);
      const values = own.map((at) => figures[at]);
      const scored = this.scoresOfRole(values, theirs.length ? theirs.map((at) => reference[at]) : values);
      own.forEach((at, place) => { found[at] = scored[place]; });
    });
    return found;
  }

  scoresOfRole(ships, stock) {
    const scores = ships.map(() => ({}));
    const references = stock.map(() => ({}));
    for (const [name, table] of Object.entries(this.weights)) {
      if (name === "overall") continue;
      const parts = Object.entries(table).map(([metric, weight]) => this.part(metric, weight, ships, stock));
      if (parts.some((part) => part.isHad)) {
        this.combine(name, parts.filter((part) => part.isUsed), scores, references);
      }
    }
    const overall = Object.entries(this.weights.overall)
      .filter(([name, weight]) => weight > 0 && scores.some((one) => name in one))
      .map(([name, weight]) => ({
        weight,
        own: scores.filter((one) => name in one).map((one) => one[name]),
        theirs: references.map((one) => one[name]),
      }));
    this.combine("overall", overall, scores, references);
    const values = scores.map((one) => one.overall || 0);
    const sorted = [...values].sort((a, b) => b - a);
    scores.forEach((one, at) => {
      one.rank = sorted.indexOf(values[at]) + 1;
      one.of = scores.length;
    });
    return scores;
  }

  counted(value) {
    if (value === null || value < this.limits.smallest) return 0;
    return Math.min(value, this.limits.greatest);
  }

  /** What each ship of a role, and each of stock, has of a part of a score. */
  part(metric, weight, ships, stock) {
    const values = ships.map((one) => one[metric]);
    const own = values.map((value) => this.counted(value));
    const theirs = stock.map((one) => this.counted(one[metric]));
    const none = { weight, isUsed: false, isHad: false };
    if (values.every((value) => value === null)) return none;
    const isHad = weight > 0 && own.some((value) => value > 0);
    const isUsed = weight > 0;
    if (theirs.length && median(theirs) > 0) {
      return { weight, isUsed, isHad, own: this.shares(own, theirs), theirs: this.shares(theirs, theirs) };
    }
    const most = (found) => found.reduce((a, b) => Math.max(a, b), 0);
    const greatest = most(theirs) || most(own);
    if (greatest === 0) return none;
    const more = (found) => found.map((value) => 1 + value / greatest);
    return { weight, isUsed, isHad, own: more(own), theirs: more(theirs) };
  }

  shares(values, stock) {
    const roots = values.reduce((sum, value) => sum + Math.sqrt(value), 0);
    const usual = values.length ? (roots / values.length) ** 2 : 0;
    const least = this.limits.share_of_nothing * usual + this.limits.least * median(stock);
    return values.map((value) => value + least);
  }

  combine(name, parts, scores, references) {
    if (!parts.length) return;
    const whole = parts.reduce((sum, part) => sum + part.weight, 0);
    const product = (pick) => parts.reduce((all, part) => all * pick(part) ** (part.weight / whole), 1);
    const raw = references.map((_, at) => product((part) => part.theirs[at]));
    const middle = median(raw);
    references.forEach((one, at) => { one[name] = (this.limits.median_score * raw[at]) / middle; });
    const usual = parts.map((part) => median(part.theirs));
    const middles = parts.reduce((all, part, at) => all * usual[at] ** (part.weight / whole), 1);
    const units = new Map(parts.map((part, at) => [part, (usual[at] * middle) / middles]));
    scores.forEach((one, at) => {
      one[name] = this.limits.median_score * product((part) => part.own[at] / units.get(part));
    });
  }

  // Outliers -----------------------------------------------------------------------------------

  /** Ships far from the others of their role, the farthest first; not those that stock has so. */
  outliers(ships, figures, stock, reference) {
    const theirs = new Map();
    stock.forEach((ship, at) => { if (!theirs.has(ship.id)) theirs.set(ship.id, reference[at]); });
    const names = Object.entries(this.weights).filter(([name]) => name !== "overall").flatMap(([, table]) => Object.keys(table));
    const found = names.flatMap((name) =>
      this.roles.flatMap((_, role) => this.far(name, indices(ships, role), figures)));
    return found
      .filter((one) => !theirs.has(ships[one.at].id) || theirs.get(ships[one.at].id)[one.metric] !== one.value)
      .sort((a, b) => Math.abs(b.distance) - Math.abs(a.distance)
        || (ships[a.at].id || 0) - (ships[b.at].id || 0) || (a.metric < b.metric ? -1 : 1));
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
