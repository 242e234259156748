"""Adds up the records of scripts/test: what was skipped and why, what failed, and the last line."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

SKIP_REASON = re.compile(r"areena-skip: (.*)")


def verdict(case: ET.Element) -> tuple[str, str]:
    """Passed, failed or skipped, and the reason of a skip."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed", ""
    skipped = case.find("skipped")
    if skipped is None:
        return "passed", ""
    message = skipped.get("message", "")
    # CTest writes a test whose program is missing as skipped too; that is a failure.
    if case.get("status") == "notrun" and not message.startswith("SKIP_"):
        return "failed", ""
    said = SKIP_REASON.search(case.findtext("system-out") or "")
    return "skipped", said.group(1).strip() if said else message


def main() -> int:
    folder = Path(sys.argv[1])
    counts: Counter[str] = Counter()
    failed: list[str] = []
    skipped: list[str] = []
    for line in (folder / "steps.tsv").read_text().splitlines():
        name, outcome = line.split("\t")
        counts[outcome] += 1
        if outcome == "failed":
            failed.append(f"{name}  (build/test-results/{name}.log)")
    for path in sorted(folder.glob("*.xml")):
        for case in ET.parse(path).iter("testcase"):
            outcome, reason = verdict(case)
            counts[outcome] += 1
            names = dict.fromkeys((case.get("classname", ""), case.get("name", "")))
            name = f"{path.stem}: {' '.join(filter(None, names))}"
            if outcome == "failed":
                failed.append(name)
            elif outcome == "skipped":
                skipped.append(f"{name}: {reason}")
    for title, lines in (("skipped", skipped), ("failed", failed)):
        if lines:
            print(f"{title}:", *lines, sep="\n  ")
    if not counts["passed"] and not counts["failed"]:
        counts["failed"] = 1
        print("nothing was run")
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
