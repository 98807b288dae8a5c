"""Tree → metadata."""
import hashlib
import os
import stat
import sys
import zlib

import metadata_format
from metadata_exclude import Excluded
from metadata_format import KINDS, LOST_AND_FOUND, OWN_FOLDER

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NOATIME
_SPARSE_FROM = 64 << 10


class _Output:
    """Compresses to standard output, and knows the hash of what went there."""

    def __init__(self):
        self._compressor = zlib.compressobj(3, zlib.DEFLATED, 31)
        self._hash = hashlib.sha256()
        self._waiting = []
        self._size = 0
        self.size = 0

    def write(self, text):
        self._waiting.append(text)
        self._size += len(text)
        if self._size >= 1 << 20:
            self._pass_on(self._compressor.compress(b"".join(self._waiting)))
            self._waiting, self._size = [], 0

    def end(self):
        self._pass_on(self._compressor.compress(b"".join(self._waiting)) + self._compressor.flush())
        sys.stdout.buffer.flush()
        return self._hash.hexdigest()

    def _pass_on(self, data):
        self._hash.update(data)
        self.size += len(data)
        sys.stdout.buffer.write(data)


class _Groups:
    """Numbers for files with several names; a number is forgotten when all names were seen."""

    def __init__(self):
        self._known = {}
        self._last = 0

    def number(self, info):
        key = info.st_dev, info.st_ino
        number, left = self._known.get(key, (0, 0))
        if not number:
            self._last += 1
            number, left = self._last, info.st_nlink
        if left > 1:
            self._known[key] = number, left - 1
        else:
            self._known.pop(key, None)
        return number


def _open(name, parent=None):
    try:
        return os.open(name, _FOLDER, dir_fd=parent)
    except PermissionError:  # O_NOATIME is the owner's
        return os.open(name, _FOLDER & ~os.O_NOATIME, dir_fd=parent)


def _words(info, path, groups):
    mode = stat.S_IFMT(info.st_mode)
    words = []
    if mode == stat.S_IFREG:
        words.append((b"size", b"%d" % info.st_size))
        if info.st_nlink > 1:
            words.append((b"group", b"%d" % groups.number(info)))
        if info.st_size >= _SPARSE_FROM and info.st_blocks * 512 < info.st_size - (info.st_size >> 4):
            words.append((b"sparse", b"1"))
    elif mode == stat.S_IFLNK:
        words.append((b"link", metadata_format.escaped(os.readlink(path))))
    elif mode in (stat.S_IFCHR, stat.S_IFBLK):
        words.append((b"device", b"%d,%d" % (os.major(info.st_rdev), os.minor(info.st_rdev))))
    return words


def dump(root, result):
    """Walks the tree once."""
    output, groups, excluded = _Output(), _Groups(), Excluded()
    output.write(b"#mtree\n")
    counts = {"entries": 0, "files": 0, "bytes": 0, "unreadable": 0}

    def entry(path, info, place):
        kind = KINDS.get(stat.S_IFMT(info.st_mode))
        if kind is None:
            return
        words = _words(info, place, groups)
        output.write(metadata_format.line(path, info, kind, words, metadata_format.attributes(place)))
        counts["entries"] += 1
        if kind == b"file":
            counts["files"] += 1
            counts["bytes"] += info.st_size

    top = _open(root)
    device = os.fstat(top).st_dev
    # A folder's files come first, then folder by folder what is below: so no more is open, and
    # remembered, than the folders on the way and their neighbours.
    levels = [[top, b"", None]]
    while levels:
        fd, path, left = levels[-1]
        if left is None:
            entry(path[:-1], os.fstat(fd), b"/proc/self/fd/%d/." % fd)
            left = levels[-1][2] = []
            _list(fd, path, left, entry, counts, excluded)
        if not left:
            os.close(fd)
            levels.pop()
            continue
        name = left.pop()
        try:
            info = os.lstat(name, dir_fd=fd)
            if info.st_dev == device:
                levels.append([_open(name, fd), path + name + b"/", None])
                continue
        except (FileNotFoundError, NotADirectoryError):  # gone meanwhile
            continue
        except OSError:  # not allowed
            counts["unreadable"] += 1
        entry(path + name, info, b"/proc/self/fd/%d/%s" % (fd, name))
    digest = output.end()
    with open(result, "w", encoding="ascii") as file:
        numbers = "".join(f',"{key}":{value}' for key, value in counts.items())
        file.write(f'{{"sha256":"{digest}","size":{output.size}{numbers}}}\n')


def _list(fd, path, folders, entry, counts, excluded):
    with os.scandir(fd) as entries:
        for found in entries:
            name = os.fsencode(found.name)
            if not path and name in (LOST_AND_FOUND, OWN_FOLDER):
                continue
            try:
                if found.is_dir(follow_symlinks=False):
                    if not excluded.folder(path + name):
                        folders.append(name)
                    continue
                if excluded.file(path + name):
                    continue
                info = found.stat(follow_symlinks=False)
                entry(path + name, info, b"/proc/self/fd/%d/%s" % (fd, name))
            except FileNotFoundError:  # gone meanwhile
                pass
            except OSError:
                counts["unreadable"] += 1
