"""Lines of mtree(5), and what both directions know of files."""
import binascii
import functools
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
    if b"\\" not in word:
        return word
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
    if not names:
        return {}
    found = {}
    for name in map(os.fsencode, names):
        if is_kept(name):
            try:
                found[name] = os.getxattr(path, name, follow_symlinks=follow)
            except OSError:  # gone meanwhile
                pass
    return found


_heads = {}  # most entries of a tree have one of few combinations


def line(path, info, kind, words, xattrs):
    known = info.st_mode, info.st_uid, info.st_gid
    head = _heads.get(known)
    if head is None:
        if len(_heads) > 10000:
            _heads.clear()
        head = _heads[known] = b" type=%s uid=%d gid=%d mode=0%o time=" % (
            kind, info.st_uid, info.st_gid, stat.S_IMODE(info.st_mode))
    seconds, nanoseconds = divmod(info.st_mtime_ns, 1000000000)
    fields = b"./%s%s%d.%09d" % (escaped(path), head, seconds, nanoseconds)
    for key, value in words:
        fields += b" %s=%s" % (key, value)
    for name in sorted(xattrs):
        fields += b" xattr.%s=%s" % (escaped(name), binascii.b2a_base64(xattrs[name], newline=False))
    return fields + b"\n"


def as_json(numbers):
    return "{" + ",".join(f'"{key}":{value}' for key, value in numbers.items()) + "}"


class Malformed(Exception):
    """Metadata that this program cannot have written."""


_LINE = re.compile(
    rb"\./(\S*)( type=\w+ uid=\d{1,10} gid=\d{1,10} mode=[0-7]{1,6}) time=(-?\d{1,12})\.(\d{1,9})(?: size=\d+)?( .*)?", re.DOTALL)
_HEAD = re.compile(rb" type=(\w+) uid=(\d+) gid=(\d+) mode=([0-7]+)")
_ELSEWHERE = re.compile(rb"(?:\A|/)(?:\.{0,2}(?:/|\Z)|[^/]{256})|\0")  # an empty part, ".", "..", a name too long


@functools.lru_cache(100)  # of files that have one folder
def _leads_elsewhere(folder):
    return _ELSEWHERE.search(folder) is not None


@functools.lru_cache(10000)  # most entries of a tree have one of few combinations
def _values(head):
    kind, uid, gid, mode = _HEAD.fullmatch(head).groups()
    if int(uid) >= 1 << 32 or int(gid) >= 1 << 32:
        raise Malformed("a number out of range")
    return kind, int(uid), int(gid), int(mode, 8) & 0o7777


class Record:
    """What a line says."""

    __slots__ = ("path", "folder", "name", "kind", "uid", "gid", "mode", "mtime_ns", "words", "xattrs")

    def __init__(self, text):
        found = _LINE.fullmatch(text)
        if found is None:
            raise Malformed("a line that cannot be read")
        path, head, seconds, nanoseconds, rest = found.groups()
        self.path = unescaped(path)
        self.kind, self.uid, self.gid, self.mode = _values(head)
        self.mtime_ns = int(seconds) * 1000000000 + int(nanoseconds)
        self.folder, slash, self.name = self.path.rpartition(b"/")
        if self.path and (_ELSEWHERE.search(self.name) or slash and _leads_elsewhere(self.folder)):
            raise Malformed("a path that leads elsewhere")
        self.words, self.xattrs = {}, {}
        for word in rest[1:].split(b" ") if rest else ():
            self._learn(word)

    def _learn(self, word):
        key, separator, value = word.partition(b"=")
        if not separator:
            raise Malformed("a word without a value")
        if not key.startswith(b"xattr."):
            self.words[key] = value
            return
        name = unescaped(key[6:])
        if not is_kept(name) or b"\0" in name:
            raise Malformed("an attribute that is never kept")
        try:
            self.xattrs[name] = binascii.a2b_base64(value)
        except ValueError as error:
            raise Malformed(f"an attribute that cannot be read: {error}") from None
