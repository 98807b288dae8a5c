"""Walks the source once and shares its directories out among parallel streams of rsync.

usage: tree.py ROOT FOLDER STREAMS [--spare-root]
       tree.py ROOT --folders

Writes FOLDER/list.0, list.1, … with the directories of each stream, every one ending in a slash and a NUL, and
beginning with a slash: rsync takes a name with # in front for a comment. rsync sends what stands in each, one
level deep, and deletes there what the source has no more. Directories that share a hard-linked file go to one
stream, for rsync keeps links only within a stream. With --spare-root the first list has what stands in ROOT in
place of ROOT itself, whose attributes cannot be set over there. Prints lines "NAME NUMBER" about the tree, among them
"large.STREAM" with the number of directories that hold files that should go on where they were cut off. What
cannot be read is left for rsync to name.

The line "folders" has a number that is the same as long as the same directories are at the same places; --folders
prints only that.

Paths are kept in files that gzip can read, for those may lie in memory, too: for a million directories with random names
in paths of 50 letters those take 30 MiB, and this program 40.
"""

import gzip
import hashlib
import io
import os
import sys
from array import array

FILES_OF_A_STREAM = 500  # fewer are not worth a connection of their own
HUGE = 64 << 20  # bytes that are better changed where they are than written anew
LARGE = 4 << 20  # bytes that are worth more than the look for a part of it that rsync then takes for each file
BYTES_OF_A_FILE = 64 << 10  # a file weighs one, and one more for each of these
BLOCK = 512  # what st_blocks counts
PIECE = 1 << 16  # of what is compressed at a time


def place_of(path, inode):
    """A number for a directory at its place; those of all, combined by exclusive or, are one for the tree."""
    return int.from_bytes(hashlib.blake2b(b"%d/%s" % (inode, path), digest_size=6).digest(), "big")


def walk(root, enter=lambda path: None, meet=lambda entry: None):
    """Calls enter for each directory, neighbours one after the other, and then meet for what is in it and none itself.

    Returns the number that "folders" is.
    """
    device, total, stack = os.lstat(root).st_dev, 0, [b""]
    while stack:
        path = stack.pop()
        enter(path)
        below = []
        try:
            entries = os.scandir(os.path.join(root, path) if path else root)
        except OSError:
            continue
        with entries:
            for entry in entries:
                if not path and entry.name == b"lost+found":
                    continue
                try:
                    if not entry.is_dir(follow_symlinks=False):
                        meet(entry)
                        continue
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if status.st_dev == device:
                    below.append(path + b"/" + entry.name if path else entry.name)
                    total ^= place_of(below[-1], status.st_ino)
        below.sort(reverse=True)
        stack += below
    return total


class Tree:
    def __init__(self, spool, spare_root):
        self.spare_root = spare_root
        self.in_root = []
        self.spool = spool
        self.weights = array("q")
        self.large = bytearray()  # whether a directory has large files
        self.group = array("i")  # union-find over directories
        self.linked = {}  # inode with several names: its first directory
        self.files = self.bytes = self.sparse = self.huge = self.links = 0

    def find(self, number):
        while self.group[number] != number:
            self.group[number] = self.group[self.group[number]]
            number = self.group[number]
        return number

    def enter(self, path):
        self.spool.write((b"/" + path if path else b".") + b"/\0")
        self.group.append(len(self.group))
        self.weights.append(1)
        self.large.append(0)

    def meet(self, entry):
        number = len(self.group) - 1
        status = entry.stat(follow_symlinks=False)
        self.files += 1
        weight = 1
        if self.spare_root and number == 0:
            self.in_root.append(entry.name)
        if status.st_size >= LARGE:
            self.large[number] = 1
        self.huge += status.st_size >= HUGE
        if status.st_nlink > 1:
            self.links += 1
            first = self.linked.setdefault(status.st_ino, number)
            one, other = self.find(first), self.find(number)
            self.group[max(one, other)] = min(one, other)
            if first != number:
                return
        if entry.is_file(follow_symlinks=False):
            self.bytes += status.st_size
            self.sparse += status.st_blocks * BLOCK < status.st_size
            weight += status.st_size // BYTES_OF_A_FILE
        self.weights[number] += weight

    def share_out(self, streams):
        """The stream of each directory: neighbours stay together, and groups."""
        count = len(self.group)
        weights = array("q", bytes(8 * count))
        for number in range(count):
            weights[self.find(number)] += self.weights[number]
        total = sum(weights)
        streams = max(1, min(streams, total // FILES_OF_A_STREAM, count))
        stream = bytearray(count)
        reached = 0
        for number in range(count):
            leader = self.find(number)
            if leader == number:
                stream[number] = min(streams - 1, (reached + weights[number] // 2) * streams // total)
                reached += weights[number]
            else:
                stream[number] = stream[leader]
        return streams, stream

    def write_lists(self, folder, streams):
        streams, stream = self.share_out(streams)
        names = [os.path.join(folder, "list.%d" % number) for number in range(streams)]
        lists = [compressed(name) for name in names]
        used = [0] * streams
        self.large_in = [0] * streams
        rest = b""
        number = 0
        while chunk := self.spool.read(PIECE):
            *whole, rest = (rest + chunk).split(b"\0")
            for path in whole:
                if number == 0 and self.spare_root:
                    path = b"\0".join(b"/" + name for name in self.in_root)
                self.large_in[stream[number]] += self.large[number]
                if path:
                    lists[stream[number]].write(path + b"\0")
                    used[stream[number]] += 1
                number += 1
        for number, file in enumerate(lists):
            file.close()
            if not used[number]:
                os.unlink(names[number])


def compressed(name):
    return io.BufferedWriter(gzip.open(name, "wb", compresslevel=1), PIECE)


def main(root, folder, streams="", spare_root=None):
    root = os.fsencode(root)
    if folder == "--folders":
        print("folders", walk(root))
        return
    spool = os.path.join(folder, "directories")
    with compressed(spool) as file:
        tree = Tree(file, spare_root is not None)
        folders = walk(root, tree.enter, tree.meet)
    with gzip.open(spool) as tree.spool:
        tree.write_lists(folder, int(streams))
    os.unlink(spool)
    for name in ("files", "bytes", "sparse", "huge", "links"):
        print(name, getattr(tree, name))
    print("folders", folders)
    for number, count in enumerate(tree.large_in):
        print("large.%d" % number, count)


if __name__ == "__main__":
    main(*sys.argv[1:])
