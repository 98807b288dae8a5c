"""What this side can keep of a file's metadata. usage: abilities.py FOLDER

Prints the lines of the answer to "scribe hello" about it: whether the attributes of the volume's root can be
set, access lists, extended attributes (none, user, all), device files, and a line "super 0" for a root that
may not give files away, which rsync has to know.
"""

import errno
import os
import stat
import sys
import tempfile

CHOWN, SETFCAP = 0, 31


def capabilities():
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1], 16) for line in file if line.startswith("CapEff:"))


def can_set_root(folder, status):
    try:
        os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns))
        os.chmod(folder, status.st_mode & 0o7777)
        return True
    except OSError:
        return False


def knows_all_users():
    """False in a user namespace of few users: lists that name others are refused there."""
    with open("/proc/self/uid_map", encoding="ascii") as file:
        return sum(int(line.split()[2]) for line in file) >= 65536


def has_access_lists(folder):
    if not knows_all_users():
        return False
    try:
        os.getxattr(folder, "system.posix_acl_access")
    except OSError as problem:
        return problem.errno == errno.ENODATA
    return True


def has_attributes(folder):
    name = "user.scribe.probe"
    try:
        os.setxattr(folder, name, b"1")
        os.removexattr(folder, name)
    except PermissionError:
        pass
    except OSError:
        return False
    return True


def can_make_devices():
    with tempfile.TemporaryDirectory() as place:
        try:
            os.mknod(os.path.join(place, "null"), stat.S_IFCHR | 0o600, os.makedev(1, 3))
            return True
        except OSError:
            return False


def main(folder):
    status = os.stat(folder)
    may = capabilities()
    print("root %d" % can_set_root(folder, status))
    print("acls %d" % has_access_lists(folder))
    kinds = "none"
    if has_attributes(folder):
        kinds = "all" if os.geteuid() == 0 and may >> SETFCAP & 1 else "user"
    print("xattrs " + kinds)
    print("devices %d" % can_make_devices())
    print("super %d" % (os.geteuid() != 0 or may >> CHOWN & 1))


if __name__ == "__main__":
    main(sys.argv[1])
