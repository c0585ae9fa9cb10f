// What differs from the other mod: in play, then ship by ship and setting by setting.

const MOST_WINNERS = 5;
const ALIKE = 0.02;
const MEDIANS = [["overall", "score", 0], ["beam_dps", "best", 1], ["beam_dps_forward", "ahead", 1],
  ["beam_dps_broadside", "broadside", 1], ["beam_dps_aft", "astern", 1], ["shield_front", "front shield", 0]];

class Changes {
  constructor(world, state) {
    Object.assign(this, { world, state, about: world.payload.comparison });
    const { about } = this;
    this.charts = chartsAt("changes", world);
    this.roles = el("div", { className: "waiting" });
    this.matches = el("div", { className: "waiting" });
    this.winners = el("div");
    this.search = el("input", { type: "search", id: "changes-search", placeholder: "Name or value", oninput: () => this.list() });
    this.places = el("div", { className: "changed" });
    this.total = el("p", { className: "quiet", role: "status" });
    this.node = el("div", {},
      el("p", { className: "sides" }, "A is ", named(about.a), ", B is ", named(about.b), about.base ? `; beside them ${about.base}.` : "."),
      el("ul", { className: "picture" }, about.picture.map((text) => el("li", {}, short(text, 900)))),
      el("div", { className: "charts" }, ...this.charts.map((chart) => chart.node), el("div", { className: "winners" }, this.winners)),
      this.roles, this.matches,
      about.ships.length ? el("h3", {}, "Ship by ship") : null,
      about.ships.length ? el("div", { className: "filters" },
        el("div", { className: "field" }, el("label", { for: "changes-search" }, "Find"), this.search), this.total,
        copyButtons("changes", () => this.texts())) : null,
      this.places,
      about.settings.length ? el("h3", {}, "Settings") : null,
      about.settings.map((one) => copyable({ caption: "Settings that differ", ...clipped(one) })),
      about.notes.map((note) => el("p", { className: "quiet" }, `Note: ${short(note, 300)}.`)));
    this.list();
    this.parts = [
      new Part(this.roles, () => this.roles.replaceChildren(copyable(this.roleTable()))),
      new Part(this.matches, () => this.fillMatches()),
      new Part(this.winners.parentNode, () => this.winners.replaceChildren(...this.winnersOf())),
    ];
  }

  get sides() {
    const { world, about } = this;
    const found = [["A", world.a], ["B", world.b]];
    return about.has_base ? [["base", world.base], ...found] : found;
  }

  list() {
    const wanted = this.search.value.trim().toLowerCase();
    this.found = this.about.ships.filter((one) =>
      !wanted || [one.title, ...one.rows.flat()].some((text) => text.toLowerCase().includes(wanted)));
    this.places.replaceChildren(...this.found.map((one) => {
      const place = el("div");
      const details = el("details", { ontoggle: () => {
        if (details.open && !place.firstChild) place.append(copyable({ caption: one.title, ...clipped(one) }));
      } }, el("summary", {}, named(one.title, 80), " ", el("span", { className: "quiet" }, counted(one.rows.length, "change", "changes"))), place);
      return details;
    }));
    setText(this.total, `${this.found.length} of ${this.about.ships.length}`);
  }

  texts() {
    const columns = this.about.ships.reduce((most, one) => (one.columns.length > most.length ? one.columns : most), []);
    const rows = this.found.flatMap((one) => one.rows.map((row) => {
      const cell = (name) => row[one.columns.indexOf(name)] ?? "";
      return [one.title, ...columns.map(cell)];
    }));
    return { columns: ["ship", ...columns], rows };
  }

  update() {
    for (const chart of this.charts) chart.update();
    for (const part of this.parts) part.update();
  }

  fillMatches() {
    const matches = this.matchTable();
    this.matches.replaceChildren(...(matches ? [copyable(matches)] : []));
  }

  roleTable() {
    const { world } = this;
    const rows = [];
    world.payload.roles.forEach((role, at) => {
      const found = this.sides.map(([name, side]) => [name, side, indices(side.fleet.ships, at)]);
      if (found.every(([, , places]) => !places.length)) return;
      for (const [name, side, places] of found) {
        const cells = MEDIANS.map(([figure, , digits]) => {
          const of = role.is_craft && figure === "shield_front" ? "hit_points" : figure;
          const known = places.map((place) => World.figure(side, place, of)).filter((value) => value !== null);
          return shown(known.length ? median(known) : null, digits);
        });
        rows.push([name === found[0][0] ? role.group : "", name, String(places.length), ...cells]);
      }
    });
    const columns = ["role", "side", "ships", ...MEDIANS.map(([, title]) => title)];
    return { caption: "Medians of each role", columns, rows, numbers: columns.map((_, at) => at > 1) };
  }

  matchTable() {
    const known = this.sides.map(([name, side]) => [name, side.matches || []]).filter(([, found]) => found.length);
    if (!known.length) return null;
    const columns = ["difficulty", ...known[0][1].map((match) => String(match.difficulty))];
    const rows = known.map(([name, found]) => [name, ...found.map((match) => shown(match.advantage))]);
    return { caption: "How many times longer the usual player ship lasts than the usual enemy", columns, rows, numbers: columns.map((_, at) => at > 0) };
  }

  winnersOf() {
    const { world } = this;
    const ranked = this.about.standings.map((one) => [world.ratio(one, "overall"), one]).filter(([ratio]) => ratio !== null);
    if (!ranked.length) return [];
    ranked.sort(([a, one], [b, other]) => Math.round(1e9 * b) - Math.round(1e9 * a) || (world.mod.ships[one[2]].id || 0) - (world.mod.ships[other[2]].id || 0));
    const usual = median(ranked.map(([ratio]) => ratio));
    const own = ranked.filter(([, standing]) => standing[3]);
    const above = own.filter(([ratio]) => ratio > usual * (1 + ALIKE)).slice(0, MOST_WINNERS);
    const below = own.filter(([ratio]) => ratio < usual * (1 - ALIKE)).reverse().slice(0, MOST_WINNERS);
    const titled = [[1, above], [0, below]].flatMap(([isAbove, found]) => [1, 0].map((rose) =>
      [worded("gained", { above: isAbove, rose }), found.filter(([ratio]) => Number(ratio > 1) === rose)]));
    return [
      el("p", {}, worded("winners", { ships: ranked.length, times: shown(usual, 2) })),
      ...titled
        .filter(([, found]) => found.length)
        .map(([caption, found]) => plainTable({ caption, columns: ["ship", "times", "score", "damage a second"], numbers: [false, true, true, true], rows: found.map((one) => this.winner(one)) })),
    ];
  }

  winner([ratio, standing]) {
    const { world } = this;
    const both = (name, digits) => {
      const [a, b] = [shown(World.figure(world.a, standing[1], name), digits), shown(World.figure(world.b, standing[2], name), digits)];
      return a === b ? a : `${a} → ${b}`;
    };
    return [called(world.mod.ships[standing[2]], 30), shown(ratio, 2), both("overall", 0), both("beam_dps", 1)];
  }
}

function clipped({ columns, rows }) {
  return { columns, rows: rows.map((row) => row.map((text) => short(text, 300))) };
}
