"""Lines of mtree(5), and what both directions know of files."""
import binascii
import os
import re
import stat

KINDS = {
    stat.S_IFREG: b"file",
    stat.S_IFDIR: b"dir",
    stat.S_IFLNK: b"link",
    stat.S_IFIFO: b"fifo",
    stat.S_IFCHR: b"char",
    stat.S_IFBLK: b"block",
}  # sockets belong to a process that listens, not to the data

LONGEST_LINE = 4 << 20  # a path, and all attributes that a file can have
OWN_FOLDER = b".scribe"  # on the remote; see state.sh
LOST_AND_FOUND = b"lost+found"  # the file system's own, at the root of a volume

_SPECIAL = re.compile(rb"[^!-\"$-\[\]-~]")  # all but visible ASCII, "#" and the backslash
_ESCAPE = re.compile(rb"\\([0-7]{3})")


def escaped(name):
    return _SPECIAL.sub(lambda found: b"\\%03o" % found.group()[0], name)


def unescaped(word):
    return _ESCAPE.sub(lambda found: bytes([int(found.group(1), 8) & 255]), word)


def is_kept(attribute):
    """Attributes that belong to the data. Labels of SELinux belong to the place."""
    return (
        attribute.startswith(b"user.")
        or attribute.startswith(b"system.posix_acl_")
        or attribute == b"security.capability"
    )


def attributes(path, follow=False):
    """Extended attributes of what PATH is."""
    try:
        names = os.listxattr(path, follow_symlinks=follow)
    except OSError:  # none in this file system, or not allowed
        return {}
    found = {}
    for name in map(os.fsencode, names):
        if is_kept(name):
            try:
                found[name] = os.getxattr(path, name, follow_symlinks=follow)
            except OSError:  # gone meanwhile
                pass
    return found


def line(path, info, kind, words, xattrs):
    seconds, nanoseconds = divmod(info.st_mtime_ns, 1000000000)
    fields = b"./%s type=%s uid=%d gid=%d mode=0%o time=%d.%09d" % (
        escaped(path), kind, info.st_uid, info.st_gid, stat.S_IMODE(info.st_mode), seconds, nanoseconds)
    for key, value in words:
        fields += b" %s=%s" % (key, value)
    for name in sorted(xattrs):
        fields += b" xattr.%s=%s" % (escaped(name), binascii.b2a_base64(xattrs[name], newline=False))
    return fields + b"\n"


class Malformed(Exception):
    """Metadata that this program cannot have written."""


class Record:
    """What a line says."""

    def __init__(self, text):
        words = text.split(b" ")
        self.words = {}
        self.xattrs = {}
        try:
            if not words[0].startswith(b"./"):
                raise Malformed("a path does not begin with ./")
            path = unescaped(words[0][2:])
            self.parts = path.split(b"/") if path else []
            for word in words[1:]:
                key, value = word.split(b"=", 1)
                if key.startswith(b"xattr."):
                    self.xattrs[unescaped(key[6:])] = binascii.a2b_base64(value)
                else:
                    self.words[key] = value
            self.kind = self.words[b"type"]
            self.uid, self.gid = int(self.words[b"uid"]), int(self.words[b"gid"])
            self.mode = int(self.words[b"mode"], 8) & 0o7777
            seconds, nanoseconds = self.words[b"time"].split(b".")
            self.mtime_ns = int(seconds) * 1000000000 + int(nanoseconds)
        except (KeyError, ValueError) as error:
            raise Malformed(f"a line that cannot be read: {error}") from None
        if not (0 <= self.uid < 1 << 32 and 0 <= self.gid < 1 << 32 and abs(self.mtime_ns) < 1 << 63):
            raise Malformed("a number out of range")
        for part in self.parts:
            if part in (b"", b".", b"..") or b"\0" in part or len(part) > 255:
                raise Malformed("a path that leads elsewhere")
        if any(not is_kept(name) or b"\0" in name for name in self.xattrs):
            raise Malformed("an attribute that is never kept")
