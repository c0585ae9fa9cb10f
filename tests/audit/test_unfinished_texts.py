"""What was left in texts of writing them, and words that stand twice; and what is meant so."""

from xml.sax.saxutils import quoteattr

import pytest

from artemis_modkit.audit import Finding, Scope, audit
from artemis_modkit.audit.rule import ships
from artemis_modkit.model import Mod

STOCK = Mod.open("stock")


def found(rule: str, body: str) -> tuple[Finding, ...]:
    return audit(Mod.from_files("m", ships(body)), STOCK, scope=Scope(select=[rule])).findings


def ship(text: str = "Old.", name: str = "Heron", number: int = 7) -> str:
    return (
        f'<vessel uniqueID="{number}" side="0" classname={quoteattr(name)}>'
        f"<long_desc text={quoteattr(text)}/></vessel>\n"
    )


def race(taunt: str = "Boo!", immunity: str = "is vain", name: str = "Vurr") -> str:
    return (
        f'<hullRace ID="9" name={quoteattr(name)} keys="enemy"><taunt text={quoteattr(taunt)} '
        f"immunity={quoteattr(immunity)}/></hullRace>"
    )


def quoted(rule: str, body: str) -> list[str]:
    """The words that each finding quotes."""
    return [one.message.split('"')[1] for one in found(rule, body)]


UNFINISHED = {
    "Forbidden at Varn. TODO armament": "TODO",
    "TODO: WRITE THE ARMAMENT": "TODO",
    "Stores for 6 EMP. TODO armament": "TODO",
    "TODO EMP and the like": "TODO",
    "CREW TODO: COUNT THEM": "TODO",
    "Built from the Heron XXXX hull": "XXXX",
    "XXX - Needs a text": "XXX",
    "Fast (FIXME).": "FIXME",
    "Crew TBD.": "TBD",
    "A scout [WIP]": "[WIP]",
    "XXX": "XXX",
    "Old ship.^XXX: check the beams": "XXX",
    "Has a crew of XXX.": "XXX",
    "Has XXXX beams.": "XXXX",
    "Lorem ipsum dolor sit amet": "Lorem ipsum",
    "Dreadnought Mk II, tier {tier}.": "{tier}",
    "Shields {front:.0f}/{rear}.": "{front:.0f}",
    "Mounts {0} beams": "{0}",
    "Mounts {SHIP_BEAMS} beams": "{SHIP_BEAMS}",
    "The {{ name }} class": "{{ name }}",
    "The ${name} class": "${name}",
    "The %s class": "%s",
    "The %(name)s class": "%(name)s",
    "Has %d beams, %.1f sure": "%d",
    "The <insert name>.": "<insert name>",
    "The [insert ship here].": "[insert ship here]",
    "Insert description here": "Insert description here",
    "The <class name>.": "<class name>",
    "Mounts #REF! beams": "#REF!",
    "Of #N/A": "#N/A",
    "Built by [object Object]": "[object Object]",
    "Shields NaN": "NaN",
    "Of tier {Tier}": "{Tier}",
    "Of tier {% tier %}": "{% tier %}",
    "The <%= name %>": "<%= name %>",
    "Your text goes here": "text goes here",
    "Placeholder text": "Placeholder text",
    "None": "None",
    "null": "null",
}


@pytest.mark.parametrize(("text", "words"), UNFINISHED.items())
def test_what_was_left_in_a_text_is_told_with_its_words(text: str, words: str) -> None:
    assert quoted("text-unfinished", ship(text)) == [words]


FINISHED = [
    "A todo list hangs on the bridge. Much to do.",
    "SOBRE TODO, RAPIDO",
    "CONTRA TODO EL MUNDO",
    "The TBD Devastator of old, and the TBD-1",
    "Built from the Mark XXX hull. Mk. XXX, class XXX, Legion XXX.",
    "The XXX Legion flew it, then the XXX-class",
    "XXX Corps of the fleet",
    "An XXX-rated bar",
    "{ELITE} cruiser { heavy } {Royal Navy}",
    "Speed 50% slower, 20%s, 100 %",
    "Has [4] beams, (2 tubes), <fast>, [Name]",
    "Insert marines here and there (with care)",
    "Worth $5,000 (or $name)",
    "#1 in the fleet, C# and #NASA",
    "Not null, and none of it undefined. None better.",
    "Its number is Naught; NaNcy flies it",
    "Fighters: None. Armament: N/A",
    "N/A",
    "",
]


@pytest.mark.parametrize("text", FINISHED)
def test_what_looks_like_it_and_is_meant_is_left_alone(text: str) -> None:
    assert quoted("text-unfinished", ship(text)) == []


@pytest.mark.parametrize(
    "name", ["None", "null", "NULL", "NaN", "nan", "undefined", "#N/A", "#REF!", "untitled", "N/A"]
)
def test_a_name_as_programs_write_for_nothing_is_told(name: str) -> None:
    assert quoted("text-unfinished", ship(name=name)) == [name]
    assert quoted("text-unfinished", race(name=name)) == [name]


@pytest.mark.parametrize("name", ["Second to None", "Null", "Nan", "XXX Ram", "Hunter XXX", ""])
def test_names_that_only_hold_such_a_word_are_names(name: str) -> None:
    assert quoted("text-unfinished", ship(name=name)) == []


def test_taunts_are_read_too_but_may_swear() -> None:
    assert quoted("text-unfinished", race("You {insult}!", "TBD")) == ["{insult}", "TBD"]
    assert quoted("text-unfinished", race("You are XXX!", "None")) == []
    assert quoted("text-unfinished", race("You!", "NN%zeta%-98@^%km%%%m")) == []


def test_a_text_is_one_finding_at_its_first_word() -> None:
    [one] = found("text-unfinished", ship("Tier < {tier}, %s. TODO"))
    assert one.message.startswith('7 Heron: the text has "{tier}", a placeholder')
    [shown] = one.excerpts
    assert shown.text[shown.column - 1 :][: shown.width] == "{tier}"


def test_a_placeholder_in_many_texts_is_one_finding() -> None:
    body = "".join(ship("Of tier {tier}.", number=number) for number in range(20, 32))
    assert len(found("text-unfinished", body)) == 1


TWICE = {
    "The Battleship class was was laid down.": "was was",
    "The the hull is old.": "The the",
    "Built by the the yards": "the the",
    "Built for the  the yards": "the the",
    "Fast. The the hull": "The the",
    "Mounted in in the hull of a ship": "",
    "A ship of of the line": "of of",
    "What all of the the hull is for": "the the",
    "Two beams and and one tube": "and and",
    "It has has the best crew": "has has",
    "Flies to to the rim of the world": "to to",
    "This is is the best": "is is",
    "THE HULL OF OF A SHIP, AND OLD": "OF OF",
    "Das Schiff und und die Besatzung": "und und",
    "Le navire et les les canons": "les les",
    "El barco de los los Reyes": "los los",
}


@pytest.mark.parametrize(("text", "words"), TWICE.items())
def test_a_word_that_stands_twice_by_a_slip_is_told(text: str, words: str) -> None:
    assert quoted("text-word-twice", ship(text)) == ([words] if words else [])


MEANT = [
    "It had had its day, and that that is true. Very very fast; far, far away.",
    "Bora Bora and Walla Walla, and the The The band. AT AT walkers.",
    "Pew pew! No no no. Ha ha. Bye bye. Yes yes. Tick tick.",
    "Seen by the^the crew",
    "What is it for. For the crew",
    "What it is is a barge; what it was was the best",
    "All that those have have gone into the hull",
    "They gave her her name, and without it it drifts. Tell you you are the last.",
    "The raiders came in in force and moved on on the third day",
    "It was carried on on the last day",
    "The hull is built-in in the yard; add-on on the keel. To to-day, in in-system, on on-board.",
    "The the the drive stutters",
    "10 10 beams and 2 2 tubes",
    "Jest to to samo; die die Welt; nous nous battons; la la la",
    "Des bateaux a a",
    "Ja of of nee",
    "Plan A a second time and the Plan",
    "the 'the' of old",
]


@pytest.mark.parametrize("text", MEANT)
def test_a_word_that_stands_twice_on_purpose_is_left_alone(text: str) -> None:
    assert quoted("text-word-twice", ship(text)) == []


def test_taunts_and_names_are_read_for_words_that_stand_twice() -> None:
    assert quoted("text-word-twice", race("You and and your ship")) == ["and and"]
    assert quoted("text-word-twice", ship(name="Hammer of of the Dawn")) == ["of of"]
    assert quoted("text-word-twice", ship("The the hull and and the keel")) == ["The the"]
