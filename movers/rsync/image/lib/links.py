"""Restores symbolic links that an rsync daemon has munged. usage: links.py ROOT

A daemon that is not confined by chroot stores links with a prefix that breaks them. Every link below ROOT
that has it is replaced at once by what it was, with its times and its owner. It may be run again at any
time: it looks at the links, not at lists of what was sent. It opens closed folders of its own user to itself while it
is in them; lost+found and what belongs to others and can't be read is none of rsync's. Prints how many it restored.
"""

import os
import stat
import sys

PREFIX = b"/rsyncd-munged/"


def restore(link, status, target):
    temporary = os.path.join(os.path.dirname(link), b".~scribe-link~%d" % os.getpid())
    if os.path.lexists(temporary):
        os.unlink(temporary)
    os.symlink(target, temporary)
    made = os.lstat(temporary)
    if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.lchown(temporary, status.st_uid, status.st_gid)
        except PermissionError:
            pass
    os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns), follow_symlinks=False)
    os.rename(temporary, link)


def restore_in(folder, entries):
    restored = 0
    for entry in entries:
        if entry.is_symlink():
            target = os.readlink(entry.path)
            if target.startswith(PREFIX):
                restore(entry.path, entry.stat(follow_symlinks=False), target[len(PREFIX):])
                restored += 1
    return restored


def main(root):
    root = os.fsencode(root)
    device = os.lstat(root).st_dev
    stack, restored, opened = [root], 0, []
    while stack:
        folder = stack.pop()
        before = os.lstat(folder)
        if before.st_uid == os.geteuid() != 0 and before.st_mode & stat.S_IRWXU != stat.S_IRWXU:
            os.chmod(folder, stat.S_IMODE(before.st_mode) | stat.S_IRWXU)
            opened.append((folder, stat.S_IMODE(before.st_mode)))
        try:
            with os.scandir(folder) as entries:
                entries = list(entries)
        except PermissionError:
            continue
        count = restore_in(folder, entries)
        if count:
            restored += count
            try:
                os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
            except PermissionError:
                pass
        for entry in entries:
            if folder == root and entry.name == b"lost+found":
                continue
            if entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_dev == device:
                stack.append(entry.path)
    for folder, mode in reversed(opened):
        os.chmod(folder, mode)
    print(restored)


if __name__ == "__main__":
    main(sys.argv[1])
