"""Tells which commands of a mover's shell code no test has run: coverage.py TRACES IMAGE

TRACES is a folder of what bash wrote with "set -x", each line with the file and line of its command; IMAGE is the
folder that was run. What is a command is found by simple rules, so the share is near the truth and no more.
"""

import os
import re
import sys

MARK = re.compile(rb"\++ (/mover-[^:]*):(\d+) ")
STRUCTURE = re.compile(r"(\}|\)|\{|fi|else|then|do|done|esac|;;|elif|in)*[\s;|&)}]*(<.*|\|\||>.*)?|\w[\w-]*\(\) \{|[^(;]*\)( ;;)?")
PATTERNS = re.compile(r"[^(]*['*]'? \|( \\)?")
CONTINUED = re.compile(r"(\\|\||&&|\|\||=?\()$")
HEREDOC = re.compile(r"<<-?'?(\w+)'?")


def commands(path):
    """The commands as [first line, last line, text]; bash tells one by some line of it."""
    found, quote, document, continued = [], "", "", False
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        text = line.strip()
        if document:
            document = "" if text == document else document
            continue
        inside, quote = quote or continued, quote_after(text, quote)
        here = HEREDOC.search(text)
        document = here[1] if here and not quote else ""
        continued = bool(CONTINUED.search(text))
        if inside and found:
            found[-1][1] = number
        elif text and not text.startswith("#") and not STRUCTURE.fullmatch(text) and not PATTERNS.fullmatch(text):
            found.append([number, number, text])
    return found


def quote_after(text, quote):
    previous = ""
    for letter in text:
        if quote:
            quote = "" if letter == quote and (previous != "\\" or quote == "'") else quote
        elif letter in "'\"" and previous != "\\":
            quote = letter
        elif letter == "#" and previous in ("", " "):
            return ""
        previous = letter
    return quote


def main(traces, image):
    run = set()
    for name in os.listdir(traces):
        with open(os.path.join(traces, name), "rb") as trace:
            for line in trace:
                mark = MARK.match(line)
                if mark:
                    run.add((mark[1].decode().split("/", 2)[2], int(mark[2])))
    every = missed = 0
    for folder, _, names in sorted(os.walk(image)):
        for name in sorted(names):
            if name.endswith(".sh"):
                path = os.path.join(folder, name)
                short = os.path.relpath(path, image)
                for first, last, text in commands(path):
                    every += 1
                    if not any((short, number) in run for number in range(first, last + 1)):
                        missed += 1
                        print("not run  %s:%d  %s" % (short, first, text[:90]))
    print("%d of %d commands of shell code were run, %d %%" % (every - missed, every, 100 * (every - missed) // every))


main(*sys.argv[1:])
