// The pictures, made when they come into view and fed when figures change. What each shows, from
// which rows and where, is declared in artemis_modkit/report/charts, a file for each.

const ERRORS_ONLY = 1; // an empty dataset is no fault: there may be nothing to show
const NUMBER = /^(-|∞|-?[\d.,]+( %)?)$/;
const NARROW = 480;
const FIT = 25; // bars in sight without scrolling
const MOST_BARS = 400; // more would be a picture too tall for a browser; the table of ships has all

/** The charts of a place of the page, as they are declared. */
function chartsAt(place, world, chosen) {
  const { about } = world.payload.charts;
  return Object.keys(about).filter((name) => about[name].place === place).map((name) => new Chart(name, world, chosen));
}

/** Legends below each other, in few columns, where there is no room beside each other. */
function stackLegends(spec, columns) {
  for (const legend of spec.legends || []) legend.columns = columns;
  spec.config.legend = { ...spec.config.legend, layout: { top: { direction: "vertical", anchor: "start" } } };
}

/** A picture on the ground that it has in the page, as a file. */
function onGround(picture) {
  const whole = el("canvas", { width: picture.width, height: picture.height });
  const pen = whole.getContext("2d");
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--surface");
  pen.fillRect(0, 0, whole.width, whole.height);
  pen.drawImage(picture, 0, 0);
  return new Promise((done) => whole.toBlob(done, "image/png"));
}

/** A picture with its words, its table and its copies. `chosen` gives the ships of a card. */
class Chart {
  constructor(name, world, chosen = () => ({})) {
    Object.assign(this, { name, world, chosen, view: null });
    this.about = world.payload.charts.about[name];
    this.canvas = el("div", { className: `canvas canvas-${name}`, role: "img", "aria-label": `${this.about.title}. ${this.about.words} The table below has its figures.` });
    this.tablePlace = el("div");
    this.details = el("details", { ontoggle: () => this.fillTable() }, el("summary", {}, "As a table"), this.tablePlace);
    this.node = el("figure", { className: `chart chart-${name}`, id: `chart-${name}` },
      el("figcaption", {}, el("h3", {}, this.about.title), el("p", {}, this.about.words,
        this.about.is_tall && world.ships.length > FIT ? ` ${world.ships.length} ships: scroll in the picture to see them all.` : "")),
      this.about.is_tall ? el("div", { className: "tall", tabindex: "0", role: "region", "aria-label": this.about.title }, this.canvas) : this.canvas,
      el("div", { className: "chart-foot" }, this.details, copyButtons(this.about.title, () => this.texts(), () => this.copyPicture())));
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
    this.view?.finalize();
    this.view = null;
    this.making = null;
    this.update();
  }

  rows() {
    const found = chartRows(this.name, this.world, this.chosen());
    return this.about.is_tall ? Object.fromEntries(Object.entries(found).map(([name, rows]) => [name, rows.slice(0, MOST_BARS)])) : found;
  }

  async draw() {
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
    for (const data of spec.data) if (data.name in rows) data.values = rows[data.name];
    if (this.canvas.clientWidth < NARROW) stackLegends(spec, this.about.narrow_columns);
    const result = await vegaEmbed(this.canvas, spec, {
      mode: "vega", ast: true, actions: false, renderer: "canvas", defaultStyle: false,
      tooltip: { disableDefaultStyle: true }, logLevel: ERRORS_ONLY,
    });
    this.view = result.view;
    await this.view.resize().runAsync();
    return this.view;
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
    const blob = await onGround(await this.view.toCanvas(2));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
      say("Copied as PNG");
    } catch {
      const link = el("a", { href: URL.createObjectURL(blob), download: `${this.name}.png` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      say("Saved as PNG");
    }
  }
}
