"""Walks a volume. usage: walk.py ROOT ROOT-COUNTS ACLS XATTRS

Prints, as 16 bytes each, the digests of all directories, and an end mark. A directory has the same digest on both sides
when it is at the same place and all that rsync would compare is the same: its own attributes, and the names and attributes
of what is in it, of files also times to the nanosecond and sizes. There is none for a directory that cannot be read as a
whole, or has a file with several names, which rsync has to look at with those of other directories.

ROOT-COUNTS (1 or 0), ACLS (1 or 0) and XATTRS (none, user, all) are what the destination can keep, as abilities.py found it.
"""

import errno
import hashlib
import os
import stat
import sys

DIGEST_BYTES = 16
END = bytes(DIGEST_BYTES)
LOST_AND_FOUND = b"lost+found"
PARTIAL_FOLDER = b".~scribe-partial~"
ACCESS_LISTS = ("system.posix_acl_access", "system.posix_acl_default")
NOFOLLOW = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class Attributes:
    """What rsync compares of a file, as bytes."""

    def __init__(self, acls, xattrs):
        self.acls = acls
        self.xattrs = xattrs

    def of(self, name, status):
        """Those of a name in the current directory; raises OSError if they can't be read."""
        mode = status.st_mode
        size = status.st_rdev if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) else status.st_size if stat.S_ISREG(mode) else 0
        line = b"%b\0%d %d %d %d %d" % (name, mode, size, status.st_mtime_ns, status.st_uid, status.st_gid)
        if stat.S_ISLNK(mode):
            line += b"\0" + os.readlink(name)
        if self.acls or self.xattrs != "none":
            line += self.extended(name)
        return line

    def extended(self, name):
        line = b""
        try:
            for key in sorted(os.listxattr(name, follow_symlinks=False)):
                if self.counts(key):
                    value = os.getxattr(name, key, follow_symlinks=False)
                    line += b"\0%b\0%d\0%b" % (os.fsencode(key), len(value), value)
        except OSError as problem:
            if problem.errno != errno.ENOTSUP:
                raise
        return line

    def counts(self, key):
        if key in ACCESS_LISTS:
            return self.acls
        if key.startswith("user."):
            return self.xattrs != "none"
        return key == "security.capability" and self.xattrs == "all"


def walk(root, visit):
    """Calls visit(path, status, names, statuses, folders, whole) for each directory, neighbours one after the other.

    path is relative to root, that of root itself empty, and status that of the directory, which is the current one.
    names and statuses are of what is in it and no directory of this file system, folders the names of those that are;
    whole says whether that is all. What is gone, or in whose place is another one by now, is left out.
    """
    root = os.path.abspath(root)
    status = os.stat(root)
    device, stack = status.st_dev, [(b"", status.st_ino)]
    while stack:
        path, inode = stack.pop()
        below = []
        try:
            descriptor = os.open(os.path.join(root, path) if path else root, NOFOLLOW if path else os.O_RDONLY)
        except OSError:
            visit(path, None, [], [], [], False)
            continue
        try:
            status = os.fstat(descriptor)
            if (status.st_dev, status.st_ino) != (device, inode):
                visit(path, None, [], [], [], False)
                continue
            os.fchdir(descriptor)
            below = look_into(path, descriptor, device, status, visit)
        finally:
            os.close(descriptor)
        stack += below


def look_into(path, descriptor, device, status, visit):
    names, statuses, folders, below, whole = [], [], [], [], True
    try:
        with os.scandir(descriptor) as entries:
            for entry in entries:
                name = os.fsencode(entry.name)
                if name == PARTIAL_FOLDER or not path and name == LOST_AND_FOUND:
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                except OSError:
                    whole = False
                    continue
                if stat.S_ISDIR(found.st_mode) and found.st_dev == device:
                    folders.append(name)
                    below.append((path + b"/" + name if path else name, found.st_ino))
                else:
                    names.append(name)
                    statuses.append(found)
    except OSError:
        whole = False
    visit(path, status, names, statuses, folders, whole)
    below.sort(reverse=True)
    return below


def digest(attributes, root_counts, path, status, names, statuses, folders, whole):
    """The directory's, or None."""
    if not whole:
        return None
    try:
        lines = [name + b"/" for name in folders]
        for name, found in zip(names, statuses):
            if found.st_nlink > 1 and not stat.S_ISDIR(found.st_mode):
                return None
            lines.append(attributes.of(name, found))
        lines.sort()
        if path or root_counts:
            lines.append(attributes.of(b".", status))
    except OSError:
        return None
    hasher = hashlib.blake2b(b"%d %b\0" % (len(lines), path), digest_size=DIGEST_BYTES)
    for line in lines:
        hasher.update(b"%d " % len(line))
        hasher.update(line)
    return hasher.digest()


def main(root, root_counts, acls, xattrs):
    attributes = Attributes(acls == "1", xattrs)
    with os.fdopen(1, "wb", 1 << 16) as out:

        def tell(*directory):
            if found := digest(attributes, root_counts == "1", *directory):
                out.write(found)

        walk(os.fsencode(root), tell)
        out.write(END)


if __name__ == "__main__":
    main(*sys.argv[1:])
