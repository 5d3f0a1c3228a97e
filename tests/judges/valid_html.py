"""HTML: every page is valid by the Nu Html Checker (vnu-jar), which judges its language, its structure and its ARIA.

Errors are problems. Warnings are counted by what they say and printed, but do not fail: some are a matter of taste."""

import json
import os
import subprocess
from collections import Counter

from built import Problems, open_site

#: Where tests/setup puts the checker.
JAR = "node/node_modules/vnu-jar/build/dist/vnu.jar"

#: Warnings that are known, and why they stand.
EXPLAINED = {
    "Inline script violates Content Security Policy": "JSON-LD is data: no browser runs it, so no policy stops it",
}


def check(folder, jar):
    """Runs the checker once over all pages; yields its messages."""
    command = ["java", "-Xss2m", "-jar", jar, "--skip-non-html", "--format", "json", str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return json.loads(run.stderr)["messages"]
    except (json.JSONDecodeError, KeyError) as error:
        said = f"{run.stderr[-2000:]}{run.stdout[-2000:]}"
        raise SystemExit(f"the checker failed (exit {run.returncode}):\n{said}") from error


def main():
    site = open_site(__doc__)
    tools = os.environ.get("GUIDEPOST_TOOLS", site.root / "tests/.tools")
    problems, warnings = Problems(), Counter()
    pages = len(site.pages)
    if not pages:
        problems.add(site.folder, "there is no page to check")
    for message in check(site.folder, os.path.join(tools, JAR)):
        file = message.get("url", "").removeprefix(f"file:{site.folder}/")
        if message["type"] == "info":
            warnings[f"{message.get('subType', 'info')}: {message['message']}"] += 1
        else:
            line, extract = message.get("lastLine", "?"), " ".join(message.get("extract", "").split())
            problems.add(f"{file}:{line}  {extract[:120]}", f"{message['type']}: {message['message']}")
    for text, count in warnings.most_common():
        reason = next((f" ({why})" for words, why in EXPLAINED.items() if words in text), "")
        print(f"{count:5} × {text}{reason}")
    problems.finish(f"{pages} pages checked, {sum(warnings.values())} warnings")


if __name__ == "__main__":
    main()
