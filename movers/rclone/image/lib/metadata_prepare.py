"""A tree before it is written by a program that follows links."""
import os
import stat

from metadata_exclude import Excluded
from metadata_format import LOST_AND_FOUND, OWN_FOLDER

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


def prepare(root):
    """Removes what is no file and no folder: the metadata brings it back, and nobody who writes below
    ROOT can be led elsewhere by it. Opens our own files and folders to ourselves."""
    excluded = Excluded()
    top = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    device = os.fstat(top).st_dev
    levels = [(top, b"", _prepare(top, b"", excluded))]
    while levels:
        fd, path, left = levels[-1]
        if not left:
            os.close(fd)
            levels.pop()
            continue
        name = left.pop()
        try:
            below = os.open(name, FOLDER, dir_fd=fd)
        except OSError:  # another's: whoever writes there will say so
            continue
        if os.fstat(below).st_dev != device:
            os.close(below)
            continue
        path += name + b"/"
        levels.append((below, path, _prepare(below, path, excluded)))


def _prepare(fd, path, excluded):
    """Gives the folders in this one."""
    folders, me = [], os.geteuid()
    with os.scandir(fd) as entries:
        for found in entries:
            name = os.fsencode(found.name)
            if not path and name in (LOST_AND_FOUND, OWN_FOLDER):
                continue
            is_folder, is_file = found.is_dir(follow_symlinks=False), found.is_file(follow_symlinks=False)
            if (excluded.folder if is_folder else excluded.file)(path + name):
                continue
            if is_folder:
                folders.append(name)
            if not is_folder and not is_file:
                os.unlink(name, dir_fd=fd)
            elif me != 0:
                _open_to_ourselves(fd, name, found.stat(follow_symlinks=False), 0o700 if is_folder else 0o600)
    return folders


def _open_to_ourselves(folder, name, info, wanted):
    if info.st_uid != os.geteuid() or info.st_mode & wanted == wanted:
        return
    pinned = os.open(name, os.O_PATH | os.O_NOFOLLOW, dir_fd=folder)
    os.chmod(b"/proc/self/fd/%d" % pinned, stat.S_IMODE(info.st_mode) | wanted)
    os.close(pinned)
