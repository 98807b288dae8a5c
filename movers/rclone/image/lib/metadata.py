"""Metadata of a tree, for a store that keeps only names and contents.

metadata.py dump ROOT RESULT [HASH SIZE]  writes a line, "same" if the metadata has HASH and SIZE; else "new" and
                                          the metadata, compressed, to standard output
metadata.py prepare ROOT                  makes ROOT safe to be written by a program that follows links
metadata.py apply ROOT HASH OBJECT        makes ROOT like the metadata in the file OBJECT

The format is that of mtree(5) with paths in full, compressed by gzip: a line for each entry, a directory
before what is in it. Beside its keywords there are "group" (files with one number are one file),
"sparse" and "xattr.NAME" (base64). What was done, and what could not be, goes to RESULT, or to standard
output for "apply", as lines that shell/results.sh reads.

Where metadata comes from is not trusted: no link is followed, nothing outside of ROOT is touched. Memory
depends on the depth of the tree and the number of hard links, not on the number of files.

Ends with 3 for metadata that is not whole or not ours.
"""
import sys

from metadata_apply import apply
from metadata_dump import dump
from metadata_format import Malformed
from metadata_prepare import prepare

COMMANDS = {"dump": dump, "prepare": prepare, "apply": apply}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]](*(word.encode("utf-8", "surrogateescape") for word in sys.argv[2:]))
    except Malformed as error:
        print(f"the metadata is damaged: {error}", file=sys.stderr)
        sys.exit(3)
    except OSError as error:
        name = "" if error.filename is None else f": {error.filename!r}"
        print(f"metadata: {error.strerror}{name}", file=sys.stderr)
        sys.exit(1)
