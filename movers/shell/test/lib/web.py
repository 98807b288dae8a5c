"""A web server on a free port that answers every request with one status, or never ("silent").

Prints its port. Two more arguments are the code and the message of the error in an S3 server's answer.
"""
import socket
import sys

status = sys.argv[1]
body = f"<Error><Code>{sys.argv[2]}</Code><Message>{sys.argv[3]}</Message></Error>" if len(sys.argv) > 2 else ""
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
open_connections = []
while True:
    connection, _ = server.accept()
    if status == "silent":
        open_connections.append(connection)
        continue
    connection.recv(65536)
    head = f"HTTP/1.1 {status} Refused\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    connection.sendall((head + body).encode())
    connection.close()
