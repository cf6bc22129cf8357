"""Writes the documents of the package into a folder, each at its place below /usr/share/doc/communique.

A link leads to where the package has a file; what it does not have is named in words.
"""

import pathlib
import posixpath
import re
import shutil
import sys
import tomllib

# They lie below that folder as they do in the repository.
DOCUMENTS = ("SECURITY.md", "docs/OPERATING.md", "docs/SCALING.md", "docs/SECURITY.md", "locales/README.md")
# What they show.
SHOWN = ("docs/scaling",)
HOME = "usr/share/doc/communique"
# What the package has under another name, and its list does not say: cargo-deb compresses, and folders.
ELSEWHERE = {
    "CHANGELOG.md": f"{HOME}/changelog.gz",
    "deploy": f"{HOME}/examples",
    "deploy/systemd": "usr/lib/systemd/system",
}
LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^)\s]+)\)")


def places():
    """Where the package has what of the repository."""
    found = {path: f"{HOME}/{path}" for path in DOCUMENTS}
    found |= {str(path): f"{HOME}/{path}" for folder in SHOWN for path in pathlib.Path(folder).iterdir()}
    with open("Cargo.toml", "rb") as manifest:
        assets = tomllib.load(manifest)["package"]["metadata"]["deb"]["assets"]
    for source, place, _ in assets:
        for path in map(str, pathlib.Path().glob(source)):
            is_folder = place.endswith("/")
            found.setdefault(path, place + posixpath.basename(path) if is_folder else place)
    return found | ELSEWHERE


def packed(text, document, found):
    """The text of a document with the links of the package."""
    here = posixpath.dirname(document)

    def link(match):
        shows, words, target = match.groups()
        path, hash_sign, heading = target.partition("#")
        if not path or ":" in path:
            return match[0]
        path = posixpath.normpath(posixpath.join(here, path))
        if path not in found:
            return f"{words} of the source"
        place = found[path]
        inside = place.startswith(HOME + "/")
        target = posixpath.relpath(place, posixpath.join(HOME, here)) if inside else "/" + place
        if words == path:
            words = place.removeprefix(HOME + "/") if inside else target
        return f"{shows}[{words}]({target}{hash_sign}{heading})"

    # Between fences nothing is a link.
    parts = text.split("\n```")
    return "\n```".join(part if at % 2 else LINK.sub(link, part) for at, part in enumerate(parts))


def main():
    folder, found = pathlib.Path(sys.argv[1]), places()
    for document in DOCUMENTS:
        path = folder / document
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(packed(pathlib.Path(document).read_text(encoding="utf-8"), document, found), encoding="utf-8")
    for shown in SHOWN:
        shutil.copytree(shown, folder / shown)


main()
