"""The pre-commit hooks: run a command of cxsite for each playbook with changed files."""

from __future__ import annotations

import sys
from pathlib import Path

from cxsite.cli.call import holds_playbook
from cxsite.cli.group import cxsite


def main(command: str, *files: str) -> int:
    """Run `cxsite COMMAND` for each playbook that contains one of the files; return the highest exit code.

    pre-commit runs at the top of the repository, and a playbook may be in a subfolder. Other files are ignored.
    """
    nearest = (next(filter(holds_playbook, Path(file).parents), None) for file in files)
    return max((_run(command, project) for project in sorted({one for one in nearest if one})), default=0)


def _run(command: str, project: Path) -> int:
    try:
        cxsite.main(["-C", str(project), command], prog_name="cxsite")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
