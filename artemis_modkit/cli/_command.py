"""How words of a command line become a command: options in groups, and what was not typed.

Options that stand together are a class, which commands take an object of. Typer knows no groups. It
asks for the signature of a command, so that is where the fields of the class are put, in the place
of the one parameter. Options are named as their parameters are, those that are on or off, too.

A command is called with the folder one is in and its `modkit.toml`, too. The file gives options the
values that nobody typed; what is typed wins.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from typer.core import TyperCommand

from artemis_modkit.cli._usage import is_of_a_missing_argument, shape
from artemis_modkit.model.project import PROJECT_FILE, Project, project_in
from artemis_modkit.parsers.errors import ModkitError


def spread(command: Callable[..., int]) -> Callable[..., int]:
    """The command with an option for every field of each class of options that it takes."""
    parameters = inspect.signature(command, eval_str=True).parameters
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in parameters.items()
        if isinstance(parameter.annotation, type) and issubclass(parameter.annotation, Struct)
    }

    @wraps(command)
    def run(**values: Any) -> int:
        for name, group in groups.items():
            fields = group.__struct_fields__
            values[name] = group(**{field: values.pop(field) for field in fields})
        return command(**values)

    spread_out: list[inspect.Parameter] = []
    for name, parameter in parameters.items():
        if name not in groups:
            spread_out.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        of_the_group = inspect.signature(groups[name], eval_str=True).parameters.values()
        spread_out += (one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in of_the_group)
    for parameter in spread_out:
        _name_a_switch(parameter)
    run.__signature__ = inspect.Signature(spread_out)  # type: ignore[attr-defined]
    return run


_MOD = "MOD"
_SIGNS = {"vesseldata.xml", "artemis.ini", PROJECT_FILE}
_EITHER = {
    "output": ("in_place", "dry_run", "diff"),
    "baseline": ("write_baseline",),
}
"""Options that are not taken from the file where one of others is typed."""


def _name_a_switch(parameter: inspect.Parameter) -> None:
    """Call an option that is on or off by its parameter alone: `--all`, without a `--no-all`."""
    _, *more = get_args(parameter.annotation) or (None,)
    for option in more:
        if parameter.default is False and option.default is ... and not option.param_decls:
            option.param_decls = (f"--{parameter.name.replace('_', '-')}",)


class ProjectCommand(TyperCommand):
    """A command that takes the folder one is in for its MOD, and defaults from a modkit.toml."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """Read the arguments once to see which mod is meant, then for good."""
        if extra.get("resilient_parsing"):  # a shell asks what may come next
            return super().make_context(info_name, args, parent, **extra)
        first = super().make_context(
            info_name, [*args], parent, **{**extra, "resilient_parsing": True}
        )
        typed = first.params
        arguments = [param for param in self.params if param.param_type_name == "argument"]
        is_missing = any(
            argument.required and typed.get(argument.name or "") is None for argument in arguments
        )
        mod_at = next((at for at, one in enumerate(arguments) if _is_mod(one)), None)
        wants_help = {"-h", "--help"} & {*args}
        if is_missing and mod_at is not None and not wants_help:
            if not _is_in_a_mod():
                self._raise_for_another_slip(info_name, args, parent, extra)
                raise ModkitError(
                    f"something is missing: `{shape(first)}`; MOD may be left out only in "
                    "the folder of a mod, with dat/vesselData.xml or artemis.ini in it"
                )
            args = [".", *args] if mod_at == 0 else [*args, "."]
            first = super().make_context(
                info_name, [*args], parent, **{**extra, "resilient_parsing": True}
            )
            typed = first.params
        if not wants_help:
            extra["default_map"] = _defaults(info_name or "", typed)
        return super().make_context(info_name, args, parent, **extra)

    def _raise_for_another_slip(
        self, info_name: str | None, args: list[str], parent: Any, extra: dict[str, Any]
    ) -> None:
        """Raise what else is wrong with the words, such as an option that there is not.

        The look at them before this gives up at the first slip and then seems to miss everything.
        """
        try:
            super().make_context(info_name, [*args], parent, **extra)
        except Exception as error:
            if not is_of_a_missing_argument(error):
                raise


def _is_mod(argument: Any) -> bool:
    return str(argument.metavar or "").strip("[].") == _MOD


def _is_in_a_mod() -> bool:
    """Whether the folder one is in is that of a mod, by what lies in it and in its `dat`."""
    folders = (Path(), *(path for path in Path().iterdir() if path.name.lower() == "dat"))
    return any(
        path.name.lower() in _SIGNS
        for folder in folders
        if folder.is_dir()
        for path in folder.iterdir()
    )


def _defaults(command: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What the project of the mod that is meant gives parameters that nobody typed."""
    place = _place(typed)
    project = None if place is None else project_in(place)
    if project is None:
        return {}
    if "ignore" in typed:
        _check_rules(project)
    found = project.defaults(command, typed)
    if command == "compare" and typed.get("b") is None:
        found["b"] = str(place)
    for name, others in _EITHER.items():
        if any(typed.get(other) not in (None, False, []) for other in others):
            found.pop(name, None)
    return found


def _place(typed: dict[str, Any]) -> Path | None:
    """The folder of the mod that a command is about; `None` where it is about several."""
    names = typed.get("mods") if "mods" in typed else typed.get("mod", typed.get("b"))
    if isinstance(names, list | tuple):
        names = None if not names else names[0] if len(names) == 1 else ""
    if names is None:
        return Path()
    return Path(names) if names and Path(names).is_dir() else None


def _check_rules(project: Project) -> None:
    """Raise `ModkitError` with its place for a rule that there is not."""
    for rule, table in project.ignored:
        from artemis_modkit.audit.rule import rules

        try:
            rules(select=[rule])
        except ModkitError as error:
            raise table.error(str(error), "rule") from None
