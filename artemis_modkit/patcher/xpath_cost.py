"""How many places of a file an XPath makes lxml look at, at most, found before it is asked.

Lxml has no bound of its own, and hears no Ctrl-C while it looks; so the expression is
read here as XPath 1.0 has it, and the places are counted by what the file is made of: how many
elements it has of each name, how deep and how wide it is. Nothing of it depends on the machine.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from artemis_modkit.lazy import pattern
from artemis_modkit.parsers.errors import Slip
from artemis_modkit.parsers.xml import Element

MOST_PLACES = 100_000_000
"""Places that one XPath may look at; lxml looks at some thirty million a second."""

LONGEST = 4_000
"""Greatest length of an XPath in characters."""

_DEEPEST = 30
_SIGNS_OF_A_PLACE = 16
"""Reading so many characters costs about as much as looking at a place."""

_TOKEN = pattern(
    r"""\s*(?:(?P<literal>"[^"]*"|'[^']*')|(?P<number>\d+(?:\.\d*)?|\.\d+)"""
    r"|(?P<variable>\$[^\W\d][\w.-]*)|(?P<name>[^\W\d][\w.-]*(?::(?!:)(?:\*|[^\W\d][\w.-]*))?)"
    r"|(?P<sign>//|/|\.\.|\.|::|@|\(|\)|\[|\]|,|\||<=|>=|!=|[=<>+*-])|(?P<end>\Z))"
)
_BETWEEN_VALUES = ("or", "and", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*")
_APART = ("child", "attribute", "namespace", "self")
"""Axes that lead to no node from two others."""

_NODE_TYPES = ("node", "text", "comment", "processing-instruction")


class Shape(Struct, frozen=True, dict=True):
    """What a file is made of, as far as it decides what an XPath costs.

    `elements`, `attributes` and `signs` (how long their values are) go by name. `nodes` are all
    elements, texts and comments, `depths` the sum of how deep they stand. `depth`, `width` and
    `most_attributes` are the greatest of any element.
    """

    elements: Counter[str] = field(default_factory=Counter)
    attributes: Counter[str] = field(default_factory=Counter)
    signs: Counter[str] = field(default_factory=Counter)
    nodes: int = 1
    depth: int = 1
    depths: int = 1
    width: int = 1
    most_attributes: int = 1
    signs_of_texts: int = 0

    @classmethod
    def of(cls, elements: Iterable[Element], signs_of_texts: int, comments: int) -> "Shape":
        """The shape of a file with these elements, with texts of a length, and comments."""
        names, attributes, signs = Counter[str](), Counter[str](), Counter[str]()
        depths: dict[Element | None, int] = {None: 0}
        widest = most = 1
        for element in elements:
            depths[element] = 1 + depths.get(element.parent, 0)
            names[element.name] += 1
            for name, text in element.attributes.items():
                attributes[name] += 1
                signs[name] += len(text)
            widest, most = max(widest, len(element.children)), max(most, len(element.attributes))
        deepest, total = max(depths.values(), default=1) + 1, sum(depths.values())
        # before and behind each element and comment there may be a text
        return cls(
            elements=names,
            attributes=attributes,
            signs=signs,
            nodes=3 * names.total() + 2 * comments + 1,
            depth=deepest,
            depths=3 * (total + names.total()) + 2 * comments * deepest,
            width=2 * (widest + comments) + 1,
            most_attributes=most,
            signs_of_texts=signs_of_texts,
        )

    @cached_property
    def text_of_all(self) -> int:
        """What reading the text of the whole file costs, in characters."""
        return self.signs_of_texts + _SIGNS_OF_A_PLACE * self.nodes

    @cached_property
    def axes(self) -> Mapping[str, tuple[int, int, int]]:
        """Of each axis: to how many nodes it leads from one at most, from all together, and from
        how many to one."""
        nodes, attributes, depth, width = (
            self.nodes, self.attributes.total(), self.depth, self.width
        )  # fmt: skip
        both = nodes + attributes
        down = nodes, self.depths + nodes, depth
        up = depth, 2 * (self.depths + nodes), both
        beside, beyond = (width, nodes * width, width), (nodes, nodes * nodes, nodes)
        return {
            "child": (width, nodes, 1),
            "attribute": (self.most_attributes, attributes, 1),
            "namespace": (self.most_attributes, attributes, 1),
            "self": (1, both, 1),
            "parent": (1, both, width + self.most_attributes),
            "descendant": down,
            "descendant-or-self": down,
            "ancestor": up,
            "ancestor-or-self": up,
            "following-sibling": beside,
            "preceding-sibling": beside,
            "following": beyond,
            "preceding": beyond,
        }


class _Nodes(Struct, frozen=True):
    """Sets of nodes, one for each of `runs` evaluations, as bounds.

    One set has at most `size` nodes, all together `total`, and a node is in at most `times` of
    them. `signs` is how long all their texts are.
    """

    runs: int
    size: int
    total: int
    times: int
    signs: int


def places(written: str, shape: Shape) -> int:
    """How many places an XPath looks at in a file of a shape, at most. Raises `Slip`."""
    if len(written) > LONGEST:
        raise Slip(f"is longer than {LONGEST:,} characters")
    reader = _Costs(_tokens(written), shape, len(written))
    root = _Nodes(1, 1, 1, 1, shape.text_of_all)
    reader.expression(root, 0)
    if reader.kind:
        raise Slip(f"'{reader.text}' is one too many")
    return reader.cost


def _tokens(written: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None:
            raise Slip(f"cannot be understood at '{written[at : at + 10].strip()}'")
        at = match.end()
        kind = str(match.lastgroup)
        text = match[kind]
        if kind == "end":
            break
        if kind == "name" and _ends_a_value(tokens):
            kind = "sign"
        if text == "*" and not _ends_a_value(tokens):
            kind = "name"
        tokens.append((kind, text))
    return tokens


def _ends_a_value(tokens: list[tuple[str, str]]) -> bool:
    """Whether an operator may follow: by XPath 1.0, after anything but these."""
    if not tokens:
        return False
    kind, text = tokens[-1]
    return kind != "sign" or text in (")", "]", ".", "..")


def _once_each(nodes: _Nodes) -> _Nodes:
    """The nodes as sets, after they were found from several others."""
    total = min(nodes.total, nodes.runs * nodes.size)
    return replace(nodes, total=total, times=min(nodes.times, nodes.runs))


class _Costs:
    """Reads an expression from the left, and adds up what it costs.

    Each part gives the nodes that it finds, or `None` for a number, text or truth value.
    """

    def __init__(self, tokens: list[tuple[str, str]], shape: Shape, longest: int) -> None:
        self._tokens = [*tokens, ("", "")]
        self._shape = shape
        self._longest = longest
        self._at = 0
        self.cost = 0

    @property
    def kind(self) -> str:
        """The kind of the next token; empty at the end."""
        return self._tokens[self._at][0]

    @property
    def text(self) -> str:
        """The next token; empty at the end."""
        return self._tokens[self._at][1]

    def _takes(self, *signs: str) -> str:
        """The next token if it is one of these signs, which is then behind us; else empty."""
        if self.kind == "sign" and self.text in signs:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return ""

    def _expects(self, sign: str) -> None:
        if not self._takes(sign):
            raise Slip(f"'{sign}' is missing before '{self.text}'")

    def expression(self, around: _Nodes, level: int) -> _Nodes | None:
        """A whole expression; `around` are the nodes that it is evaluated at, one by one."""
        if level > _DEEPEST:
            raise Slip(f"has more than {_DEEPEST} brackets inside each other")
        nodes = self._operand(around, level)
        while sign := self._takes(*_BETWEEN_VALUES):
            other = self._operand(around, level)
            self._compare(sign, nodes, other)
            self.cost += around.total
            nodes = None
        return nodes

    def _compare(self, sign: str, nodes: _Nodes | None, other: _Nodes | None) -> None:
        if sign in ("or", "and"):
            return
        self._read(nodes)
        self._read(other)
        if nodes is not None and other is not None:
            self.cost += min(nodes.total * other.size, other.total * nodes.size)

    def _read(self, nodes: _Nodes | None) -> None:
        if nodes is not None:
            self.cost += nodes.total + nodes.signs // _SIGNS_OF_A_PLACE

    def _operand(self, around: _Nodes, level: int) -> _Nodes | None:
        """Paths with `|` between them, maybe with signs before."""
        negative = False
        while self._takes("-"):
            negative = True
        nodes = self._path(around, level)
        while self._takes("|"):
            other = self._path(around, level)
            if nodes is None or other is None:
                raise Slip("'|' joins nodes only")
            self.cost += min(nodes.total * other.size, other.total * nodes.size) // 8
            nodes = _Nodes(
                nodes.runs,
                nodes.size + other.size,
                nodes.total + other.total,
                min(nodes.runs, nodes.times + other.times),
                nodes.signs + other.signs,
            )
            # they come in no order and are sorted; sisters are told apart by counting
            steps = nodes.size.bit_length() * min(nodes.size, self._shape.width)
            self.cost += nodes.total * steps // 8
        return None if negative else nodes

    def _path(self, around: _Nodes, level: int) -> _Nodes | None:
        nodes: _Nodes | None = around
        sign = self._takes("/", "//")
        if sign:
            runs = around.total
            nodes = _Nodes(runs, 1, runs, runs, runs * self._shape.text_of_all)
            if sign == "/" and not self._begins_a_step:
                return nodes
        elif self._begins_a_step:
            # each node that it is evaluated at begins a set of its own
            runs = around.total
            nodes = _Nodes(runs, 1, runs, around.times, around.signs)
        else:
            nodes = self._primary(around, level)
            if nodes is not None:
                self._predicates(nodes, level)
            sign = self._takes("/", "//")
            if not sign:
                return nodes
            if nodes is None:
                raise Slip("a path must begin with nodes")
        while True:
            assert nodes is not None
            if sign == "//":
                nodes = _once_each(self._walk(nodes, "descendant-or-self", "node()"))
            nodes = self._step(nodes, level)
            sign = self._takes("/", "//")
            if not sign:
                return nodes

    @property
    def _begins_a_step(self) -> bool:
        if self.kind == "name":
            follows = self._tokens[self._at + 1][1]
            return follows != "(" or self.text in _NODE_TYPES
        return self.kind == "sign" and self.text in (".", "..", "@")

    def _primary(self, around: _Nodes, level: int) -> _Nodes | None:
        kind, text = self.kind, self.text
        if self._takes("("):
            nodes = self.expression(around, level + 1)
            self._expects(")")
            return nodes
        if kind in ("literal", "number", "variable"):
            self._at += 1
            return None
        if kind != "name":
            raise Slip(f"'{text}' stands where a value should" if text else "ends too early")
        self._at += 1
        self._expects("(")
        while not self._takes(")"):
            before = self.cost
            given = self.expression(around, level + 1)
            if text != "count":
                self._read(given)
            if text == "translate":
                self.cost += (self.cost - before) * self._longest
            if not self._takes(","):
                self._expects(")")
                break
        self.cost += around.total
        return replace(around, runs=around.total, size=1) if text == "id" else None

    def _step(self, nodes: _Nodes, level: int) -> _Nodes:
        for sign, axis in ((".", "self"), ("..", "parent")):
            if self._takes(sign):
                return _once_each(self._walk(nodes, axis, "node()"))
        axis = "attribute" if self._takes("@") else "child"
        name = self._name()
        if self._takes("::"):
            axis, name = name, self._name()
        if self._takes("("):
            if self.kind == "literal":
                self._at += 1
            self._expects(")")
            name = f"{name}()"
        nodes = self._walk(nodes, axis, name)
        self._predicates(nodes, level)
        return _once_each(nodes)

    def _name(self) -> str:
        if self.kind != "name":
            raise Slip(f"'{self.text}' stands where a name should")
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _predicates(self, tested: _Nodes, level: int) -> None:
        """The conditions that nodes are tested by, one by one."""
        while self._takes("["):
            self.expression(tested, level + 1)
            self._expects("]")

    def _walk(self, nodes: _Nodes, name: str, wanted: str) -> _Nodes:
        """The nodes that an axis leads to, from each node anew."""
        if name not in self._shape.axes:
            raise Slip(f"there is no axis '{name}'")
        most, of_all, sources = self._shape.axes[name]
        is_attribute = name == "attribute"
        known = self._shape.attributes if is_attribute else self._shape.elements
        there = known[wanted]
        if wanted == "*":
            there = known.total()
        elif wanted.endswith("()"):
            there = self._shape.nodes + self._shape.attributes.total()
        times = nodes.times * sources
        self.cost += min(nodes.total * most, nodes.times * of_all)
        total = min(nodes.total * min(most, there), times * there)
        size = min(there, nodes.size * most)
        if is_attribute:
            one = self._shape.signs
            signs = times * (one.total() if wanted == "*" else one[wanted])
        else:
            signs = min(total, times * self._shape.depth) * self._shape.text_of_all
        if nodes.size > 1 and name not in _APART:
            self.cost += min(total, nodes.runs * size) * size // 8
        return _Nodes(nodes.runs, size, total, times, signs)
