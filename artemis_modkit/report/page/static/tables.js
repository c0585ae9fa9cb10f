// Tables whose rows stand still while their figures move: sorted, filtered, copied.
//
// One decision: a row is built once; when figures change only texts that differ are set.

const MOST_ROWS = 400;

/** Columns are `{title, text(row), sort(row)?, cell(row)?, isNumber?, group?, tone(row)?}`. */
class LiveTable {
  constructor({ caption, columns, rows, sorting = null, onsort = () => {}, most = MOST_ROWS }) {
    Object.assign(this, { caption, columns, rows, sorting, onsort, most });
    this.accepts = () => true;
    this.built = new Map();
    this.head = el("thead");
    this.body = el("tbody");
    this.table = el("table", {}, el("caption", {}, caption), this.head, this.body);
    this.more = el("button", { type: "button", className: "more", onclick: () => this.showAll() });
    this.scroll = el("div", { className: "scroll", tabindex: "0", role: "region", "aria-label": caption }, this.table);
    this.node = el("div", { className: "live" }, this.scroll, this.more);
    this.rebuild();
  }

  rebuild(columns = this.columns) {
    this.columns = columns;
    this.built.clear();
    this.head.replaceChildren(...this.headings());
    this.arrange();
  }

  headings() {
    const cell = (column) => {
      const button = el("button", { type: "button", onclick: () => this.sortBy(column), title: column.hint || null }, column.title);
      return el("th", { scope: "col", className: column.isNumber ? "number" : null, "aria-sort": this.sortedAs(column) }, button);
    };
    const groups = [];
    for (const column of this.columns) {
      const last = groups.at(-1);
      if (last && last.name === (column.group || "")) last.span += 1;
      else groups.push({ name: column.group || "", span: 1 });
    }
    const rows = [el("tr", {}, this.columns.map(cell))];
    if (groups.some((group) => group.name)) {
      const above = groups.map(({ name, span }) =>
        name ? el("th", { scope: "colgroup", colspan: String(span), className: "group" }, name)
          : el("td", { colspan: String(span) }));
      rows.unshift(el("tr", { className: "groups" }, above));
    }
    return rows;
  }

  sortedAs(column) {
    if (!this.sorting || this.sorting.title !== column.title || this.sorting.group !== column.group) return null;
    return this.sorting.isDown ? "descending" : "ascending";
  }

  sortBy(column) {
    const isSame = this.sortedAs(column) !== null;
    const isDown = isSame ? !this.sorting.isDown : Boolean(column.isNumber);
    this.sorting = { title: column.title, group: column.group, isDown };
    this.onsort(this.sorting);
    const at = this.columns.indexOf(column);
    this.head.replaceChildren(...this.headings());
    this.head.querySelectorAll("th button")[at]?.focus();
    this.arrange();
  }

  filter(accepts) {
    this.accepts = accepts;
    this.arrange();
  }

  get chosen() {
    const found = this.rows.filter((row) => this.accepts(row));
    const column = this.sorting && this.columns.find((one) => this.sortedAs(one) !== null);
    if (!column) return found;
    const value = column.sort || column.text;
    const sign = this.sorting.isDown ? -1 : 1;
    const keyed = found.map((row) => [value(row), row]);
    keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true }));
    });
    return keyed.map(([, row]) => row);
  }

  arrange() {
    const found = this.chosen;
    const visibleRows = found.slice(0, this.most);
    this.body.replaceChildren(...visibleRows.map((row) => this.rowOf(row)));
    this.more.hidden = found.length <= this.most;
    this.more.textContent = `Show all ${found.length}`;
    this.count = found.length;
    this.update();
  }

  showAll() {
    this.most = Infinity;
    this.arrange();
  }

  rowOf(row) {
    if (!this.built.has(row)) {
      const cells = this.columns.map((column, at) => {
        const node = el(at === 0 ? "th" : "td", { className: column.isNumber ? "number" : null, scope: at === 0 ? "row" : null });
        if (column.cell) node.append(column.cell(row));
        return node;
      });
      this.built.set(row, { node: el("tr", {}, cells), cells });
    }
    return this.built.get(row).node;
  }

  /** Set what has changed in the rows that are there. */
  update() {
    const columns = this.columns.map((column, at) => [column, at]).filter(([column]) => !column.cell || column.tone);
    for (const [row, { node, cells }] of this.built) {
      if (!node.parentNode) continue;
      for (const [column, at] of columns) {
        if (!column.cell) setText(cells[at], column.text(row));
        if (column.tone) {
          const tone = column.tone(row) || "";
          if ((cells[at].dataset.tone || "") !== tone) cells[at].dataset.tone = tone;
        }
      }
    }
  }

  /** The rows shown, as texts. */
  texts() {
    const titles = this.columns.map((column) => (column.group ? `${column.group} ${column.title}` : column.title));
    return { columns: titles, rows: this.chosen.map((row) => this.columns.map((column) => column.text(row))), numbers: this.columns.map((column) => Boolean(column.isNumber)) };
  }
}

/** A table of texts that stands still. */
function plainTable({ caption, columns, rows, numbers = [] }) {
  const cell = (name, text, at) => el(name, { scope: name === "th" ? "col" : null, className: numbers[at] ? "number" : null }, text);
  return el("div", { className: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    el("table", {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, columns.map((text, at) => cell("th", text, at)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((text, at) => cell("td", text, at)))))));
}

// Copies ------------------------------------------------------------------------------------------

/** A text without what Markdown, and what forums, take for a sign of theirs. */
const plainMarkdown = (text) => text.replace(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`);
const plainBBCode = (text) => text.replaceAll("[", "[\u200b");

function asMarkdown({ columns, rows, numbers = [] }) {
  const line = (cells) => `| ${cells.map((text) => plainMarkdown(visible(text))).join(" | ")} |`;
  const rule = `|${columns.map((_, at) => (numbers[at] ? "---:" : "---")).join("|")}|`;
  return [line(columns), rule, ...rows.map(line)].join("\n");
}

/** Columns of equal width, since most forums know no tables. */
function asBBCode({ columns, rows, numbers = [] }) {
  const cells = [columns, ...rows].map((row) => row.map((text) => visible(text)));
  const widths = columns.map((_, at) => cells.reduce((most, row) => Math.max(most, row[at].length), 0));
  const pad = (text, at) => (numbers[at] ? text.padStart(widths[at]) : text.padEnd(widths[at]));
  const line = (row) => row.map(pad).join("  ").trimEnd();
  return ["[code]", ...cells.map(line).map(plainBBCode), "[/code]"].join("\n");
}

/** What a copy is of, in lines: the mod, and the conditions that its figures are for. */
function aboutLines() {
  const { a } = payload.comparison || {};
  const mod = short(payload.head.mod, 80);
  return [a ? `${mod}, beside ${short(a, 80)}` : mod, capital(conditionsWords(state.conditions))];
}

/** Buttons that copy what `texts` gives, below what it is of, and, where there is one, a picture. */
function copyButtons(what, texts, picture = null, name = what) {
  const told = () => [capital(typeof what === "string" ? what : what()), ...aboutLines()].map(visible);
  const button = (title, act) => el("button", { type: "button", onclick: act, "aria-label": `${name}: copy as ${title}` }, title);
  return el("div", { className: "copies", role: "group", "aria-label": `Copy ${name}` },
    button("Markdown", () => copyText(`${told().map(plainMarkdown).join("  \n")}\n\n${asMarkdown(texts())}`, "Markdown")),
    button("BBCode", () => copyText(`${told().map(plainBBCode).join("\n")}\n${asBBCode(texts())}`, "BBCode")),
    picture ? button("PNG", picture) : null);
}

/** A table that stands still, with its copies. */
function copyable(table) {
  return el("div", { className: "copyable" }, plainTable(table), copyButtons(table.caption, () => table));
}
