"""Lists the crates that are compiled into the program, with their licences word for word: those ask for that.

Reads what `cargo metadata` prints.
"""

import json
import pathlib
import sys

metadata = json.load(sys.stdin)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}


def is_macro(package):
    return any("proc-macro" in target["kind"] for target in package["targets"])


# What is needed at run time: neither for building nor for tests, nor by a macro.
waiting, inside = [metadata["resolve"]["root"]], set()
while waiting:
    at = waiting.pop()
    if at in inside or is_macro(packages[at]):
        continue
    inside.add(at)
    for dependency in nodes[at]["deps"]:
        if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
            waiting.append(dependency["pkg"])
inside.remove(metadata["resolve"]["root"])

names = ("licen", "copying", "notice", "unlicense")
texts = {}
for package in sorted((packages[at] for at in inside), key=lambda package: (package["name"], package["version"])):
    print(f"{package['name']} {package['version']}: {package['license'] or package['license_file']}")
    for path in sorted(pathlib.Path(package["manifest_path"]).parent.iterdir()):
        if path.is_file() and path.name.lower().startswith(names):
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            texts.setdefault(text, []).append(f"{package['name']} {package['version']}")
for text, of in texts.items():
    print(f"\n{'-' * 80}\n{', '.join(of)}\n{'-' * 80}\n\n{text}")
