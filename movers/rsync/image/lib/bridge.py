"""Runs stunnel between standard input and output. usage: bridge.py SETTINGS [FIRST-LINE]

stunnel takes the end of a pipe for a failure, and resets the connection; that of a socket it passes on. So it gets a
socket here. The first line goes ahead of what comes on standard input.
"""

import os
import select
import socket
import subprocess
import sys
import threading


def pass_on(connection):
    try:
        while piece := os.read(0, 1 << 18):
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def main(settings, first_line=""):
    ours, its = socket.socketpair()
    with subprocess.Popen(["stunnel", settings], stdin=its, stdout=its) as stunnel:
        its.close()
        ours.sendall(first_line.encode("utf-8", "surrogateescape"))
        threading.Thread(target=pass_on, args=(ours,), daemon=True).start()
        try:
            while piece := ours.recv(1 << 18):
                while piece:  # rsync's end takes less when it is busy
                    try:
                        piece = piece[os.write(1, piece):]
                    except BlockingIOError:
                        select.select([], [1], [])
        except OSError:
            pass
    sys.stdout.flush()
    os._exit(stunnel.returncode and 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
