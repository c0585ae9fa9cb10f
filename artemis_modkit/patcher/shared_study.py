"""A search by Optuna: many factors, several wishes, and several processes on one file.

The size of a change and the miss of each goal are objectives of their own, so that what comes out
is a front to choose from. Goals of the kind `keeps` are rules: they are never traded for anything.
"""

import logging
import operator
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from artemis_modkit.parsers.errors import ModkitError
from artemis_modkit.patcher.attempts import Attempt, attempt_json, goals_kept
from artemis_modkit.patcher.tuning import WIDEST, Study, miss

_MOST_WISHES = 4
"""With more objectives than these nearly every attempt is on the front; then misses are summed."""

_SECONDS_OF_A_LOCK = 10
"""After which a lock is broken that a killed process has left."""

_FINISHING = 60
"""Attempts, about, by which the best is made smaller and rounder at the end."""


def front(attempts: Sequence[Attempt]) -> list[Attempt]:
    """The attempts than which none is better in all: nearer to each goal, and smaller."""
    able = {
        _objectives(attempt): attempt for attempt in reversed(attempts) if not any(_broken(attempt))
    }

    def is_better(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
        return one != other and all(map(operator.le, one, other))

    return [able[one] for one in sorted(able) if not any(is_better(other, one) for other in able)]


def _objectives(attempt: Attempt) -> tuple[float, ...]:
    misses = [abs(miss(each)) for each in attempt.checked if each.goal.what != "keeps"]
    return (attempt.size, *(misses if len(misses) <= _MOST_WISHES else [sum(misses)]))


def _broken(attempt: Attempt) -> Iterator[bool]:
    return (not each.met for each in attempt.checked if each.goal.what == "keeps")


class SharedStudy:
    """A study in a file that other processes may work on too; what any of them tried is kept."""

    def __init__(self, study: Study, path: Path) -> None:
        """Open or begin it. Raises `ModkitError` for another study, or without Optuna."""
        self.study = study
        self._optuna = _loaded()
        journal = self._optuna.storages.journal
        file = str(path)
        lock = journal.JournalFileOpenLock(file, grace_period=_SECONDS_OF_A_LOCK)
        try:
            _heal(path, lock)
            storage = self._optuna.storages.JournalStorage(
                journal.JournalFileBackend(file, lock_obj=lock)
            )
            names = self._optuna.get_all_study_names(storage)
            if names and study.identity not in names:
                raise ModkitError(
                    f"{path.as_posix()}: keeps a search of another mod, of other goals or other "
                    "--free; name another file"
                )
            start = study.attempt((1.0,) * len(study.free))
            self._shared = self._optuna.create_study(
                storage=storage,
                study_name=study.identity,
                directions=["minimize"] * len(_objectives(start)),
                load_if_exists=True,
            )
            self._shared.set_metric_names(_names(start))
        except ModkitError:
            raise
        except Exception as error:  # what Optuna raises for half a file is not told by it
            raise ModkitError(
                f"{path.as_posix()}: cannot be read as a study of Optuna ({error or 'damaged'}); "
                "name another file"
            ) from None
        wide = self._optuna.distributions.FloatDistribution(1 / WIDEST, WIDEST, log=True)
        self._distributions = {target.written: wide for target in study.free}
        self._gather()

    def search(self, most: int) -> None:
        """Try until the file has `most` attempts, of this process and others, and finish the best.

        What another process began counts only where it was finished.
        """
        trials = self._shared.get_trials(deepcopy=False)
        with warnings.catch_warnings():
            # Optuna 4 knows no other way to give rules; 5 has one and warns until 7 drops this.
            warnings.simplefilter("ignore", FutureWarning)
            self._shared.sampler = self._optuna.samplers.TPESampler(
                seed=len(trials),  # so that one process is repeatable; another tries other things
                multivariate=True,
                constant_liar=True,
                constraints_func=lambda trial: trial.user_attrs["rules"],
            )
        while len(self._finished()) < most:
            trial = self._shared.ask(self._distributions)
            try:
                factors = tuple(float(f"{one:.4g}") for one in trial.params.values())
                attempt = self.study.attempt(factors)
                for name, value in self._kept(attempt).items():
                    trial.set_user_attr(name, value)
                self._shared.tell(trial, _objectives(attempt))
            except BaseException:
                self._shared.tell(
                    trial, state=self._optuna.trial.TrialState.FAIL, skip_if_finished=True
                )
                raise
        self._gather()
        self._finish()

    def choose(self, number: int) -> None:
        """Take an attempt of the front for what was found. Raises `ModkitError`."""
        start = self.study.attempts[0]
        numbers = [attempt.number for attempt in front(self.study.attempts) if attempt is not start]
        if number not in numbers:
            there = ", ".join(map(str, numbers))
            raise ModkitError(f"--choose {number}: no change on the front; there are {there}")
        self.study.round = next(
            attempt for attempt in self.study.attempts if attempt.number == number
        )

    def _finish(self) -> None:
        before = len(self.study.attempts)
        self.study.refine(_FINISHING)
        for attempt in self.study.attempts[before:]:
            self._shared.add_trial(
                self._optuna.trial.create_trial(
                    values=_objectives(attempt),
                    params=dict(zip(self._distributions, attempt.factors, strict=True)),
                    distributions=self._distributions,
                    user_attrs=self._kept(attempt),
                )
            )
        found = self.study.found
        self._gather()
        if found is not None:
            same = (attempt for attempt in self.study.attempts if attempt.factors == found.factors)
            self.study.round = next(same, None)

    def _kept(self, attempt: Attempt) -> dict[str, Any]:
        return {
            "factors": attempt.factors,
            "rules": [float(broken) for broken in _broken(attempt)],
            "goals": attempt_json(self.study.free, attempt)["goals"],
            "loss": attempt.loss,
        }

    def _finished(self) -> list[Any]:
        states = (self._optuna.trial.TrialState.COMPLETE,)
        found: list[Any] = self._shared.get_trials(deepcopy=False, states=states)
        return found

    def _gather(self) -> None:
        """Take over what all processes tried by now; the first attempt is the mod as it is."""
        start = self.study.attempts[0]
        self.study.attempts[:] = [start]
        for trial in self._finished():
            kept = trial.user_attrs
            checked = goals_kept(self.study.goals, kept["goals"])
            self.study.attempts.append(
                Attempt(trial.number + 2, tuple(kept["factors"]), checked, kept["loss"])
            )


def _names(start: Attempt) -> list[str]:
    wishes = [one.goal.name for one in start.checked if one.goal.what != "keeps"]
    return ["size of the change", *(wishes if len(wishes) <= _MOST_WISHES else ["all goals"])]


def _heal(path: Path, lock: Any) -> None:
    """Leave off half a line that a killed process wrote, after which Optuna could read no more."""
    if not path.exists():
        return
    lock.acquire()
    try:
        data = path.read_bytes()
        if not data.endswith(b"\n"):
            with path.open("r+b") as file:
                file.truncate(data.rfind(b"\n") + 1)
    finally:
        lock.release()


def _loaded() -> Any:
    warnings.filterwarnings("ignore", module="optuna")
    try:
        import optuna
    except ImportError:
        raise ModkitError(
            "--study needs Optuna, which is not installed: pip install 'artemis-modkit[study]'"
        ) from None
    warnings.filterwarnings("ignore", category=optuna.exceptions.ExperimentalWarning)
    optuna.logging.set_verbosity(logging.ERROR)
    return optuna
