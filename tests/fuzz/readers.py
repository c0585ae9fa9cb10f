"""What the fuzzer calls: each reader of files, held to its laws. Only `ModkitError` may rise."""

import tempfile
from functools import cache
from pathlib import Path

from artemis_modkit.audit import Severity, audit, fix
from artemis_modkit.balance import Conditions, assess
from artemis_modkit.compare import compare
from artemis_modkit.model import Mod
from artemis_modkit.model.baseline import fitting_stock
from artemis_modkit.model.settings import Settings
from artemis_modkit.model.vessels import VesselData
from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher import apply, load_recipe
from artemis_modkit.report import format_names, render
from artemis_modkit.report.views.audit import audit_report, fix_report
from artemis_modkit.report.views.compare import compare_report
from artemis_modkit.report.views.patch import Written, patch_report
from artemis_modkit.report.views.score import Choice, score_report
from artemis_modkit.report.views.ship import ship_report
from tests.parsers.laws import (
    grid_is_read_as_far_as_it_goes,
    ini_is_read_whole,
    source_keeps_its_bytes,
    xml_is_read_whole,
)


def read_any(data: bytes) -> None:
    """Read an input by the reader that its first byte names."""
    reader, content = data[:1], data[1:]
    source_keeps_its_bytes(content)
    try:
        match reader:
            case b"i":
                read_settings(content)
            case b"s":
                grid_is_read_as_far_as_it_goes(content)
            case b"j":
                do_the_three_jobs({"dat/vesselData.xml": content})
            case b"k":
                do_the_three_jobs({"artemis.ini": content})
            case b"z":
                open_zip(content)
            case _:
                read_vessel_data(content)
    except ModkitError as refusal:
        assert str(refusal).splitlines() == [str(refusal)]


def read_vessel_data(content: bytes) -> None:
    """Every vessel and race of the file is in the model, and what is unreadable is a problem."""
    document = xml_is_read_whole(content)
    mod = VesselData.read(document)
    names = [element.name for element in document.elements]
    assert len(mod.vessels) == names.count("vessel")
    assert len(mod.races) == names.count("hullRace")
    assert mod.dialect is not None
    for item in mod.items():
        assert item.element in document.elements


def read_settings(content: bytes) -> None:
    """Every setting is readable as text, and as a number or `None`."""
    document = ini_is_read_whole(content)
    settings = Settings(document)
    assert list(settings.texts) == list(dict.fromkeys(one.key for one in document.settings))
    assert settings.generation
    for key in settings.texts:
        settings.number(key)
    list(settings.unreadable())


@cache
def stock() -> Mod:
    """The embedded stock, read once."""
    return Mod.open("stock")


def do_the_three_jobs(files: dict[str, bytes]) -> None:
    """Audit, repair, compare and patch a mod, and show all of it in every format."""
    mod = Mod.from_files("any", files)
    repaired = fix(mod, stock())
    reports = [
        audit_report(audit(mod, stock()), Severity.ERROR),
        fix_report(repaired, Severity.ERROR, None),
        compare_report(compare(stock(), mod)),
    ]
    again = fix(mod.with_files(repaired.after), stock())
    assert again.after == {}
    try:
        reports.append(patch_report(apply(mod, load_recipe("tsn")), Written(), with_diff=True))
    except ModkitError as refusal:
        assert "step" in str(refusal) or str(refusal).endswith("nothing is written")
    if mod.vessel_data is not None:
        assessment = assess(mod, fitting_stock(mod), Conditions())
        reports.append(score_report(assessment, Choice()))
        some = assessment.fleet.ships[:1]
        reports += [ship_report(assessment, ship, with_reasons=True) for ship in some]
    for report in reports:
        for format in format_names():
            if format == "csv" and report.rows is None:
                continue
            shown = render(report, format)
            assert shown.isascii() or format != "json"
            assert "\x1b" not in shown


def open_zip(content: bytes) -> None:
    """Open any bytes as a zip and read all that is in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.zip"
        path.write_bytes(content)
        mod = Mod.open(path)
        audit(mod, stock())
        mod.text_files()
