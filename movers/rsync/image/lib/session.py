"""One connection to a destination. usage: session.py FOLDER ssh|tls

sshd starts it as the forced command of the only key it lets in, stunnel for each connection whose
pre-shared key was right. FOLDER is the one in which step_receive works:

  settings   NAME=VALUE lines that it wrote
  events     a pipe to it: "log TEXT", "hello", "shutdown CODE", "complete", "finish …", "fail …"
  ack        a pipe from it: a line for each "finish" or "fail", when it has taken note of it
  talking    locked while somebody waits for that
  sessions   locked by everything that writes to the volume
  stream     the command that is kept for connections that begin with rsync's own protocol, locked while it is

What may be asked for is listed in run and talk; it all writes to the volume or tells about it, nothing reads from it.
"""

import fcntl
import os
import re
import select
import signal
import socket
import stat
import sys
import time

VERSION = "1"  # of what a source may ask for; talk.sh and receive.sh know it, too
TALK_SECONDS = 20  # for a peer to say what it wants
ACK_SECONDS = 900  # for the destination to bring its data to the disk
MOST_DIGESTS = 5  # of a device, until a source has finished: one is needed, and more when connections break
STREAM_SECONDS = 60  # for all streams of a batch to begin

SHORT_OPTIONS = re.compile(r"-(?=.)[ACDEHIJNORSUWXcdghlmnopqrtuvxyz]*(e\d*\.\w*)?")
WORDS = r"[a-zA-Z0-9_.,:*+-]+"
LONG_OPTIONS = {
    name: None
    for name in (
        "append checksum compress delete delete-after delete-before delete-delay delete-during delete-excluded"
        " delete-missing-args dirs existing force from0 fsync fuzzy group hard-links ignore-errors ignore-existing"
        " ignore-missing-args ignore-non-existing ignore-times inplace links list-only new-compress no-W no-implied-dirs"
        " no-inc-recursive no-r no-relative no-specials numeric-ids old-compress omit-dir-times one-file-system owner partial perms"
        " preallocate recursive size-only specials stats super times use-qsort msgs2stderr no-msgs2stderr"
    ).split()
}
LONG_OPTIONS.update(
    (name, WORDS)
    for name in (
        "block-size bwlimit checksum-choice checksum-seed compress-choice compress-level compress-threads"
        " groupmap info max-alloc max-delete max-size min-size modify-window skip-compress stop-after"
        " stderr timeout usermap"
    ).split()
)
LONGEST_LINE = 4096
RSYNC_PROTOCOLS = range(27, 100)  # an rsync says its version first, as four bytes
NO_COMMAND = "a connection that says no command came without one that had been kept for it"
PARTIAL_FOLDER = ".~scribe-partial~"
LONG_OPTIONS["log-format"] = r"[%a-zA-Z ]*"  # a client asks for "%i" or "X" to get what it will print
LONG_OPTIONS["partial-dir"] = re.escape(PARTIAL_FOLDER)


class Refused(Exception):
    pass


class Session:
    def __init__(self, folder):
        self.folder = folder
        self.settings = {}
        with open(os.path.join(folder, "settings"), encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                name, _, value = line.rstrip("\n").partition("=")
                self.settings[name] = value
        os.environ["PATH"] = self.settings["path"]  # sshd has its own
        self.data = self.settings["data"]
        self.block = self.settings["volume"] == "block"

    def path(self, name):
        return os.path.join(self.folder, name)

    def tell(self, event):
        """Writes one line to the destination; none if it is not there any more."""
        line = re.sub(r"[^ -~]", "?", event)[:1000] + "\n"
        try:
            pipe = os.open(self.path("events"), os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return
        try:
            os.write(pipe, line.encode("ascii"))
        finally:
            os.close(pipe)

    def share(self, exclusively=False):
        """Counts as running until the last process that has the descriptor ends."""
        lock = os.open(self.path("sessions"), os.O_RDWR)
        os.set_inheritable(lock, True)
        # The last one may just be ending.
        if not locked(lock, fcntl.LOCK_EX if exclusively else fcntl.LOCK_SH, TALK_SECONDS):
            raise Refused("another transfer to this volume is going on")

    def run(self, command):
        """Does what COMMAND asks for; does not return."""
        words = command.split()
        if words[:1] == ["rsync"] and not self.block:
            self.rsync(command)
        elif words[:1] == ["diskrsync"] and self.block:
            sys.exit(self.diskrsync() and 1)
        elif words == ["scribe", "arrived"] and self.block:
            self.share(exclusively=True)
            print("yes" if os.path.exists(self.path("arrived")) else "no", flush=True)
            sys.exit(0)
        elif words[:2] == ["scribe", "digest"] and self.block and words[2:3] and words[2].isdigit():
            self.digest(int(words[2]))
        elif words == ["scribe", "single"] and not self.block:
            self.single()
        elif words == ["scribe", "compare"] and not self.block:
            self.compare()
        elif words == ["scribe", "talk"]:
            self.talk()
        elif re.fullmatch(r"shutdown +[0-9]{1,3}", command):
            print("Initiating shutdown. Exit code: " + words[1], flush=True)
            self.tell("shutdown " + words[1])
            sys.exit(0)
        else:
            self.tell("log Invalid command: " + command[:200])
            raise Refused("Invalid command: " + command[:200])

    def talk(self):
        """A conversation: a line for each request, and an answer to it."""
        while request := next_line():
            word, _, rest = request.partition(" ")
            if word == "hello":
                same_version(rest)
                self.hello()
            elif word == "keep" and not self.block:
                self.keep(rest)
            elif word in ("finish", "fail"):
                self.end(request)
            else:
                raise Refused("Invalid request: " + request[:200])
        sys.exit(0)

    def hello(self):
        self.tell("hello")
        with open(self.path("hello"), encoding="ascii") as file:
            answer = file.read()
        if not self.block:
            empty = not any(name not in ("lost+found", PARTIAL_FOLDER) for name in os.listdir(self.data))
            incomplete = os.path.lexists(os.path.join(self.data, PARTIAL_FOLDER))
            answer += "empty %d\nincomplete %d\n" % (empty, incomplete)
        print(answer + "end", flush=True)

    def digest(self, rest):
        """The checksum of the first REST bytes of the device, not often: from many, byte by byte, one could tell what it holds."""
        import hashlib  # which takes as long to load as all the rest

        told = os.open(self.path("digests"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(told, b".")
        if os.fstat(told).st_size > MOST_DIGESTS:
            raise Refused("the checksum of the device was told %d times; that is enough for one transfer" % MOST_DIGESTS)
        digest = hashlib.sha256()
        with open(self.settings["device"], "rb") as device:
            while rest and (piece := device.read(min(rest, 1 << 20))):
                digest.update(piece)
                rest -= len(piece)
        print(digest.hexdigest(), flush=True)
        sys.exit(0)

    def compare(self):
        """Digests of all directories, see walk.py."""
        with open(self.path("hello"), encoding="ascii") as file:
            able = dict(line.split(None, 1) for line in file.read().splitlines())
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "walk.py")
        words = [program, self.data, able["root"], able["acls"], able["xattrs"]]
        os.execv(sys.executable, [sys.executable, "-IBS", *words])

    def single(self):
        """Whether each file has one name: what is written to it in place, no other file gets."""
        for _, _, names, descriptor in os.fwalk(self.data, onerror=not_all):
            for name in names:
                status = os.stat(name, dir_fd=descriptor, follow_symlinks=False)
                if status.st_nlink > 1:
                    print("no", flush=True)
                    sys.exit(0)
        print("yes", flush=True)
        sys.exit(0)

    def end(self, event):
        lock = os.open(self.path("talking"), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_SH)
        self.tell(event)
        signal.alarm(ACK_SECONDS)
        answer = os.read(os.open(self.path("ack"), os.O_RDONLY), len("done\n"))
        print(answer.decode("ascii").strip(), flush=True)
        # The destination ends as soon as this session does: not before the source has heard.
        signal.alarm(TALK_SECONDS)
        if stat.S_ISSOCK(os.fstat(1).st_mode):
            socket.socket(fileno=os.dup(1)).shutdown(socket.SHUT_WR)
            while os.read(0, 4096):
                pass
        sys.exit(0)

    def keep(self, command):
        """Keeps the command of the streams that are about to begin, one for all sources, until the next request."""
        self.understood(command)
        place = os.open(self.path("stream"), os.O_RDWR | os.O_CREAT, 0o600)
        if not locked(place, fcntl.LOCK_EX, 0.5):
            os.close(place)
            print("busy", flush=True)
            return
        os.ftruncate(place, 0)
        os.pwrite(place, os.fsencode(command), 0)
        print("ready", flush=True)
        select.select([0], [], [], STREAM_SECONDS)
        os.close(place)  # and with it the lock

    def stream(self):
        """A connection without a command of its own."""
        try:
            place = os.open(self.path("stream"), os.O_RDONLY)
        except FileNotFoundError:
            raise Refused(NO_COMMAND)
        if locked(place, fcntl.LOCK_SH, 0):
            raise Refused(NO_COMMAND)
        command = os.fsdecode(os.pread(place, LONGEST_LINE, 0))
        os.close(place)
        self.rsync(command)

    def understood(self, command):
        arguments = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r"(?:[^\s\\]|\\.)+", command)]
        return self.checked(arguments[1:])

    def rsync(self, command):
        options, target = self.understood(command)
        os.chdir(self.data)
        self.share()
        if "--partial-dir=" + PARTIAL_FOLDER in options:
            os.makedirs(PARTIAL_FOLDER, mode=0o700, exist_ok=True)
        options += self.settings["options"].split()
        environment = dict(os.environ, LANG="C", LC_ALL="C")
        os.execvpe("rsync", ["rsync", *options, "--", ".", target], environment)

    def checked(self, arguments):
        """The options, all known and harmless, and the folder to write to, which is inside the volume."""
        if arguments[:1] != ["--server"] or "." not in arguments:
            raise Refused("Invalid command: rsync is not asked to receive")
        dot = arguments.index(".")
        options, targets = arguments[:dot], arguments[dot + 1:]
        if "--partial-dir" in options[:-1]:  # which comes as two words
            place = options.index("--partial-dir")
            options[place:place + 2] = ["--partial-dir=" + options[place + 1]]
        for option in options[1:]:
            name, equals, value = option[2:].partition("=")
            if option.startswith("--"):
                pattern = LONG_OPTIONS.get(name, "")
                known = name in LONG_OPTIONS and (not equals if pattern is None else re.fullmatch(pattern, value))
            else:
                known = SHORT_OPTIONS.fullmatch(option) or re.fullmatch(r"[-B@]+\d+", option)
            if not known:
                raise Refused("option %s is not allowed here" % option[:60])
        if len(targets) > 1:
            raise Refused("more than one folder to write to")
        target = targets[0] if targets else "."
        if os.path.isabs(target) or ".." in target.split("/"):
            raise Refused("%s is outside the volume" % target[:200])
        root = os.path.realpath(self.data)
        place = os.path.realpath(os.path.join(root, target))
        if place != root and not place.startswith(root.rstrip("/") + "/"):
            raise Refused("%s is outside the volume" % target[:200])
        return options, target

    def daemon(self):
        """A peer that speaks to a daemon of rsync: VolSync's."""
        self.share()
        open(self.path("munged"), "w").close()
        process = os.spawnvp(
            os.P_NOWAIT, "rsync", ["rsync", "--server", "--daemon", "--config=" + self.path("rsyncd.conf"), "."]
        )
        os.waitpid(process, 0)
        if os.path.exists(self.path("control/complete")):
            self.tell("complete")
        sys.exit(0)

    def diskrsync(self):
        """One session; its exit code. The source cannot tell from its own whether all has arrived: that is in a file."""
        self.share(exclusively=True)
        if os.path.exists(self.path("arrived")):
            os.unlink(self.path("arrived"))
        command = ["diskrsync", "--target", "--no-compress", self.settings["device"]]
        said = os.open(self.path("said"), os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        process = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, said, 2)])
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        last_words = os.pread(said, 4096, 0)
        os.write(2, last_words)
        if code and self.only_longer(last_words):
            code = 0
        if code == 0:
            open(self.path("arrived"), "w").close()
        else:
            self.tell("log ERROR: diskrsync ended with code %d; the source may try again" % code)
        return code

    def only_longer(self, last_words):
        """At its very end diskrsync cuts off what the source does not have, which no device allows."""
        return stat.S_ISBLK(os.stat(self.settings["device"]).st_mode) and re.search(
            rb"^[^\n]*Target failed: truncate [^\n]*: invalid argument\s*$", last_words
        )

    def target_of_diskrsync(self):
        """A peer that begins with a diskrsync session: VolSync's."""
        code = self.diskrsync()
        if code == 0:
            self.tell("complete")
        sys.exit(code and 1)


def not_all(error):
    raise Refused("a folder can't be looked through: " + str(error))


def locked(descriptor, kind, seconds):
    """Whether it could be locked within so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.05)


def same_version(version):
    if version != VERSION:
        refusal = "the source speaks version %s of the protocol, this destination version %s: update the older one" % (version[:20], VERSION)
        print("refused " + refusal, flush=True)
        raise Refused(refusal)


def next_line():
    """The next line from the peer, or nothing when there are no more."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return ""
        line += byte
        if len(line) > LONGEST_LINE:
            raise Refused("a line that is too long")
    return line.decode("utf-8", "surrogateescape").rstrip("\n")


def serve_tls(session):
    connection = socket.socket(fileno=os.dup(0))
    signal.alarm(TALK_SECONDS)
    while len(beginning := connection.recv(4, socket.MSG_PEEK)) < 4:
        if not beginning:
            raise Refused("the peer hung up before it said what it wants")
        time.sleep(0.01)
    if beginning == b"SCRI":
        if not (line := next_line()):
            raise Refused("the peer hung up")
        _, version, command = (line.split(" ", 2) + ["", ""])[:3]
        signal.alarm(0)
        connection.detach()
        same_version(version)
        session.run(command)
    signal.alarm(0)
    connection.detach()
    if beginning == b"BSNC" and session.block:
        session.target_of_diskrsync()
    elif beginning == b"@RSY" and not session.block:
        session.daemon()
    elif beginning[0] in RSYNC_PROTOCOLS and beginning[1:] == b"\0\0\0" and not session.block:
        session.stream()
    raise Refused("the peer speaks neither the protocol of a daemon of rsync nor that of diskrsync")


def main(folder, transport):
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    session = Session(folder)
    try:
        if transport == "tls":
            os.dup2(os.open(session.path("transport.log"), os.O_WRONLY | os.O_APPEND), 2)
            serve_tls(session)
        else:
            session.run(os.environ.get("SSH_ORIGINAL_COMMAND", ""))
    except (Refused, OSError) as refusal:
        session.tell("log ERROR: refused a connection: %s" % refusal)
        print(refusal, file=sys.stderr, flush=True)
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
