// The pictures, made when they come into view and fed when figures change. What each shows, from
// which rows and where, is declared in artemis_modkit/report/charts, a file for each.

const ERRORS_ONLY = 1; // an empty dataset is no fault: there may be nothing to show
const NUMBER = /^(-|∞|-?[\d.,]+( %)?)$/;
const NARROW = 480;
const FIT = 25; // bars in sight without scrolling
const MOST_SHIPS = 12; // that a picture shows one after the other: Vega keeps something of each
const MOST_BARS = 400; // more would be a picture too tall for a browser; the table of ships has all

/** The charts of a place of the page, as they are declared. */
function chartsAt(place, world, chosen) {
  const { about } = world.payload.charts;
  return Object.keys(about).filter((name) => about[name].place === place).map((name) => new Chart(name, world, chosen));
}

/** Legends below each other, in few columns where there is no room: of two beside each other Vega
    lays the second over the first once that names a ship of a longer name. */
function stackLegends(spec, columns) {
  for (const legend of spec.legends || []) legend.columns = columns ?? legend.columns;
  spec.config.legend = { ...spec.config.legend, layout: { top: { direction: "vertical", anchor: "start" } } };
}

/** A picture on the ground that it has in the page, below what it is of, as a file. */
function onGround(picture, [title, ...words]) {
  const [edge, line] = [24, 36];
  const looks = getComputedStyle(document.documentElement);
  const above = edge + line * (1 + words.length);
  const whole = el("canvas", { width: picture.width + 2 * edge, height: above + picture.height + edge });
  const pen = whole.getContext("2d");
  pen.fillStyle = looks.getPropertyValue("--surface");
  pen.fillRect(0, 0, whole.width, whole.height);
  [title, ...words].forEach((text, at) => {
    pen.fillStyle = looks.getPropertyValue(at ? "--muted" : "--ink");
    pen.font = `${at ? 22 : "bold 28"}px ${looks.fontFamily}`;
    pen.fillText(text, edge, edge + line * (at + 0.75), picture.width);
  });
  pen.drawImage(picture, edge, above);
  return new Promise((done) => whole.toBlob(done, "image/png"));
}

/** Draw a chart into a place, from its looks. */
async function drawn(place, spec, rows) {
  for (const data of spec.data) if (data.name in rows) data.values = rows[data.name];
  const { view } = await vegaEmbed(place, spec, {
    mode: "vega", ast: true, actions: false, renderer: "canvas", defaultStyle: false,
    tooltip: { disableDefaultStyle: true }, logLevel: ERRORS_ONLY,
  });
  return view;
}

/** Give a picture into the clipboard, or as a file where the browser does not let us. */
async function give(blob, name) {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
    say("Copied as PNG");
  } catch {
    const link = el("a", { href: URL.createObjectURL(blob), download: `${name}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("Saved as PNG");
  }
}

/** The picture to share: what Python made of it, and over it the chart as it is now. */
async function share(world, conditions) {
  const { frame, size: [width, height], chart, place } = world.payload.share;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(frame.replace("{conditions}", conditionsWords(conditions)))}`;
  await image.decode();
  const whole = el("canvas", { width, height });
  const pen = whole.getContext("2d");
  pen.drawImage(image, 0, 0);
  if (chart) {
    const spec = structuredClone(world.payload.charts.dark[chart]);
    Object.assign(spec, { width: place[2], height: place[3], autosize: { type: "fit", contains: "padding" } });
    spec.signals = (spec.signals || []).filter((one) => one.name !== "width");
    const view = await drawn(el("div"), spec, chartRows(chart, world, {}));
    pen.drawImage(await view.toCanvas(2), ...place);
    view.finalize();
  }
  await give(await new Promise((done) => whole.toBlob(done, "image/png")), "share");
}

/** A picture with its words, its table and its copies. `chosen` gives the ships of a card. */
class Chart {
  constructor(name, world, chosen = () => ({})) {
    Object.assign(this, { name, world, chosen, view: null, ships: 0 });
    this.about = world.payload.charts.about[name];
    this.canvas = el("div", { className: `canvas canvas-${name}`, role: "img", "aria-label": `${this.about.title}. ${this.about.words} The table below has its figures.` });
    this.tablePlace = el("div");
    this.details = el("details", { ontoggle: () => this.fillTable() }, el("summary", {}, "As a table"), this.tablePlace);
    this.node = el("figure", { className: `chart chart-${name}`, id: `chart-${name}` },
      el("figcaption", {}, el("h3", {}, this.about.title), el("p", {}, this.about.words,
        this.about.is_tall ? this.roomWords() : "")),
      ...(this.about.is_tall ? this.tallParts() : [this.canvas]),
      el("div", { className: "chart-foot" }, this.details, copyButtons(() => this.told(), () => this.texts(), () => this.copyPicture(), this.about.title)));
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
    this.clear();
    this.update();
  }

  clear() {
    this.view?.finalize();
    Object.assign(this, { view: null, making: null, ships: 0 });
  }

  rows() {
    const found = chartRows(this.name, this.world, this.chosen());
    if (!this.about.is_tall) return found;
    const role = this.role.value;
    return Object.fromEntries(Object.entries(found).map(([name, rows]) =>
      [name, rows.filter((row) => !role || row.role === role).slice(0, MOST_BARS)]));
  }

  /** What a tall picture shows of the ships. */
  roomWords() {
    const { length } = this.world.ships;
    if (length <= FIT) return "";
    return length <= MOST_BARS ? ` ${length} ships: scroll in the picture to see them all.`
      : ` ${length} ships, of which the first ${MOST_BARS} are drawn: choose a role, or see the table of ships for the others.`;
  }

  /** The choice of a role, and a box in which a tall picture scrolls below its axis and legend. */
  tallParts() {
    const { world } = this;
    const id = `${this.name}-role`;
    const there = new Set(world.ships.map((ship) => ship.role));
    this.role = el("select", { id, onchange: () => this.update() }, el("option", { value: "" }, "all roles"),
      world.payload.roles.flatMap((role, at) => (there.has(at) ? [el("option", { value: role.label }, role.shown)] : [])));
    const head = el("canvas", { className: "pinned", "aria-hidden": "true" });
    const box = el("div", { className: "tall", tabindex: "0", role: "region", "aria-label": this.about.title, onscroll: () => this.pin(head, box) }, this.canvas);
    return [el("div", { className: "filters" }, el("div", { className: "field" }, el("label", { for: id }, "Role"), this.role)), box];
  }

  /** Keep what stands above the bars, drawn once more, in sight. */
  pin(head, box) {
    const picture = this.canvas.querySelector("canvas");
    if (!this.view || !picture || box.scrollTop === 0) {
      head.remove();
      return;
    }
    if (!head.isConnected) box.prepend(head);
    const height = Math.ceil(this.view.origin()[1]);
    const dots = picture.width / picture.clientWidth;
    Object.assign(head, { width: picture.width, height: height * dots });
    Object.assign(head.style, { width: `${picture.clientWidth}px`, height: `${height}px`, marginBottom: `${-height}px` });
    const pen = head.getContext("2d");
    pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface");
    pen.fillRect(0, 0, head.width, head.height);
    pen.drawImage(picture, 0, 0);
  }

  /** What is shown, of which ships. */
  told() {
    const { ship, other } = this.chosen();
    const ships = [ship, other].filter(Boolean).map((one) => label(one)).join(" and ");
    return ships ? `${this.about.title}: ${ships}` : this.about.title;
  }

  async draw() {
    const { ship } = this.chosen();
    if (ship !== this.ship && ++this.ships > MOST_SHIPS) this.clear();
    this.ship = ship;
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
    const isNarrow = this.canvas.clientWidth < NARROW;
    if (isNarrow || spec.legends?.length > 1) stackLegends(spec, isNarrow ? this.about.narrow_columns : null);
    this.view = await drawn(this.canvas, spec, rows);
    this.view.addEventListener("click", (_, item) => this.pick(item?.datum?.id));
    await this.view.resize().runAsync();
    return this.view;
  }

  /** Show the card of the ship that was clicked, if there is one. */
  pick(id) {
    const key = String(id);
    if (id !== undefined && this.world.byKey.has(key)) state.set({ ship: key, view: "card" });
  }

  texts() {
    const templates = Object.values(this.about.columns);
    const rows = this.rows()[this.about.table].map((row) => templates.map((one) => filled(one, row)));
    const isNumber = (_, at) => rows.length > 0 && rows.every((row) => NUMBER.test(row[at]));
    return { columns: Object.keys(this.about.columns), rows, numbers: templates.map(isNumber) };
  }

  fillTable() {
    if (!this.details.open) return;
    this.tablePlace.replaceChildren(plainTable({ caption: this.about.title, ...this.texts() }));
  }

  async copyPicture() {
    await this.draw();
    const blob = await onGround(await this.view.toCanvas(2), [this.told(), ...aboutLines()]);
    await give(blob, this.name);
  }
}
