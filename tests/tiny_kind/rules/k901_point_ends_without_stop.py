"""一点的末尾没有句号。

错误：

    points:
      - {text: 请各科室报送}  # K901
"""

from gkml.diagnostics import Findings, Fix
from tests.tiny_kind.load import Workspace

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for place, point in enumerate(entry.document.points):
            if not point.text.endswith("。"):
                yield (entry.file, "points", place, "text"), "末尾没有句号；请补上", Fix(f"{point.text}。")
