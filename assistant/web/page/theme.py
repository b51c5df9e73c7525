"""Gradio's own parts in the page's colours and in the system's letters: nothing is fetched."""

from __future__ import annotations

import gradio

__all__ = ["page_theme"]

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Liberation Mono", "monospace")
PLAIN = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--wash)",
    "border_color_primary": "var(--line)",
    "border_color_accent": "var(--accent)",
    "color_accent": "var(--accent)",
    "color_accent_soft": "var(--tint)",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_shadow": "none",
    "block_padding": "0",
    "block_label_background_fill": "transparent",
    "block_label_text_color": "var(--soft)",
    "block_title_text_color": "var(--soft)",
    "block_info_text_color": "var(--soft)",
    "input_background_fill": "var(--field)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--soft)",
    "input_shadow": "none",
    "input_shadow_focus": "0 0 0 3px var(--halo)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent-strong)",
    "button_primary_text_color": "var(--on-accent)",
    "button_secondary_background_fill": "var(--field)",
    "button_secondary_background_fill_hover": "var(--wash)",
    "button_secondary_text_color": "var(--ink)",
    "button_secondary_border_color": "var(--edge)",
    "button_primary_shadow": "none",
    "button_secondary_shadow": "none",
    "link_text_color": "var(--accent)",
    "panel_background_fill": "transparent",
    "panel_border_width": "0px",
}
"""Every colour is one of page.css, which has them for light and for dark."""


def page_theme() -> gradio.themes.Base:
    """The theme, for light and for dark."""
    theme = gradio.themes.Base(font=SANS, font_mono=MONO, radius_size="md", text_size="md", spacing_size="md")
    known = vars(theme)
    dark = {f"{name}_dark": value for name, value in PLAIN.items() if f"{name}_dark" in known}
    return theme.set(**PLAIN, **dark)
