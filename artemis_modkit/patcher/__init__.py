"""The patcher: recipes that change a mod, value by value, and leave every other byte."""

from artemis_modkit.patcher.apply import PatchResult, apply
from artemis_modkit.patcher.library import load_recipe, load_recipes, shipped_recipes
from artemis_modkit.patcher.recipe import Recipe
from artemis_modkit.patcher.run import Change, Skipped

__all__ = [
    "Change",
    "PatchResult",
    "Recipe",
    "Skipped",
    "apply",
    "load_recipe",
    "load_recipes",
    "shipped_recipes",
]
