"""Draws the picture of every category: run it by path, or with slugs behind it to draw only those."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run by path, Python knows this folder only

if TYPE_CHECKING:
    from content.data.pictures import buildings, landscapes, rooms, things
    from content.data.pictures.canvas import Canvas
else:  # past the door of the content room: drawing needs Pillow and nothing else
    from pictures import buildings, landscapes, rooms, things
    from pictures.canvas import Canvas

HERE = Path(__file__).resolve().parent
MOTIFS: dict[str, Callable[[], Canvas]] = {
    "depression": landscapes.tree_in_first_leaf,
    "anxiety-disorders": landscapes.boat_on_waves,
    "bipolar-disorder": landscapes.hills_and_level_path,
    "ptsd": rooms.light_through_window,
    "policy-updates": buildings.columns_and_open_door,
    "research-findings": things.notebook_with_dots,
    "events": rooms.circle_of_chairs,
    "stigma": things.speech_bubbles,
    "personal-stories": things.book_with_path,
    "education": rooms.books_and_lamp,
    "stress-management": landscapes.stones_by_water,
    "mindfulness": landscapes.lotus_on_rings,
    "sleep-hygiene": buildings.moon_over_roof,
    "employee-wellness": rooms.desk_with_plant,
    "work-life-balance": things.balance_with_leaf,
    "therapy-options": rooms.two_armchairs,
    "medication-information": things.water_and_calendar,
    "crisis-intervention": buildings.lighthouse_at_dusk,
    "substance-use": landscapes.fork_in_path,
    "suicide-prevention": things.hands_at_sunrise,
    "extra-news": things.newspaper_and_tea,
}


def draw(slug: str) -> Path:
    """Draw one category's picture beside this file."""
    path = HERE / f"{slug}.png"
    MOTIFS[slug]().finished().save(path, optimize=True)
    return path


def main() -> None:
    """Draw the pictures that were asked for, or all, and tell their sizes."""
    for slug in sys.argv[1:] or MOTIFS:
        path = draw(slug)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
