// What the page says of a whole mod, in the sentences of `score`.
//
// One decision: a sentence is made of figures alone, and nothing here knows an element, so tests
// hold each one to the command's, word for word.

/** The usual player ship against the usual enemy at a difficulty. */
function matchWords(matches, difficulty) {
  const now = matches.find((one) => one.difficulty === difficulty);
  const kills = Number.isFinite(now.player_kills) ? `kills the usual enemy in ${shown(now.player_kills, 0)} s` : "never kills the usual enemy";
  const lasts = Number.isFinite(now.enemy_kills) ? `lasts ${shown(now.enemy_kills, 0)} s` : "is never lost to it";
  const known = matches.filter((one) => one.advantage !== null);
  const weaker = known.find((one) => one.advantage < 1);
  const tail = !known.length ? "." : weaker ? `; from difficulty ${weaker.difficulty} on the enemy is the stronger one.` : "; it is the stronger one at every difficulty.";
  return `One against one at difficulty ${difficulty} the usual player ship ${kills} and ${lasts}${tail}`;
}

/** Which weapon of player ships is pointless; nothing without player ships. */
function contestWords(contest) {
  if (contest === null) return "";
  const [second, energy] = [contest.per_second, contest.per_energy];
  if (second === null) {
    return contest.beam[2] > 0 ? "Without power neither beams nor torpedoes do anything." : "Player ships have no beams to compare torpedoes with.";
  }
  const tube = `A tube does ${times(second)} times the damage a second of a beam`;
  if (energy === null) return `${tube}.`;
  const text = `${tube}; for the energy of a torpedo a beam does ${times(energy)} times its damage`;
  if (second < 1 && energy > 1) return `${text}: torpedoes are worth more as batteries.`;
  if (second >= 1 && energy < 1) return `${text}: beams are pointless while torpedoes last.`;
  return `${text}: each has its use.`;
}

/** A ratio in two digits, as far as they are all that is meant: `320`, `0.056`. */
function times(value) {
  return general(Number(precise(value, 2)), RATIO_DIGITS);
}

/** What is far from usual of a ship, behind its name. */
function outlierWords({ at, metric, value, usual }, world) {
  const { title, unit } = world.payload.metrics[metric];
  const ratio = value / usual;
  const much = ratio >= 1 ? `${shown(ratio)} times` : `1/${shown(1 / ratio)} of`;
  const what = unit === "multiplier" ? "" : ` ${unit}`;
  return `: ${title} ${shown(value, 2)}${what}, ${much} the usual ${shown(usual, 2)} (${world.role(world.ships[at]).shown}).`;
}
