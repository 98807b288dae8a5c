"""Tree → metadata."""
import hashlib
import os
import stat
import sys
import zlib

import metadata_format
from metadata_exclude import Excluded
from metadata_format import KINDS, LOST_AND_FOUND, OWN_FOLDER, as_json

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NOATIME
_SPARSE_FROM = 64 << 10
MOST_HELD = 32 << 20  # bytes, compressed: some millions of files


class _Output:
    """Compresses to standard output, after a line "new"; or writes "same" if it has the hash and the size KNOWN.
    Up to then it is held; if that takes too much memory it is taken for new."""

    def __init__(self, *known):
        self._compressor = zlib.compressobj(3, zlib.DEFLATED, 31)
        self._hash = hashlib.sha256()
        self._known = known
        self._held = []
        self._waiting = []
        self._size = 0
        self.size = 0
        self.answer = None

    def write(self, text):
        self._waiting.append(text)
        self._size += len(text)
        if self._size >= 1 << 20:
            self._pass_on(self._compressor.compress(b"".join(self._waiting)))
            self._waiting, self._size = [], 0
            if self._held is not None and self.size > MOST_HELD:
                self._announce("new")

    def finish(self):
        """Ends what is compressed; gives its hash."""
        self._pass_on(self._compressor.compress(b"".join(self._waiting)) + self._compressor.flush())
        digest = self._hash.hexdigest()
        if self.answer is None:
            self.answer = "same" if (digest.encode(), b"%d" % self.size) == self._known else "new"
        return digest

    def send(self):
        """All that is not there yet."""
        if self._held is not None:
            self._announce(self.answer)
        sys.stdout.buffer.flush()

    def _announce(self, answer):
        self.answer = answer
        held, self._held = self._held, None
        sys.stdout.buffer.write(answer.encode() + b"\n")
        if answer == "new":
            sys.stdout.buffer.writelines(held)

    def _pass_on(self, data):
        self._hash.update(data)
        self.size += len(data)
        if self._held is None:
            sys.stdout.buffer.write(data)
        else:
            self._held.append(data)


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


def _words(info, name, groups):
    mode = stat.S_IFMT(info.st_mode)
    words = []
    if mode == stat.S_IFREG:
        words.append((b"size", b"%d" % info.st_size))
        if info.st_nlink > 1:
            words.append((b"group", b"%d" % groups.number(info)))
        if info.st_size >= _SPARSE_FROM and info.st_blocks * 512 < info.st_size - (info.st_size >> 4):
            words.append((b"sparse", b"1"))
    elif mode == stat.S_IFLNK:
        words.append((b"link", metadata_format.escaped(os.readlink(name))))
    elif mode in (stat.S_IFCHR, stat.S_IFBLK):
        words.append((b"device", b"%d,%d" % (os.major(info.st_rdev), os.minor(info.st_rdev))))
    return words


class _Walk:
    """Goes once through a tree. The working directory is the folder whose entries are looked at."""

    def __init__(self, output):
        self._output, self._groups, self._excluded = output, _Groups(), Excluded()
        self.counts = {"entries": 0, "files": 0, "bytes": 0, "unreadable": 0}

    def through(self, root):
        """A folder's files come first, then folder by folder what is below: so no more is open, and
        remembered, than the folders on the way and their neighbours."""
        top = _open(root)
        device = os.fstat(top).st_dev
        levels = [(top, b"", self._folder(top, b""))]
        while levels:
            fd, path, left = levels[-1]
            if not left:
                os.close(fd)
                levels.pop()
                continue
            name = left.pop()
            below = info = None
            try:
                info = os.lstat(name, dir_fd=fd)
                if info.st_dev == device:  # else another file system is mounted there
                    below = _open(name, fd)
            except (FileNotFoundError, NotADirectoryError):  # gone meanwhile
                continue
            except OSError:  # not allowed
                self.counts["unreadable"] += 1
            if below is not None:
                path += name + b"/"
                levels.append((below, path, self._folder(below, path)))
            elif info is not None:
                os.fchdir(fd)
                self._entry(path + name, info, name)

    def _folder(self, fd, path):
        """The folder itself and what is in it; gives the names of the folders there."""
        folders, excluded = [], self._excluded
        try:
            os.fchdir(fd)
        except PermissionError:  # a folder that can be listed, and no more
            self.counts["unreadable"] += 1
            self._entry(path[:-1], os.fstat(fd), b"/proc/self/fd/%d/." % fd)
            return folders
        self._entry(path[:-1], os.fstat(fd), b".")
        with os.scandir(fd) as entries:
            for found in entries:
                name = found.name.encode("utf-8", "surrogateescape")
                if not path and name in (LOST_AND_FOUND, OWN_FOLDER):
                    continue
                try:
                    if found.is_dir(follow_symlinks=False):
                        if not excluded.folder(path + name):
                            folders.append(name)
                    elif not excluded.any or not excluded.file(path + name):
                        self._entry(path + name, found.stat(follow_symlinks=False), name)
                except FileNotFoundError:  # gone meanwhile
                    pass
                except OSError:
                    self.counts["unreadable"] += 1
        return folders

    def _entry(self, path, info, name):
        kind = KINDS.get(stat.S_IFMT(info.st_mode))
        if kind is None:
            return
        words = _words(info, name, self._groups)
        self._output.write(metadata_format.line(path, info, kind, words, metadata_format.attributes(name)))
        self.counts["entries"] += 1
        if kind == b"file":
            self.counts["files"] += 1
            self.counts["bytes"] += info.st_size


def dump(root, result, *known):
    """What was found goes to RESULT before the last of the metadata can be read."""
    output = _Output(*known)
    output.write(b"#mtree\n")
    walk = _Walk(output)
    walk.through(root)
    digest = output.finish()
    counts = walk.counts
    figures = {"entries": counts["entries"], "filesTotal": counts["files"], "bytesTotal": counts["bytes"]}
    with open(result, "w", encoding="ascii") as file:
        file.write(f"answer {output.answer}\nsha256 {digest}\nsize {output.size}\nfiles {counts['files']}\n")
        file.write(f"counts {as_json(counts)}\nfigures {as_json(figures)}\n")
    output.send()
