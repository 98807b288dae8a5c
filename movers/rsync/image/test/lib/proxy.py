"""A line between two ports of this machine. usage: proxy.py FROM TO [--cut BYTES [--once]] [--count FILE]

--cut: a connection breaks when so much has come from FROM; with --once only the first does. --count: how much came from
there in all is in FILE.
"""

import argparse
import asyncio

PIECE = 1 << 16


async def carry(reader, writer, limit=None, tell=None):
    """True when it reached the limit."""
    carried = 0
    try:
        while piece := await reader.read(PIECE):
            carried += len(piece)
            if tell:
                tell(len(piece))
            if limit and carried > limit:
                return True
            writer.write(piece)
            await writer.drain()
        writer.write_eof()
    except OSError:
        writer.transport.abort()
    return False


async def main(options):
    limit = options.cut
    total = 0

    def tell(size):
        nonlocal total
        total += size
        if options.count:
            with open(options.count, "w") as file:
                print(total, file=file)

    async def connected(reader, writer):
        nonlocal limit
        try:
            other_reader, other_writer = await asyncio.open_connection("127.0.0.1", options.to)
        except OSError:
            writer.transport.abort()
            return
        back = asyncio.create_task(carry(other_reader, writer))
        if await carry(reader, other_writer, limit, tell):
            back.cancel()
            limit = None if options.once else limit
        await asyncio.gather(back, return_exceptions=True)
        for end in (writer, other_writer):
            end.transport.abort()

    server = await asyncio.start_server(connected, "127.0.0.1", getattr(options, "from"), limit=1 << 20)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("from", type=int)
    parser.add_argument("to", type=int)
    parser.add_argument("--cut", type=int)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--count")
    asyncio.run(main(parser.parse_args()))
