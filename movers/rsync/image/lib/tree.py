"""Walks the source once and shares its directories out among parallel streams of rsync.

usage: tree.py ROOT FOLDER STREAMS [--spare-root] [--compare ACLS XATTRS]
       tree.py ROOT --folders

Writes FOLDER/list.0, list.1, … with the directories of each stream, every one ending in a slash and a NUL, and
beginning with a slash: rsync takes a name with # in front for a comment. rsync sends what stands in each, one
level deep, and deletes there what the source has no more. Directories that share a hard-linked file go to one
stream, for rsync keeps links only within a stream. With --spare-root the first list has what stands in ROOT in
place of ROOT itself, whose attributes cannot be set over there. With --compare the destination's digests (see walk.py)
come on standard input, and directories with one of them are in no list. For STREAMS "-" the number is read from standard
input after the walk. Prints lines "NAME NUMBER" about the tree, among
them "large.STREAM" with the number of directories that hold files that should go on where they were cut off. What
cannot be read is left for rsync to name.

The line "folders" has a number that is the same as long as the same directories are at the same places; --folders
prints only that.

Paths are kept in files that gzip can read, for those may lie in memory, too: for a million directories with random names
in paths of 50 letters those take 30 MiB, and this program 40; another 150 if it compares.
"""

import gzip
import hashlib
import io
import os
import select
import stat
import sys
import time
from array import array

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # python3 -I leaves it out
import walk

FILES_OF_A_STREAM = 500  # fewer are not worth a connection of their own
HUGE = 64 << 20  # bytes that are better changed where they are than written anew
LARGE = 4 << 20  # bytes that are worth more than the look for a part of it that rsync then takes for each file
BYTES_OF_A_FILE = 64 << 10  # a file weighs one, and one more for each of these
BLOCK = 512  # what st_blocks counts
PIECE = 1 << 16  # of what is compressed at a time
PATIENCE_SECONDS = 60  # with a destination that takes longer to look at its tree than the source did


def place_of(path, inode):
    """A number for a directory at its place; those of all, combined by exclusive or, are one for the tree."""
    return int.from_bytes(hashlib.blake2b(b"%d/%s" % (inode, path), digest_size=6).digest(), "big")


class Folders:
    """The number that "folders" is."""

    def __init__(self):
        self.number = 0

    def visit(self, path, status, *rest):
        if path:
            self.number ^= place_of(path, status.st_ino if status else 0)


class Tree(Folders):
    def __init__(self, spool, spare_root, attributes):
        super().__init__()
        self.spare_root = spare_root
        self.attributes = attributes  # None: digests are of no use
        self.in_root = []
        self.spool = spool
        self.weights = array("q")
        self.large = bytearray()  # whether a directory has large files
        self.huge_in = bytearray()  # or huge ones
        self.digests = bytearray()  # zeros where there is none
        self.group = array("i")  # union-find over directories
        self.linked = {}  # inode with several names: its first directory
        self.files = self.bytes = self.sparse = self.links = self.unchanged = self.root = 0

    def visit(self, path, status, names, statuses, *rest):
        super().visit(path, status)
        self.enter(path)
        for name, found in zip(names, statuses):
            if not stat.S_ISDIR(found.st_mode):  # else another file system is mounted there
                self.meet(name, found)
        if self.attributes:
            self.digests += walk.digest(self.attributes, not self.spare_root, path, status, names, statuses, *rest) or walk.END

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
        self.huge_in.append(0)

    def meet(self, name, status):
        number = len(self.group) - 1
        self.files += 1
        weight = 1
        if self.spare_root and number == 0:
            self.in_root.append(name)
        if status.st_size >= LARGE:
            self.large[number] = 1
        if status.st_size >= HUGE:
            self.huge_in[number] = 1
        if status.st_nlink > 1:
            self.links += 1
            first = self.linked.setdefault(status.st_ino, number)
            one, other = self.find(first), self.find(number)
            self.group[max(one, other)] = min(one, other)
            if first != number:
                return
        if stat.S_ISREG(status.st_mode):
            self.bytes += status.st_size
            self.sparse += status.st_blocks * BLOCK < status.st_size
            weight += status.st_size // BYTES_OF_A_FILE
        self.weights[number] += weight

    def leave_out(self, there):
        """The directories whose digests are among those that are there: they weigh nothing from now on."""
        for number in range(len(self.group)):
            place = number * walk.DIGEST_BYTES
            found = bytes(self.digests[place : place + walk.DIGEST_BYTES])
            if found != walk.END and found in there:
                self.weights[number] = self.large[number] = self.huge_in[number] = 0
                self.unchanged += 1
                self.root += number == 0

    def share_out(self, streams):
        """The stream of each directory: neighbours stay together, and groups."""
        count = len(self.group)
        weights = array("q", bytes(8 * count))
        for number in range(count):
            weights[self.find(number)] += self.weights[number]
        total = max(1, sum(weights))
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
                if not self.weights[number]:
                    path = b""
                elif number == 0 and self.spare_root:
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


def digests_there(patience):
    """Those of the destination, from standard input; none if it has not told all of them after so many seconds."""
    there, rest, deadline = set(), b"", time.monotonic() + patience
    while select.select([0], [], [], max(0, deadline - time.monotonic()))[0] and (piece := os.read(0, PIECE)):
        rest += piece
        whole = len(rest) - len(rest) % walk.DIGEST_BYTES
        there.update(rest[place : place + walk.DIGEST_BYTES] for place in range(0, whole, walk.DIGEST_BYTES))
        rest = rest[whole:]
        if walk.END in there:
            return there
    return set()


def main(root, folder, *words):
    root = os.fsencode(root)
    if folder == "--folders":
        folders = Folders()
        walk.walk(root, folders.visit)
        print("folders", folders.number)
        return
    began = time.monotonic()
    folder = os.path.abspath(folder)  # a walk changes directories
    spool = os.path.join(folder, "directories")
    compare = words.index("--compare") if "--compare" in words else None
    attributes = walk.Attributes(words[compare + 1] == "1", words[compare + 2]) if compare else None
    with compressed(spool) as file:
        tree = Tree(file, "--spare-root" in words, attributes)
        walk.walk(root, tree.visit)
    if attributes:
        tree.leave_out(digests_there(PATIENCE_SECONDS + 2 * (time.monotonic() - began)))
    streams = int(sys.stdin.readline() if words[0] == "-" else words[0])
    with gzip.open(spool) as tree.spool:
        tree.write_lists(folder, streams)
    os.unlink(spool)
    for name in ("files", "bytes", "sparse", "links", "unchanged", "root"):
        print(name, getattr(tree, name))
    print("huge", sum(tree.huge_in))
    print("directories", len(tree.group))
    print("folders", tree.number)
    for number, count in enumerate(tree.large_in):
        print("large.%d" % number, count)


if __name__ == "__main__":
    main(*sys.argv[1:])
