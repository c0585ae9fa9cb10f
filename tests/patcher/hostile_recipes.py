"""Recipes from strangers that once took minutes or gigabytes, each at any size."""

from collections.abc import Callable

HEAD = 'name = "far"\ntitle = "Far"\n'
TRIPLING = """
[[step]]
select = { xpath = "//*" }
add_element = [{ element = "shields", front = 1 }, { element = "shields", front = 1 }]
"""
POSITIVE, ITSELF = '">0", ', '"far.toml", '
SHIELDS = '[[step]]\nselect = { element = "shields" }\n'


def selecting(select: str, change: str = "set = { front = 1 }") -> str:
    return f"{HEAD}[[step]]\nselect = {{ {select} }}\n{change}\n"


def doubling_texts(count: int) -> str:
    pairs = "".join(
        f'"{chr(97 + at)}" = "{chr(98 + at) * min(count, 40_000)}"\n' for at in range(20)
    )
    return f'{HEAD}[[step]]\nselect = {{ element = "vessel" }}\n[step.replace.classname]\n{pairs}'


Shape = Callable[[int], str]

REFUSED: dict[str, tuple[Shape, str]] = {
    "one long dotted key": (
        lambda count: HEAD + ".".join("a" * count) + " = 1\n",
        "far.toml: is nested too deeply",
    ),
    "one long header": (
        lambda count: f"[{'.'.join('a' * count)}]\n",
        "far.toml: is nested too deeply",
    ),
    "lists in lists": (lambda count: "a = " + "[" * count, "far.toml: is nested too deeply"),
    "tables in tables": (lambda count: "a = " + "{ a = " * count, "far.toml: is nested too deeply"),
    "an integer without end": (
        lambda count: selecting(
            'element = "shields"', "multiply = { front = " + "9" * count + " }"
        ),
        "far.toml: has a number with more digits than are read",
    ),
    "a hexadecimal id without end": (
        lambda count: selecting(f'element = "shields", id = 0x{"f" * count}'),
        "far.toml: has a number with more digits than are read",
    ),
    "steps without end": (
        lambda count: HEAD + (SHIELDS + "remove = ['front']\n") * min(count, 15_000),
        "far: has more than 1,000 steps",
    ),
    "nots without end": (
        lambda count: selecting(f'element = "shields", words = "{"not " * count}a"'),
        "has more than 200 words",
    ),
    "brackets in an XPath": (
        lambda count: selecting(f'xpath = "{"(" * 3 * count}"'),
        "xpath: is longer than 4,000 characters",
    ),
    "paths in paths of an XPath": (
        lambda count: selecting(f'xpath = "{"//*[count(" * 6}//*{") > 0]" * 6}"'),
        "places of this file; the most is 100,000,000",
    ),
    "sisters of sisters in an XPath": (
        lambda count: selecting(f'xpath = "//*{"[../*" * 12}{"]" * 12}"'),
        "places of this file; the most is 100,000,000",
    ),
    "elements in all elements": (
        lambda count: HEAD + TRIPLING * min(count, 14),
        "would make the file more than 4 times as long (and 250,000 characters)",
    ),
    "texts that grow by each other": (
        doubling_texts,
        "classname would become longer than 1,000,000 signs",
    ),
    "conditions without end": (
        lambda count: (
            selecting('element = "shields"', "set = { front = 1 }\n")
            + f"when = {{ value = {{ front = [{POSITIVE * count}] }} }}\n"
        ),
        "front has more than 100 conditions",
    ),
    "no number of the game": (
        lambda count: selecting('element = "shields"', "multiply = { front = 1e200 }"),
        "would become 7.50e+201, which has more than 152 characters",
    ),
    "a circle": (lambda count: HEAD + 'extends = "far.toml"\n', "extend each other without end"),
    "itself twice and more": (
        lambda count: HEAD + f"extends = [{ITSELF * count}]\n",
        "extend each other without end",
    ),
    "half a merge": (
        lambda count: HEAD + f"<<<<<<< HEAD\n{SHIELDS}=======\n>>>>>>> theirs\n" * count,
        "far.toml:3: an unresolved git merge",
    ),
    "a note of Git LFS": (
        lambda count: (
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{'7' * 64}\nsize 9\n"
        ),
        "far.toml:1: this is only a note of Git LFS",
    ),
    "a web page": (
        lambda count: "<!DOCTYPE html>" + "<p>" * count,
        "far.toml:1: this is a web page",
    ),
    "nothing but NUL": (lambda count: "\0" * count, "far.toml:1: all of the file is NUL bytes"),
    "an open text": (lambda count: f"{HEAD}about = '''{'x' * count}", "far.toml:3:"),
    "a date": (
        lambda count: selecting('element = "shields"', "set = { front = 1979-05-27T07:32:00Z }"),
        "front must be a number or a text in quotes",
    ),
}
"""Recipes that are refused, and what is said."""

HARMLESS: dict[str, Shape] = {
    "blanks among words": lambda count: selecting(
        f'element = "shields", words = "player{" " * count}"'
    ),
    "blanks in a condition": lambda count: (
        selecting('element = "shields"')
        + f'when = {{ value = {{ front = "={" " * count}75" }} }}\n'
    ),
    "ids without end": lambda count: selecting(f'element = "shields", id = [{"1, " * count}]'),
    "digits behind the point": lambda count: selecting(
        'element = "shields"', f"multiply = {{ front = 0.{'3' * count} }}\nround = 2"
    ),
    "races without end": lambda count: selecting(
        f'element = "shields", race = [{"0, " * count}]', "set = { front = 1 }\noptional = true"
    ),
    "stars in a name": lambda count: selecting(
        f'element = "shields", name = "{"*" * count}"', "set = { front = 1 }\noptional = true"
    ),
    "a long text": lambda count: (
        f'{HEAD}about = "{"a.b [{" * count}"\n{SHIELDS}set = {{ front = 1 }}\n'
    ),
    "many keys in one step": lambda count: (
        selecting('element = "shields"') + f"# {'[' * count}\n" * 3
    ),
}
"""Recipes that do what they say, however long they are."""
