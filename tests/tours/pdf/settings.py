"""Makes settings for tests of layout."""

from dataclasses import replace

from tours.pdf.faces.fonts import Ruler
from tours.pdf.layout.setting import Setting
from tours.pdf.styles import STYLES, Paper


def setting(width: float, height: float, paper: Paper = Paper.A4) -> Setting:
    """A setting with a frame of that size, in points."""
    style = STYLES[paper]
    size = (width + 2 * style.side, height + style.top + style.bottom)
    return Setting(replace(style, size=size), Ruler())
