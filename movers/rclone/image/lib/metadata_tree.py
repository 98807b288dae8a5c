"""A tree that is made like its metadata."""
import os
import stat
from collections import namedtuple

from metadata_entry import Counts, Entry, is_like, unshare
from metadata_exclude import Excluded
from metadata_format import LOST_AND_FOUND, OWN_FOLDER, Malformed

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_NODES = {b"fifo": stat.S_IFIFO, b"char": stat.S_IFCHR, b"block": stat.S_IFBLK}


def _open_folder(name, parent):
    try:
        return os.open(name, FOLDER, dir_fd=parent)
    except PermissionError:  # our own, closed to ourselves
        pinned = os.open(name, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
        try:
            os.chmod(b"/proc/self/fd/%d" % pinned, 0o700)
        finally:
            os.close(pinned)
        return os.open(name, FOLDER, dir_fd=parent)


_Level = namedtuple("_Level", ("fd", "path", "record"))  # a folder on the way


class Tree:
    """The tree that is made like the metadata, with the folders on the way open. The working directory is the
    last of these: what is in it is looked at by its name alone. Folders themselves are made, and set if wanted."""

    def __init__(self, root, sets_folders):
        self.counts = Counts()
        self._sets_folders = sets_folders
        self._levels = [_Level(os.open(root, os.O_RDONLY | os.O_DIRECTORY), b"", None)]
        os.fchdir(self._levels[0].fd)
        self._groups = {}  # number → path of the first of its files
        self._taken = set()  # inodes of these
        self._excluded = Excluded()
        self._left_out = None  # the folder that is excluded, with a / at its end

    def take(self, record):
        path = record.path
        if not path:
            self._levels[0] = self._levels[0]._replace(record=record)
            return
        if path.split(b"/", 1)[0] in (LOST_AND_FOUND, OWN_FOLDER):
            raise Malformed("a path of the remote's own")
        if self._excluded.any and self._is_excluded(record):
            return
        folder, name, level = record.folder, record.name, self._levels[-1]
        while level.path and level.path != folder and not folder.startswith(level.path + b"/"):
            self._leave()
            level = self._levels[-1]
        if level.path != folder:
            self._missing(record)  # so is the folder
            return
        if record.kind == b"file" and is_like(name, record):
            return
        entry = Entry(level.fd, name, record, self.counts)
        if record.kind == b"dir":
            self._enter(entry)
        elif record.kind == b"file":
            self._file(entry)
        elif record.kind == b"link":
            entry.make_link()
        elif record.kind in _NODES:
            entry.make_node(_NODES[record.kind])

    def _is_excluded(self, record):
        """What is below a folder follows it."""
        if self._left_out is not None:
            if record.path.startswith(self._left_out):
                return True
            self._left_out = None
        if record.kind != b"dir":
            return self._excluded.file(record.path)
        if self._excluded.folder(record.path):
            self._left_out = record.path + b"/"
        return self._left_out is not None

    def end(self):
        while self._levels:
            self._leave()

    def _enter(self, entry):
        if entry.info is None:
            try:
                os.mkdir(entry.name, 0o700, dir_fd=entry.folder)
            except FileExistsError:  # another process was faster
                pass
        elif not stat.S_ISDIR(entry.info.st_mode):
            self._missing(entry.record)
            return
        fd = _open_folder(entry.name, entry.folder)
        self._levels.append(_Level(fd, entry.record.path, entry.record))
        os.fchdir(fd)

    def _missing(self, record):
        self.counts.missing += self._sets_folders or record.kind != b"dir"

    def _leave(self):
        """What is in a folder changes its time, so its own metadata comes last."""
        fd, path, record = self._levels.pop()
        if self._levels:
            os.fchdir(self._levels[-1].fd)
        if record is not None and self._sets_folders:
            # The root belongs to whoever made the volume: what can't be set there is not counted.
            counts = self.counts if path else Counts()
            Entry.opened(fd, record, counts).set_all()
        os.close(fd)

    def _file(self, entry):
        info = entry.info
        if info is None or not stat.S_ISREG(info.st_mode):
            self._missing(entry.record)
            return
        group = entry.record.words.get(b"group")
        if group is None:
            if info.st_nlink > 1:
                entry.replaced(unshare(entry))
        elif group not in self._groups:
            if info.st_nlink > 1 and info.st_ino in self._taken:
                entry.replaced(unshare(entry))
            self._groups[group] = entry.record.path
            self._taken.add(entry.info.st_ino)
        else:
            self._join(entry, self._groups[group])
            return
        entry.set_all()

    def _join(self, entry, path):
        *folder, name = path.split(b"/")
        fd = os.dup(self._levels[0].fd)
        for part in folder:
            below = os.open(part, FOLDER, dir_fd=fd)
            os.close(fd)
            fd = below
        try:
            entry.link_to(fd, name)
        finally:
            os.close(fd)
