// What the audit found, each with its line; filtered by weight, rule and vessel.

const MOST_FINDINGS = 200;
const SEVERITIES = ["error", "warning", "notice"];

class Findings {
  constructor(world) {
    Object.assign(this, world.payload.audit, { world, most: MOST_FINDINGS });
    const weight = (one) => SEVERITIES.indexOf(one.severity);
    this.findings = [...this.findings].sort((a, b) => weight(a) - weight(b));
    this.names = new Map([...world.ships].reverse().map((ship) => [ship.id, ship]));
    this.list = el("ol", { className: "findings" });
    this.more = el("button", { type: "button", className: "more", onclick: () => this.showAll() });
    this.total = el("p", { className: "quiet", role: "status" });
    this.node = el("div", {}, this.filters(), this.list, this.more);
    this.apply();
  }

  filters() {
    const counts = () => SEVERITIES.map((one) => [one, this.findings.filter((found) => found.severity === one).length]);
    this.severities = new Set(SEVERITIES);
    const chips = counts().filter(([, count]) => count).map(([severity, count]) => {
      const id = `severity-${severity}`;
      const box = el("input", { type: "checkbox", id, onchange: () => {
        this.severities[box.checked ? "add" : "delete"](severity);
        this.apply();
      } });
      box.checked = true;
      return el("span", { className: "chip", "data-severity": severity }, box, el("label", { for: id }, counted(count, severity, `${severity}s`)));
    });
    const options = (all, found) => [el("option", { value: "" }, all), ...found.map(([value, text]) => el("option", { value }, text))];
    const rules = Object.keys(this.rules).map((name) => [name, `${name}: ${this.rules[name].title}`]);
    const vessels = [...new Set(this.findings.flatMap((one) => one.ships))].sort((a, b) => a - b);
    const change = () => this.apply();
    this.rule = el("select", { id: "finding-rule", onchange: change }, options("all rules", rules));
    this.vessel = el("select", { id: "finding-vessel", onchange: change },
      options("all ships", vessels.map((id) => [String(id), this.names.has(id) ? called(this.names.get(id), 40) : String(id)])));
    return el("div", { className: "filters" },
      chips.length ? el("fieldset", { className: "chips" }, el("legend", {}, "Weight"), chips) : null,
      el("div", { className: "field" }, el("label", { for: "finding-rule" }, "Rule"), this.rule),
      el("div", { className: "field" }, el("label", { for: "finding-vessel" }, "Vessel"), this.vessel),
      this.total, copyButtons("findings", () => this.texts()));
  }

  get chosen() {
    return this.findings.filter((one) =>
      this.severities.has(one.severity) &&
      (!this.rule.value || one.rule === this.rule.value) &&
      (!this.vessel.value || one.ships.some((id) => String(id) === this.vessel.value)));
  }

  apply() {
    const found = this.chosen;
    this.list.replaceChildren(...found.slice(0, this.most).map((one) => this.item(one)));
    const none = this.findings.length ? "No finding is like that." : "No findings.";
    if (!found.length) this.list.replaceChildren(el("li", { className: "nothing" }, none));
    this.more.hidden = found.length <= this.most;
    this.more.textContent = `Show all ${found.length}`;
    setText(this.total, `${found.length} of ${counted(this.findings.length, "finding", "findings")}`);
  }

  showAll() {
    this.most = Infinity;
    this.apply();
  }

  /** Show all of one vessel, whatever was chosen before. */
  choose(vessel) {
    this.rule.value = "";
    this.severities = new Set(SEVERITIES);
    for (const box of this.node.querySelectorAll(".chip input")) box.checked = true;
    this.vessel.value = String(vessel);
    this.apply();
  }

  item(one) {
    const rule = this.rules[one.rule];
    return el("li", { className: "finding", "data-severity": one.severity },
      el("p", { className: "finding-head" },
        el("span", { className: "badge" }, one.severity),
        el("span", { className: "place" }, `${short(one.file)}:${one.line}:${one.column}`),
        el("span", { className: "rule" }, one.rule),
        one.fixable ? el("span", { className: "fixable" }, "--fix repairs it") : null),
      el("p", { className: "message" }, short(one.message, 600) + this.also(one)),
      one.excerpt ? this.line(one) : null,
      el("details", {}, el("summary", {}, "Why, and what to do"), el("p", {}, rule.why), el("p", {}, rule.repair)));
  }

  also(one) {
    const lines = one.also.map((place) => place.line);
    if (!lines.length) return "";
    const more = lines.length > 12 ? ` and ${lines.length - 12} more` : "";
    return ` (also in line ${lines.slice(0, 12).join(", ")}${more})`;
  }

  line(one) {
    const signs = Array.from(one.excerpt);
    const start = Math.max(0, one.at - 1);
    const end = Math.min(signs.length, start + Math.max(1, one.width));
    const part = (from, to) => visible(signs.slice(from, to).join("").replaceAll("\t", " "));
    return el("pre", { tabindex: "0", "aria-label": `line ${one.line}` }, el("code", {},
      el("span", { className: "line-number", "aria-hidden": "true" }, `${one.line} `),
      part(0, start), el("mark", {}, part(start, end)), part(end)));
  }

  texts() {
    return {
      columns: ["file", "line", "weight", "rule", "message"],
      rows: this.chosen.map((one) => [one.file, String(one.line), one.severity, one.rule, one.message]),
      numbers: [false, true],
    };
  }
}
