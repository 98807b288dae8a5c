"""Metadata → tree, in several processes: what is in a folder is set by one of them, and folders at last."""
import hashlib
import os
import sys
import zlib

from metadata_entry import Counts
from metadata_format import LONGEST_LINE, Malformed, Record
from metadata_tree import Tree

MOST_PROCESSES = 4


def _check(metadata, expected):
    digest = hashlib.sha256()
    with open(metadata, "rb") as file:
        while data := file.read(1 << 16):
            digest.update(data)
    if digest.hexdigest().encode() != expected:
        raise Malformed("its hash is another one")


def _lines(metadata):
    """Lines of the metadata. Ends with an error if it is not whole."""
    inflate, rest = zlib.decompressobj(31), b""
    with open(metadata, "rb") as file:
        while data := file.read(1 << 16):
            while data and not inflate.eof:
                try:
                    rest += inflate.decompress(data, 1 << 20)
                except zlib.error as error:
                    raise Malformed(str(error)) from None
                data = inflate.unconsumed_tail
                *lines, rest = rest.split(b"\n")
                if len(rest) > LONGEST_LINE:
                    raise Malformed("a line without end")
                yield from lines
    if not inflate.eof or rest:
        raise Malformed("it is cut off")


def _is_for_last(line):
    """Whether it is about a folder, which several processes may be at work in, or a file with several names."""
    return b" type=dir " in line or b" group=" in line


def _set_part(root, metadata, part, parts):
    """All but these, of every so many-th folder."""
    tree, folder = Tree(root, sets_folders=False), 0
    for line in _lines(metadata):
        if b" type=dir " in line:
            folder += 1
            tree.take(Record(line))
        elif folder % parts == part and b" group=" not in line and line[:1] not in (b"", b"#"):
            tree.take(Record(line))
    tree.end()
    return tree.counts


def _set_last(root, metadata):
    tree = Tree(root, sets_folders=True)
    for line in filter(_is_for_last, _lines(metadata)):
        tree.take(Record(line))
    tree.end()
    return tree.counts


def _begin(action, *arguments):
    """Begins an action in a process of its own, which ends as this one would; gives where to read its counts."""
    answer, ours = os.pipe()
    pid = os.fork()
    if pid:
        os.close(ours)
        return pid, answer
    os.write(ours, action(*arguments).packed())
    os._exit(0)


def _end(pid, answer):
    """Gives its exit code and what it answered."""
    with open(answer, "rb") as file:
        packed = file.read()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), packed


def apply(root, expected, metadata):
    _check(metadata, expected)
    parts = min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    begun = [_begin(_set_part, root, metadata, part, parts) for part in range(parts)]
    counts = Counts()
    for status, packed in [_end(*process) for process in begun]:
        if status:
            sys.exit(abs(status))  # it said why
        counts.add(packed)
    counts.add(_set_last(root, metadata).packed())
    print(counts.results(), end="")
