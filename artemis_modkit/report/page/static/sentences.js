// What the page says of a whole mod: the figures of sentences, which stand in sentences.toml.

/** Which weapon of player ships is pointless; nothing without player ships. */
function contestWords(contest) {
  if (contest === null) return "";
  const { per_second: second, per_energy: energy, beam } = contest;
  return `${capital(worded("contest", { second, energy, best: beam[2] }))}.`;
}

/** What is far from usual of a ship, behind its name. */
function outlierWords({ at, metric, value, usual }, world) {
  const { title, unit } = world.payload.metrics[metric];
  const role = world.role(world.ships[at]).shown;
  return worded("outlier", { title, unit, value, usual, times: value / usual, part: usual / value, role });
}

function conditionsWords(conditions) {
  return worded("conditions", { ...conditions, power: conditions.power * 100 });
}
