"""HTML of a notebook: what leads away or acts is dropped, what shows stays."""

import pytest

from cs_toolkit.report.sanitize import without_actions


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<meta http-equiv=refresh content='0;url=//x'>", ""),
        ("<base href='//x'><link rel=stylesheet href='//x'>", ""),
        ("<a href='data:text/html,<script>1</script>'>x</a>", "<a>x</a>"),
        ("<a href=' DATA:text/html,x'>x</a>", "<a>x</a>"),
        ("<a href='javascript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='//x' ping='//y' target=_top>x</a>", '<a href="//x">x</a>'),
        ("<img src='data:text/html,x'>", "<img>"),
        ("<img src='data:image/png;base64,AA==' onerror=1>", '<img src="data:image/png;base64,AA==">'),
        ("<svg><use href='data:image/svg+xml,x'/><script>1</script></svg>", "<svg><use></use></svg>"),
        ("<form action='//x'><input></form><iframe src=x></iframe><object data=x></object>", ""),
        ("<details ontoggle=1 open>x</details>", '<details open="">x</details>'),
    ],
)  # fmt: skip
def test_what_acts_goes_and_what_shows_stays(html, kept):
    assert without_actions(html) == kept
