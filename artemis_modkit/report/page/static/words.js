// Figures and names in words and elements, as reports in the terminal put them.

const LONGEST_NAME = 60;
const PLAIN_BELOW = 1e7;
const DIGITS = 9;
const RATIO_DIGITS = 7;
const EXACT = 100; // decimals that hold every double between 1e-20 and 1e20 exactly

/** A number with so many digits; ties go to even, as in Python. */
function precise(value, digits) {
  const exact = value.toExponential(EXACT);
  const rest = exact.slice(exact.indexOf(".") + digits, exact.indexOf("e"));
  const last = Number(exact.replace(/[-.]/g, "")[digits - 1]);
  const isDown = /^50*$/.test(rest) && last % 2 === 0;
  return isDown ? String(Number(exact.slice(0, exact.indexOf(".") + digits) + exact.slice(exact.indexOf("e")))) : value.toPrecision(digits);
}

/** A number with at most so many digits, with an exponent where it is too long, as `g` of Python. */
function general(value, digits) {
  const rounded = Number(precise(value, digits));
  const power = rounded === 0 ? 0 : Number(rounded.toExponential().split("e")[1]);
  if (power >= -4 && power < digits) return String(rounded);
  const [mantissa] = rounded.toExponential().split("e");
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A number with so many decimals of the digits that JSON has; ties go to even, as in Python. */
function fixed(exact, digits) {
  const value = Number(exact.toPrecision(DIGITS));
  if (Math.abs(value) >= PLAIN_BELOW) return general(value, 3);
  const scaled = value * 10 ** digits;
  if (Number.isInteger(value * 2 ** (digits + 1)) && Math.abs(scaled % 1) === 0.5) {
    const floor = Math.floor(scaled);
    return ((floor % 2 === 0 ? floor : floor + 1) / 10 ** digits).toFixed(digits);
  }
  return value.toFixed(digits);
}

/** A number for people; `-` for none, `never` for a time without end. */
function shown(value, digits = 1) {
  if (value === null || value === undefined || Number.isNaN(value)) return "-";
  if (!Number.isFinite(value)) return "never";
  const text = fixed(value, digits);
  return text.includes(".") && !text.includes("e") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

function counted(count, one, several) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : several}`;
}

// Sentences, as sentences.py fills them ---------------------------------------------------------------

const ORDER = { "<": (a, b) => a < b, ">": (a, b) => a > b, ">=": (a, b) => a >= b };

/** A sentence of sentences.toml with its slots filled; empty where no condition of it holds. */
function worded(name, figures) {
  const said = SENTENCES[name];
  const cases = typeof said === "string" ? { else: said } : said;
  const found = Object.keys(cases).find((one) => one === "else" || one.split(", ").every((test) => holds(test, figures)));
  return found === undefined ? "" : filled(cases[found], figures);
}

/** A template with figures, texts and other sentences in its slots. */
function filled(template, figures) {
  return template.replace(/\{(\w+)(?::([^}]+))?\}/g, (_, slot, form) =>
    (slot in figures ? formed(figures[slot], form) : worded(slot, figures)));
}

function formed(value, form) {
  if (form === undefined) return String(value);
  if (form === "g") return general(value, 6);
  if (form === "times") return times(value);
  if (/^\d+$/.test(form)) return shown(value, Number(form));
  return `${value} ${form.split("|")[value === 1 ? 0 : 1]}`;
}

function holds(test, figures) {
  const [name, sign, than] = test.split(" ");
  const value = figures[name];
  if (sign !== "=") return value !== null && ORDER[sign](value, Number(than));
  if (value === null) return than === "none";
  if (typeof value === "string") return value === than;
  return value === (than === "never" ? Infinity : Number(than));
}

/** A ratio in two digits, as far as they are all that is meant: `320`, `0.056`. */
function times(value) {
  return general(Number(precise(value, 2)), RATIO_DIGITS);
}

const HIDDEN = /\p{C}|\p{Zl}|\p{Zp}|(?! )\p{Zs}/gu;
const ESCAPES = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text of a mod with every sign that turns, hides or breaks others as a visible escape. */
function visible(text) {
  return String(text).replace(HIDDEN, (sign) => {
    const code = sign.codePointAt(0);
    const hex = (width) => code.toString(16).padStart(width, "0");
    return ESCAPES[sign] || (code < 256 ? `\\x${hex(2)}` : code < 65536 ? `\\u${hex(4)}` : `\\U${hex(8)}`);
  });
}

function short(text, longest = LONGEST_NAME) {
  const signs = Array.from(visible(text).slice(0, 4 * longest));
  return signs.length <= longest ? signs.join("") : `${signs.slice(0, longest).join("")}…`;
}

/** How texts name a ship: `20 Valkyrie`. */
function called(ship, longest = LONGEST_NAME) {
  return `${ship.id === null ? "?" : ship.id} ${short(ship.name || NAMELESS, longest)}`;
}

/** An element: properties by name, `on…` handlers, then children: elements or texts. */
function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key === "className" ? "class" : key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A name of a mod in an element of its own, cut, with all of it as a title. */
function named(text, longest = LONGEST_NAME) {
  const cut = short(text, longest);
  return el("bdi", { title: cut.endsWith("…") ? short(text, 1000) : null }, cut);
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

let toastTimer = 0;

function say(text) {
  const toast = document.getElementById("toast");
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove("shown"), 2500);
}

async function copyText(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { className: "copy", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`Copied as ${what}`);
}
