"""The patcher: recipes that change a mod, value by value, and leave every other byte."""

from artemis_modkit.patcher.apply import Change, PatchResult, Skipped, apply
from artemis_modkit.patcher.recipe import Recipe, load_recipe, shipped_recipes

__all__ = [
    "Change",
    "PatchResult",
    "Recipe",
    "Skipped",
    "apply",
    "load_recipe",
    "shipped_recipes",
]
