"""Lists the crates that are compiled into the program and Rust's standard library, with their licences word for word: those ask
for that.

Reads what `cargo metadata` prints. A crate without a file of its licence stands with the words that all have in common who are
under that licence; where nobody else is, it fails.
"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys

# Where the words begin that all have in common, behind who holds the copyright; and what else they hold.
COMMON = {
    "Apache-2.0": ("Apache License Version 2.0", "END OF TERMS AND CONDITIONS"),
    "MIT": ("Permission is hereby granted, free of charge, to any person obtaining a copy", "The above copyright notice"),
    "BSD-3-Clause": ("Redistribution and use in source and binary forms", "Neither the name"),
    "ISC": ("Permission to use, copy, modify, and", "provided that the above copyright notice"),
    "Zlib": ("This software is provided 'as-is'", "This notice may not be removed"),
    "Unicode-3.0": ("UNICODE LICENSE V3", "Unicode"),
}


class Words(html.parser.HTMLParser):
    """What a page shows."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def handle_data(self, data):
        self.shown.append(data)


def is_macro(package):
    return any("proc-macro" in target["kind"] for target in package["targets"])


def inside(metadata):
    """What is needed at run time: neither for building nor for tests, nor by a macro."""
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    waiting, found = [root], set()
    while waiting:
        at = waiting.pop()
        if at in found or is_macro(packages[at]):
            continue
        found.add(at)
        for dependency in nodes[at]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    found.remove(root)
    return sorted((packages[at] for at in found), key=lambda package: (package["name"], package["version"]))


def files(package):
    """The texts of the licences that come with a crate. One word is none: a link that was packed as the path that it leads to."""
    names = ("licen", "copying", "notice", "unlicense")
    for path in sorted(pathlib.Path(package["manifest_path"]).parent.iterdir()):
        if path.is_file() and path.name.lower().startswith(names):
            text = path.read_text(encoding="utf-8", errors="replace").strip()
            if len(text.split()) > 1:
                yield text


def common(licence, texts):
    """The words of a licence from where they are the same for all, or nothing."""
    begin, also = (re.compile(r"\s+".join(map(re.escape, words.split()))) for words in COMMON.get(licence, ("", "")))
    if licence not in COMMON:
        return None
    # The shortest has nothing behind it.
    found = (text[at.start():] for text in texts if (at := begin.search(text)) and also.search(text))
    return min(found, key=len, default=None)


def chosen(expression, texts):
    """Those of the licences of an expression (SPDX) of which there is a text each: all of one of its alternatives."""
    for alternative in re.split(r"\s+OR\s+|\s*/\s*", expression or ""):
        licences = re.split(r"\s+AND\s+", alternative.strip())
        words = [common(licence, texts) for licence in licences]
        if all(words):
            return list(zip(licences, words))
    return []


def standard_library():
    """What Rust says of its standard library and of what is compiled into that."""
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], check=True, capture_output=True, text=True).stdout.strip()
    path = pathlib.Path(sysroot, "share/doc/rust/COPYRIGHT-library.html")
    if not path.is_file():
        sys.exit(
            f"deploy/debian/crates.py: {path} is not there: the licences of Rust's standard library. They come with the rustc that "
            "rustup installs (`rustup toolchain install`, in this folder); build the package with that"
        )
    words = Words()
    words.feed(path.read_text(encoding="utf-8"))
    return re.sub(r"\n\s*\n+", "\n\n", "".join(words.shown)).strip()


def main():
    texts, without = {}, []
    for package in inside(json.load(sys.stdin)):
        name = f"{package['name']} {package['version']}"
        own = list(files(package))
        for text in own:
            texts.setdefault(text, []).append(name)
        if not own:
            without.append((name, package))
        said = "" if own else " (no file of its own: the words below that are common to that licence)"
        print(f"{name}: {package['license'] or package['license_file']}{said}")
    print("Rust's standard library: MIT OR Apache-2.0, and what it says below of itself")
    alike = {}
    for name, package in without:
        found = chosen(package["license"], list(texts))
        if not found:
            sys.exit(
                f"deploy/debian/crates.py: {name} ({package['license']}) has no file of its licence, and there is no other text of it: "
                "where another crate has these words, say in COMMON how they begin; else use another crate"
            )
        for licence, words in found:
            alike.setdefault((licence, words), []).append(f"{name} ({', '.join(package['authors']) or 'its authors'})")
    sections = [(of, text) for text, of in texts.items()]
    sections += [([f"{licence}, for", *of], words) for (licence, words), of in alike.items()]
    sections.append((["Rust's standard library"], standard_library()))
    for of, text in sections:
        print(f"\n{'-' * 80}\n{', '.join(of).replace(' for, ', ' for ')}\n{'-' * 80}\n\n{text}")


main()
