"""A share of one whole as a small bar, beside the number it draws."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from areena.publishing.charts import svg


def share_bar(share: Decimal) -> Markup:
    """Decoration only: the number stands in the text, so speech skips the picture."""
    width, height = 96.0, 10.0
    filled = width * float(min(max(share, Decimal(0)), Decimal(1)))
    return svg.element(
        "svg",
        svg.rect(0.5, 0.5, width - 1, height - 1, "share-all"),
        svg.rect(0, 0, filled, height, "share-part"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=width,
        height=height,
        aria_hidden="true",
        focusable="false",
        class_="share",
    )
