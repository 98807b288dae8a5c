"""One entry of a tree, and how it becomes what its record says."""
import errno
import os
import stat

from metadata_format import as_json, attributes, unescaped


def refused(action, *arguments, **options):
    """Whether an action is not allowed here, or not known to the file system."""
    try:
        action(*arguments, **options)
        return False
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.ENODATA, errno.EOVERFLOW):
            raise
        return True


def is_like(name, record):
    """Whether a file in the working directory is as its record says. Most are: rclone brought mode and time."""
    if b"group" in record.words:
        return False
    try:
        info = os.lstat(name)
        return (
            info.st_mode == stat.S_IFREG | record.mode
            and info.st_mtime_ns == record.mtime_ns
            and info.st_uid == record.uid
            and info.st_gid == record.gid
            and info.st_nlink == 1
            and (b"sparse" not in record.words or info.st_blocks * 512 < info.st_size)
            and attributes(name) == record.xattrs
        )
    except FileNotFoundError:
        return False


class Counts:
    """What was looked at, and what could not be done."""

    KEYS = ("missing", "owners", "modes", "xattrs", "times", "devices")
    WORDS = {"owners": "owners", "modes": "modes", "xattrs": "attributes or access lists", "times": "times"}

    def __init__(self):
        for key in self.KEYS:
            setattr(self, key, 0)

    def packed(self):
        return b" ".join(b"%d" % getattr(self, key) for key in self.KEYS)

    def add(self, packed):
        for key, value in zip(self.KEYS, packed.split()):
            setattr(self, key, getattr(self, key) + int(value))

    def results(self):
        """What could not be done, as lines."""
        found = {key: getattr(self, key) for key in self.KEYS if getattr(self, key)}
        failed = ", ".join(f"{words} of {found[key]}" for key, words in self.WORDS.items() if key in found)
        return (
            (f'section {{"notRestored":{as_json(found)}}}\n' if found else "")
            + (f"failed {failed} files or folders could not be set\n" if failed else "")
            + f"devices {self.devices}\nmissing {self.missing}\n"
        )


class Entry:
    """NAME in the open folder FOLDER, or an open folder itself."""

    def __init__(self, folder, name, record, counts):
        self.folder, self.name, self.record, self.counts = folder, name, record, counts
        self._fd = -1
        try:
            self.info = os.lstat(name, dir_fd=folder)
        except FileNotFoundError:
            self.info = None

    @classmethod
    def opened(cls, fd, record, counts):
        entry = cls.__new__(cls)
        entry.folder, entry.name, entry.record, entry.counts = -1, b"", record, counts
        entry._fd, entry.info = fd, os.fstat(fd)
        return entry

    def replaced(self, info):
        self.info = info

    def set_all(self):
        """Owner, mode, attributes and time of anything but a link, where they differ."""
        if self._fd >= 0:
            self._set(b"/proc/self/fd/%d" % self._fd)
            return
        pinned = os.open(self.name, os.O_PATH | os.O_NOFOLLOW, dir_fd=self.folder)
        try:
            now = os.fstat(pinned)
            if (now.st_dev, now.st_ino) == (self.info.st_dev, self.info.st_ino):
                self._set(b"/proc/self/fd/%d" % pinned)
        finally:
            os.close(pinned)

    def _is_dense(self):
        return b"sparse" in self.record.words and self.info.st_blocks * 512 >= self.info.st_size

    def _set(self, place):
        info, record = self.info, self.record
        if self._is_dense():
            self._dig()
        owned = (info.st_uid, info.st_gid) == (record.uid, record.gid) or self._own(place)
        # Whoever owns it now must not be what a set-user-id program runs as.
        mode = record.mode if owned or stat.S_ISDIR(info.st_mode) else record.mode & 0o1777
        if os.stat(place).st_mode & 0o7777 != mode:
            self.counts.modes += refused(os.chmod, place, mode)
        self._set_attributes(place)
        if os.stat(place).st_mtime_ns != record.mtime_ns:
            self.counts.times += refused(os.utime, place, ns=(info.st_atime_ns, record.mtime_ns))

    def _own(self, place):
        if not refused(os.chown, place, self.record.uid, self.record.gid):
            return True
        self.counts.owners += 1
        refused(os.chown, place, -1, self.record.gid)
        return False

    def _set_attributes(self, place):
        found, failed = attributes(place, follow=True), False
        for name in found:
            if name not in self.record.xattrs:
                failed |= refused(os.removexattr, place, name)
        for name, value in self.record.xattrs.items():
            if found.get(name) != value:
                failed |= refused(os.setxattr, place, name, value)
        self.counts.xattrs += failed

    def _dig(self):
        """Gives the blocks of zeros back. That changes no content; where it is not possible, so be it."""
        try:
            fd = os.open(self.name, os.O_RDWR | os.O_NOFOLLOW, dir_fd=self.folder)
        except PermissionError:
            return
        import subprocess  # which takes as long to load as all the rest

        try:
            subprocess.run(["fallocate", "--dig-holes", f"/proc/self/fd/{fd}"], pass_fds=[fd], check=False,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        finally:
            os.close(fd)

    def make_link(self):
        target = unescaped(self.record.words.get(b"link", b""))
        if self.info is not None:
            if not stat.S_ISLNK(self.info.st_mode):
                self.counts.missing += 1
                return
            os.unlink(self.name, dir_fd=self.folder)
        os.symlink(target, self.name, dir_fd=self.folder)
        made = os.lstat(self.name, dir_fd=self.folder)
        owner = self.record.uid, self.record.gid
        if (made.st_uid, made.st_gid) != owner:
            self.counts.owners += refused(os.chown, self.name, *owner, dir_fd=self.folder, follow_symlinks=False)
        time = self.record.mtime_ns
        os.utime(self.name, ns=(time, time), dir_fd=self.folder, follow_symlinks=False)

    def make_node(self, kind):
        device = 0
        if kind != stat.S_IFIFO:
            major, minor = self.record.words.get(b"device", b"0,0").split(b",")
            device = os.makedev(int(major), int(minor))
        if self.info is not None:
            self.counts.missing += 1
            return
        if refused(os.mknod, self.name, kind | 0o600, device, dir_fd=self.folder):
            self.counts.devices += 1
            return
        self.info = os.lstat(self.name, dir_fd=self.folder)
        self.set_all()

    def link_to(self, folder, name):
        """Becomes another name of a file that is there."""
        first = os.lstat(name, dir_fd=folder)
        if first.st_ino == self.info.st_ino:
            return
        part = _part(self.name)
        os.link(name, part, src_dir_fd=folder, dst_dir_fd=self.folder, follow_symlinks=False)
        os.rename(part, self.name, src_dir_fd=self.folder, dst_dir_fd=self.folder)


def _part(name):
    return b".scribe-part-" + name[:200]


def unshare(entry):
    """Makes a file that has other names a file of its own; gives what is known of it now."""
    part = _part(entry.name)
    source = os.open(entry.name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=entry.folder)
    try:
        os.unlink(part, dir_fd=entry.folder)
    except FileNotFoundError:
        pass
    target = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600, dir_fd=entry.folder)
    try:
        offset = 0
        while sent := os.sendfile(target, source, offset, 1 << 24):
            offset += sent
    finally:
        os.close(source)
        os.close(target)
    os.rename(part, entry.name, src_dir_fd=entry.folder, dst_dir_fd=entry.folder)
    return os.lstat(entry.name, dir_fd=entry.folder)
