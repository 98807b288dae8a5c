"""A web server on a free port that answers every request with one status, or never ("silent").

Prints its port.
"""
import socket
import sys

status = sys.argv[1]
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
open_connections = []
while True:
    connection, _ = server.accept()
    if status == "silent":
        open_connections.append(connection)
        continue
    connection.recv(65536)
    connection.sendall(f"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    connection.close()
