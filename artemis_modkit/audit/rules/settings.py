"""Rules on artemis.ini: its lines, its keys and its values."""

import re
from collections import Counter
from collections.abc import Iterator

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity
from artemis_modkit.audit.rule import settings
from artemis_modkit.audit.spelling import nearest_of, surely_meant_of
from artemis_modkit.audit.typical_values import power_of_ten, times
from artemis_modkit.lazy import pattern
from artemis_modkit.model.numbers import beyond_sense, likely_number, meant_by, read_decimal
from artemis_modkit.model.settings import (
    GAMES_OF,
    SettingFact,
    accepted_values,
    same_value,
    setting_facts,
    stock_settings_text,
)
from artemis_modkit.model.wording import did_you_mean
from artemis_modkit.parsers.characters import CHARACTER_FAULTS
from artemis_modkit.parsers.faults import shortened
from artemis_modkit.parsers.ini import IniSetting


@Rule(
    title="a line of artemis.ini is no setting as the game wants it",
    weight=(Severity.ERROR, Confidence.LIKELY),
    why="artemis.ini says of itself that no blanks may stand round the equals sign. A line that "
    "is neither key=value nor a comment sets nothing, and the game's default applies.",
    repair="Write key=value without blanks, or begin the line with ';'. `audit --fix` writes a "
    "setting that is plainly meant (touchScreen: 1), puts ';' before comments, sections and "
    "sentences, and leaves every other line to you, because it may be a setting.",
    fires=settings("stationEnergy = 1000\n"),
    says="1:1 blanks round 'stationEnergy='; the game wants none: write stationEnergy=1000",
    mended=settings("stationEnergy=1000\n"),
    silent=settings("stationEnergy=1000\n; stationEnergy = 2000\n// a note\n"),
)
def ini_syntax(look: Look) -> Occurrences:
    """Lines of artemis.ini that the game does not read as settings."""
    if look.mod.settings is None:
        return
    document = look.mod.settings.document
    for fault in document.faults:
        if not fault.blocks and fault.code not in CHARACTER_FAULTS:
            yield look.fault(document.source, fault)


@Rule(
    title="no version of the game knows a setting",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="The game passes over keys that it does not know, and its default applies to the one that "
    "was meant.",
    repair="Correct the key. `audit --fix` does it where the key meant is beyond doubt.",
    fires=settings("playerShieldRechargRate=0.1\n"),
    says="1:1 the game knows no setting 'playerShieldRechargRate'; did you mean "
    "'playerShieldRechargeRate'?",
    silent=settings("playerShieldRechargeRate=0.1\n"),
)
def unknown_setting(look: Look) -> Occurrences:
    """Keys of artemis.ini that no version of the game knows."""
    facts = setting_facts()
    unknown = [setting for setting in look.settings if setting.key not in facts]
    present = {setting.key for setting in look.settings}
    sure = surely_meant_of((setting.key for setting in unknown), facts)
    near = nearest_of(sure, facts, cutoff=0.8)
    times = Counter(sure[setting.key] for setting in unknown)
    for setting in unknown:
        meant = sure[setting.key]
        is_sure = meant is not None and meant not in present and times[meant] == 1
        yield look.setting(
            setting,
            f"the game knows no setting '{shortened(setting.key, most=60)}'"
            f"{did_you_mean(meant or near[setting.key])}",
            span=setting.key_span,
            edits=[look.ini.renamed(setting, meant)] if is_sure and meant else [],
        )


@Rule(
    title="a setting stands twice",
    weight=(Severity.WARNING, Confidence.CERTAIN),
    why="Which of the two lines the game takes is not known, so nobody can tell what is set.",
    repair="Remove one of the lines. `audit --fix` turns the second into a comment where both say "
    "the same.",
    fires=settings("stationEnergy=1000\nstationEnergy=2000\n"),
    says="2:1 'stationEnergy' is set to '2000' here and to '1000' in line 1; keep one of the two",
    silent=settings("stationEnergy=1000\n;stationEnergy=2000\n"),
)
def duplicate_setting(look: Look) -> Occurrences:
    """A key of artemis.ini that is set twice."""
    first_of: dict[str, IniSetting] = {}
    for setting in look.settings:
        first = first_of.setdefault(setting.key, setting)
        if first is setting:
            continue
        line = look.line_of(first)
        says = "the same" if same_value(first.value, setting.value) else f"'{first.value}'"
        yield look.setting(
            setting,
            f"'{setting.key}' is set to '{setting.value}' here and to {says} in line {line}; "
            "keep one of the two",
            span=setting.line,
            edits=[look.ini.commented_out(setting)] if says == "the same" else [],
        )


_OLD_KEY = "damageTorp1=20\n"


@Rule(
    title="a setting belongs to another version of the game",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="Torpedo settings were numbered up to game 2.6, were gone in 2.7.1 and came back by name. "
    "A key that the player's game does not have changes nothing.",
    repair="Use the key of the game that the mod is made for; the message names it.",
    fires=settings(stock_settings_text("2.8") + _OLD_KEY),
    says="779:1 'damageTorp1' is a setting of game 2.4 to 2.6, the file is one of game 2.8; there "
    "it is damageTorpHom",
    silent=settings(stock_settings_text("2.4")),
)
def setting_of_other_game(look: Look) -> Occurrences:
    """Keys of artemis.ini that belong to an older or newer game than the rest of the file."""
    generation = "" if look.mod.settings is None else look.mod.settings.generation
    for setting, fact in _known(look):
        if not fact.is_in(generation):
            yield look.setting(
                setting,
                f"'{setting.key}' is a setting of {_games(fact)}, the file is one of game "
                f"{GAMES_OF[generation]}{_instead(fact, generation)}",
                span=setting.key_span,
            )


def _known(look: Look) -> Iterator[tuple[IniSetting, SettingFact]]:
    """The settings that some version of the game knows."""
    facts = setting_facts()
    return ((setting, facts[setting.key]) for setting in look.settings if setting.key in facts)


def _games(fact: SettingFact) -> str:
    if fact.since is None:
        return "games before 2.4"
    if fact.until is None:
        return f"game {fact.since} and later"
    return f"game {GAMES_OF[fact.until]}"


def _instead(fact: SettingFact, generation: str) -> str:
    facts = setting_facts()
    if fact.replaced_by is not None and facts[fact.replaced_by].is_in(generation):
        return f"; there it is {fact.replaced_by}"
    for older in facts.values():
        if older.replaced_by == fact.key and older.is_in(generation):
            return f"; there it is {older.key}"
    return "; there is nothing in its place"


@Rule(
    title="the value of a setting cannot be read",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="The game reads the digits up to the first character it does not know: of 0,4 it takes 0, "
    "and shields no longer recharge; of 30,000 it takes 30. What it makes of a figure that its "
    "numbers cannot hold (1e308) is not known.",
    repair="Write a value of the kind that the message names, with a decimal point and without "
    "marks between thousands.",
    fires=settings("playerShieldRechargeRate=0,4\n"),
    says="1:26 playerShieldRechargeRate=0,4 is not a number; decimals are written with a point: "
    "0.4 (stock has 0.4, accepted are 0.02 to 2.0)",
    silent=settings("playerShieldRechargeRate=0.4\n"),
)
def unreadable_setting(look: Look) -> Occurrences:
    """Settings whose value is not of the kind that the key wants."""
    for setting, fact in () if look.mod.settings is None else look.mod.settings.unreadable():
        accepted = accepted_values(fact)
        advice = f"stock has {fact.default}" + (f", accepted are {accepted}" if accepted else "")
        meant = meant_by(setting.value, fact.distance) if fact.holds_number else None
        if meant is not None:
            advice = f"{meant} ({advice})"
        why = (fact.holds_number and beyond_sense(setting.value)) or f"is not {fact.type.shown}"
        shown = shortened(setting.value, most=60)
        number = likely_number(setting.value, fact.distance) if fact.holds_number else None
        likely = [look.ini.changed(setting, number)] if number else []
        yield look.setting(setting, f"{setting.key}={shown} {why}; {advice}", likely=likely)


_NEAR_RANGE = 2.5
"""Times outside of the range up to which a value is a house rule; a lost point is ten times."""


@Rule(
    title="a setting is outside its range",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The stock artemis.ini names the range of many settings. The game does not refuse a value "
    "outside of it, and nobody has tried what it does then.",
    repair="Write a value within the range that the message names.",
    fires=settings("stationEnergy=3000\n"),
    says="1:15 stationEnergy=3000 is outside of what the game's file calls acceptable: 500 to "
    "2000 energy (stock has 1000)",
    silent=settings("stationEnergy=2000\n"),
)
def setting_out_of_range(look: Look) -> Occurrences:
    """Settings outside of what artemis.ini itself calls acceptable."""
    for setting, fact in _known(look):
        number = read_decimal(setting.value) if fact.accepts_type_of(setting.value) else None
        if number is not None and not fact.accepts_number(number):
            is_near = fact.distance(number) <= _NEAR_RANGE
            yield look.setting(
                setting,
                f"{setting.key}={setting.value} is outside of what the game's file calls "
                f"acceptable: {accepted_values(fact)} (stock has {fact.default})",
                severity=Severity.NOTICE if is_near else None,
            )


@Rule(
    title="a setting is just a hundred times stock's",
    weight=(Severity.NOTICE, Confidence.GUESS),
    why="People double a setting, or make it ten times as large. Just a hundred times, with the "
    "same digits, is mostly a lost decimal point.",
    repair="Put the decimal point where it was, or leave the setting if it is meant.",
    fires=settings("damageTorpNuk=160\n"),
    says="1:15 damageTorpNuk=160 is just 100 times stock's 1.6; is the decimal point right?",
    silent=settings("damageTorpNuk=150\n"),
)
def setting_hundred_times(look: Look) -> Occurrences:
    """Settings that are just a hundred or a thousand times stock's, or a hundredth of it."""
    for setting, fact in _known(look):
        value, stock = read_decimal(setting.value), read_decimal(str(fact.default))
        if not value or not stock or not fact.accepts_number(value):
            continue  # out of its range another rule tells it
        power = power_of_ten(value / stock)
        if power not in (None, 0.1, 10.0) and not _is_round(stock):
            yield look.setting(
                setting,
                f"{setting.key}={setting.value} is just {times(power)} stock's {fact.default}; "
                "is the decimal point right?",
            )


def _is_round(number: float) -> bool:
    """Whether a figure is a 1 with noughts: a hundred times that is a round number too."""
    return f"{number:e}".startswith("1.000000e")


_LOW, _HIGH = "low", "high"


@Rule(
    title="the least of a setting is above the most",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="The game draws a number between both, such as the torpedoes that a station begins with. "
    "What it draws between 20 and 9 nobody knows; one of the two has a digit too many, or they "
    "were written into each other's line.",
    repair="Correct the one that is wrong, or exchange both.",
    fires=settings("lowStartStationTorpEmp=20\nhighStartStationTorpEmp=9\n"),
    says="1:24 lowStartStationTorpEmp=20 is above highStartStationTorpEmp=9 in line 2; correct one "
    "of the two",
    silent=settings("lowStartStationTorpEmp=2\nhighStartStationTorpEmp=9\n"),
)
def low_above_high(look: Look) -> Occurrences:
    """Settings for the least and the most of one thing, of which the least is greater."""
    known = {setting.key: setting for setting in reversed(look.settings)}
    for key, low in known.items():
        high = known.get(f"{_HIGH}{key.removeprefix(_LOW)}") if key.startswith(_LOW) else None
        if high is None:
            continue
        least, most = read_decimal(low.value), read_decimal(high.value)
        if least is not None and most is not None and least > most:
            yield look.setting(
                low,
                f"{key}={low.value} is above {high.key}={high.value} in line {look.line_of(high)}; "
                "correct one of the two",
            )


_DEBUG = "debug"


@Rule(
    title="a setting for debugging is left on",
    weight=(Severity.NOTICE, Confidence.LIKELY),
    why="Players see a console window, or other things that only help whoever makes the mod.",
    repair="Set it to 0 before the release.",
    fires=settings("useDebugConsoleWindow=1\n"),
    says="1:23 useDebugConsoleWindow=1 is for debugging; set it to 0 before the release",
    silent=settings("useDebugConsoleWindow=0\n"),
)
def debug_setting(look: Look) -> Occurrences:
    """Settings that are for the author's own tests, left on for players."""
    for setting, _ in _known(look):
        if _DEBUG in setting.key.lower() and setting.value.strip() == "1":
            yield look.setting(
                setting, f"{setting.key}=1 is for debugging; set it to 0 before the release"
            )


_KEY = "forceAddress"
_AT_HOME = pattern(
    r"(?:localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)", re.IGNORECASE
)
"""Addresses that only mean something in the network of a home."""


@Rule(
    title="every client looks for one server",
    weight=(Severity.WARNING, Confidence.LIKELY),
    why="forceAddress is filled in on the connect screen of whoever installs the mod. An address "
    "like 192.168.0.23 is that of a machine in the author's own network, where players have "
    "another one or none.",
    repair="Put ; before the line, as the game's own file has it.",
    fires=settings("forceAddress=192.168.0.23\n"),
    says="1:14 forceAddress=192.168.0.23 is an address in one home's network, and every player's "
    "client will fill it in; put ; before the line",
    silent=settings(";forceAddress=192.168.0.23\n"),
)
def forced_address(look: Look) -> Occurrences:
    """The address of a server that every player's client fills in."""
    for setting in look.settings:
        if setting.key == _KEY and setting.value.strip():
            is_at_home = _AT_HOME.match(setting.value.strip()) is not None
            what = "an address in one home's network, and every" if is_at_home else "what every"
            yield look.setting(
                setting,
                f"{_KEY}={setting.value} is {what} player's client will fill "
                f"{'it ' if is_at_home else ''}in; put ; before the line",
                severity=None if is_at_home else Severity.NOTICE,
            )
