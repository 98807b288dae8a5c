"""What the section excludes: rclone's patterns, one a line in EXCLUDES, for what rclone does not see."""
import os
import re


def _expression(pattern):
    """A pattern as rclone's documentation has it: * ? ** [class] {one,other} {{expression}}."""
    anchored = pattern.startswith(b"/")
    words, depth, i = [b"^" if anchored else b"(?:^|/)"], 0, int(anchored)
    while i < len(pattern):
        char = pattern[i : i + 1]
        if pattern[i : i + 2] == b"{{" and b"}}" in pattern[i:]:
            end = pattern.index(b"}}", i)
            words.append(b"(?:" + pattern[i + 2 : end] + b")")
            i = end + 2
            continue
        if pattern[i : i + 2] == b"**":
            words.append(b".*")
            i += 2
            continue
        if char == b"[" and b"]" in pattern[i:]:
            end = pattern.index(b"]", i + 1)
            words.append(pattern[i : end + 1])
            i = end + 1
            continue
        if char == b"\\":
            i += 1
            words.append(re.escape(pattern[i : i + 1]))
        elif char == b"{":
            depth += 1
            words.append(b"(?:")
        elif char == b"}" and depth:
            depth -= 1
            words.append(b")")
        elif char == b"," and depth:
            words.append(b"|")
        else:
            words.append({b"*": b"[^/]*", b"?": b"[^/]"}.get(char) or re.escape(char))
        i += 1
    # A folder by its name alone is all below it.
    return b"".join(words) + (b".*" if pattern.endswith(b"/") else b"") + rb"\Z"


class Excluded:
    """Whether a path, relative to the root, is left alone."""

    def __init__(self, patterns=None):
        lines = os.environb.get(b"EXCLUDES", b"") if patterns is None else patterns
        found = [b"(?:" + _expression(line) + b")" for line in lines.split(b"\n") if line]
        self.any = bool(found)
        self._search = re.compile(b"|".join(found), re.DOTALL).search if found else None

    def file(self, path):
        return self._search is not None and self._search(path) is not None

    def folder(self, path):
        """Neither it nor what is below it."""
        return self._search is not None and self._search(path + b"/") is not None
